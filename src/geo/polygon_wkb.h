// SPDX-License-Identifier: Apache-2.0
// A lone polygon from and to WKB without GEOS: most shapes in files are one.
//
//   if (std::optional<geo::Polygon> polygon = geo::usual_polygon(wkb)) …   // else ask GEOS or OGR
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "geo/geometry.h"

namespace nearnet::geo {

/// The polygon, when it is written as most are: in this machine's byte order, two-dimensional, all
/// rings closed. GEOS reads the others, point by point, and says what is wrong with them.
std::optional<Polygon> usual_polygon(std::span<const std::byte> wkb);

/// ISO WKB, little-endian, two-dimensional.
std::vector<std::byte> to_wkb(const Polygon& polygon);

}  // namespace nearnet::geo
