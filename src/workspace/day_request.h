// SPDX-License-Identifier: Apache-2.0
// What planning days and planning the rest of a day anew have in common: from a user's wish to a
// request of the planner.
//
//   const model::Rep rep = planned_rep(snapshot, request.rep);
//   require_known(snapshot, request);
//   days.appointments = appointments_of(request, days.candidates);
#pragma once

#include <vector>

#include "model/rep.h"
#include "routing/problem.h"
#include "workspace/snapshot.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

/// Of a rep whose shift is not known.
inline constexpr core::TimeOfDay kUsualShiftStart{core::minutes(8 * 60 + 30)};
inline constexpr core::TimeOfDay kUsualShiftEnd{core::minutes(17 * 60)};

/// A rep of the workspace; where none were imported, anybody, whose shift and home are not known.
/// Throws as rep_or_only().
model::Rep planned_rep(const Snapshot& snapshot, const core::RepId& id);

/// Throws ConfigError for a business that the wish names and nobody knows.
void require_known(const Snapshot& snapshot, const DayPlanRequest& request);

/// Everyone with an appointment must be a candidate.
std::vector<routing::Appointment> appointments_of(
    const DayPlanRequest& request, const std::vector<routing::Candidate>& candidates);

/// Everyone in an order must be a candidate.
std::vector<routing::PinnedOrder> orders_of(const DayPlanRequest& request,
                                            const std::vector<routing::Candidate>& candidates);

}  // namespace nearnet::workspace
