// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <map>
#include <set>

#include <CLI/CLI.hpp>

#include "cli/day_output.h"
#include "cli/day_wish.h"
#include "cli/text_table.h"

namespace nearnet::cli {
namespace {

std::map<std::string, int> count_reasons(const std::vector<model::Unserved>& unserved) {
  std::map<std::string, int> counts;
  for (const model::Unserved& row : unserved) ++counts[row.reason];
  return counts;
}

Json cadence_json(const workspace::CadenceLoad& load) {
  return Json{{"due", load.due},
              {"planned", load.planned},
              {"short_hours", rounded(load.short_hours)},
              {"accounts", load.accounts},
              {"hours_a_year", rounded(load.hours_a_year)},
              {"hours_available_a_year", rounded(load.hours_available_a_year)}};
}

Json loads_json(const std::vector<workspace::RepLoad>& loads) {
  Json list = Json::array();
  for (const workspace::RepLoad& load : loads) {
    list.push_back(Json{{"rep", load.rep.text()},
                        {"days", load.days},
                        {"visits", load.visits},
                        {"drive_minutes", core::to_minutes(load.drive)},
                        {"visit_minutes", core::to_minutes(load.visiting)},
                        {"value", load.value}});
  }
  return list;
}

/// How the work of several reps compares; nothing for one.
std::string loads_text(const std::vector<workspace::RepLoad>& loads) {
  if (loads.size() < 2) return {};
  core::Seconds total{0};
  for (const workspace::RepLoad& load : loads) total += load.work();
  const double mean = static_cast<double>(total.value) / static_cast<double>(loads.size());
  TextTable table({"rep", "days", "visits", "drive", "at the stops", "value", "work"});
  for (const workspace::RepLoad& load : loads) {
    const double share = mean > 0.0 ? static_cast<double>(load.work().value) / mean : 1.0;
    table.add({load.rep.text(), std::to_string(load.days), std::to_string(load.visits),
               core::format_duration(load.drive), core::format_duration(load.visiting),
               fmt::format("{:.1f}", load.value),
               fmt::format("{:+.0f} % of the mean", 100.0 * (share - 1.0))});
  }
  return table.text() + "\n";
}

Json list_of(const routing::DayPlan& plan) {
  Json list = Json::array();
  for (const model::DayRoute& day : plan.days) list.push_back(to_json(day, plan.stops));
  return list;
}

Json ids_of(const std::vector<core::BusinessId>& businesses) {
  Json list = Json::array();
  for (const core::BusinessId& business : businesses) list.push_back(business.text());
  return list;
}

void plan(const Context& context, const DayWish& wish) {
  const Stopwatch watch;
  workspace::Workspace opened = context.open(wish.path);
  const workspace::Snapshot now = opened.snapshot();
  workspace::DayPlanRequest request = request_of(wish);
  set_team(wish, now, request);
  if (wish.keep) request.present = now.stops.rows();
  const workspace::DayPlanRun run = workspace::plan_days(now, request, context.job());
  opened.apply(run.command);
  for (const std::string& text : run.notes) context.note(text);
  const routing::DayPlan& days = run.plan;
  const std::map<std::string, int> reasons = count_reasons(days.unserved);
  TextTable table({"left out because", "businesses"});
  for (const auto& [reason, count] : reasons) table.add({reason, std::to_string(count)});
  context.print(
      Json{{"rep", days.rep.text()},
           {"days", list_of(days)},
           {"visited", days.stops.size()},
           {"unserved", reasons},
           {"value", days.value},
           {"cost", days.cost},
           {"cadence", cadence_json(run.cadence)},
           {"loads", loads_json(run.loads)},
           {"notes", run.notes},
           {"seconds", rounded(watch.seconds())}},
      fmt::format("{}{}{} visits planned, {} left out\n{}{:.2f} s\n",
                  to_text(days.days, days.stops), loads_text(run.loads), days.stops.size(),
                  days.unserved.size(), table.empty() ? std::string() : "\n" + table.text() + "\n",
                  watch.seconds()));
}

/// Who is in `stops` and not among the others, in their order.
std::vector<model::Stop> only_in(const std::vector<model::Stop>& stops,
                                 const std::vector<model::Stop>& others) {
  std::set<core::BusinessId> known;
  for (const model::Stop& stop : others) known.insert(stop.business);
  std::vector<model::Stop> found;
  for (const model::Stop& stop : stops) {
    if (!known.contains(stop.business)) found.push_back(stop);
  }
  return found;
}

Json change_json(const std::vector<model::Stop>& stops) {
  Json list = Json::array();
  for (const model::Stop& stop : stops) {
    list.push_back(Json{{"business", stop.business.text()},
                        {"name", stop.name},
                        {"date", core::format_date(stop.date)}});
  }
  return list;
}

double minutes_of_driving(const std::vector<model::DayRoute>& days) {
  double minutes = 0.0;
  for (const model::DayRoute& day : days) minutes += core::to_minutes(day.drive);
  return minutes;
}

/// The same plan with longer days, next to the plan of the wish as it is. Nothing is kept.
void what_if(const Context& context, const DayWish& wish) {
  const Stopwatch watch;
  workspace::Workspace opened = context.open(wish.path);
  const workspace::Snapshot now = opened.snapshot();
  workspace::DayPlanRequest request = request_of(wish);
  set_team(wish, now, request);
  const workspace::DayPlanRun present = workspace::plan_days(now, request, context.job());
  request.longer = core::parse_duration(wish.longer);
  request.present = present.plan.stops;
  const workspace::DayPlanRun longer = workspace::plan_days(now, request, context.job());
  for (const std::string& text : longer.notes) context.note(text);
  const auto more = only_in(longer.plan.stops, present.plan.stops);
  const auto fewer = only_in(present.plan.stops, longer.plan.stops);
  TextTable table({"", "date", "business", "name"});
  for (const model::Stop& stop : more) {
    table.add({"+", core::format_date(stop.date), stop.business.text(), stop.name});
  }
  for (const model::Stop& stop : fewer) {
    table.add({"-", core::format_date(stop.date), stop.business.text(), stop.name});
  }
  const double value = longer.plan.value - present.plan.value;
  const double drive = minutes_of_driving(longer.plan.days) - minutes_of_driving(present.plan.days);
  context.print(
      Json{{"rep", longer.plan.rep.text()},
           {"longer_minutes", core::to_minutes(request.longer)},
           {"visits", {{"now", present.plan.stops.size()}, {"then", longer.plan.stops.size()}}},
           {"value", {{"now", present.plan.value}, {"then", longer.plan.value}}},
           {"drive_minutes",
            {{"now", minutes_of_driving(present.plan.days)},
             {"then", minutes_of_driving(longer.plan.days)}}},
           {"added", change_json(more)},
           {"dropped", change_json(fewer)},
           {"seconds", rounded(watch.seconds())}},
      fmt::format("{} longer on {} days: {} visits instead of {}, {:+g} of value, {:+} min of "
                  "driving\n{}",
                  core::format_duration(request.longer), longer.plan.days.size(),
                  longer.plan.stops.size(), present.plan.stops.size(), value, std::lround(drive),
                  table.empty() ? std::string() : "\n" + table.text()));
}

void replan(const Context& context, const DayWish& wish) {
  const Stopwatch watch;
  workspace::Workspace opened = context.open(wish.path);
  const workspace::Snapshot now = opened.snapshot();
  const workspace::ReplanRequest request = replan_request_of(wish, now.today);
  const workspace::ReplanRun run = workspace::replan_day(now, request, context.job());
  opened.apply(run.command);
  for (const std::string& text : run.notes) context.note(text);
  Json dropped = Json::array();
  std::string lost;
  for (const model::Unserved& row : run.dropped) {
    dropped.push_back(Json{{"business", row.business.text()},
                           {"name", row.name},
                           {"reason", row.reason},
                           {"detail", row.detail}});
    lost += fmt::format("no longer fits: {} {}: {}\n", row.business.text(), row.name, row.detail);
  }
  context.print(
      Json{{"rep", run.plan.rep.text()},
           {"behind", run.behind},
           {"days", list_of(run.plan)},
           {"visited", run.plan.stops.size()},
           {"added", ids_of(run.added)},
           {"dropped", dropped},
           {"notes", run.notes},
           {"seconds", rounded(watch.seconds())}},
      fmt::format("{}{} stops behind, {} ahead, {} of them new\n{}{:.2f} s\n",
                  to_text(run.plan.days, run.plan.stops), run.behind,
                  run.plan.stops.size() - run.behind, run.added.size(), lost, watch.seconds()));
}

}  // namespace

void add_planning_commands(CLI::App& days, const std::shared_ptr<DayWish>& wish, Context& context) {
  CLI::App* command = days.add_subcommand("plan", "Plan a rep's days");
  command->footer(
      "Example: nearnet days bangor.gpkg plan --rep ae-1 --from 2026-11-23 --days 5 \\\n"
      "           --appointment 417@2026-11-24,10:00+20min");
  add_plan_options(*command, *wish);
  command->add_flag("--keep", wish->keep,
                    "Start from what is planned on these days, and do no worse");
  command->callback([wish, &context] { plan(context, *wish); });

  CLI::App* longer = days.add_subcommand("what-if", "What longer days would bring; keeps nothing");
  longer->footer(
      "Example: nearnet days bangor.gpkg what-if --rep ae-1 --from 2026-11-23 --longer 30min");
  add_plan_options(*longer, *wish);
  longer->add_option("--longer", wish->longer, "How much longer each day is")
      ->capture_default_str()
      ->type_name("DURATION");
  longer->callback([wish, &context] { what_if(context, *wish); });

  CLI::App* again = days.add_subcommand("replan", "Plan the rest of a day from here and now");
  again->footer(
      "Example: nearnet days bangor.gpkg replan --rep ae-1 --now 11:20 --at -68.77,44.80");
  add_replan_options(*again, *wish);
  again->callback([wish, &context] { replan(context, *wish); });
}

}  // namespace nearnet::cli
