// SPDX-License-Identifier: Apache-2.0
// What can be reached from a start within a time, by Dijkstra. Internal to roads.
//
//   flood(starts, 600'000, [&](std::uint32_t node, Cost so_far, auto&& step) {
//     for (const Arc& arc : arcs_from(node)) step(arc.to, arc.cost);
//   });
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <unordered_map>
#include <utility>
#include <vector>

#include "roads/contraction_hierarchy.h"
#include "roads/cost.h"

namespace nearnet::roads {

/// Calls `visit(node, cost, step)` for every node that takes no more than the milliseconds, nearest
/// first, equal costs by number; it must step() to each node that follows. Cost: that of the nodes
/// reached, however many there are.
template <typename Visit>
void flood(const Terminals& starts, std::int64_t milliseconds, Visit visit) {
  using Open = std::pair<Cost, std::uint32_t>;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
  std::unordered_map<std::uint32_t, Cost> best;  // looked up only
  const auto reach = [&](std::uint32_t node, Cost cost) {
    if (cost.milliseconds() > milliseconds) return;
    const auto [known, is_new] = best.try_emplace(node, cost);
    if (!is_new && known->second <= cost) return;
    known->second = cost;
    open.emplace(cost, node);
  };
  for (const Terminal& start : starts) reach(start.node, start.cost);
  while (!open.empty()) {
    const auto [cost, node] = open.top();
    open.pop();
    if (best.at(node) < cost) continue;
    visit(node, cost, [&, so_far = cost](std::uint32_t to, Cost way) { reach(to, so_far + way); });
  }
}

}  // namespace nearnet::roads
