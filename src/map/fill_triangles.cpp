// SPDX-License-Identifier: Apache-2.0
#include "map/fill_triangles.h"

#include <utility>

#include "geo/geometry.h"
#include "geo/simple_polygon.h"
#include "map/ear_clipping.h"

namespace nearnet::map {
namespace {

/// Turns at every corner to the same side, and goes round once.
bool is_convex(const WorldLine& ring) {
  const std::size_t corners = ring.size() - 1;
  bool left = false;
  bool right = false;
  std::size_t x_reversals = 0;  // two for a ring that goes round once
  for (std::size_t i = 0; i < corners; ++i) {
    const WorldPoint a = ring[i];
    const WorldPoint b = ring[(i + 1) % corners];
    const WorldPoint c = ring[(i + 2) % corners];
    const double turn = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    left = left || turn > 0.0;
    right = right || turn < 0.0;
    if ((b.x < a.x) != (c.x < b.x)) ++x_reversals;
  }
  return left != right && x_reversals <= 2;
}

Filling fan(const WorldLine& ring) {
  Filling filling{{ring.begin(), ring.end() - 1}, {}};
  const auto corners = static_cast<std::uint32_t>(filling.corners.size());
  filling.triangles.reserve(std::size_t{3} * (corners - 2));
  for (std::uint32_t i = 2; i < corners; ++i) {
    filling.triangles.insert(filling.triangles.end(), {0, i - 1, i});
  }
  return filling;
}

geo::Ring as_ring(const WorldLine& line) {
  geo::Ring ring;
  ring.reserve(line.size());
  // GEOS is planar: it triangulates world units as well as degrees.
  for (const WorldPoint& point : line) ring.push_back({point.x, point.y});
  return ring;
}

}  // namespace

Filling fill_triangles(const WorldPolygon& polygon) {
  const WorldLine& shell = polygon.shell;
  if (shell.size() < 4) return {};
  if (polygon.holes.empty() && is_convex(shell)) return fan(shell);
  geo::Polygon source{as_ring(shell), {}};
  for (const WorldLine& hole : polygon.holes) source.holes.push_back(as_ring(hole));
  if (geo::is_surely_valid(source)) {
    if (auto clipped = clip_ears(polygon)) return std::move(*clipped);
  }
  geo::Geometry geometry = geo::Geometry::polygon(source);
  if (!geometry.is_valid()) geometry = geo::make_valid(geometry);
  if (geometry.is_empty()) return {};
  Filling filling;
  for (const geo::Triangle& triangle : geo::triangulate(geometry)) {
    for (const geo::LonLat& corner : {triangle.a, triangle.b, triangle.c}) {
      filling.triangles.push_back(static_cast<std::uint32_t>(filling.corners.size()));
      filling.corners.push_back({corner.lon, corner.lat});
    }
  }
  return filling;
}

}  // namespace nearnet::map
