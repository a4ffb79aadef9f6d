// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "workspace/check_parts.h"

namespace nearnet::workspace {
namespace {

constexpr std::string_view kPlanAgain = "plan the day again: nearnet days WORKSPACE plan";

using Day = std::pair<core::RepId, core::Date>;

std::string text_of(const Day& day) {
  return fmt::format("the day of {} on {}", day.first.text(), core::format_date(day.second));
}

void check_stops(const Day& day, const std::vector<const model::Stop*>& stops,
                 const model::DayRoute* route, Problems& problems) {
  const auto complain = [&, name = text_of(day)](const std::string& what) {
    problems.add("days that do not add up", fmt::format("{} {}", name, what), kPlanAgain);
  };
  if (route == nullptr) {
    problems.add("days without a route", text_of(day) + " has stops and no route", kPlanAgain);
    return;
  }
  core::TimeOfDay last = route->start;
  core::Seconds visits;
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const model::Stop& stop = *stops[i];
    if (stop.sequence != static_cast<int>(i) + 1) {
      complain(fmt::format("has stop {} where stop {} is expected", stop.sequence, i + 1));
    }
    if (stop.arrive < last) {
      complain(fmt::format("arrives at \"{}\" at {}, before it can", stop.business.text(),
                           core::format_time_of_day(stop.arrive)));
    }
    if (stop.start < stop.arrive || stop.depart < stop.start) {
      complain(
          fmt::format("has a stop at \"{}\" that ends before it begins", stop.business.text()));
    }
    last = stop.depart;
    visits += stop.depart.since_midnight - stop.start.since_midnight;
  }
  if (route->end < last) complain("is over before its last stop");
  if (visits != route->visits) {
    complain(fmt::format("says {} of visits, its stops take {}",
                         core::format_duration(route->visits), core::format_duration(visits)));
  }
}

}  // namespace

void check_days(const Snapshot& now, Problems& problems) {
  std::map<Day, const model::DayRoute*> routes;
  for (const model::DayRoute& route : now.routes.rows()) {
    routes.emplace(Day(route.rep, route.date), &route);
    if (!route.area.invalid_reason().empty()) {
      problems.add("broken day areas", text_of({route.rep, route.date}) + " has a broken outline",
                   kPlanAgain);
    }
  }
  std::map<Day, std::vector<const model::Stop*>> days;
  for (const auto& [day, route] : routes) days[day];
  for (const model::Stop& stop : now.stops.rows()) {
    days[{stop.rep, stop.date}].push_back(&stop);
    if (now.businesses.find(stop.business) == nullptr) {
      problems.add("stops at lost businesses",
                   fmt::format("{} stops at \"{}\", which is no business of the workspace",
                               text_of({stop.rep, stop.date}), stop.business.text()),
                   kPlanAgain);
    }
  }
  for (auto& [day, stops] : days) {
    std::stable_sort(stops.begin(), stops.end(),
                     [](const auto* a, const auto* b) { return a->sequence < b->sequence; });
    const auto route = routes.find(day);
    check_stops(day, stops, route == routes.end() ? nullptr : route->second, problems);
  }
  for (const model::Unserved& row : now.unserved.rows()) {
    if (now.businesses.find(row.business) == nullptr) {
      problems.add("unserved businesses that are lost",
                   fmt::format("the plan of {} leaves out \"{}\", which is no business of the "
                               "workspace",
                               row.rep.text(), row.business.text()),
                   kPlanAgain);
    }
  }
}

void check_activities(const Snapshot& now, Problems& problems) {
  for (const model::Activity& activity : now.activities.rows()) {
    if (now.businesses.find(activity.business) == nullptr) {
      problems.add("activities at lost businesses",
                   fmt::format("activity \"{}\" is about \"{}\", which is no business of the "
                               "workspace",
                               activity.id.text(), activity.business.text()),
                   "import that business");
    }
  }
  for (const model::Quota& quota : now.quotas.rows()) {
    if (now.reps.find(quota.rep) == nullptr) {
      problems.add("quotas of nobody",
                   fmt::format("the quota from {} is for \"{}\", who is no rep",
                               core::format_date(quota.from), quota.rep.text()),
                   "import the reps");
    }
    if (!(quota.from < quota.to)) {
      problems.add("quotas without a period",
                   fmt::format("the quota of {} from {} ends before it begins", quota.rep.text(),
                               core::format_date(quota.from)),
                   "set the quota again");
    }
  }
}

}  // namespace nearnet::workspace
