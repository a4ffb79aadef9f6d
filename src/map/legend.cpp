// SPDX-License-Identifier: Apache-2.0
#include "map/legend.h"

#include <map>

namespace nearnet::map {
namespace {

template <typename Shape>
void count_classes(const std::vector<Shape>& shapes, std::map<std::uint32_t, std::size_t>& counts) {
  for (const Shape& shape : shapes) ++counts[shape.paint];
}

}  // namespace

std::vector<LegendEntry> legend(const Scene& scene) {
  std::vector<LegendEntry> entries;
  for (auto id = kLayers.rbegin(); id != kLayers.rend(); ++id) {
    const Layer& layer = scene.layer(*id);
    if (!layer.visible) continue;
    std::map<std::uint32_t, std::size_t> counts;
    count_classes(layer.areas, counts);
    count_classes(layer.lines, counts);
    count_classes(layer.points, counts);
    for (const auto& [paint, count] : counts) {
      LegendEntry entry{*id, layer.classes[paint], {}, count};
      if (!layer.areas.empty()) {
        entry.paint = scene.style().area(*id, paint);
      } else if (!layer.lines.empty()) {
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
