// SPDX-License-Identifier: Apache-2.0
// How one drives in a workspace, and what that makes of its roads.
//
//   workspace.apply(set_driving(snapshot, roads::parse_driving(text, "driving.toml")));
//   auto network = network_between(snapshot, shift_start, shift_end, job);
#pragma once

#include <memory>
#include <vector>

#include "core/calendar.h"
#include "core/job_context.h"
#include "routing/problem.h"
#include "workspace/command.h"
#include "workspace/snapshot.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

/// Keeps the profile in the workspace: every plan drives by it from then on.
Command set_driving(const Snapshot& snapshot, const roads::DrivingProfile& profile);

/// The roads as they are driven between two times of day, made ready once.
std::shared_ptr<const roads::RoadNetwork> network_between(const Snapshot& snapshot,
                                                          core::TimeOfDay from, core::TimeOfDay to,
                                                          const core::JobContext& job);

/// Takes out the candidates that are farther from every road that leads to the others than the
/// request allows (OFF_ROAD), but nobody who must be visited; says why of each. None where the
/// request names no limit or the plan does not drive on roads.
std::vector<model::Unserved> leave_off_road(const Snapshot& snapshot, const DayPlanRequest& request,
                                            routing::DayRequest& days, const core::JobContext& job);

}  // namespace nearnet::workspace
