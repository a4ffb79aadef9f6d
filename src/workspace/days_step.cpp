// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "storage/tables.h"
#include "workspace/cadence_load.h"
#include "workspace/day_candidates.h"
#include "workspace/day_request.h"
#include "workspace/day_travel.h"
#include "workspace/driving_step.h"
#include "workspace/skills.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

constexpr int kMaxDays = 60;

std::string names_of(const std::vector<model::Rep>& reps) {
  std::vector<std::string> names;
  for (const model::Rep& rep : reps) names.push_back(rep.id.text());
  return core::join(names, ", ");
}

std::vector<core::Date> working_days(core::Date from, int count) {
  if (count < 1 || count > kMaxDays) {
    throw core::ConfigError(
        fmt::format("{} days cannot be planned; choose 1 … {}", count, kMaxDays));
  }
  std::vector<core::Date> days;
  for (core::Date day = from; days.size() < static_cast<std::size_t>(count);
       day = core::add_days(day, 1)) {
    if (!core::is_weekend(day)) days.push_back(day);
  }
  return days;
}

/// The middle of the candidates, for a rep whose home is not known.
geo::LonLat middle_of(const std::vector<routing::Candidate>& candidates) {
  std::vector<double> lons;
  std::vector<double> lats;
  for (const routing::Candidate& candidate : candidates) {
    lons.push_back(candidate.position.lon);
    lats.push_back(candidate.position.lat);
  }
  const auto median = [](std::vector<double>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
  };
  return {median(lons), median(lats)};
}

/// The rep of the request, then the colleagues.
std::vector<model::Rep> reps_of(const Snapshot& snapshot, const DayPlanRequest& request) {
  std::vector<model::Rep> reps = {planned_rep(snapshot, request.rep)};
  for (const core::RepId& other : request.colleagues) {
    reps.push_back(planned_rep(snapshot, other));
  }
  if (reps.size() > 1 && (request.beat || !request.orders.empty())) {
    throw core::ConfigError(fmt::format(
        "{} are planned together: a beat or an order is for one rep alone", names_of(reps)));
  }
  return reps;
}

/// Without a home where it is not known.
routing::Colleague frame_of(const DayPlanRequest& request, const model::Rep& rep) {
  routing::Colleague frame;
  frame.rep = rep.id;
  frame.home = rep.home.value_or(geo::LonLat{});
  frame.shift_start = request.start.value_or(rep.shift_start.value_or(kUsualShiftStart));
  frame.shift_end = request.end.value_or(rep.shift_end.value_or(kUsualShiftEnd));
  frame.shift_end.since_midnight += request.longer;
  frame.skills = skills_of(rep);
  return frame;
}

/// All but who is to be visited.
routing::DayRequest frame_of(const DayPlanRequest& request, const std::vector<model::Rep>& reps) {
  routing::DayRequest days;
  for (const model::Rep& rep : reps) days.colleagues.push_back(frame_of(request, rep));
  const routing::Colleague first = std::move(days.colleagues.front());
  days.colleagues.erase(days.colleagues.begin());
  days.rep = first.rep;
  days.shift_start = first.shift_start;
  days.shift_end = first.shift_end;
  days.skills = first.skills;
  days.dates = working_days(request.from, request.days);
  days.hours_mode = request.hours;
  days.lunch = request.lunch;
  days.most_drive = request.most_drive;
  days.most_stops = request.most_stops;
  days.ends_at_last_stop = request.ends == DayEnd::kLastStop;
  if (request.ends == DayEnd::kPlace) days.finish = request.end_place;
  days.iterations = request.iterations;
  days.seconds = request.seconds;
  return days;
}

/// Homes that are not known become the middle of the candidates.
void set_homes(const std::vector<model::Rep>& reps, routing::DayRequest& days, DayPlanRun& run) {
  for (std::size_t r = 0; r < reps.size(); ++r) {
    geo::LonLat& home = r == 0 ? days.home : days.colleagues[r - 1].home;
    home = reps[r].home ? *reps[r].home : middle_of(days.candidates);
    if (reps[r].home) continue;
    run.notes.push_back(
        fmt::format("the home of {} is not known: days start from the middle of the prospects",
                    reps[r].id.text()));
  }
}

/// With the hours in which anyone of the team drives.
DayPlanRequest in_shift(DayPlanRequest request, const routing::DayRequest& days) {
  request.start = days.shift_start;
  request.end = days.shift_end;
  for (const routing::Colleague& other : days.colleagues) {
    request.start = std::min(*request.start, other.shift_start);
    request.end = std::max(*request.end, other.shift_end);
  }
  return request;
}

/// The homes with the candidates between them, and where days end if that is another place.
std::vector<geo::LonLat> places_of(const routing::DayRequest& days) {
  std::vector<geo::LonLat> places = {days.home};
  for (const routing::Candidate& candidate : days.candidates) places.push_back(candidate.position);
  for (const routing::Colleague& other : days.colleagues) places.push_back(other.home);
  if (days.finish) places.push_back(*days.finish);
  return places;
}

/// The stops of these days as indices of candidates; without those who are none.
std::vector<std::vector<std::size_t>> present_plan(const std::vector<model::Stop>& present_stops,
                                                   const routing::DayRequest& days) {
  std::map<core::BusinessId, std::size_t> index;
  for (std::size_t i = 0; i < days.candidates.size(); ++i) {
    index[days.candidates[i].business] = i;
  }
  std::map<std::pair<core::RepId, core::Date>, std::map<int, std::size_t>> stops;
  for (const model::Stop& stop : present_stops) {
    const auto candidate = index.find(stop.business);
    if (candidate == index.end()) continue;
    stops[{stop.rep, stop.date}][stop.sequence] = candidate->second;
  }
  std::vector<std::vector<std::size_t>> present;
  std::set<std::size_t> seen;
  for (const routing::Colleague& rep : routing::team_of(days)) {
    for (const core::Date date : days.dates) {
      std::vector<std::size_t>& day = present.emplace_back();
      for (const auto& [sequence, candidate] : stops[{rep.rep, date}]) {
        if (seen.insert(candidate).second) day.push_back(candidate);
      }
    }
  }
  return present;
}

/// The same visits with as few a day as go; the plan as it is where they do not fit like that.
void balance(routing::DayRequest days, const roads::TravelMatrix& matrix, routing::DayPlan& plan,
             const core::JobContext& job) {
  const std::size_t visits = plan.stops.size();
  const std::size_t count = days.dates.size() * (1 + days.colleagues.size());
  const auto most = [](const routing::DayPlan& of) {
    std::map<std::pair<core::RepId, core::Date>, int> stops;
    int largest = 0;
    for (const model::Stop& stop : of.stops)
      largest = std::max(largest, ++stops[{stop.rep, stop.date}]);
    return largest;
  };
  const int present = most(plan);
  const int fewest = static_cast<int>((visits + count - 1) / count);
  for (int limit = std::max(1, fewest); limit < present; ++limit) {
    job.report(static_cast<double>(limit - fewest) / (present - fewest));
    days.most_stops = limit;
    days.seconds.reset();  // which are spent
    routing::DayPlan even;
    try {
      even = routing::plan_days(days, matrix, core::JobContext({job.threads(), job.seed()}));
    } catch (const core::InfeasibleError&) {
      continue;  // more appointments on a day than that
    }
    if (even.value < plan.value) continue;
    plan = std::move(even);
    return;
  }
}

std::vector<RepLoad> loads_of(const std::vector<model::Rep>& reps, const routing::DayPlan& plan) {
  std::vector<RepLoad> loads;
  for (const model::Rep& rep : reps) {
    RepLoad& load = loads.emplace_back();
    load.rep = rep.id;
    load.visits = static_cast<int>(std::ranges::count(plan.stops, rep.id, &model::Stop::rep));
    for (const model::DayRoute& day : plan.days) {
      if (day.rep != rep.id || day.line.empty()) continue;
      ++load.days;
      load.drive += day.drive;
      load.visiting += day.visits;
      load.value += day.value;
    }
  }
  return loads;
}

/// Those who were left out by name, so that the list of those left out is whole.
void add_excluded(const Snapshot& snapshot, const DayPlanRequest& request, routing::DayPlan& plan) {
  for (const core::BusinessId& id : request.exclude) {
    const model::Prospect* prospect = snapshot.prospects.find(id);
    if (prospect == nullptr || !prospect->position) continue;
    plan.unserved.push_back({.rep = plan.rep,
                             .business = id,
                             .name = prospect->name,
                             .position = *prospect->position,
                             .reason = std::string(kExcluded),
                             .detail = "Left out by name when the days were planned."});
  }
}

Command save_plan(const Snapshot& snapshot, const routing::DayPlan& plan,
                  const std::vector<model::Rep>& reps, const std::vector<core::Date>& dates) {
  std::set<core::RepId> team;
  for (const model::Rep& rep : reps) team.insert(rep.id);
  const auto same_days = [team, dates](const auto& row) {
    return team.contains(row.rep) && std::find(dates.begin(), dates.end(), row.date) != dates.end();
  };
  std::vector<model::DayRoute> worked;
  for (const model::DayRoute& day : plan.days) {
    if (day.line.size() > 1) worked.push_back(day);
  }
  return {"days plan",
          fmt::format("{} from {}, {} days", names_of(reps), core::format_date(dates.front()),
                      dates.size()),
          snapshot.version, [plan, worked, same_days, team](storage::Transaction& transaction) {
            storage::replace<model::DayRoute>(transaction, storage::routes(), worked, same_days);
            storage::replace<model::DayRoute>(transaction, storage::day_areas(), worked, same_days);
            storage::replace<model::Stop>(transaction, storage::stops(), plan.stops, same_days);
            storage::replace<model::Unserved>(
                transaction, storage::unserved(), plan.unserved,
                [&](const model::Unserved& row) { return team.contains(row.rep); });
          }};
}

}  // namespace

const model::Rep& rep_or_only(const Snapshot& snapshot, const core::RepId& rep) {
  if (rep.empty() && snapshot.reps.size() == 1) return snapshot.reps.rows().front();
  const model::Rep* found = snapshot.reps.find(rep);
  if (found != nullptr) return *found;
  std::vector<std::string> known;
  for (const model::Rep& other : snapshot.reps.rows()) known.push_back(other.id.text());
  if (known.empty()) {
    throw core::ConfigError(
        "the workspace has no reps; run nearnet import WORKSPACE reps FILE (columns rep_id, name, "
        "lon, lat)");
  }
  throw core::ConfigError(fmt::format("{}; there are: {}",
                                      rep.empty()
                                          ? std::string("whose days? Say --rep")
                                          : fmt::format("there is no rep \"{}\"", rep.text()),
                                      core::join(known, ", ")));
}

DayPlanRun plan_days(const Snapshot& snapshot, const DayPlanRequest& request,
                     const core::JobContext& job) {
  if (snapshot.prospects.empty()) {
    throw core::InputError("there are no prospects to visit; run nearnet eligibility first");
  }
  const std::vector<model::Rep> reps = reps_of(snapshot, request);
  require_known(snapshot, request);
  routing::DayRequest days = frame_of(request, reps);
  days.seed = job.seed();
  const DayCandidates candidates =
      day_candidates(snapshot, request, routing::team_of(days), days.dates);
  days.candidates = candidates.all;
  DayPlanRun run;
  run.notes = candidates.notes;
  if (days.candidates.empty()) {
    throw core::InputError(
        fmt::format("nobody to visit: {} has no eligible prospects that are due{}", names_of(reps),
                    request.area || request.beat ? " in there" : ""));
  }
  const std::vector<model::Unserved> off_road =
      leave_off_road(snapshot, request, days, job.part(0.0, 0.1, "preparing roads"));
  if (days.candidates.empty()) {
    throw core::InputError(
        fmt::format("nobody to visit: all {} candidates are off all roads", off_road.size()));
  }
  days.appointments = appointments_of(request, days.candidates);
  days.orders = orders_of(request, days.candidates);
  set_homes(reps, days, run);
  if (!request.present.empty()) days.present = present_plan(request.present, days);
  DayTravel travel(snapshot, in_shift(request, days), places_of(days),
                   job.part(0.1, 0.3, "measuring ways"));
  run.notes.insert(run.notes.end(), travel.notes().begin(), travel.notes().end());
  roads::TravelMatrix matrix = travel.take_matrix();
  if (days.ends_at_last_stop) matrix.end_anywhere();
  if (days.finish) matrix.end_at_last();
  matrix.add_homes(days.colleagues.size());
  matrix.add_parking(request.parking);
  run.plan = routing::plan_days(days, matrix, job.part(0.3, 0.7, "planning"));
  if (request.balanced) balance(days, matrix, run.plan, job.part(0.7, 1.0, "balancing"));
  travel.draw(run.plan);
  run.plan.unserved.insert(run.plan.unserved.end(), off_road.begin(), off_road.end());
  add_excluded(snapshot, request, run.plan);
  run.loads = loads_of(reps, run.plan);
  run.cadence = cadence_load(days, candidates, run.plan);
  for (std::string& note : shortfall_notes(run.cadence, days.dates.size())) {
    run.notes.push_back(std::move(note));
  }
  run.command = save_plan(snapshot, run.plan, reps, days.dates);
  return run;
}

}  // namespace nearnet::workspace
