// SPDX-License-Identifier: Apache-2.0
// What a user says about days to plan, and the request it makes.
//
//   auto wish = std::make_shared<DayWish>();
//   add_plan_options(command, *wish);
//   command->callback([wish] { plan(request_of(*wish)); });
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "cli/context.h"
#include "workspace/steps.h"

namespace CLI {
class App;
}

namespace nearnet::cli {

/// The options of nearnet days as they were typed; what was not typed is as a request usually is.
struct DayWish {
  DayWish();

  std::string path;
  std::string rep;
  std::string reps;  ///< several, comma separated, or "all"
  std::string date;
  std::string from;
  int days = 0;
  std::string start;
  std::string end;
  std::string visit;
  std::string follow_up;
  std::string parking;
  std::string lunch;
  std::string max_drive;
  int max_stops = 0;  ///< 0: no limit
  bool balance = false;
  std::string finish;
  int interval = 0;
  std::string due_after;
  bool attempts_count = false;
  bool curb = false;
  std::string road_limit;
  bool keep = false;
  std::vector<std::string> appointments;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::vector<std::string> pins;
  std::vector<std::string> orders;
  std::vector<std::string> lengths;
  std::string hours = "start";
  std::string area;
  int beat = 0;  ///< 0: none
  std::string travel;
  std::int64_t iterations = 0;
  double seconds = 0.0;          ///< 0: iterations count
  std::string longer = "30min";  ///< of what-if
  std::string now;               ///< of replan, as are the next two
  std::string at;
  std::vector<std::string> visited;
  std::string business;  ///< of unserved: only this one
};

/// What plan and what-if have in common.
void add_plan_options(CLI::App& command, DayWish& wish);
/// What replan understands of it, and its own.
void add_replan_options(CLI::App& command, DayWish& wish);

/// Throws ConfigError that names the option and says what is expected.
workspace::DayPlanRequest request_of(const DayWish& wish);
/// Whose days are planned: --rep, or those of --reps. Throws ConfigError for both at once.
void set_team(const DayWish& wish, const workspace::Snapshot& snapshot,
              workspace::DayPlanRequest& request);
/// `today` is the day where none was typed.
workspace::ReplanRequest replan_request_of(const DayWish& wish, core::Date today);

/// beats; below `days`.
void add_beat_command(CLI::App& days, const std::shared_ptr<DayWish>& wish, Context& context);
/// plan, what-if, replan; below `days`.
void add_planning_commands(CLI::App& days, const std::shared_ptr<DayWish>& wish, Context& context);

}  // namespace nearnet::cli
