// SPDX-License-Identifier: Apache-2.0
// A polygon cut into triangles for filling.
//
//   for (const map::WorldPoint& corner : map::fill_triangles(polygon)) …      // three a triangle
//
// Covers the polygon exactly, holes left out. A convex ring is cut from its first corner, others by
// clipping ears; large ones by constrained Delaunay triangulation, and so are rings that cross
// themselves, as simplification may leave them, once they are repaired. Fewer than three distinct
// corners give nothing.
#pragma once

#include <vector>

#include "map/shapes.h"

namespace nearnet::map {

std::vector<WorldPoint> fill_triangles(const WorldPolygon& polygon);

}  // namespace nearnet::map
