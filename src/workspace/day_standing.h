// SPDX-License-Identifier: Apache-2.0
// A planned day in its midst: what is behind and what is ahead.
//
//   const DayStanding standing = day_standing(snapshot, request, rep);
//   for (const model::Stop& stop : standing.ahead) plan_again(stop);
#pragma once

#include <vector>

#include "core/ids.h"
#include "model/day.h"
#include "workspace/snapshot.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

struct DayStanding {
  model::DayRoute route;            ///< as it was planned
  std::vector<model::Stop> behind;  ///< in their order; what was done early is over by now
  std::vector<model::Stop> ahead;   ///< in their order
};

/// Stops are behind when an activity was logged with them that day, or the request names them;
/// where neither is so for any stop, when they were to be over by now. Throws ConfigError when the
/// rep has no plan for the day.
DayStanding day_standing(const Snapshot& snapshot, const ReplanRequest& request,
                         const core::RepId& rep);

}  // namespace nearnet::workspace
