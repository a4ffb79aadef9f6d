// SPDX-License-Identifier: Apache-2.0
// A polygon cut into triangles for filling.
//
//   for (const map::WorldPoint& corner : map::fill_triangles(polygon)) …      // three a triangle
//
// Covers the polygon exactly, holes left out. A convex ring is cut from its first corner, anything
// else by constrained Delaunay triangulation; a ring that crosses itself, as simplification may
// leave it, is repaired first. Fewer than three distinct corners give nothing.
#pragma once

#include <vector>

#include "map/shapes.h"

namespace nearnet::map {

std::vector<WorldPoint> fill_triangles(const WorldPolygon& polygon);

}  // namespace nearnet::map
