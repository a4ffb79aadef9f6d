// SPDX-License-Identifier: Apache-2.0
#include "workspace/day_candidates.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/error.h"
#include "tracking/cadence.h"

namespace nearnet::workspace {
namespace {

/// Done, lost, or a customer already: nobody to prospect.
bool is_being_worked(const model::Business& business) {
  return business.stage < model::Stage::kOrderSubmitted;
}

/// Who is overdue by more intervals than this is no more urgent.
constexpr double kMostUrgent = 3.0;

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
        last_attempts_(request.cadence.attempts_count
                           ? tracking::last_attempts(snapshot.activities.rows(), snapshot.today)
                           : std::map<core::BusinessId, core::Date>()),
        wanted_(request.include.begin(), request.include.end()),
        unwanted_(request.exclude.begin(), request.exclude.end()) {
    for (const AppointmentRequest& appointment : request.appointments) {
      wanted_.insert(appointment.business);
    }
    for (const PinnedVisit& pin : request.pins) {
      wanted_.insert(pin.business);
      pins_[pin.business] = pin.date;
      if (std::find(dates.begin(), dates.end(), pin.date) == dates.end()) {
        throw core::ConfigError(fmt::format("{} is pinned to {}, which is not planned",
                                            pin.business.text(), core::format_date(pin.date)));
      }
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
      found_.notes.push_back("no territories yet: planned from all eligible prospects");
    } else if (!has_territory_) {
      found_.notes.push_back(
          fmt::format("scenario \"{}\" gives {} no territory: planned from all eligible prospects",
                      scenario->text(), rep_.text()));
    }
  }

  DayCandidates collect() {
    for (const model::Prospect& prospect : snapshot_.prospects.rows()) {
      const model::Business* business = snapshot_.businesses.find(prospect.business);
      if (business == nullptr) continue;
      count_rhythm(prospect, *business);
      if (is_candidate(prospect, *business)) add(prospect, *business);
    }
    require_wanted();
    for (std::size_t i = 0; i < found_.all.size(); ++i) {
      found_.due_value = std::max(found_.due_value, found_.all[i].value);
    }
    for (std::size_t i = 0; i < found_.all.size(); ++i) {
      found_.all[i].value += found_.due_value * urgencies_[i];
    }
    if (visited_lately_ > 0) {
      found_.notes.push_back(
          fmt::format("{} prospects were visited lately and are not due yet", visited_lately_));
    }
    if (planned_already_ > 0) {
      found_.notes.push_back(
          fmt::format("{} prospects are planned on other days already", planned_already_));
    }
    return std::move(found_);
  }

 private:
  /// Who was asked for must be in the list, or the user must hear why not.
  void require_wanted() {
    std::set<core::BusinessId> found;
    for (const routing::Candidate& candidate : found_.all) found.insert(candidate.business);
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
        found_.notes.push_back(
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
    const auto welcome = welcome_from(business);
    const bool covered = welcome && *welcome > last_day_;
    if (covered) ++visited_lately_;
    return !covered;
  }

  std::optional<core::Date> rhythm_start(const model::Business& business) const {
    const auto attempt = last_attempts_.find(business.id);
    return tracking::rhythm_start(
        business, attempt == last_attempts_.end() ? std::nullopt : std::optional(attempt->second),
        request_.cadence);
  }

  /// The first date that the cadence allows; none where there was no visit before.
  std::optional<core::Date> welcome_from(const model::Business& business) const {
    const auto start = rhythm_start(business);
    if (!start || *start > last_day_) return std::nullopt;
    return tracking::cadence(*start, tracking::interval_of(business, request_.cadence),
                             request_.cadence.due_after)
        .eligible_from;
  }

  /// The rep's accounts that were visited before or have an interval of their own.
  void count_rhythm(const model::Prospect& prospect, const model::Business& business) {
    const bool has_one = business.visit_interval_days || rhythm_start(business);
    if (!has_one || !prospect.eligible || !is_being_worked(business) || !is_mine(business)) return;
    found_.rhythms.push_back({tracking::interval_of(business, request_.cadence),
                              business.visit_duration.value_or(request_.visit)});
  }

  void add(const model::Prospect& prospect, const model::Business& business) {
    routing::Candidate made = candidate(prospect, business);
    double urgency = 0.0;
    const auto welcome = welcome_from(business);
    if (welcome && *welcome <= last_day_) {
      urgency =
          std::min(kMostUrgent, tracking::urgency(rhythm_start(business), last_day_,
                                                  tracking::interval_of(business, request_.cadence))
                                    .value_or(0.0));
      found_.due.insert(business.id);
      if (made.kind == model::StopKind::kVisit && !made.must) made.not_before = welcome;
    }
    urgencies_.push_back(urgency);
    found_.all.push_back(std::move(made));
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
      made.service = business.visit_duration.value_or(request_.follow_up.value_or(request_.visit));
    }
    const auto pin = pins_.find(business.id);
    if (pin != pins_.end()) made.promised = pin->second;
    return made;
  }

  const Snapshot& snapshot_;
  const DayPlanRequest& request_;
  core::RepId rep_;
  core::Date last_day_;
  std::map<core::BusinessId, tracking::FollowUp> follow_ups_;
  std::map<core::BusinessId, core::Date> last_attempts_;  ///< empty unless they count
  std::set<core::BusinessId> wanted_;
  std::set<core::BusinessId> unwanted_;
  std::map<core::BusinessId, core::Date> pins_;
  std::set<core::BusinessId> planned_elsewhere_;  ///< on days that this plan leaves as they are
  std::map<core::BusinessId, tracking::Assignment> assignments_;
  bool has_territory_ = false;
  int visited_lately_ = 0;
  int planned_already_ = 0;
  std::vector<double> urgencies_;  ///< of found_.all; 0: not due
  DayCandidates found_;
};

}  // namespace

DayCandidates day_candidates(const Snapshot& snapshot, const DayPlanRequest& request,
                             const core::RepId& rep, const std::vector<core::Date>& dates) {
  return CandidateList(snapshot, request, rep, dates).collect();
}

}  // namespace nearnet::workspace
