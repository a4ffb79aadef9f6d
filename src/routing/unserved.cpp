// SPDX-License-Identifier: Apache-2.0
#include "routing/unserved.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <tuple>

#include <fmt/format.h>

#include "core/parallel.h"
#include "routing/displacement.h"

namespace nearnet::routing {

namespace {

constexpr std::array<ReasonEntry, 13> kReasons{{
    {"OFF_ROAD", "It is farther from every road that leads to the others than the plan allows."},
    {"NO_REP", "None of the reps planned has the skill that a visit asks for."},
    {"NOT_DUE_YET",
     "The promised follow-up, or the first date its cadence allows, lies after the last planned "
     "day."},
    {"SHIFT_TOO_SHORT",
     "Even an otherwise empty day is too short for the drive there, the visit, lunch and the drive "
     "home."},
    {"OUTSIDE_HOURS", "An otherwise empty day is long enough, but not while the business is open."},
    {"DRIVE_LIMIT", "The drive there and home alone is more than the limit to driving a day."},
    {"NO_VALUE", "A visit would add driving and no value."},
    {"APPOINTMENT_CONFLICT", "It fits on an empty day, but not next to the appointments."},
    {"NOT_TRIED",
     "It could take the place of a stop of less value, but the seconds that planning was given "
     "were "
     "over before that was tried."},
    {"LOWER_VALUE",
     "It fits only in place of a stop that is worth at least as much or must be visited."},
    {"NO_TIME_LEFT",
     "It fits on an empty day, but not into the plan, not even in place of any one stop."},
    {"NO_DRIVE_LEFT",
     "There is time for it, but the plan drives too far already for the limit a day, and no one "
     "stop can give way for it."},
    {"DAY_FULL", "There is time for it, but its days have as many stops as are allowed a day."},
}};

std::string clock_text(std::int64_t seconds) {
  return core::format_time_of_day(core::TimeOfDay{core::Seconds(seconds)});
}

std::string duration_text(std::int64_t seconds) {
  return core::format_duration(core::minutes((seconds + 59) / 60));
}

std::string more_driving(std::int64_t seconds) {
  if (seconds == 0) return "no more driving";
  return fmt::format("{} {} driving", duration_text(std::abs(seconds)),
                     seconds < 0 ? "less" : "more");
}

class Explainer {
 public:
  Explainer(const DayRequest& request, const Instance& instance, const Solution& solution)
      : request_(request),
        instance_(instance),
        solution_(solution),
        displacements_(instance, solution),
        runs_(instance, solution),
        team_(team_of(request)),
        homes_(instance.homes()) {
    for (const int day : instance.reps()) empty_days_.emplace_back(instance, day);
  }

  /// The room serves one thread.
  model::Unserved explain(std::size_t index, TimesRoom& room) const {
    const Candidate& candidate = request_.candidates[index - 1];
    model::Unserved unserved{.rep = rep_for(index).rep,
                             .business = candidate.business,
                             .name = candidate.name,
                             .position = candidate.position,
                             .reason = {},
                             .detail = {}};
    if (!no_rep(index, unserved) && !not_due(index, unserved) && !never_fits(index, unserved) &&
        !no_value(index, unserved) && !appointment_conflict(index, unserved)) {
      no_room_beside(index, room, unserved);
    }
    return unserved;
  }

 private:
  /// Who would make the visit: the first who may, else the rep of the request.
  const Colleague& rep_for(std::size_t index) const {
    for (const Colleague& rep : team_) {
      if (may_serve(rep, request_.candidates[index - 1])) return rep;
    }
    return team_.front();
  }

  bool no_rep(std::size_t index, model::Unserved& unserved) const {
    unserved.detail = why_nobody(request_, request_.candidates[index - 1]);
    if (unserved.detail.empty()) return false;
    unserved.detail.front() = 'N';
    unserved.detail += ".";
    unserved.reason = "NO_REP";
    return true;
  }

  /// An otherwise empty day of the rep for whom least is missing; none when it fits into one.
  const Route* closest_empty_day(std::size_t index) const {
    const Route* closest = nullptr;
    for (const Route& empty : empty_days_) {
      if (!instance_.may_serve(instance_.tour(empty.day()).rep, index)) continue;
      if (empty.fits(instance_, index, 0)) return nullptr;
      if (closest == nullptr ||
          empty.lateness(instance_, index, 0) < closest->lateness(instance_, index, 0)) {
        closest = &empty;
      }
    }
    return closest;
  }

  bool not_due(std::size_t index, model::Unserved& unserved) const {
    if (instance_.node(index).day != Node::kNoDay) return false;
    unserved.reason = "NOT_DUE_YET";
    const Candidate& candidate = request_.candidates[index - 1];
    const bool promised = candidate.promised && *candidate.promised > request_.dates.back();
    unserved.detail =
        fmt::format("{} {}, the plan ends on {}.",
                    promised ? "The follow-up is promised for" : "The next visit is welcome from",
                    core::format_date(promised ? *candidate.promised : *candidate.not_before),
                    core::format_date(request_.dates.back()));
    return true;
  }

  bool never_fits(std::size_t index, model::Unserved& unserved) const {
    const Route* empty_day = closest_empty_day(index);
    if (empty_day == nullptr) return false;
    const Node& node = instance_.node(index);
    const std::size_t home = instance_.home(empty_day->day());
    const std::int64_t shift_start = instance_.shift_start(empty_day->day());
    const std::int64_t shift_end = instance_.shift_end(empty_day->day());
    const std::int64_t there = instance_.time(home, index);
    const std::int64_t back = instance_.time(index, home);
    const std::int64_t needed = there + node.service + back;
    const std::int64_t shift = shift_end - shift_start;
    Node at_any_hour = node;
    at_any_hour.earliest = shift_start;
    at_any_hour.latest = shift_end;
    const std::int64_t late = empty_day->lateness(instance_, at_any_hour, there, back, 0);
    if (late > 0) {
      unserved.reason = "SHIFT_TOO_SHORT";
      unserved.detail = fmt::format(
          "The drive there ({}), the visit ({}) and the drive home ({}) take {}, the shift lasts "
          "{}{}.",
          duration_text(there), duration_text(node.service), duration_text(back),
          duration_text(needed), duration_text(shift),
          needed > shift ? "" : ", but lunch leaves " + duration_text(late) + " too little");
      return true;
    }
    if (empty_day->lateness(instance_, index, 0) <= 0) {
      unserved.reason = "DRIVE_LIMIT";
      unserved.detail = fmt::format(
          "The drive there ({}) and home ({}) takes more than the {} allowed a day.",
          duration_text(there), duration_text(back), duration_text(instance_.most_drive()));
      return true;
    }
    const TimeWindow& open = *request_.candidates[index - 1].open;
    unserved.reason = "OUTSIDE_HOURS";
    unserved.detail = fmt::format(
        "Open from {} to {}, but the shift allows a visit of {} between {} and {} at best{}.",
        core::format_time_of_day(open.from), core::format_time_of_day(open.to),
        duration_text(node.service), clock_text(shift_start + there), clock_text(shift_end - back),
        request_.hours_mode == HoursMode::kWholeVisitInside
            ? ", and the whole visit must be within opening hours"
            : "");
    return true;
  }

  bool no_value(std::size_t index, model::Unserved& unserved) const {
    if (instance_.node(index).wanted()) return false;
    unserved.reason = "NO_VALUE";
    unserved.detail = fmt::format("Its value is {:g}: a visit would only add driving.",
                                  request_.candidates[index - 1].value);
    return true;
  }

  bool appointment_conflict(std::size_t index, model::Unserved& unserved) const {
    const Route* closest = nullptr;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (int day = 0; day < instance_.days(); ++day) {
      if (!instance_.allows(index, day)) continue;
      const Route& bare = runs_.bare(day);
      for (std::size_t position = 0; position <= bare.stops().size(); ++position) {
        const std::int64_t late = bare.lateness(instance_, index, position);
        if (late <= 0) return false;
        if (late >= least) continue;
        least = late;
        closest = &bare;
      }
    }
    if (closest == nullptr) return false;
    std::string names;
    for (const std::size_t stop : closest->stops()) {
      names += (names.empty() ? "" : ", ") + request_.candidates[stop - 1].name;
    }
    unserved.reason = "APPOINTMENT_CONFLICT";
    unserved.detail = fmt::format(
        "It comes closest on {}, whose appointments ({}) leave no room for it: {} are missing.",
        day_text(closest->day()), names, duration_text(least));
    return true;
  }

  /// What it finds in the plan is in its way.
  void no_room_beside(std::size_t index, TimesRoom& room, model::Unserved& unserved) const {
    NodeTimes times(instance_, index, room);
    times.learn(homes_);
    for (const Route& route : solution_.routes()) times.learn(route.stops());
    if (!in_place_of_one(index, times, unserved)) no_room(index, times, unserved);
  }

  bool in_place_of_one(std::size_t index, const NodeTimes& times, model::Unserved& unserved) const {
    const auto places = displacements_.places_for(index, times);
    if (places.empty()) return false;
    const std::size_t least = places.front().displaced;
    if (ranks_below(instance_.node(least), instance_.node(index))) {
      unserved.reason = "NOT_TRIED";
      unserved.detail = fmt::format(
          "It could take the place of {}, but the seconds for planning were over: plan for longer.",
          request_.candidates[least - 1].name);
    } else {
      lower_value(index, times, places, unserved);
    }
    return true;
  }

  void lower_value(std::size_t index, const NodeTimes& times,
                   const std::vector<Displacements::Place>& places,
                   model::Unserved& unserved) const {
    constexpr std::size_t kNamed = 3;
    const double value = request_.candidates[index - 1].value;
    std::string names;
    for (std::size_t k = 0; k < std::min(places.size(), kNamed); ++k) {
      const Displacements::Way way = displacements_.way_in(places[k], index, times);
      const Candidate& displaced = request_.candidates[way.displaced - 1];
      names +=
          fmt::format("{}{} ({}, {})", k == 0 ? "" : ", ", displaced.name,
                      displaced.must ? std::string("must be visited")
                                     : fmt::format("{:g} of value lost", displaced.value - value),
                      more_driving(way.drive));
    }
    unserved.reason = "LOWER_VALUE";
    unserved.detail =
        places.size() == 1
            ? fmt::format("Its value of {:g} fits only in place of {}.", value, names)
            : fmt::format(
                  "Its value of {:g} would take the place of one of {} stops worth no "
                  "less; the least of them: {}.",
                  value, places.size(), names);
  }

  /// The place where least is missing.
  struct Closest {
    int day = 0;
    std::int64_t late = std::numeric_limits<std::int64_t>::max();  ///< s
    std::int64_t added = 0;                                        ///< s of driving
    std::int64_t over = 0;  ///< s of driving above the limit; only where it is not late
  };

  Closest closest(std::size_t index, const NodeTimes& times) const {
    Closest least;
    for (int day = 0; day < instance_.days(); ++day) {
      if (!instance_.allows(index, day)) continue;
      const Route& route = solution_.route(day);
      for (std::size_t position = 0; position <= route.stops().size(); ++position) {
        const std::int64_t late =
            std::max<std::int64_t>(0, route.lateness(instance_, index, times, position));
        const std::int64_t added = route.added_drive(times, position);
        const std::int64_t over =
            late > 0 ? 0 : std::max<std::int64_t>(0, added - route.drive_left(instance_));
        if (std::tie(late, over) < std::tie(least.late, least.over)) {
          least = {day, late, added, over};
        }
      }
    }
    return least;
  }

  /// "2026-11-24", or "2026-11-24 with R2" where several reps are planned.
  std::string day_text(int day) const {
    const Tour& tour = instance_.tour(day);
    const std::string date = core::format_date(request_.dates[static_cast<std::size_t>(tour.date)]);
    if (team_.size() == 1) return date;
    return fmt::format("{} with {}", date, team_[static_cast<std::size_t>(tour.rep)].rep.text());
  }

  void no_room(std::size_t index, const NodeTimes& times, model::Unserved& unserved) const {
    const Closest least = closest(index, times);
    const std::string date = day_text(least.day);
    if (least.late > 0) {
      unserved.reason = "NO_TIME_LEFT";
      unserved.detail = fmt::format(
          "It comes closest on {}, where a visit of {} and {} more driving are {} too long.", date,
          duration_text(instance_.node(index).service), duration_text(least.added),
          duration_text(least.late));
    } else if (least.over == 0) {
      unserved.reason = "DAY_FULL";
      unserved.detail = fmt::format("It would fit on {}, which has the {} stops allowed a day.",
                                    date, instance_.most_load());
    } else {
      unserved.reason = "NO_DRIVE_LEFT";
      unserved.detail = fmt::format(
          "It comes closest on {}, where {} more driving are {} above the {} allowed a day.", date,
          duration_text(least.added), duration_text(least.over),
          duration_text(instance_.most_drive()));
    }
    if (const auto way = runs_.least(index, times)) unserved.detail += " " + forced(index, *way);
  }

  /// What it costs to have it all the same.
  std::string forced(std::size_t index, const RunDisplacements::Way& way) const {
    std::string names;
    double lost = -request_.candidates[index - 1].value;
    for (const std::size_t stop : way.displaced) {
      const Candidate& displaced = request_.candidates[stop - 1];
      names += fmt::format("{}{}{}", names.empty() ? "" : ", ", displaced.name,
                           displaced.must ? " (must be visited)" : "");
      lost += displaced.value;
    }
    return fmt::format("Forced in on {}, it would displace {}: {:g} of value {}, {}.",
                       day_text(way.day), names, std::abs(lost), lost < 0 ? "gained" : "lost",
                       more_driving(way.drive));
  }

  const DayRequest& request_;
  const Instance& instance_;
  const Solution& solution_;
  Displacements displacements_;
  RunDisplacements runs_;
  std::vector<Colleague> team_;
  std::vector<std::size_t> homes_;
  std::vector<Route> empty_days_;  ///< one a rep
};

}  // namespace

std::span<const ReasonEntry> unserved_reasons() {
  return kReasons;
}

std::string why_nobody(const DayRequest& request, const Candidate& candidate) {
  const std::vector<Colleague> team = team_of(request);
  if (std::ranges::any_of(team, [&](const Colleague& rep) { return may_serve(rep, candidate); })) {
    return {};
  }
  std::string skills;
  for (const std::string& skill : candidate.skills) skills += (skills.empty() ? "" : ", ") + skill;
  return skills.empty() ? "nobody planned may make this visit"
                        : "nobody planned has the skill it asks for: " + skills;
}

std::vector<model::Unserved> explain_unserved(const DayRequest& request, const Instance& instance,
                                              const Solution& solution,
                                              const core::JobContext& job) {
  std::vector<std::size_t> out;
  for (std::size_t index = 1; index <= instance.candidates(); ++index) {
    if (solution.is_out(index)) out.push_back(index);
  }
  const Explainer explainer(request, instance, solution);
  std::vector<model::Unserved> unserved(out.size());
  core::parallel_ranges(out.size(), 64, job, [&](std::size_t begin, std::size_t end) {
    TimesRoom room;
    for (std::size_t k = begin; k < end; ++k) unserved[k] = explainer.explain(out[k], room);
  });
  return unserved;
}

}  // namespace nearnet::routing
