// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <set>
#include <unordered_map>

#include "core/error.h"
#include "core/text.h"
#include "storage/tables.h"
#include "tracking/cadence.h"
#include "workspace/day_travel.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

constexpr int kMaxDays = 60;
const core::TimeOfDay kDefaultStart{core::minutes(8 * 60 + 30)};
const core::TimeOfDay kDefaultEnd{core::minutes(17 * 60)};

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

/// Done, lost, or a customer already: nobody to prospect.
bool is_being_worked(const model::Business& business) {
  return business.stage < model::Stage::kOrderSubmitted;
}

/// Collects who could be visited, and says in notes who was not even considered.
class CandidateList {
 public:
  CandidateList(const Snapshot& snapshot, const DayPlanRequest& request, const core::RepId& rep,
                const std::vector<core::Date>& dates)
      : snapshot_(snapshot),
        request_(request),
        rep_(rep),
        last_day_(dates.back()),
        follow_ups_(tracking::open_follow_ups(snapshot.activities.rows())),
        wanted_(request.include.begin(), request.include.end()),
        unwanted_(request.exclude.begin(), request.exclude.end()) {
    for (const AppointmentRequest& appointment : request.appointments) {
      wanted_.insert(appointment.business);
    }
    for (const model::Stop& stop : snapshot.stops.rows()) {
      const bool replanned =
          stop.rep == rep && std::find(dates.begin(), dates.end(), stop.date) != dates.end();
      if (!replanned && stop.date >= snapshot.today) planned_elsewhere_.insert(stop.business);
    }
    const std::optional<core::ScenarioId> scenario = scenario_in_force(snapshot);
    if (scenario) assignments_ = assignments(snapshot, *scenario);
    has_territory_ = std::any_of(assignments_.begin(), assignments_.end(),
                                 [&](const auto& entry) { return entry.second.rep == rep_; });
    if (!scenario) {
      notes_.push_back("no territories yet: planned from all eligible prospects");
    } else if (!has_territory_) {
      notes_.push_back(
          fmt::format("scenario \"{}\" gives {} no territory: planned from all eligible prospects",
                      scenario->text(), rep_.text()));
    }
  }

  std::vector<routing::Candidate> collect() {
    std::vector<routing::Candidate> candidates;
    for (const model::Prospect& prospect : snapshot_.prospects.rows()) {
      const model::Business* business = snapshot_.businesses.find(prospect.business);
      if (business == nullptr || !is_candidate(prospect, *business)) continue;
      candidates.push_back(candidate(prospect, *business));
    }
    require_wanted(candidates);
    if (visited_lately_ > 0) {
      notes_.push_back(
          fmt::format("{} prospects were visited lately and are not due yet", visited_lately_));
    }
    if (planned_already_ > 0) {
      notes_.push_back(
          fmt::format("{} prospects are planned on other days already", planned_already_));
    }
    return candidates;
  }

  std::vector<std::string> notes() const { return notes_; }

 private:
  /// Who was asked for must be in the list, or the user must hear why not.
  void require_wanted(const std::vector<routing::Candidate>& candidates) {
    std::set<core::BusinessId> found;
    for (const routing::Candidate& candidate : candidates) found.insert(candidate.business);
    for (const core::BusinessId& id : wanted_) {
      if (unwanted_.contains(id)) {
        throw core::ConfigError(
            fmt::format("business \"{}\" is both asked for and excluded", id.text()));
      }
      if (!found.contains(id)) {
        throw core::ConfigError(
            fmt::format("business \"{}\" has no known place to visit; give it one, import it again "
                        "and run nearnet eligibility",
                        id.text()));
      }
      if (!snapshot_.prospects.find(id)->eligible) {
        notes_.push_back(
            fmt::format("{} was asked for and is planned although it is not eligible", id.text()));
      }
    }
  }

  bool is_mine(const model::Business& business) const {
    if (!business.owner.empty()) return business.owner == rep_;
    if (!has_territory_) return true;
    const auto assignment = assignments_.find(business.id);
    return assignment != assignments_.end() && assignment->second.rep == rep_;
  }

  bool is_candidate(const model::Prospect& prospect, const model::Business& business) {
    if (!prospect.position || unwanted_.contains(business.id)) return false;
    if (wanted_.contains(business.id)) return true;
    if (!prospect.eligible || !is_being_worked(business) || !is_mine(business)) return false;
    if (planned_elsewhere_.contains(business.id)) {
      ++planned_already_;
      return false;
    }
    if (follow_ups_.contains(business.id)) return true;
    const bool covered =
        tracking::visit_status(business, last_day_) == tracking::VisitStatus::kCovered;
    if (covered) ++visited_lately_;
    return !covered;
  }

  routing::Candidate candidate(const model::Prospect& prospect,
                               const model::Business& business) const {
    routing::Candidate made;
    made.business = business.id;
    made.name = business.name;
    made.position = *prospect.position;
    made.value = std::max(1.0, prospect.score);
    made.service = business.visit_duration.value_or(request_.visit);
    if (business.open_from && business.open_to && *business.open_from < *business.open_to) {
      made.open = routing::TimeWindow{*business.open_from, *business.open_to};
    }
    made.must = wanted_.contains(business.id);
    const auto follow_up = follow_ups_.find(business.id);
    if (follow_up != follow_ups_.end()) {
      made.kind = model::StopKind::kFollowUp;
      made.promised = follow_up->second.date;
      made.must = made.must || follow_up->second.date <= last_day_;
    }
    return made;
  }

  const Snapshot& snapshot_;
  const DayPlanRequest& request_;
  core::RepId rep_;
  core::Date last_day_;
  std::map<core::BusinessId, tracking::FollowUp> follow_ups_;
  std::set<core::BusinessId> wanted_;
  std::set<core::BusinessId> unwanted_;
  std::set<core::BusinessId> planned_elsewhere_;  ///< on days that this plan leaves as they are
  std::map<core::BusinessId, tracking::Assignment> assignments_;
  bool has_territory_ = false;
  int visited_lately_ = 0;
  int planned_already_ = 0;
  std::vector<std::string> notes_;
};

std::vector<routing::Appointment> appointments_of(
    const DayPlanRequest& request, const std::vector<routing::Candidate>& candidates) {
  std::vector<routing::Appointment> appointments;
  for (const AppointmentRequest& wanted : request.appointments) {
    const auto found = std::find_if(candidates.begin(), candidates.end(), [&](const auto& known) {
      return known.business == wanted.business;
    });
    assert(found != candidates.end() && "who was asked for is a candidate");
    appointments.push_back({static_cast<std::size_t>(found - candidates.begin()), wanted.at.date,
                            wanted.at.time, wanted.duration, core::Seconds(0)});
  }
  return appointments;
}

void require_known(const Snapshot& snapshot, const std::vector<core::BusinessId>& businesses) {
  for (const core::BusinessId& id : businesses) {
    if (snapshot.businesses.find(id) == nullptr) {
      throw core::ConfigError(fmt::format("there is no business \"{}\"", id.text()));
    }
  }
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

/// A rep of the workspace; where none were imported, anybody, whose shift and home are not known.
model::Rep planned_rep(const Snapshot& snapshot, const core::RepId& id) {
  if (!snapshot.reps.empty() || id.empty()) return rep_or_only(snapshot, id);
  model::Rep rep;
  rep.id = id;
  rep.name = id.text();
  return rep;
}

Command save_plan(const Snapshot& snapshot, const routing::DayPlan& plan,
                  const std::vector<core::Date>& dates) {
  const auto same_days = [rep = plan.rep, dates](const auto& row) {
    return row.rep == rep && std::find(dates.begin(), dates.end(), row.date) != dates.end();
  };
  std::vector<model::DayRoute> worked;
  for (const model::DayRoute& day : plan.days) {
    if (day.line.size() > 1) worked.push_back(day);
  }
  return {"days plan",
          fmt::format("{} from {}, {} days", plan.rep.text(), core::format_date(dates.front()),
                      dates.size()),
          snapshot.version, [plan, worked, same_days](storage::Transaction& transaction) {
            storage::replace<model::DayRoute>(transaction, storage::routes(), worked, same_days);
            storage::replace<model::DayRoute>(transaction, storage::day_areas(), worked, same_days);
            storage::replace<model::Stop>(transaction, storage::stops(), plan.stops, same_days);
            storage::replace<model::Unserved>(
                transaction, storage::unserved(), plan.unserved,
                [&](const model::Unserved& row) { return row.rep == plan.rep; });
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
  const model::Rep rep = planned_rep(snapshot, request.rep);
  require_known(snapshot, request.include);
  for (const AppointmentRequest& appointment : request.appointments) {
    require_known(snapshot, {appointment.business});
  }
  require_known(snapshot, request.exclude);
  routing::DayRequest days;
  days.rep = rep.id;
  days.dates = working_days(request.from, request.days);
  days.shift_start = request.start.value_or(rep.shift_start.value_or(kDefaultStart));
  days.shift_end = request.end.value_or(rep.shift_end.value_or(kDefaultEnd));
  days.lunch = request.lunch;
  days.seed = job.seed();
  days.iterations = request.iterations;

  CandidateList candidates(snapshot, request, rep.id, days.dates);
  days.candidates = candidates.collect();
  DayPlanRun run;
  run.notes = candidates.notes();
  if (days.candidates.empty()) {
    throw core::InputError(
        fmt::format("nobody to visit: {} has no eligible prospects that are due", rep.id.text()));
  }
  days.appointments = appointments_of(request, days.candidates);
  if (!rep.home) {
    run.notes.push_back(
        fmt::format("the home of {} is not known: days start from the middle of "
                    "the prospects",
                    rep.id.text()));
  }
  days.home = rep.home.value_or(middle_of(days.candidates));

  std::vector<geo::LonLat> places = {days.home};
  for (const routing::Candidate& candidate : days.candidates) places.push_back(candidate.position);
  const DayTravel travel(snapshot, request.travel, places, job.part(0.0, 0.3, "roads"));
  run.notes.insert(run.notes.end(), travel.notes().begin(), travel.notes().end());
  run.plan = routing::plan_days(days, travel.matrix(), job.part(0.3, 1.0, "planning"));
  travel.draw(run.plan, days.home);
  run.command = save_plan(snapshot, run.plan, days.dates);
  return run;
}

}  // namespace nearnet::workspace
