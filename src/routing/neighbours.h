// SPDX-License-Identifier: Apache-2.0
// Who is near whom, for choosing what to take out of a plan together. Internal to routing.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "routing/instance.h"

namespace nearnet::routing {

/// Cost: O(nodes² log nodes) once, 4 bytes a pair.
class Neighbours {
 public:
  explicit Neighbours(const Instance& instance);

  /// Nodes worth planning, ascending.
  std::span<const std::size_t> wanted() const { return wanted_; }
  /// All wanted nodes, the nearest by the shorter way first, `centre` itself in front. `centre`
  /// must be wanted.
  std::span<const std::uint32_t> of(std::size_t centre) const {
    return {near_.data() + row_[centre] * wanted_.size(), wanted_.size()};
  }

 private:
  std::vector<std::size_t> wanted_;
  std::vector<std::size_t> row_;  // by node
  std::vector<std::uint32_t> near_;
};

}  // namespace nearnet::routing
