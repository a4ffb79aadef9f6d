// SPDX-License-Identifier: Apache-2.0
// Whom a rep could visit on the days of a plan, and how much each visit is worth.
//
//   const DayCandidates candidates = day_candidates(snapshot, request, rep, dates);
//   for (const routing::Candidate& who : candidates.all) consider(who);
//
// The rep's own eligible prospects that are worked, due by their cadence within the plan and not
// planned on other days; open follow-ups; and whoever was asked for. Cost: O(prospects).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/calendar.h"
#include "core/ids.h"
#include "routing/problem.h"
#include "workspace/snapshot.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

/// An account with a cadence.
struct Rhythm {
  int interval_days = 0;
  core::Seconds visit;
};

struct DayCandidates {
  std::vector<routing::Candidate> all;  ///< in the order of the prospects
  std::set<core::BusinessId> due;       ///< of them: a cadence asks for a visit within the plan
  double due_value = 0.0;               ///< what being due is worth, at 100 % of the interval
  std::vector<Rhythm> rhythms;          ///< of all accounts of the rep that have one, due or not
  std::vector<std::string> notes;       ///< who was not even considered
};

/// Throws ConfigError for a business that is both asked for and excluded, or has no known place.
DayCandidates day_candidates(const Snapshot& snapshot, const DayPlanRequest& request,
                             const core::RepId& rep, const std::vector<core::Date>& dates);

}  // namespace nearnet::workspace
