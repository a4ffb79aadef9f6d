// SPDX-License-Identifier: Apache-2.0
// Where a row is, as one position. For io/ only.
#pragma once

#include <optional>

#include "geo/geometry.h"
#include "geo/lon_lat.h"

namespace nearnet::io {

/// The first point, or a point inside the area; none for lines.
std::optional<geo::LonLat> place_of(const geo::Geometry& geometry);

/// Longitude 0, latitude 0: what devices without a fix write.
bool is_null_island(geo::LonLat place);

}  // namespace nearnet::io
