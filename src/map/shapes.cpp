// SPDX-License-Identifier: Apache-2.0
#include "map/shapes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nearnet::map {
namespace {

/// Whether a ray from the point towards +x crosses the ring an odd number of times.
bool crosses_odd(const WorldLine& ring, WorldPoint p) {
  bool odd = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const WorldPoint a = ring[i - 1];
    const WorldPoint b = ring[i];
    if ((a.y > p.y) == (b.y > p.y)) continue;
    if (p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) odd = !odd;
  }
  return odd;
}

}  // namespace

double distance(WorldPoint a, WorldPoint b, WorldPoint point) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  const double t = squared > 0.0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / squared : 0.0;
  const double clamped = std::clamp(t, 0.0, 1.0);
  return std::hypot(point.x - a.x - clamped * dx, point.y - a.y - clamped * dy);
}

bool covers(const AreaShape& area, WorldPoint point) {
  if (!area.box.contains(point)) return false;
  for (const WorldPolygon& polygon : area.polygons) {
    if (!crosses_odd(polygon.shell, point)) continue;
    const auto in_hole = [&](const WorldLine& hole) { return crosses_odd(hole, point); };
    if (std::none_of(polygon.holes.begin(), polygon.holes.end(), in_hole)) return true;
  }
  return false;
}

double distance(const WorldLine& line, WorldPoint point) {
  double best = std::numeric_limits<double>::infinity();
  if (line.size() == 1) best = distance(line[0], line[0], point);
  for (std::size_t i = 1; i < line.size(); ++i) {
    best = std::min(best, distance(line[i - 1], line[i], point));
  }
  return best;
}

}  // namespace nearnet::map
