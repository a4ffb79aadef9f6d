// SPDX-License-Identifier: Apache-2.0
// What the signs on the map mean: one entry for each class that a visible layer really shows.
//
//   for (const map::LegendEntry& entry : map::legend(scene)) draw_swatch(entry), text(entry.label);
//
// A panel draws areas as a filled box with its outline, lines as a stroke with its casing, points
// as the symbol: the paint is the one the map uses. Cost: one pass over the shapes; keep the result
// for as long as Scene::revision() stays the same.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "map/scene.h"

namespace nearnet::map {

struct LegendEntry {
  LayerId layer = LayerId::kProspects;
  std::string label;
  std::variant<AreaPaint, LinePaint, PointPaint> paint;
  std::size_t count = 0;  ///< features of this class
};

/// Topmost layer first, classes in their own order within a layer.
std::vector<LegendEntry> legend(const Scene& scene);

}  // namespace nearnet::map
