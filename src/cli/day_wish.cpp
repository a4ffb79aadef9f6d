// SPDX-License-Identifier: Apache-2.0
#include "cli/day_wish.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "core/error.h"
#include "core/text.h"
#include "workspace/area_source.h"

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

/// "BUSINESS@DATE"
workspace::PinnedVisit parse_pin(const std::string& text) {
  const auto at = text.rfind('@');
  if (at == std::string::npos || at == 0) {
    throw core::ConfigError(
        fmt::format("--pin {}: write BUSINESS@DATE, such as 417@2026-11-24", text));
  }
  return {core::BusinessId(text.substr(0, at)), core::parse_date(text.substr(at + 1))};
}

/// "B,B,…" or "B,B,…@DATE"
workspace::OrderedVisits parse_order(const std::string& text,
                                     const workspace::DayPlanRequest& wish) {
  const auto at = text.rfind('@');
  workspace::OrderedVisits order;
  order.date = at == std::string::npos ? wish.from : core::parse_date(text.substr(at + 1));
  if (at == std::string::npos && wish.days > 1) {
    throw core::ConfigError(fmt::format(
        "--order {}: of which day? Write B,B,…@DATE, or plan one day (--days 1)", text));
  }
  for (const std::string& id : core::split(text.substr(0, at), ',')) {
    order.businesses.emplace_back(id);
  }
  return order;
}

/// "presentation=45min"
void set_length(const std::string& text, workspace::DayPlanRequest& request) {
  const auto equals = text.find('=');
  const std::string kind = text.substr(0, equals);
  if (equals != std::string::npos) {
    const core::Seconds length = core::parse_duration(text.substr(equals + 1));
    if (length.value > 0) {
      if (kind == "visit") request.visit = length;
      if (kind == "follow-up") request.follow_up = length;
      if (kind == "presentation") request.presentation = length;
      if (kind == "install-check") request.install_check = length;
      for (const char* known : {"visit", "follow-up", "presentation", "install-check"}) {
        if (kind == known) return;
      }
    }
  }
  throw core::ConfigError(fmt::format(
      "--length {}: write KIND=DURATION, such as presentation=45min; kinds are visit, follow-up, "
      "presentation and install-check",
      text));
}

std::vector<core::BusinessId> business_ids(const std::vector<std::string>& texts) {
  std::vector<core::BusinessId> ids;
  for (const std::string& text : texts) {
    for (const std::string& id : core::split(text, ',')) ids.emplace_back(id);
  }
  return ids;
}

void set_travel(const std::string& text, workspace::DayPlanRequest& request) {
  constexpr std::string_view kServer = "osrm:";
  if (text.empty()) return;
  if (text == "roads") {
    request.travel = workspace::TravelBy::kRoads;
  } else if (text == "crow") {
    request.travel = workspace::TravelBy::kCrow;
  } else if (text.starts_with(kServer)) {
    request.travel = workspace::TravelBy::kServer;
    request.server = text.substr(kServer.size());
  } else {
    throw core::ConfigError(
        fmt::format("--travel {}: expected roads (the imported ones), crow (straight lines) or "
                    "osrm:URL (a server of yours)",
                    text));
  }
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

void set_end(const std::string& text, workspace::DayPlanRequest& request) {
  if (text == "home") return;
  request.ends = text == "last" ? workspace::DayEnd::kLastStop : workspace::DayEnd::kPlace;
  if (request.ends == workspace::DayEnd::kPlace) request.end_place = parse_place(text);
}

void set_common(const DayWish& wish, workspace::DayPlanRequest& request) {
  set_travel(wish.travel, request);
  request.rep = core::RepId(wish.rep);
  if (!wish.end.empty()) request.end = core::parse_time_of_day(wish.end);
  request.parking = core::parse_duration(wish.parking);
  request.curb = wish.curb;
  if (!wish.road_limit.empty()) request.farthest_road = core::parse_distance(wish.road_limit);
  request.visit = core::parse_duration(wish.visit);
  if (request.visit.value <= 0) {
    throw core::ConfigError(fmt::format("--visit {}: a visit takes time", wish.visit));
  }
  for (const std::string& text : wish.appointments) {
    request.appointments.push_back(parse_appointment(text));
  }
  request.include = business_ids(wish.include);
  request.exclude = business_ids(wish.exclude);
  request.iterations = wish.iterations;
  if (wish.seconds > 0.0) request.seconds = wish.seconds;
}

void add_common_options(CLI::App& command, DayWish& wish) {
  command.add_option("--end", wish.end, "Back home; default: the rep's shift, or 17:00")
      ->type_name("HH:MM");
  command.add_option("--visit", wish.visit, "Length of a visit where the business names none")
      ->capture_default_str()
      ->type_name("DURATION");
  command.add_option("--parking", wish.parking, "To park and walk to the door, at every stop")
      ->capture_default_str()
      ->type_name("DURATION");
  command.add_flag("--curb", wish.curb,
                   "Arrive on the door's own side of big roads, or take the time to cross");
  command
      .add_option("--road-limit", wish.road_limit,
                  "Who is farther from every road is not visited; default: walked to, or "
                  "estimated beyond 1 km")
      ->type_name("DISTANCE");
  command.add_option("--appointment", wish.appointments, "BUSINESS@DATE,HH:MM+LENGTH; repeatable")
      ->allow_extra_args(false);
  command
      .add_option("--include", wish.include,
                  "Businesses that must be visited, comma separated; repeatable")
      ->allow_extra_args(false);
  command
      .add_option("--exclude", wish.exclude, "Businesses to leave out, comma separated; repeatable")
      ->allow_extra_args(false);
  command.add_option(
      "--travel", wish.travel,
      "What driving times come from: roads (the imported ones), crow (straight lines) or osrm:URL "
      "(an OSRM-compatible server); default: roads where there are any");
}

void add_iterations(CLI::App& command, DayWish& wish) {
  CLI::Option* rounds =
      command.add_option("--iterations", wish.iterations, "Rounds of improvement")
          ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000}))
          ->capture_default_str();
  command
      .add_option("--seconds", wish.seconds,
                  "Plan for so long instead of counted rounds; the plan may then differ from run "
                  "to run")
      ->check(CLI::Range(0.01, 86'400.0))
      ->excludes(rounds);
}

}  // namespace

DayWish::DayWish() {
  const workspace::DayPlanRequest usual{};
  days = usual.days;
  visit = option_text(usual.visit);
  parking = option_text(usual.parking);
  lunch = option_text(usual.lunch);
  finish = "home";
  interval = usual.cadence.default_interval_days;
  due_after = fmt::format("{:g}%", 100.0 * usual.cadence.due_after);
  iterations = usual.iterations;
}

void add_plan_options(CLI::App& command, DayWish& wish) {
  command.add_option("--from", wish.from, "First day")->required()->type_name("DATE");
  command.add_option("--reps", wish.reps,
                     "Several reps together, comma separated, or all: each visit goes to one of "
                     "them");
  command.add_option("--days", wish.days, "Working days; weekends are skipped")
      ->capture_default_str();
  command.add_option("--start", wish.start, "Leaves home; default: the rep's shift, or 08:30")
      ->type_name("HH:MM");
  add_common_options(command, wish);
  command
      .add_option("--lunch", wish.lunch,
                  "A break that begins between two times of day, LENGTH@FROM-TO, or none")
      ->capture_default_str();
  command
      .add_option("--follow-up", wish.follow_up,
                  "Length of a promised follow-up; default: as any visit")
      ->type_name("DURATION");
  command.add_option("--pin", wish.pins, "BUSINESS@DATE: visited on that day; repeatable")
      ->allow_extra_args(false);
  command.add_option("--max-drive", wish.max_drive, "Driving a day at most, such as 3h")
      ->type_name("DURATION");
  command.add_option("--max-stops", wish.max_stops, "Visits a day at most")
      ->check(CLI::Range(1, 1000));
  command.add_flag("--balance", wish.balance,
                   "Spread the visits evenly where the days hold everyone");
  command
      .add_option("--length", wish.lengths,
                  "KIND=DURATION of visit, follow-up, presentation or install-check; repeatable")
      ->allow_extra_args(false);
  command
      .add_option("--hours", wish.hours,
                  "What must be within opening hours: the start of a visit, or all of it (entire)")
      ->check(CLI::IsMember({"start", "entire"}))
      ->capture_default_str();
  command
      .add_option("--order", wish.orders,
                  "B,B,…@DATE: visited on that day in this order; @DATE may be left out when one "
                  "day is planned; repeatable")
      ->allow_extra_args(false);
  command.add_option("--beat", wish.beat, "Only this beat of the rep (nearnet days W beats)")
      ->check(CLI::Range(1, 1000));
  command.add_option("--area", wish.area, "Only inside: a file of polygons, or a polygon as WKT");
  command
      .add_option("--finish", wish.finish,
                  "Where days end: home, last (at the last stop) or LONGITUDE,LATITUDE")
      ->capture_default_str();
  command.add_option("--interval", wish.interval, "Visit cadence where the business names none")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str()
      ->type_name("DAYS");
  command
      .add_option("--due-after", wish.due_after,
                  "Share of the interval after which the next visit is welcome")
      ->capture_default_str();
  command.add_flag("--attempts-count", wish.attempts_count,
                   "Failed attempts reset the cadence as visits do");
  add_iterations(command, wish);
}

void add_replan_options(CLI::App& command, DayWish& wish) {
  command.add_option("--now", wish.now, "What time it is")->required()->type_name("HH:MM");
  command.add_option("--at", wish.at, "Where the rep is")
      ->required()
      ->type_name("LONGITUDE,LATITUDE");
  command.add_option("--date", wish.date, "Which day; default: today")->type_name("DATE");
  command
      .add_option("--visited", wish.visited,
                  "Stops that are behind although nothing was logged, comma separated; repeatable")
      ->allow_extra_args(false);
  add_common_options(command, wish);
}

workspace::DayPlanRequest request_of(const DayWish& wish) {
  workspace::DayPlanRequest request;
  set_common(wish, request);
  request.from = core::parse_date(wish.from);
  request.days = wish.days;
  if (!wish.start.empty()) request.start = core::parse_time_of_day(wish.start);
  request.lunch = parse_lunch(wish.lunch);
  if (wish.max_stops > 0) request.most_stops = wish.max_stops;
  request.balanced = wish.balance;
  if (!wish.max_drive.empty()) request.most_drive = core::parse_duration(wish.max_drive);
  set_end(wish.finish, request);
  if (!wish.follow_up.empty()) request.follow_up = core::parse_duration(wish.follow_up);
  for (const std::string& text : wish.pins) request.pins.push_back(parse_pin(text));
  for (const std::string& text : wish.orders) {
    request.orders.push_back(parse_order(text, request));
  }
  for (const std::string& text : wish.lengths) set_length(text, request);
  if (wish.hours == "entire") request.hours = routing::HoursMode::kWholeVisitInside;
  if (wish.beat > 0) request.beat = wish.beat;
  if (!wish.area.empty()) request.area = workspace::named_area(wish.area);
  request.cadence = {wish.interval, core::parse_share(wish.due_after), wish.attempts_count};
  return request;
}

void set_team(const DayWish& wish, const workspace::Snapshot& snapshot,
              workspace::DayPlanRequest& request) {
  if (wish.reps.empty()) return;
  if (!wish.rep.empty()) {
    throw core::ConfigError("--rep or --reps: say one of them");
  }
  std::vector<core::RepId> team;
  if (wish.reps == "all") {
    for (const model::Rep& rep : snapshot.reps.rows()) team.push_back(rep.id);
    if (team.empty()) throw core::ConfigError("--reps all: the workspace has no reps");
  } else {
    for (const std::string& id : core::split(wish.reps, ',')) team.emplace_back(id);
  }
  request.rep = team.front();
  request.colleagues.assign(team.begin() + 1, team.end());
}

workspace::ReplanRequest replan_request_of(const DayWish& wish, core::Date today) {
  workspace::ReplanRequest request;
  set_common(wish, request.day);
  request.day.from = wish.date.empty() ? today : core::parse_date(wish.date);
  request.day.iterations = workspace::ReplanRequest::kRounds;
  request.now = core::parse_time_of_day(wish.now);
  request.at = parse_place(wish.at);
  request.visited = business_ids(wish.visited);
  return request;
}

}  // namespace nearnet::cli
