// SPDX-License-Identifier: Apache-2.0
// Improves a plan by ruin and recreate under simulated annealing: two searches side by side, which
// meet now and then and go on from the better plan.
//
// Method: Christiaens & Vanden Berghe 2020 (ruin.h, recreation.h) with a bank of nodes left out,
// each of which costs its profit in seconds of driving. Plans that come near to being accepted let
// days go on with each other's rest (tail_swaps.h). Going on from the best plan at every meeting
// makes up for the slow cooling that the paper's budgets allow and a day's planning does not; days
// of the other search's plan may still be taken over (transplant.h). Days may be overloaded for a
// time, at a price that the search adapts (as T. Vidal, "Hybrid genetic search for the CVRP",
// 2022).
#pragma once

#include <cstdint>
#include <functional>

#include "core/job_context.h"
#include "routing/route.h"

namespace nearnet::routing {

struct ImproveOptions {
  std::int64_t iterations = 50'000;  ///< rounds of each search
  std::uint64_t seed = 1;
  /// Where set, how much of the budget is spent (0 … 1), instead of counted rounds. The answer is
  /// then as repeatable as this is. Asked from both searches at once.
  std::function<double()> spent{};
};

/// The best solution met by Score, `start` included; holds all appointments when `start` does.
/// The same for the same options on any number of threads; with `spent` on one thread there is one
/// search. Cost: 2 to 10 microseconds a round, O(nodes²) memory; meant for instances of up to
/// kDenseNodes.
Solution improve(const Instance& instance, const Solution& start, const ImproveOptions& options,
                 const core::JobContext& job);

}  // namespace nearnet::routing
