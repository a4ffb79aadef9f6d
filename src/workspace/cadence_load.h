// SPDX-License-Identifier: Apache-2.0
// Can the visits that cadences ask for be made? In this plan, and in a year.
//
//   run.cadence = cadence_load(days, candidates, plan);
//   if (auto note = shortfall_note(run.cadence, plan.days.size())) say(*note);
//
// Driving is counted as a visit of this plan takes it on average. Intervals are never stretched.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "routing/day_planner.h"
#include "workspace/day_candidates.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

CadenceLoad cadence_load(const routing::DayRequest& request, const DayCandidates& candidates,
                         const routing::DayPlan& plan);

/// What is missing, in hours; empty when nothing is.
std::vector<std::string> shortfall_notes(const CadenceLoad& load, std::size_t days);

}  // namespace nearnet::workspace
