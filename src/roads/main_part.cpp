// SPDX-License-Identifier: Apache-2.0
#include "roads/main_part.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace nearnet::roads {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// Tarjan's search without recursion: streets can be as long as a thread's stack is not.
class Components {
 public:
  Components(std::size_t nodes, std::span<const Arc> arcs)
      : begins_(nodes + 1, 0),
        heads_(arcs.size()),
        found_at_(nodes, kNone),
        lowest_(nodes, 0),
        component_(nodes, kNone) {
    for (const Arc& arc : arcs) ++begins_[arc.from + 1];
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    next_.assign(begins_.begin(), begins_.end() - 1);
    for (const Arc& arc : arcs) heads_[next_[arc.from]++] = arc.to;
    next_.assign(begins_.begin(), begins_.end() - 1);
    for (std::uint32_t node = 0; node < nodes; ++node) {
      if (found_at_[node] == kNone) visit_from(node);
    }
  }

  /// Of each node, a number.
  const std::vector<std::uint32_t>& of_node() const { return component_; }
  std::uint32_t count() const { return count_; }

 private:
  void visit_from(std::uint32_t start) {
    enter(start);
    while (!way_.empty()) {
      const std::uint32_t node = way_.back();
      if (next_[node] == begins_[node + 1]) {
        leave(node);
        continue;
      }
      const std::uint32_t head = heads_[next_[node]++];
      if (found_at_[head] == kNone) {
        enter(head);
      } else if (component_[head] == kNone) {
        lowest_[node] = std::min(lowest_[node], found_at_[head]);
      }
    }
  }

  void enter(std::uint32_t node) {
    found_at_[node] = lowest_[node] = found_++;
    way_.push_back(node);
    open_.push_back(node);
  }

  void leave(std::uint32_t node) {
    way_.pop_back();
    if (!way_.empty()) lowest_[way_.back()] = std::min(lowest_[way_.back()], lowest_[node]);
    if (lowest_[node] != found_at_[node]) return;
    while (true) {
      const std::uint32_t member = open_.back();
      open_.pop_back();
      component_[member] = count_;
      if (member == node) break;
    }
    ++count_;
  }

  std::vector<std::size_t> begins_;
  std::vector<std::uint32_t> heads_;
  std::vector<std::size_t> next_;
  std::vector<std::uint32_t> found_at_;
  std::vector<std::uint32_t> lowest_;
  std::vector<std::uint32_t> component_;
  std::vector<std::uint32_t> way_;   ///< from the start to the node visited now
  std::vector<std::uint32_t> open_;  ///< found, and of no component yet
  std::uint32_t found_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace

std::vector<bool> main_part(std::size_t nodes, std::span<const Arc> arcs) {
  const Components components(nodes, arcs);
  std::vector<std::size_t> sizes(components.count(), 0);
  for (const std::uint32_t component : components.of_node()) ++sizes[component];
  const auto& of_node = components.of_node();
  std::uint32_t largest = kNone;
  for (const std::uint32_t component : of_node) {
    if (largest == kNone || sizes[component] > sizes[largest]) largest = component;
  }
  std::vector<bool> inside(nodes);
  for (std::size_t node = 0; node < nodes; ++node) inside[node] = of_node[node] == largest;
  return inside;
}

}  // namespace nearnet::roads
