// SPDX-License-Identifier: Apache-2.0
#include "map/legend.h"

#include <map>

namespace nearnet::map {
namespace {

/// Features by class; the shapes of one feature stand together.
using Counts = std::map<std::uint32_t, std::size_t>;

template <typename Shape>
Counts count_classes(const std::vector<Shape>& shapes) {
  Counts counts;
  const Shape* previous = nullptr;
  for (const Shape& shape : shapes) {
    if (previous == nullptr || previous->feature != shape.feature) ++counts[shape.paint];
    previous = &shape;
  }
  return counts;
}

/// Tinted areas count as what they are painted as now.
Counts count_areas(const Layer& layer) {
  if (layer.tints.empty()) return count_classes(layer.areas);
  Counts counts;
  for (const AreaShape& area : layer.areas) {
    const Tint& tint = layer.tints[area.feature];
    if (tint.paint != Tint::kNone) ++counts[tint.paint];
  }
  return counts;
}

}  // namespace

std::vector<LegendEntry> legend(const Scene& scene) {
  std::vector<LegendEntry> entries;
  for (auto id = kLayers.rbegin(); id != kLayers.rend(); ++id) {
    const Layer& layer = scene.layer(*id);
    if (!layer.visible) continue;
    const Counts areas = count_areas(layer);
    const Counts lines = count_classes(layer.lines);
    Counts all = count_classes(layer.points);
    for (const auto& [paint, count] : areas) all[paint] += count;
    for (const auto& [paint, count] : lines) all[paint] += count;
    for (const auto& [paint, count] : all) {
      LegendEntry entry{*id, layer.classes[paint], {}, count};
      if (areas.contains(paint)) {
        entry.paint = scene.style().area(*id, paint);
      } else if (lines.contains(paint)) {
        entry.paint = scene.style().line(*id, paint);
      } else {
        entry.paint = scene.style().point(*id, paint);
      }
      entries.push_back(std::move(entry));
    }
  }
  return entries;
}

}  // namespace nearnet::map
