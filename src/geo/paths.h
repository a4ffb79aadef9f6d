// SPDX-License-Identifier: Apache-2.0
// The points of a geometry into the caller's memory, without lists in between.
//
//   geo::copy_paths(node, [&](geo::PathKind kind, std::size_t points) {
//     return kind == geo::PathKind::kRing ? room_for(points) : nullptr;
//   });
//
// Asks for each ring (a shell before its holes), then for each line, then for each point where its
// so many points shall be written; nullptr leaves them out. Parts are flattened through
// collections, as by Geometry::polygons(), lines() and points(). Cost: one copy.
#pragma once

#include <cstddef>
#include <functional>

#include "geo/geometry.h"
#include "geo/lon_lat.h"

namespace nearnet::geo {

enum class PathKind { kRing, kLine, kPoint };

using PathRoom = std::function<LonLat*(PathKind kind, std::size_t points)>;

void copy_paths(const Geometry& geometry, const PathRoom& room);

}  // namespace nearnet::geo
