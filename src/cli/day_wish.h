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
  std::string travel;
  std::int64_t iterations = 0;
  std::string longer = "30min";  ///< of what-if
  std::string now;               ///< of replan, as are the next two
  std::string at;
  std::vector<std::string> visited;
};

/// What plan and what-if have in common.
void add_plan_options(CLI::App& command, DayWish& wish);
/// What replan understands of it, and its own.
void add_replan_options(CLI::App& command, DayWish& wish);

/// Throws ConfigError that names the option and says what is expected.
workspace::DayPlanRequest request_of(const DayWish& wish);
/// `today` is the day where none was typed.
workspace::ReplanRequest replan_request_of(const DayWish& wish, core::Date today);

/// plan, what-if, replan; below `days`.
void add_planning_commands(CLI::App& days, const std::shared_ptr<DayWish>& wish, Context& context);

}  // namespace nearnet::cli
