// SPDX-License-Identifier: Apache-2.0
// Takes over a whole day from another good plan, in place of removing strings. Internal to routing.
#pragma once

#include <cstddef>
#include <vector>

#include "routing/trial.h"

namespace nearnet::routing {

class Transplant {
 public:
  /// The stops of the donor's day that visits `seed` become the trial's day that does; who was on
  /// that day and is not any more goes to the pool. False and no change where both are the same, or
  /// one does not visit it, or somebody may not be visited on that day.
  bool operator()(std::size_t seed, const Solution& donor, Trial& trial);

 private:
  std::vector<std::size_t> kept_, removed_;  // scratch
};

}  // namespace nearnet::routing
