// SPDX-License-Identifier: Apache-2.0
// Improves a plan by ruin and recreate: strings of neighbouring stops leave a few days, then stops
// and nodes left out so far return to their cheapest places.
//
// Method: J. Christiaens, G. Vanden Berghe, "Slack induction by string removals for vehicle routing
// problems", Transportation Science 54 (2020): adjacent strings of at most one per day, half of
// them split, recreated greedily with blinks in one of several orders, under simulated annealing.
// Added here: a bank of nodes left out, each of which costs its profit in seconds of driving.
#pragma once

#include <cstdint>

#include "core/job_context.h"
#include "routing/route.h"

namespace nearnet::routing {

struct ImproveOptions {
  std::int64_t iterations = 50'000;
  std::uint64_t seed = 1;
};

/// The best solution met by Score, `start` included; holds all appointments when `start` does.
/// Deterministic for its options. Cost: some ten microseconds an iteration, O(nodes²) memory; meant
/// for instances of up to kDenseNodes.
Solution improve_by_string_removals(const Instance& instance, const Solution& start,
                                    const ImproveOptions& options, const core::JobContext& job);

}  // namespace nearnet::routing
