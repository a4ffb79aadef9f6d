// SPDX-License-Identifier: Apache-2.0
// A solution that is taken apart and put together again, and which days that touched, so that only
// these need be put back. Internal to routing.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "routing/route.h"

namespace nearnet::routing {

/// Days, in the order in which they were added.
class DaySet {
 public:
  explicit DaySet(int days) : has_(static_cast<std::size_t>(days), 0) {}

  void add(int day) {
    if (has(day)) return;
    has_[static_cast<std::size_t>(day)] = 1;
    days_.push_back(day);
  }
  bool has(int day) const { return has_[static_cast<std::size_t>(day)] != 0; }
  std::span<const int> days() const { return days_; }
  void clear() {
    for (const int day : days_) has_[static_cast<std::size_t>(day)] = 0;
    days_.clear();
  }

 private:
  std::vector<char> has_;
  std::vector<int> days_;
};

struct Trial {
  Solution solution;
  DaySet touched;
  std::vector<std::size_t> pool;  ///< nodes that are out and may come in again
};

}  // namespace nearnet::routing
