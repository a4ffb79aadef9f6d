// SPDX-License-Identifier: Apache-2.0
#include "territory/adjacency.h"

#include "core/error.h"
#include "territory/border_segments.h"
#include "territory/bridges.h"
#include "territory/disjoint_sets.h"

#include <algorithm>
#include <tuple>

namespace nearnet::territory {

Adjacency adjacency(std::span<const model::BasicUnit> units) {
  for (const model::BasicUnit& unit : units) {
    if (!unit.geometry.has_area()) {
      throw core::InputError("unit " + unit.id.text() +
                             " has no polygon; leave it out or repair its geometry");
    }
  }
  Adjacency graph;
  graph.of.resize(units.size());
  DisjointSets parts(units.size());

  std::vector<SharedBorder> borders = shared_borders(units);
  std::stable_sort(borders.begin(), borders.end(), [](const auto& x, const auto& y) {
    return std::tie(x.a, x.b) < std::tie(y.a, y.b);
  });
  for (std::size_t i = 0; i < borders.size();) {
    const SharedBorder& pair = borders[i];
    double metres = 0.0;
    for (; i < borders.size() && borders[i].a == pair.a && borders[i].b == pair.b; ++i) {
      metres += borders[i].metres;
    }
    graph.of[pair.a].push_back({pair.b, metres});
    graph.of[pair.b].push_back({pair.a, metres});
    parts.join(pair.a, pair.b);
  }

  graph.parts = parts.count();
  graph.bridges = bridge_parts(units, parts);
  for (const Bridge& bridge : graph.bridges) {
    graph.of[bridge.from].push_back({bridge.to, 0.0});
    graph.of[bridge.to].push_back({bridge.from, 0.0});
  }
  for (std::vector<Neighbour>& neighbours : graph.of) {
    std::sort(neighbours.begin(), neighbours.end(),
              [](const Neighbour& x, const Neighbour& y) { return x.unit < y.unit; });
  }
  return graph;
}

}  // namespace nearnet::territory
