// SPDX-License-Identifier: Apache-2.0
// Shortens the driving of a plan without changing whom it visits: 2-opt within a day, relocation
// and exchange of stops within and between days.
#pragma once

#include "core/job_context.h"
#include "routing/route.h"

namespace nearnet::routing {

/// Applies improving moves, first found first, until none is left. Answers whether anything
/// changed. Every move is judged by rescheduling the days it touches, so deltas cannot drift from
/// the truth. Cost: O(stops² × stops of a day) a sweep.
bool shorten(const Instance& instance, Solution& solution, const core::JobContext& job);

}  // namespace nearnet::routing
