// SPDX-License-Identifier: Apache-2.0
#include "roads/witness_search.h"

#include <algorithm>
#include <functional>

namespace nearnet::roads {
namespace {

/// Nodes a search settles before it gives up. Few reach it, but among the last nodes, where streets
/// have become shortcuts, giving up earlier adds so many spare ones that everything slows down.
constexpr int kMostSettled = 500;

}  // namespace

WitnessSearch::WitnessSearch(std::size_t nodes) : labels_(nodes) {}

void WitnessSearch::shortcuts_over(std::uint32_t node, const std::vector<std::vector<Link>>& out,
                                   const std::vector<std::vector<Link>>& in,
                                   std::span<const char> leaving, std::vector<Shortcut>& found) {
  over_ = node;
  for (const Link& from : in[node]) {
    ++stamp_;
    std::size_t targets = 0;
    Cost farthest;
    for (const Link& to : out[node]) {
      if (to.node == from.node) continue;
      labels_[to.node].target_stamp = stamp_;
      farthest = std::max(farthest, to.cost);
      ++targets;
    }
    if (targets == 0) continue;
    search(from.node, from.cost + farthest, targets, out, leaving);
    for (const Link& to : out[node]) {
      if (to.node == from.node) continue;
      const Cost over = from.cost + to.cost;
      if (cost_to(to.node) > over) {
        found.push_back({from.node, to.node, node, from.arcs + to.arcs, over});
      }
    }
  }
}

/// Fills cost_to() with costs of ways, the cheapest ones where it got that far.
void WitnessSearch::search(std::uint32_t from, Cost farthest, std::size_t targets,
                           const std::vector<std::vector<Link>>& out,
                           std::span<const char> leaving) {
  open_.clear();
  reach(from, Cost());
  for (int settled = 0; !open_.empty() && settled < kMostSettled; ++settled) {
    std::pop_heap(open_.begin(), open_.end(), std::greater<>());
    const Open next = open_.back();
    open_.pop_back();
    if (next.cost > farthest) return;
    const Label& label = labels_[next.node];
    if (next.cost > label.cost) continue;
    if (label.target_stamp == stamp_ && --targets == 0) return;
    for (const Link& link : out[next.node]) {
      const Cost cost = next.cost + link.cost;
      if (cost > farthest || cost_to(link.node) <= cost) continue;
      if (leaving[link.node] == 0 && link.node != over_) reach(link.node, cost);
    }
  }
}

void WitnessSearch::reach(std::uint32_t node, Cost cost) {
  Label& label = labels_[node];
  label.stamp = stamp_;
  label.cost = cost;
  open_.push_back({cost, node});
  std::push_heap(open_.begin(), open_.end(), std::greater<>());
}

}  // namespace nearnet::roads
