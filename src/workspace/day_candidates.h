// SPDX-License-Identifier: Apache-2.0
// Whom a rep, or several together, could visit on the days of a plan, and how much each visit is
// worth.
//
//   const DayCandidates candidates = day_candidates(snapshot, request, {rep}, dates);
//   for (const routing::Candidate& who : candidates.all) consider(who);
//
// The reps' own eligible prospects that are worked, due by their cadence within the plan and not
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

/// `team`: ids and skills of those who are planned, at least one. Throws ConfigError for a business
/// that is both asked for and excluded, or has no known place, and for a beat that there is not.
DayCandidates day_candidates(const Snapshot& snapshot, const DayPlanRequest& request,
                             const std::vector<routing::Colleague>& team,
                             const std::vector<core::Date>& dates);

/// Done, lost, or a customer already: nobody to prospect.
bool is_being_worked(const model::Business& business);

struct OwnProspects {
  std::vector<const model::Prospect*> all;  ///< of the snapshot, in its order
  std::vector<std::string> notes;
};
/// A rep's eligible prospects that are worked and have a place, due or not.
OwnProspects own_prospects(const Snapshot& snapshot, const core::RepId& rep);

/// What a visit to a business takes, by what it is for.
core::Seconds visit_length(const DayPlanRequest& request, const model::Business& business,
                           bool follow_up);

}  // namespace nearnet::workspace
