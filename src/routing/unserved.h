// SPDX-License-Identifier: Apache-2.0
// Why someone is not in the plan. Every reason is tested against the finished plan, never guessed.
//
//   for (const auto& reason : routing::unserved_reasons()) print(reason.code, reason.meaning);
//
// The first reason that holds is given, in the order of the catalogue.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/job_context.h"
#include "model/day.h"
#include "routing/instance.h"
#include "routing/problem.h"
#include "routing/route.h"

namespace nearnet::routing {

struct ReasonEntry {
  std::string_view code;     ///< stable, what scripts match on
  std::string_view meaning;  ///< one sentence for the manual
};

/// OFF_ROAD (found before planning), NO_REP, NOT_DUE_YET, SHIFT_TOO_SHORT, OUTSIDE_HOURS,
/// DRIVE_LIMIT, NO_VALUE, APPOINTMENT_CONFLICT, NOT_TRIED, LOWER_VALUE, NO_TIME_LEFT,
/// NO_DRIVE_LEFT, DAY_FULL. The last four say what forcing it in would cost.
std::span<const ReasonEntry> unserved_reasons();

/// Why none of the reps may visit the candidate, in words; empty when one may.
std::string why_nobody(const DayRequest& request, const Candidate& candidate);

/// One entry for every node that is out, in the order of the candidates. The solution must be one
/// into which no node that is wanted can still be inserted. Cost: O(stops²) insertion tests a node,
/// on all threads.
std::vector<model::Unserved> explain_unserved(const DayRequest& request, const Instance& instance,
                                              const Solution& solution,
                                              const core::JobContext& job);

}  // namespace nearnet::routing
