// SPDX-License-Identifier: Apache-2.0
#include "territory/connectivity.h"

namespace nearnet::territory {

bool Connectivity::can_leave(std::size_t cell, std::span<const std::size_t> territory) {
  ring_.clear();
  for (const Neighbour& next : problem_.links[cell]) {
    if (territory[next.unit] == territory[cell]) ring_.push_back(next.unit);
  }
  if (ring_.empty()) return false;
  if (ring_.size() == 1) return true;
  ++question_;
  for (const std::size_t neighbour : ring_) wanted_[neighbour] = question_;
  return all_reached(cell, territory, true) || all_reached(cell, territory, false);
}

/// Breadth first from one neighbour until the others are reached.
bool Connectivity::all_reached(std::size_t cell, std::span<const std::size_t> territory,
                               bool ring_only) {
  ++pass_;
  std::size_t missing = ring_.size() - 1;
  open_.assign(1, ring_.front());
  seen_[ring_.front()] = pass_;
  for (std::size_t head = 0; head < open_.size() && missing > 0; ++head) {
    for (const Neighbour& next : problem_.links[open_[head]]) {
      const std::size_t other = next.unit;
      if (seen_[other] == pass_ || other == cell || territory[other] != territory[cell]) continue;
      const bool wanted = wanted_[other] == question_;
      if (ring_only && !wanted) continue;
      seen_[other] = pass_;
      open_.push_back(other);
      missing -= wanted ? 1U : 0U;
    }
  }
  return missing == 0;
}

}  // namespace nearnet::territory
