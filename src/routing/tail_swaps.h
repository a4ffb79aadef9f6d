// SPDX-License-Identifier: Apache-2.0
// Lets two days of a rep go on with each other's rest where that drives less (2-opt*), which
// removing short strings hardly brings about on long days. Internal to routing.
//
//   TailSwaps swaps(instance, neighbours);
//   if (swaps(trial)) …                       // less driving, overload set off, the same visits
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "routing/neighbours.h"
#include "routing/trial.h"

namespace nearnet::routing {

class TailSwaps {
 public:
  /// They must outlive it.
  TailSwaps(const Instance& instance, const Neighbours& neighbours)
      : instance_(instance), neighbours_(neighbours) {}

  /// Looks at every new leg of the touched days and at the nearest stops on others, again after
  /// each swap; true when it found something. Where orders are asked for it finds nothing. Cost: a
  /// few comparisons a leg, O(stops) a promising swap.
  bool operator()(Trial& trial);

 private:
  /// A leg: from stops()[at - 1], or home, to stops()[at], or home.
  struct Cut {
    const Route* route = nullptr;
    std::size_t at = 0;

    std::span<const std::size_t> head() const { return route->stops().first(at); }
    std::span<const std::size_t> tail() const { return route->stops().subspan(at); }
  };

  bool swap_any(int day, Trial& trial);
  bool swap_with_near(std::size_t stop, bool as_head, const Cut& cut, Trial& trial);
  bool swap(const Cut& a, const Cut& b, Trial& trial);
  bool may_take(const Route& route, std::span<const std::size_t> stops) const;
  /// And a swap that drives `gain` less is worth the overload.
  bool keeps_loads(const Cut& a, const Cut& b, std::int64_t gain, const Trial& trial) const;
  bool keeps_drive(const Cut& head, const Cut& tail, std::int64_t way) const;
  std::size_t before(const Cut& cut) const;
  std::size_t after(const Cut& cut) const;

  const Instance& instance_;
  const Neighbours& neighbours_;
  std::vector<std::size_t> first_, second_;  // scratch
};

}  // namespace nearnet::routing
