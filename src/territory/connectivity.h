// SPDX-License-Identifier: Apache-2.0
// Can a cell leave its territory without cutting it apart? For repair.cpp and improve.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "territory/problem.h"

namespace nearnet::territory {

class Connectivity {
 public:
  explicit Connectivity(const Problem& problem)
      : problem_(problem), seen_(problem.cells, 0), wanted_(problem.cells, 0) {}

  /// True when the rest of the cell's territory is as connected without it: its neighbours there
  /// are tied among themselves, looked for first in the ring around the cell, then through the
  /// whole territory. False for a cell without a neighbour in its territory, which would leave it
  /// empty or lose a part. Cost: O(ring²) mostly, O(territory) when the ring does not decide.
  bool can_leave(std::size_t cell, std::span<const std::size_t> territory);

 private:
  bool all_reached(std::size_t cell, std::span<const std::size_t> territory, bool ring_only);

  const Problem& problem_;
  std::vector<std::size_t> ring_;      ///< the cell's neighbours in its territory
  std::vector<std::uint64_t> seen_;    ///< last pass that saw the cell
  std::vector<std::uint64_t> wanted_;  ///< last question that must reach the cell
  std::uint64_t question_ = 0;
  std::uint64_t pass_ = 0;
  std::vector<std::size_t> open_;
};

}  // namespace nearnet::territory
