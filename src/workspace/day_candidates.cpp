// SPDX-License-Identifier: Apache-2.0
#include "workspace/day_candidates.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/error.h"
#include "tracking/cadence.h"
#include "workspace/skills.h"

namespace nearnet::workspace {
namespace {

/// Who is overdue by more intervals than this is no more urgent.
constexpr double kMostUrgent = 3.0;

/// Collects who could be visited, and says in notes who was not even considered.
class CandidateList {
 public:
  CandidateList(const Snapshot& snapshot, const DayPlanRequest& request,
                const std::vector<routing::Colleague>& team, const std::vector<core::Date>& dates)
      : snapshot_(snapshot),
        request_(request),
        team_(team),
        skills_count_(std::ranges::any_of(
            snapshot.reps.rows(), [](const model::Rep& rep) { return !skills_of(rep).empty(); })),
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
    for (const PinnedVisit& pin : request.pins) pin_to(pin.business, pin.date, dates);
    for (const OrderedVisits& order : request.orders) {
      for (const core::BusinessId& business : order.businesses) pin_to(business, order.date, dates);
    }
    if (request.beat) read_beat(*request.beat);
    for (const model::Stop& stop : snapshot.stops.rows()) {
      const bool replanned =
          is_planned(stop.rep) && std::find(dates.begin(), dates.end(), stop.date) != dates.end();
      if (!replanned && stop.date >= snapshot.today) planned_elsewhere_.insert(stop.business);
    }
    const std::optional<core::ScenarioId> scenario = scenario_in_force(snapshot);
    if (scenario) assignments_ = assignments(snapshot, *scenario);
    if (!scenario) {
      found_.notes.push_back("no territories yet: planned from all eligible prospects");
    }
    for (const routing::Colleague& rep : team_) {
      const bool has_one = std::any_of(assignments_.begin(), assignments_.end(),
                                       [&](const auto& e) { return e.second.rep == rep.rep; });
      has_territory_ = has_territory_ || has_one;
      if (!scenario || has_one) continue;
      found_.notes.push_back(fmt::format(
          "scenario \"{}\" gives {} no territory: planned from {}", scenario->text(),
          rep.rep.text(),
          team_.size() == 1 ? "all eligible prospects" : "those in nobody's territory"));
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
    if (skills_ignored_ > 0) {
      found_.notes.push_back(fmt::format(
          "{} candidates ask for a skill, and no rep has a column \"skills\": it is not looked at",
          skills_ignored_));
    }
    if (outside_ > 0) {
      found_.notes.push_back(fmt::format("{} prospects are outside the {}", outside_,
                                         request_.beat ? "beat" : "area"));
    }
    if (planned_already_ > 0) {
      found_.notes.push_back(
          fmt::format("{} prospects are planned on other days already", planned_already_));
    }
    return std::move(found_);
  }

  OwnProspects own() {
    OwnProspects own;
    for (const model::Prospect& prospect : snapshot_.prospects.rows()) {
      const model::Business* business = snapshot_.businesses.find(prospect.business);
      if (business == nullptr || !prospect.position || !prospect.eligible) continue;
      if (is_being_worked(*business) && is_mine(*business)) own.all.push_back(&prospect);
    }
    own.notes = std::move(found_.notes);
    return own;
  }

 private:
  bool is_planned(const core::RepId& rep) const {
    return std::ranges::any_of(team_,
                               [&](const routing::Colleague& who) { return who.rep == rep; });
  }

  void pin_to(const core::BusinessId& business, core::Date date,
              const std::vector<core::Date>& dates) {
    wanted_.insert(business);
    pins_[business] = date;
    if (std::ranges::count(dates, date) > 0) return;
    throw core::ConfigError(fmt::format("{} is pinned to {}, which is not planned", business.text(),
                                        core::format_date(date)));
  }

  void read_beat(int number) {
    std::set<int> known;
    beat_.emplace();
    for (const model::BeatMember& member : snapshot_.beat_members.rows()) {
      if (member.rep != team_.front().rep) continue;
      known.insert(member.beat);
      if (member.beat == number) beat_->insert(member.business);
    }
    if (known.contains(number)) return;
    throw core::ConfigError(
        known.empty() ? fmt::format("{} has no beats; run nearnet days WORKSPACE beats --count N",
                                    team_.front().rep.text())
                      : fmt::format("{} has no beat {}; there are 1 to {}",
                                    team_.front().rep.text(), number, *known.rbegin()));
  }

  /// Of the beat and the area that the plan is limited to.
  bool is_inside(const model::Business& business, geo::LonLat position) const {
    if (beat_ && !beat_->contains(business.id)) return false;
    return !request_.area || request_.area->covers(position);
  }

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

  /// Whose it is, by owner or territory; empty: nobody's.
  core::RepId holder(const model::Business& business) const {
    if (!business.owner.empty()) return business.owner;
    const auto assignment = assignments_.find(business.id);
    return assignment == assignments_.end() ? core::RepId() : assignment->second.rep;
  }

  /// One rep alone keeps to its territory where it has one; several share what is nobody's.
  bool is_mine(const model::Business& business) const {
    const core::RepId whose = holder(business);
    if (is_planned(whose)) return true;
    if (team_.size() > 1) return whose.empty();
    return business.owner.empty() && !has_territory_;
  }

  bool is_candidate(const model::Prospect& prospect, const model::Business& business) {
    if (!prospect.position || unwanted_.contains(business.id)) return false;
    if (wanted_.contains(business.id)) return true;
    if (!prospect.eligible || !is_being_worked(business) || !is_mine(business)) return false;
    if (!is_inside(business, *prospect.position)) {
      ++outside_;
      return false;
    }
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
                              visit_length(request_, business, false)});
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

  routing::Candidate candidate(const model::Prospect& prospect, const model::Business& business) {
    routing::Candidate made;
    made.business = business.id;
    made.name = business.name.empty() ? business.id.text() : business.name;
    made.position = *prospect.position;
    made.value = std::max(1.0, prospect.score);
    const auto follow_up = follow_ups_.find(business.id);
    made.service = visit_length(request_, business, follow_up != follow_ups_.end());
    if (business.open_from && business.open_to && *business.open_from < *business.open_to) {
      made.open = routing::TimeWindow{*business.open_from, *business.open_to};
    }
    made.must = wanted_.contains(business.id);
    if (follow_up != follow_ups_.end()) {
      made.kind = model::StopKind::kFollowUp;
      made.promised = follow_up->second.date;
      made.must = made.must || follow_up->second.date <= last_day_;
    }
    const auto pin = pins_.find(business.id);
    if (pin != pins_.end()) made.promised = pin->second;
    made.skills = skills_needed(business);
    if (!made.skills.empty() && !skills_count_) {
      ++skills_ignored_;
      made.skills.clear();
    }
    const core::RepId whose = holder(business);
    if (team_.size() > 1 && is_planned(whose)) made.reps = {whose};
    return made;
  }

  const Snapshot& snapshot_;
  const DayPlanRequest& request_;
  const std::vector<routing::Colleague>& team_;
  bool skills_count_;  ///< some rep's are known
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
  int skills_ignored_ = 0;
  int outside_ = 0;
  std::optional<std::set<core::BusinessId>> beat_;
  std::vector<double> urgencies_;  ///< of found_.all; 0: not due
  DayCandidates found_;
};

}  // namespace

DayCandidates day_candidates(const Snapshot& snapshot, const DayPlanRequest& request,
                             const std::vector<routing::Colleague>& team,
                             const std::vector<core::Date>& dates) {
  return CandidateList(snapshot, request, team, dates).collect();
}

bool is_being_worked(const model::Business& business) {
  return business.stage < model::Stage::kOrderSubmitted;
}

OwnProspects own_prospects(const Snapshot& snapshot, const core::RepId& rep) {
  const DayPlanRequest anything{};
  std::vector<routing::Colleague> alone(1);
  alone.front().rep = rep;
  return CandidateList(snapshot, anything, alone, {snapshot.today}).own();
}

core::Seconds visit_length(const DayPlanRequest& request, const model::Business& business,
                           bool follow_up) {
  if (business.visit_duration) return *business.visit_duration;
  if (follow_up && request.follow_up) return *request.follow_up;
  if (business.stage >= model::Stage::kOrderSubmitted) {
    return request.install_check.value_or(request.visit);
  }
  const bool to_present = business.stage == model::Stage::kQualified ||
                          business.stage == model::Stage::kCoverageConfirmed;
  return to_present && !follow_up ? request.presentation.value_or(request.visit) : request.visit;
}

}  // namespace nearnet::workspace
