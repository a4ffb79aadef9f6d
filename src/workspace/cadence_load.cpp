// SPDX-License-Identifier: Apache-2.0
#include "workspace/cadence_load.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "tracking/cadence.h"

namespace nearnet::workspace {
namespace {

constexpr double kDaysAYear = 365.0;
constexpr double kWorkingDaysAYear = 260.0;

double hours(core::Seconds duration) {
  return static_cast<double>(duration.value) / 3600.0;
}

/// Driving for one visit, home and back shared by the day's visits.
core::Seconds drive_per_visit(const routing::DayPlan& plan) {
  core::Seconds drive{0};
  for (const model::DayRoute& day : plan.days) drive += day.drive;
  const auto visits = static_cast<std::int64_t>(std::max<std::size_t>(1, plan.stops.size()));
  return core::Seconds(drive.value / visits);
}

}  // namespace

CadenceLoad cadence_load(const routing::DayRequest& request, const DayCandidates& candidates,
                         const routing::DayPlan& plan) {
  CadenceLoad load;
  const core::Seconds drive = drive_per_visit(plan);
  load.due = static_cast<int>(candidates.due.size());
  load.planned = static_cast<int>(std::count_if(
      plan.stops.begin(), plan.stops.end(),
      [&](const model::Stop& stop) { return candidates.due.contains(stop.business); }));
  std::map<core::BusinessId, core::Seconds> lengths;
  for (const routing::Candidate& candidate : request.candidates) {
    lengths[candidate.business] = candidate.service;
  }
  for (const model::Unserved& row : plan.unserved) {
    const bool for_want_of_time = row.reason == "LOWER_VALUE" || row.reason == "NO_TIME_LEFT" ||
                                  row.reason == "NO_DRIVE_LEFT" || row.reason == "NOT_TRIED";
    if (for_want_of_time && candidates.due.contains(row.business)) {
      load.short_hours += hours(lengths[row.business] + drive);
    }
  }
  load.accounts = static_cast<int>(candidates.rhythms.size());
  std::vector<tracking::AccountWork> work;
  for (const Rhythm& rhythm : candidates.rhythms) {
    work.push_back({kDaysAYear / rhythm.interval_days, drive, rhythm.visit});
  }
  load.hours_a_year = tracking::annual_hours(work);
  const core::Seconds lunch = request.lunch ? request.lunch->duration : core::Seconds(0);
  for (const routing::Colleague& rep : routing::team_of(request)) {
    load.hours_available_a_year +=
        kWorkingDaysAYear *
        hours(rep.shift_end.since_midnight - rep.shift_start.since_midnight - lunch);
  }
  return load;
}

std::vector<std::string> shortfall_notes(const CadenceLoad& load, std::size_t days) {
  std::vector<std::string> notes;
  if (load.short_hours > 0.0) {
    notes.push_back(fmt::format(
        "{} of {} accounts whose cadence asks for a visit do not fit into {} day{}: {:.1f} "
        "hours short",
        load.due - load.planned, load.due, days, days == 1 ? "" : "s", load.short_hours));
  }
  if (load.hours_a_year > load.hours_available_a_year) {
    notes.push_back(
        fmt::format("the cadences of {} accounts ask for {:.0f} hours a year, the shift has "
                    "{:.0f}: {:.0f} hours short",
                    load.accounts, load.hours_a_year, load.hours_available_a_year,
                    load.hours_a_year - load.hours_available_a_year));
  }
  return notes;
}

}  // namespace nearnet::workspace
