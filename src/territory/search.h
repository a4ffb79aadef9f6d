// SPDX-License-Identifier: Apache-2.0
// Where a design begins, how long each way is followed, and which goes on. For design.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/job_context.h"
#include "territory/improve.h"
#include "territory/problem.h"

namespace nearnet::territory {

struct SearchBudget {
  std::int64_t iterations = 0;    ///< moves; 0: grows with the number of cells
  std::function<double()> spent;  ///< share of the time used up; empty: iterations count
  bool keep_best = false;         ///< a cancelled job gives the best so far, once there is one
};

/// Several starts, each tried for a short while; the best is annealed, and worked on again where it
/// misses the tolerance. With a present layout that is where it starts. `core` is lock_cores().
Improved searched(const Problem& problem, const std::vector<std::size_t>& core,
                  const SearchBudget& budget, const core::JobContext& job);

}  // namespace nearnet::territory
