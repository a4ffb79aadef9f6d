// SPDX-License-Identifier: Apache-2.0
// Is there a way around a node that costs no more than the way over it? Internal to roads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "roads/contraction.h"

namespace nearnet::roads {

/// Reused from node to node; one a thread. Memory: 16 bytes a node.
class WitnessSearch {
 public:
  explicit WitnessSearch(std::size_t nodes);

  struct Shortcut {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t over = 0;
    std::uint32_t arcs = 0;
    Cost cost;
  };

  /// Appends the shortcuts that must take the place of `node`. Ways around it may touch neither it
  /// nor nodes that are `leaving` with it. Searches give up early: a shortcut more than needed does
  /// no harm.
  void shortcuts_over(std::uint32_t node, const std::vector<std::vector<Link>>& out,
                      const std::vector<std::vector<Link>>& in, std::span<const char> leaving,
                      std::vector<Shortcut>& found);

 private:
  struct Open {
    Cost cost;
    std::uint32_t node = 0;
    friend bool operator>(const Open& a, const Open& b) { return a.cost > b.cost; }
  };

  /// Together, as they are looked at together: one line of the cache a node.
  struct Label {
    Cost cost;
    std::uint32_t stamp = 0;         ///< of the search that reached the node
    std::uint32_t target_stamp = 0;  ///< of the search that looks for it
  };

  void search(std::uint32_t from, Cost farthest, std::size_t targets,
              const std::vector<std::vector<Link>>& out, std::span<const char> leaving);
  void reach(std::uint32_t node, Cost cost);
  Cost cost_to(std::uint32_t node) const {
    return labels_[node].stamp == stamp_ ? labels_[node].cost : Cost::unreachable();
  }

  std::vector<Label> labels_;
  std::uint32_t stamp_ = 0;
  std::uint32_t over_ = 0;
  std::vector<Open> open_;
};

}  // namespace nearnet::roads
