// SPDX-License-Identifier: Apache-2.0
// Plan a rep's days, read them stop by stop, see who was left out and why, and write the day pack.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/context.h"
#include "ui/scene_sync.h"
#include "workspace/action.h"
#include "workspace/steps.h"

namespace nearnet::ui {

struct DaysForm {
  std::string from;  ///< ISO; empty: the next working day
  int days = 5;
  std::string start;  ///< "08:30"; empty: the rep's shift
  std::string end;
  int visit_minutes = 15;
  // Of the rest of a day under way too; shown where there are roads.
  bool curb = false;
  std::string road_limit;  ///< "300m"; empty: none
};

struct DaysState {
  std::size_t rep = 0;  ///< index into the reps
  DaysForm form;
  std::string folder = "day-pack";
  std::string now;  ///< "11:20", for the day under way; empty: by the clock

  // Lists of the shown rep, made again when its records or the choice change.
  std::int64_t reps_version = -1;
  std::vector<std::string> rep_names;
  core::RepId listed;
  std::int64_t unserved_version = -1;
  std::map<std::string, std::vector<std::size_t>> unserved;  ///< rows by reason
};

/// The first day after `today` that is no weekend.
core::Date next_working_day(core::Date today);
/// Whose days are shown; empty when there are no reps.
core::RepId shown_rep(const workspace::Snapshot& snapshot, const DaysState& state);
/// Throws core::ConfigError for a date, time or distance that cannot be read.
workspace::DayPlanRequest request_of(const DaysForm& form, const core::RepId& rep,
                                     core::Date today);

/// The rest of today's plan from where the chosen business is; none when nobody with a place is
/// chosen. Throws core::ConfigError for a time or a distance that cannot be read.
std::optional<workspace::ReplanDay> replan_action(const workspace::Snapshot& snapshot,
                                                  const core::RepId& rep,
                                                  const core::BusinessId& chosen,
                                                  const DaysState& state);

void draw_days_panel(const Context& context, const SceneSync& sync, DaysState& state);

}  // namespace nearnet::ui
