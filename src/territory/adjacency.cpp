// SPDX-License-Identifier: Apache-2.0
#include "territory/adjacency.h"

#include "core/error.h"
#include "territory/border_segments.h"
#include "territory/bridges.h"
#include "territory/disjoint_sets.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace nearnet::territory {

namespace {

/// By the first unit, then the second; stretches of one border in their order.
void sort_by_units(std::vector<SharedBorder>& borders, std::size_t units) {
  std::vector<std::size_t> next(units + 1, 0);
  for (const SharedBorder& border : borders) ++next[border.a + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<SharedBorder> sorted(borders.size());
  for (const SharedBorder& border : borders) sorted[next[border.a]++] = border;
  const auto same_first = [](const SharedBorder& x, const SharedBorder& y) { return x.a != y.a; };
  for (auto begin = sorted.begin(); begin != sorted.end();) {
    auto end = std::adjacent_find(begin, sorted.end(), same_first);
    if (end != sorted.end()) ++end;
    std::stable_sort(begin, end, [](const auto& x, const auto& y) { return x.b < y.b; });
    begin = end;
  }
  borders = std::move(sorted);
}

}  // namespace

Adjacency adjacency(std::span<const model::BasicUnit> units, const core::JobContext& job) {
  for (const model::BasicUnit& unit : units) {
    if (!unit.geometry.has_area()) {
      throw core::InputError("unit " + unit.id.text() +
                             " has no polygon; leave it out or repair its geometry");
    }
  }
  Adjacency graph;
  graph.of.resize(units.size());
  DisjointSets parts(units.size());

  std::vector<SharedBorder> borders = shared_borders(units, job);
  sort_by_units(borders, units.size());
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
