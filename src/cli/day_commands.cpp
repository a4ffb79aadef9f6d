// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>
#include <memory>

#include "cli/context.h"
#include "cli/text_table.h"
#include "core/error.h"
#include "core/text.h"
#include "model/day_walk.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

std::string clock(core::TimeOfDay time) {
  return core::format_time_of_day(time);
}

std::string option_text(core::Seconds duration) {
  return fmt::format("{}min", core::to_minutes(duration));
}

std::string option_text(const std::optional<routing::Lunch>& lunch) {
  if (!lunch) return "none";
  return fmt::format("{}@{}-{}", option_text(lunch->duration), clock(lunch->begin.from),
                     clock(lunch->begin.to));
}

const workspace::DayPlanRequest kUsual;

struct Options {
  std::string path;
  std::string rep;
  std::string date;
  std::string from;
  int days = kUsual.days;
  std::string start;
  std::string end;
  std::string visit = option_text(kUsual.visit);
  std::vector<std::string> appointments;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::string lunch = option_text(kUsual.lunch);
  std::string travel;
  std::int64_t iterations = kUsual.iterations;
};

/// "BUSINESS@DATE,HH:MM+20min"
workspace::AppointmentRequest parse_appointment(const std::string& text) {
  const auto at = text.rfind('@');
  const auto comma = text.find(',', at == std::string::npos ? 0 : at);
  if (at == std::string::npos || at == 0 || comma == std::string::npos) {
    throw core::ConfigError(fmt::format(
        "--appointment {}: write BUSINESS@DATE,HH:MM+LENGTH, such as 417@2026-11-24,10:00+20min",
        text));
  }
  workspace::AppointmentRequest appointment;
  appointment.business = core::BusinessId(text.substr(0, at));
  appointment.at.date = core::parse_date(text.substr(at + 1, comma - at - 1));
  const std::string time = text.substr(comma + 1);
  const auto plus = time.find('+');
  appointment.at.time = core::parse_time_of_day(time.substr(0, plus));
  if (plus != std::string::npos) {
    appointment.duration = core::parse_duration(time.substr(plus + 1));
  }
  return appointment;
}

std::vector<core::BusinessId> business_ids(const std::vector<std::string>& texts) {
  std::vector<core::BusinessId> ids;
  for (const std::string& text : texts) {
    for (const std::string& id : core::split(text, ',')) ids.emplace_back(id);
  }
  return ids;
}

workspace::TravelBy travel_by(const std::string& text) {
  if (text.empty()) return workspace::TravelBy::kRoadsIfAny;
  if (text == "roads") return workspace::TravelBy::kRoads;
  if (text == "crow") return workspace::TravelBy::kCrow;
  throw core::ConfigError(
      fmt::format("--travel {}: this version knows roads (the imported ones) and crow (straight "
                  "lines)",
                  text));
}

/// "30min@11:30-13:30", or "none".
std::optional<routing::Lunch> parse_lunch(const std::string& text) {
  if (text == "none") return std::nullopt;
  const std::size_t at = text.find('@');
  const std::size_t dash = text.find('-', at == std::string::npos ? 0 : at);
  if (at == std::string::npos || dash == std::string::npos) {
    throw core::ConfigError(fmt::format(
        "--lunch {}: expected LENGTH@FROM-TO, such as 30min@11:30-13:30 for one that begins "
        "between the two, or none",
        text));
  }
  return routing::Lunch{{core::parse_time_of_day(text.substr(at + 1, dash - at - 1)),
                         core::parse_time_of_day(text.substr(dash + 1))},
                        core::parse_duration(text.substr(0, at))};
}

workspace::DayPlanRequest request_of(const Options& options) {
  workspace::DayPlanRequest request;
  request.travel = travel_by(options.travel);
  request.rep = core::RepId(options.rep);
  request.from = core::parse_date(options.from);
  request.days = options.days;
  if (!options.start.empty()) request.start = core::parse_time_of_day(options.start);
  if (!options.end.empty()) request.end = core::parse_time_of_day(options.end);
  request.visit = core::parse_duration(options.visit);
  if (request.visit.value <= 0) {
    throw core::ConfigError(fmt::format("--visit {}: a visit takes time", options.visit));
  }
  request.lunch = parse_lunch(options.lunch);
  for (const std::string& text : options.appointments) {
    request.appointments.push_back(parse_appointment(text));
  }
  request.include = business_ids(options.include);
  request.exclude = business_ids(options.exclude);
  request.iterations = options.iterations;
  return request;
}

Json to_json(const model::DayRoute& day, const std::vector<model::Stop>& stops) {
  Json list = Json::array();
  for (const model::Stop& stop : stops) {
    if (stop.rep != day.rep || stop.date != day.date) continue;
    list.push_back(Json{{"business", stop.business.text()},
                        {"name", stop.name},
                        {"kind", std::string(model::to_text(stop.kind))},
                        {"arrive", clock(stop.arrive)},
                        {"start", clock(stop.start)},
                        {"depart", clock(stop.depart)}});
  }
  return Json{{"date", core::format_date(day.date)},
              {"stops", list},
              {"drive_minutes", core::to_minutes(day.drive)},
              {"drive_km", day.drive_distance.value / 1000.0},
              {"visit_minutes", core::to_minutes(day.visits)},
              {"lunch", day.lunch_start ? Json{{"start", clock(*day.lunch_start)},
                                               {"end", clock(*day.lunch_end)}}
                                        : Json()},
              {"end", clock(day.end)}};
}

std::string to_text(const std::vector<model::DayRoute>& days,
                    const std::vector<model::Stop>& stops) {
  std::string text;
  for (const model::DayRoute& day : days) {
    TextTable table({"#", "arrive", "start", "depart", "business", "name", "kind"});
    const auto add_stop = [&](const model::Stop& stop) {
      table.add({std::to_string(stop.sequence), clock(stop.arrive), clock(stop.start),
                 clock(stop.depart), stop.business.text(), stop.name,
                 std::string(model::to_text(stop.kind))});
    };
    const auto add_lunch = [&] {
      table.add({"", "", clock(*day.lunch_start), clock(*day.lunch_end), "", "", "lunch"});
    };
    model::walk_day(day, stops, add_stop, add_lunch);
    text += fmt::format("{}, {}: drive {} ({:.1f} km), visits {}, back at {}\n{}\n",
                        core::format_date_long(day.date), day.rep.text(),
                        core::format_duration(day.drive), day.drive_distance.value / 1000.0,
                        core::format_duration(day.visits), clock(day.end), table.text());
  }
  return text;
}

std::map<std::string, int> count_reasons(const std::vector<model::Unserved>& unserved) {
  std::map<std::string, int> counts;
  for (const model::Unserved& row : unserved) ++counts[row.reason];
  return counts;
}

void plan(const Context& context, const Options& options) {
  const Stopwatch watch;
  workspace::Workspace opened = context.open(options.path);
  const workspace::DayPlanRun run =
      workspace::plan_days(opened.snapshot(), request_of(options), context.job());
  opened.apply(run.command);
  for (const std::string& text : run.notes) context.note(text);
  const routing::DayPlan& days = run.plan;
  Json list = Json::array();
  for (const model::DayRoute& day : days.days) list.push_back(to_json(day, days.stops));
  const std::map<std::string, int> reasons = count_reasons(days.unserved);
  TextTable table({"left out because", "businesses"});
  for (const auto& [reason, count] : reasons) table.add({reason, std::to_string(count)});
  context.print(
      Json{{"rep", days.rep.text()},
           {"days", list},
           {"visited", days.stops.size()},
           {"unserved", reasons},
           {"value", days.value},
           {"cost", days.cost},
           {"notes", run.notes},
           {"seconds", rounded(watch.seconds())}},
      fmt::format("{}{} visits planned, {} left out\n{}{:.2f} s\n", to_text(days.days, days.stops),
                  days.stops.size(), days.unserved.size(),
                  table.empty() ? std::string() : "\n" + table.text() + "\n", watch.seconds()));
}

template <typename Record>
std::vector<Record> of_rep(const std::vector<Record>& rows, const core::RepId& rep) {
  std::vector<Record> found;
  for (const Record& row : rows) {
    if (rep.empty() || row.rep == rep) found.push_back(row);
  }
  return found;
}

void show(const Context& context, const Options& options) {
  workspace::Workspace opened = context.open(options.path);
  const workspace::Snapshot snapshot = opened.snapshot();
  require_known_rep(snapshot, core::RepId(options.rep));
  std::vector<model::DayRoute> days = of_rep(snapshot.routes.rows(), core::RepId(options.rep));
  if (!options.date.empty()) {
    const core::Date date = core::parse_date(options.date);
    std::erase_if(days, [&](const model::DayRoute& day) { return day.date != date; });
  }
  Json list = Json::array();
  for (const model::DayRoute& day : days) list.push_back(to_json(day, snapshot.stops.rows()));
  context.print(Json{{"rep", options.rep}, {"days", list}},
                days.empty() ? std::string("No such day is planned; run nearnet days W plan\n")
                             : to_text(days, snapshot.stops.rows()));
}

void show_unserved(const Context& context, const Options& options) {
  workspace::Workspace opened = context.open(options.path);
  const workspace::Snapshot snapshot = opened.snapshot();
  require_known_rep(snapshot, core::RepId(options.rep));
  const auto rows = of_rep(snapshot.unserved.rows(), core::RepId(options.rep));
  Json list = Json::array();
  TextTable table({"business", "name", "reason", "detail"});
  for (const model::Unserved& row : rows) {
    list.push_back(Json{{"business", row.business.text()},
                        {"name", row.name},
                        {"reason", row.reason},
                        {"detail", row.detail}});
    table.add({row.business.text(), row.name, row.reason, row.detail});
  }
  context.print(Json{{"rep", options.rep}, {"unserved", list}},
                table.empty() ? std::string("Nobody is left out, or nothing is planned yet\n")
                              : table.text());
}

void add_plan(CLI::App& parent, const std::shared_ptr<Options>& options, Context& context) {
  CLI::App* command = parent.add_subcommand("plan", "Plan a rep's days");
  command->footer(
      "Example: nearnet days bangor.gpkg plan --rep ae-1 --from 2026-11-23 --days 5 \\\n"
      "           --appointment 417@2026-11-24,10:00+20min");
  command->add_option("--from", options->from, "First day")->required()->type_name("DATE");
  command->add_option("--days", options->days, "Working days; weekends are skipped")
      ->capture_default_str();
  command->add_option("--start", options->start, "Leaves home; default: the rep's shift, or 08:30")
      ->type_name("HH:MM");
  command->add_option("--end", options->end, "Back home; default: the rep's shift, or 17:00")
      ->type_name("HH:MM");
  command->add_option("--visit", options->visit, "Length of a visit where the business names none")
      ->capture_default_str()
      ->type_name("DURATION");
  command
      ->add_option("--lunch", options->lunch,
                   "A break that begins between two times of day, LENGTH@FROM-TO, or none")
      ->capture_default_str();
  command
      ->add_option("--appointment", options->appointments, "BUSINESS@DATE,HH:MM+LENGTH; repeatable")
      ->allow_extra_args(false);
  command
      ->add_option("--include", options->include,
                   "Businesses that must be visited, comma separated; repeatable")
      ->allow_extra_args(false);
  command
      ->add_option("--exclude", options->exclude,
                   "Businesses to leave out, comma separated; repeatable")
      ->allow_extra_args(false);
  command->add_option(
      "--travel", options->travel,
      "What driving times come from: roads (the imported ones) or crow (straight lines); "
      "default: roads where there are any");
  command->add_option("--iterations", options->iterations, "Rounds of improvement")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}))
      ->capture_default_str();
  command->callback([options, &context] { plan(context, *options); });
}

}  // namespace

void add_day_commands(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("days", "Plan and show a rep's days");
  command->footer("Example: nearnet days bangor.gpkg plan --rep ae-1 --from 2026-11-23");
  command->fallthrough();
  command->require_subcommand(1);
  // Not required by the parser, so that nearnet days plan --help means the help of plan.
  command->add_option("workspace", options->path, "The workspace");
  command->add_option("--rep", options->rep, "Whose days; may be left out when there is one rep");
  add_plan(*command, options, context);

  CLI::App* show_command = command->add_subcommand("show", "Planned days");
  show_command->footer("Example: nearnet days bangor.gpkg show --rep ae-1 --date 2026-11-23");
  show_command->add_option("--date", options->date, "Only this day")->type_name("DATE");
  show_command->callback([options, &context] { show(context, *options); });

  CLI::App* unserved = command->add_subcommand("unserved", "Who is not in the plan, and why");
  unserved->footer("Example: nearnet days bangor.gpkg unserved --rep ae-1");
  unserved->callback([options, &context] { show_unserved(context, *options); });
}

}  // namespace nearnet::cli
