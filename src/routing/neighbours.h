// SPDX-License-Identifier: Apache-2.0
// Who is near whom, for choosing what to take out of a plan together. Internal to routing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "routing/instance.h"

namespace nearnet::routing {

/// Cost: O(nodes² log nodes) once, 4 bytes a pair.
class Neighbours {
 public:
  static constexpr std::size_t kNearest = 10;

  struct Near {
    std::uint32_t node = 0;
    std::int32_t to = 0;    ///< seconds to it
    std::int32_t from = 0;  ///< and from it
  };

  explicit Neighbours(const Instance& instance);

  /// Nodes worth planning, ascending.
  std::span<const std::size_t> wanted() const { return wanted_; }
  /// All wanted nodes, the nearest by the shorter way first, `centre` itself in front. `centre`
  /// must be wanted.
  std::span<const std::uint32_t> of(std::size_t centre) const {
    return {near_.data() + row_[centre] * wanted_.size(), wanted_.size()};
  }
  /// The first kNearest of them without `centre`, with their ways: close together in memory.
  std::span<const Near> nearest(std::size_t centre) const {
    return {nearest_.data() + row_[centre] * nearest_count_, nearest_count_};
  }

 private:
  std::vector<std::size_t> wanted_;
  std::vector<std::size_t> row_;  // by node
  std::vector<std::uint32_t> near_;
  std::vector<Near> nearest_;
  std::size_t nearest_count_ = 0;
};

}  // namespace nearnet::routing
