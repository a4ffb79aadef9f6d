// SPDX-License-Identifier: Apache-2.0
#include "map/hit_test.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace nearnet::map {
namespace {

struct Cursor {
  WorldPoint at;
  double units_per_pixel;
  double metres_per_pixel;
};

/// The positions in Layer::points that are drawn as symbols of their own.
template <typename Visit>
void for_each_symbol(const Scene& scene, const Layer& layer, double units_per_pixel, Visit visit) {
  if (layer.id != LayerId::kProspects) {
    for (const PointShape& point : layer.points) visit(point);
    return;
  }
  for (const std::uint32_t i : scene.prospects_at(units_per_pixel).singles) visit(layer.points[i]);
}

std::optional<std::uint32_t> hit_point(const Scene& scene, const Layer& layer,
                                       const Cursor& cursor) {
  const double scale = point_scale(layer.id, cursor.metres_per_pixel);
  // To the edge, to the centre, then the later drawn: less is better.
  using Rank = std::tuple<double, double, std::int64_t, std::int64_t>;
  std::optional<Rank> best;
  std::uint32_t feature = 0;
  for_each_symbol(scene, layer, cursor.units_per_pixel, [&](const PointShape& point) {
    const double centre =
        std::hypot(point.position.x - cursor.at.x, point.position.y - cursor.at.y) /
        cursor.units_per_pixel;
    const double radius = scene.style().point(layer.id, point.paint).radius * scale;
    const double edge = std::max(0.0, centre - radius);
    if (edge > kPickTolerance) return;
    const Rank rank{edge, centre, -std::int64_t{point.paint}, -std::int64_t{point.feature}};
    if (best && *best <= rank) return;
    best = rank;
    feature = point.feature;
  });
  if (!best) return std::nullopt;
  return feature;
}

std::optional<std::uint32_t> hit_line(const Scene& scene, const Layer& layer,
                                      const Cursor& cursor) {
  std::optional<std::uint32_t> feature;
  double best = kPickTolerance;
  for (const LineShape& line : layer.lines) {
    const LinePaint& paint = scene.style().line(layer.id, line.paint);
    const double half = line_width(paint, cursor.metres_per_pixel) / 2.0;
    const double reach = (half + kPickTolerance) * cursor.units_per_pixel;
    if (half <= 0.0 || !line.box.widened(reach).contains(cursor.at)) continue;
    const double edge =
        std::max(0.0, distance(line.points, cursor.at) / cursor.units_per_pixel - half);
    if (edge > best) continue;
    best = edge;
    feature = line.feature;
  }
  return feature;
}

std::optional<std::uint32_t> hit_area(const Layer& layer, const Cursor& cursor) {
  std::optional<std::uint32_t> feature;
  std::uint32_t paint = 0;
  for (const AreaShape& area : layer.areas) {
    if (feature && area.paint < paint) continue;
    if (!covers(area, cursor.at)) continue;
    feature = area.feature;
    paint = area.paint;
  }
  return feature;
}

}  // namespace

std::optional<FeatureId> hit_test(const Scene& scene, const Camera& camera, ScreenPoint at) {
  const Cursor cursor{camera.to_world(at), camera.units_per_pixel(), camera.metres_per_pixel()};
  const auto topmost = [&](auto&& hit) -> std::optional<FeatureId> {
    for (auto id = kLayers.rbegin(); id != kLayers.rend(); ++id) {
      const Layer& layer = scene.layer(*id);
      if (!layer.visible || *id == LayerId::kRoads) continue;
      if (const std::optional<std::uint32_t> index = hit(layer)) return FeatureId{*id, *index};
    }
    return std::nullopt;
  };
  if (auto hit = topmost([&](const Layer& layer) { return hit_point(scene, layer, cursor); })) {
    return hit;
  }
  if (auto hit = topmost([&](const Layer& layer) { return hit_line(scene, layer, cursor); })) {
    return hit;
  }
  return topmost([&](const Layer& layer) { return hit_area(layer, cursor); });
}

std::optional<Bubble> bubble_at(const Scene& scene, const Camera& camera, ScreenPoint at) {
  if (!scene.visible(LayerId::kProspects)) return std::nullopt;
  std::optional<Bubble> nearest;
  double best = 0.0;
  for (const Bubble& bubble : scene.prospects_at(camera.units_per_pixel()).bubbles) {
    const ScreenPoint centre = camera.to_screen(bubble.position);
    const double away = std::hypot(centre.x - at.x, centre.y - at.y) - bubble_radius(bubble.count);
    if (away > 0.0 || (nearest && away >= best)) continue;
    nearest = bubble;
    best = away;
  }
  return nearest;
}

}  // namespace nearnet::map
