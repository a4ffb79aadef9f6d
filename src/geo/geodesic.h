// SPDX-License-Identifier: Apache-2.0
// Exact measure on the WGS 84 ellipsoid (Karney 2013, through PROJ's geodesic routines), and the
// distance from a point to a geometry whose edges are straight in lon/lat.
#pragma once

#include <cstdint>

#include "core/units.h"
#include "geo/geometry.h"
#include "geo/lon_lat.h"

namespace nearnet::geo {

/// Shortest line on the ellipsoid.
core::Metres geodesic_distance(LonLat a, LonLat b);

/// geodesic_distance(a, b) in whole millimetres, half up: how distances are compared and reported.
/// Cost: for places within some kilometres a few trigonometric functions; the whole geodesic only
/// where that leaves the last millimetre in doubt.
std::int64_t geodesic_millimetres(LonLat a, LonLat b);

/// Square metres on the ellipsoid, holes taken off.
double geodesic_area(const Geometry& polygons);
/// Metres on the ellipsoid along all lines and rings.
core::Metres geodesic_length(const Geometry& geometry);

struct Nearest {
  core::Metres distance;
  LonLat place;  ///< the nearest point of the geometry
};

/// From `position` to the nearest point of the geometry; 0 on or inside it. The nearest point is
/// found in the tangent metric at `position`, the distance to it is geodesic: within 0.01 m for
/// distances to 1 km. Geometry must not be empty. Cost: one pass over its edges.
Nearest nearest_on(const Geometry& geometry, LonLat position);

}  // namespace nearnet::geo
