// SPDX-License-Identifier: Apache-2.0
// A polygon cut into triangles for filling.
//
//   const map::Filling filling = map::fill_triangles(polygon);
//   filling.corners[filling.triangles[0]];            // of the first triangle
//
// Covers the polygon exactly, holes left out. A convex ring is cut from its first corner, others by
// clipping ears; large ones by constrained Delaunay triangulation, and so are rings that cross
// themselves, as simplification may leave them, once they are repaired. Fewer than three distinct
// corners give nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "map/shapes.h"

namespace nearnet::map {

struct Filling {
  std::vector<WorldPoint> corners;
  std::vector<std::uint32_t> triangles;  ///< into `corners`, three a triangle
};

Filling fill_triangles(const WorldPolygon& polygon);

}  // namespace nearnet::map
