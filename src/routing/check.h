// SPDX-License-Identifier: Apache-2.0
// An independent judge of day plans: recomputes everything from the request and shares no code with
// the planner.
//
//   std::vector<std::string> faults = routing::check_plan(request, travel, plan);
//   assert(faults.empty());
//
// Checked: one route per date, in order; sequences; travel, arrival, start and departure times;
// shift; lunch; opening hours; follow-up dates; appointments and their leeway; identity of every
// stop; sums of drive, distance, visits, value and cost; the line of each day; every candidate
// planned or unserved exactly once, never both; known reason codes. Not checked: whether a better
// plan exists.
#pragma once

#include <string>
#include <vector>

#include "roads/travel_matrix.h"
#include "routing/day_planner.h"
#include "routing/problem.h"

namespace nearnet::routing {

/// One sentence a fault; empty when the plan is valid. Cost: O(candidates + stops).
std::vector<std::string> check_plan(const DayRequest& request, const roads::TravelMatrix& travel,
                                    const DayPlan& plan);

}  // namespace nearnet::routing
