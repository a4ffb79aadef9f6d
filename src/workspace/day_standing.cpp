// SPDX-License-Identifier: Apache-2.0
#include "workspace/day_standing.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/error.h"

namespace nearnet::workspace {
namespace {

std::set<core::BusinessId> seen_today(const Snapshot& snapshot, const ReplanRequest& request,
                                      const core::RepId& rep) {
  std::set<core::BusinessId> seen(request.visited.begin(), request.visited.end());
  for (const model::Activity& activity : snapshot.activities.rows()) {
    const bool mine = activity.rep.empty() || activity.rep == rep;
    if (mine && activity.at.date == request.day.from) seen.insert(activity.business);
  }
  return seen;
}

}  // namespace

DayStanding day_standing(const Snapshot& snapshot, const ReplanRequest& request,
                         const core::RepId& rep) {
  const core::Date date = request.day.from;
  const auto& routes = snapshot.routes.rows();
  const auto route = std::find_if(routes.begin(), routes.end(), [&](const auto& row) {
    return row.rep == rep && row.date == date;
  });
  if (route == routes.end()) {
    throw core::ConfigError(
        fmt::format("{} has no plan for {}; run nearnet days WORKSPACE plan --from {} --days 1",
                    rep.text(), core::format_date(date), core::format_date(date)));
  }
  DayStanding standing{.route = *route, .behind = {}, .ahead = {}};
  std::vector<model::Stop> stops;
  for (const model::Stop& stop : snapshot.stops.rows()) {
    if (stop.rep == rep && stop.date == date) stops.push_back(stop);
  }
  std::sort(stops.begin(), stops.end(),
            [](const auto& a, const auto& b) { return a.sequence < b.sequence; });
  const std::set<core::BusinessId> seen = seen_today(snapshot, request, rep);
  const bool tells = std::any_of(stops.begin(), stops.end(), [&](const model::Stop& stop) {
    return seen.contains(stop.business);
  });
  for (model::Stop& stop : stops) {
    const bool over = tells ? seen.contains(stop.business) : stop.depart <= request.now;
    (over ? standing.behind : standing.ahead).push_back(stop);
  }
  for (model::Stop& stop : standing.behind) {  // what was done early is over by now
    stop.depart = std::min(stop.depart, request.now);
    stop.start = std::min(stop.start, stop.depart);
    stop.arrive = std::min(stop.arrive, stop.start);
  }
  return standing;
}

}  // namespace nearnet::workspace
