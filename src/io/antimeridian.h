// SPDX-License-Identifier: Apache-2.0
// Shapes that cross 180° of longitude, cut there, so that every longitude is within ±180° and no
// edge runs the long way round the earth. For io/ only.
//
//   if (auto parts = split_areas(area)) area = std::move(*parts);
//   if (auto parts = split_lines(cable)) cable = std::move(*parts);
#pragma once

#include <optional>

#include "geo/geometry.h"

namespace nearnet::io {

/// Polygons that cross, told by rings wider than 180° or by longitudes beyond ±180°; none when
/// nothing crosses.
std::optional<geo::Geometry> split_areas(const geo::Geometry& areas);

/// Lines that cross, told by edges wider than 180° or by longitudes beyond ±180° (±360° at most);
/// none when nothing crosses. Empty when no length is left.
std::optional<geo::Geometry> split_lines(const geo::Geometry& lines);

}  // namespace nearnet::io
