// SPDX-License-Identifier: Apache-2.0
// From an instance to its best known solution: first plan, rounds of improvement, last touches.
//
//   Solution solution = solve(instance, Solution(instance), {.iterations = 20'000}, job);
//
// Guarantees: the answer is not worse than `start` and holds everything that `start` holds of
// appointments; the same for the same arguments on any number of threads, unless
// ImproveOptions::spent is set. No node left out could be added, nor swapped for one stop of less
// value, unless the budget was spent before all swaps were tried: the first plan counts towards it,
// and only insertions are made whatever it takes.
#pragma once

#include "core/job_context.h"
#include "routing/improvement.h"
#include "routing/route.h"

namespace nearnet::routing {

Solution solve(const Instance& instance, Solution start, const ImproveOptions& options,
               const core::JobContext& job);

}  // namespace nearnet::routing
