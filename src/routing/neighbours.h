// SPDX-License-Identifier: Apache-2.0
// Who is near whom: for choosing what to take out of a plan together, and beside whom to look for a
// place. Internal to routing.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "routing/instance.h"

namespace nearnet::routing {

/// Cost: O(nodes² log nodes) once, 4 bytes a pair.
class Neighbours {
 public:
  /// Someone near, and the seconds there and back. A way that windows or loads rule out in any plan
  /// is kNoWay.
  struct Near {
    std::uint32_t node = 0;
    std::int32_t from = 0;  ///< from there to the centre
    std::int32_t to = 0;    ///< from the centre to there
  };
  static constexpr std::int32_t kNoWay = 1'000'000'000;

  explicit Neighbours(const Instance& instance);

  /// Nodes worth planning, ascending.
  std::span<const std::size_t> wanted() const { return wanted_; }
  /// All wanted nodes, the nearest by the shorter way first, `centre` itself in front. `centre`
  /// must be wanted.
  std::span<const std::uint32_t> of(std::size_t centre) const {
    return {near_.data() + row_[centre] * wanted_.size(), wanted_.size()};
  }
  /// The nearest who can be next to `centre` in a plan, without itself.
  std::span<const Near> beside(std::size_t centre) const {
    const std::size_t begin = beside_begin_[row_[centre]];
    return {beside_.data() + begin, beside_begin_[row_[centre] + 1] - begin};
  }

 private:
  void add_beside(const Instance& instance, std::size_t centre);

  std::vector<std::size_t> wanted_;
  std::vector<std::size_t> row_;  // by node
  std::vector<std::uint32_t> near_;
  std::vector<Near> beside_;
  std::vector<std::size_t> beside_begin_;
};

}  // namespace nearnet::routing
