// SPDX-License-Identifier: Apache-2.0
#include "routing/check.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace nearnet::routing {

namespace {

using core::Seconds;

std::string clock_text(core::TimeOfDay time) {
  const std::int64_t seconds = time.since_midnight.value;
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

bool near(double a, double b) {
  return std::abs(a - b) <= 1e-6 * std::max(1.0, std::abs(b));
}

class PlanCheck {
 public:
  PlanCheck(const DayRequest& request, const roads::TravelMatrix& travel, const DayPlan& plan)
      : request_(request), travel_(travel), plan_(plan) {
    for (std::size_t i = 0; i < request.candidates.size(); ++i) {
      place_[request.candidates[i].business] = i;
    }
    for (const Appointment& appointment : request.appointments) {
      agreed_[appointment.candidate] = &appointment;
    }
  }

  std::vector<std::string> run() {
    check_days();
    check_everyone_once();
    check_appointments();
    check_sums();
    for (const model::Unserved& unserved : plan_.unserved) check_unserved(unserved);
    return std::move(faults_);
  }

 private:
  template <typename... Args>
  void require(bool holds, fmt::format_string<Args...> text, Args&&... args) {
    if (!holds) faults_.push_back(fmt::format(text, std::forward<Args>(args)...));
  }

  std::optional<std::size_t> candidate_of(const core::BusinessId& business) const {
    const auto found = place_.find(business);
    return found == place_.end() ? std::nullopt : std::optional(found->second);
  }

  const Appointment* appointment_of(std::size_t candidate) const {
    const auto found = agreed_.find(candidate);
    return found == agreed_.end() ? nullptr : found->second;
  }

  Seconds duration_of(std::size_t candidate) const {
    const Appointment* appointment = appointment_of(candidate);
    return appointment ? appointment->duration : request_.candidates[candidate].service;
  }

  /// May a visit of the candidate start then, by agreement or by opening hours?
  bool may_start(std::size_t candidate, core::TimeOfDay start) const {
    if (const Appointment* appointment = appointment_of(candidate)) {
      const std::int64_t off = start.since_midnight.value - appointment->start.since_midnight.value;
      return std::abs(off) <= appointment->leeway.value;
    }
    const Candidate& who = request_.candidates[candidate];
    if (!who.open) return true;
    if (start < who.open->from) return false;
    if (request_.hours_mode == HoursMode::kStartInside) return start <= who.open->to;
    return start.since_midnight + who.service <= who.open->to.since_midnight;
  }

  /// Is this a date on which the candidate may be visited?
  bool may_visit_on(std::size_t candidate, core::Date date) const {
    if (const Appointment* appointment = appointment_of(candidate))
      return appointment->date == date;
    const auto& not_before = request_.candidates[candidate].not_before;
    if (not_before && date < *not_before) return false;
    const auto& promised = request_.candidates[candidate].promised;
    if (!promised || *promised < request_.dates.front()) return true;
    const auto due = std::find_if(request_.dates.begin(), request_.dates.end(),
                                  [&](core::Date planned) { return planned >= *promised; });
    return due != request_.dates.end() && *due == date;
  }

  void check_days() {
    require(plan_.rep == request_.rep, "the plan is for rep {}, asked for {}", plan_.rep.text(),
            request_.rep.text());
    require(plan_.days.size() == request_.dates.size(), "{} days for {} dates", plan_.days.size(),
            request_.dates.size());
    std::size_t first = 0;
    for (std::size_t d = 0; d < std::min(plan_.days.size(), request_.dates.size()); ++d) {
      const model::DayRoute& day = plan_.days[d];
      require(day.date == request_.dates[d], "day {} is {}, asked for {}", d + 1,
              core::format_date(day.date), core::format_date(request_.dates[d]));
      require(day.rep == request_.rep, "{}: the route is rep {}'s", core::format_date(day.date),
              day.rep.text());
      std::size_t last = first;
      while (last < plan_.stops.size() && plan_.stops[last].date == day.date) ++last;
      check_day(day, first, last);
      first = last;
    }
    require(first == plan_.stops.size(), "{} stops are on no planned day or out of order",
            plan_.stops.size() - first);
  }

  void check_day(const model::DayRoute& day, std::size_t first, std::size_t last) {
    const std::string date = core::format_date(day.date);
    require(day.start >= request_.shift_start, "{}: leaves home at {}, before the shift", date,
            clock_text(day.start));
    require(day.end <= request_.shift_end, "{}: is home at {}, after the shift", date,
            clock_text(day.end));
    Seconds clock = day.start.since_midnight;
    Seconds drive{0};
    Seconds visits{0};
    double metres = 0.0;
    double value = 0.0;
    geo::Line line;
    if (first != last) line.push_back(request_.home);
    std::size_t here = 0;
    bool lunch_ahead = day.lunch_start.has_value();
    for (std::size_t k = first; k < last; ++k) {
      const model::Stop& stop = plan_.stops[k];
      const auto candidate = candidate_of(stop.business);
      if (!candidate) {
        faults_.push_back(fmt::format("{}: {} is no candidate", date, stop.business.text()));
        return;
      }
      const Seconds way = travel_.time(here, *candidate + 1);
      drive += way;
      Seconds arrival = clock + way;
      if (lunch_ahead && *day.lunch_start < stop.arrive) {
        arrival = after_lunch(day, clock, arrival);
        lunch_ahead = false;
      }
      metres += travel_.distance(here, *candidate + 1).value;
      require(stop.arrive.since_midnight == arrival,
              "{}: {} arrives at {}, not after {} s of drive", date, stop.business.text(),
              clock_text(stop.arrive), way.value);
      require(stop.sequence == static_cast<int>(k - first) + 1, "{}: {} has sequence {}", date,
              stop.business.text(), stop.sequence);
      check_stop(stop, *candidate);
      clock = stop.depart.since_midnight;
      visits += duration_of(*candidate);
      value += request_.candidates[*candidate].value;
      line.push_back(stop.position);
      require(day.area.covers(stop.position), "{}: {} is outside the day's area", date,
              stop.business.text());
      here = *candidate + 1;
    }
    Seconds home = clock + travel_.time(here, 0);
    if (lunch_ahead) home = after_lunch(day, clock, home);
    if (first != last) check_lunch(day);
    drive += travel_.time(here, 0);
    metres += travel_.distance(here, 0).value;
    if (first != last && !request_.ends_at_last_stop) {
      line.push_back(request_.finish.value_or(request_.home));
    }
    require(!request_.most_stops || last - first <= static_cast<std::size_t>(*request_.most_stops),
            "{}: {} stops, at most {}", date, last - first, request_.most_stops.value_or(0));
    require(!request_.most_drive || drive <= *request_.most_drive,
            "{}: {} s of driving, at most {}", date, drive.value,
            request_.most_drive ? request_.most_drive->value : 0);
    require(day.end.since_midnight == home, "{}: is home at {}", date, clock_text(day.end));
    require(day.drive == drive, "{}: {} s of driving, found {} s", date, day.drive.value,
            drive.value);
    require(near(day.drive_distance.value, metres), "{}: {} m of driving, found {} m", date,
            day.drive_distance.value, metres);
    require(day.visits == visits, "{}: {} s of visits, found {} s", date, day.visits.value,
            visits.value);
    require(near(day.value, value), "{}: value {}, found {}", date, day.value, value);
    require(day.line == line, "{}: the line does not lead from home through the stops", date);
    require(first != last || day.area.is_empty(), "{}: an area without stops", date);
  }

  /// Arrival with the break on a way that would end at `arrival` without it. It must be as asked
  /// and lie between the two ends of the way.
  Seconds after_lunch(const model::DayRoute& day, Seconds depart, Seconds arrival) {
    const std::string date = core::format_date(day.date);
    if (!request_.lunch || !day.lunch_end) {
      faults_.push_back(date + ": a lunch that nobody asked for, or without an end");
      return arrival;
    }
    const Lunch& lunch = *request_.lunch;
    const Seconds later = std::max(arrival, lunch.begin.from.since_midnight) + lunch.duration;
    require(day.lunch_start->since_midnight >= depart && day.lunch_end->since_midnight <= later,
            "{}: lunch from {} to {} is not on one way", date, clock_text(*day.lunch_start),
            clock_text(*day.lunch_end));
    require(*day.lunch_start >= lunch.begin.from && *day.lunch_start <= lunch.begin.to,
            "{}: lunch begins at {}", date, clock_text(*day.lunch_start));
    require(day.lunch_end->since_midnight == day.lunch_start->since_midnight + lunch.duration,
            "{}: lunch is over at {}", date, clock_text(*day.lunch_end));
    return later;
  }

  bool lunch_concerns_the_shift() const {
    return request_.lunch && request_.lunch->begin.to >= request_.shift_start &&
           request_.lunch->begin.from <= request_.shift_end;
  }

  /// A day without lunch on the way leaves room for it at home.
  void check_lunch(const model::DayRoute& day) {
    if (!lunch_concerns_the_shift() || day.lunch_start) return;
    const Lunch& lunch = *request_.lunch;
    const Seconds before =
        std::max(lunch.begin.from, request_.shift_start).since_midnight + lunch.duration;
    require(day.start.since_midnight >= before || day.end <= lunch.begin.to,
            "{}: from {} to {} without lunch", core::format_date(day.date), clock_text(day.start),
            clock_text(day.end));
  }

  void check_stop(const model::Stop& stop, std::size_t candidate) {
    const Candidate& who = request_.candidates[candidate];
    const std::string& id = stop.business.text();
    require(stop.rep == request_.rep, "{}: the stop is rep {}'s", id, stop.rep.text());
    require(stop.name == who.name && stop.position == who.position,
            "{}: name or position are not the candidate's", id);
    const model::StopKind kind =
        appointment_of(candidate) ? model::StopKind::kAppointment : who.kind;
    require(stop.kind == kind, "{}: a stop of the wrong kind", id);
    require(stop.start >= stop.arrive, "{}: starts before it arrives", id);
    require(stop.depart.since_midnight == stop.start.since_midnight + duration_of(candidate),
            "{}: from {} to {} is not as long as its visit", id, clock_text(stop.start),
            clock_text(stop.depart));
    require(may_start(candidate, stop.start), "{}: starts at {}, outside its hours", id,
            clock_text(stop.start));
    require(may_visit_on(candidate, stop.date), "{}: visited on {}, not its date", id,
            core::format_date(stop.date));
  }

  void check_everyone_once() {
    std::map<core::BusinessId, int> seen;
    for (const model::Stop& stop : plan_.stops) ++seen[stop.business];
    for (const model::Unserved& unserved : plan_.unserved) ++seen[unserved.business];
    for (const Candidate& candidate : request_.candidates) {
      require(seen[candidate.business] == 1, "{}: in the plan or unserved {} times, not once",
              candidate.business.text(), seen[candidate.business]);
    }
    require(seen.size() == request_.candidates.size(), "someone in the plan is no candidate");
  }

  void check_appointments() {
    for (const Appointment& appointment : request_.appointments) {
      const core::BusinessId& id = request_.candidates[appointment.candidate].business;
      require(std::any_of(plan_.stops.begin(), plan_.stops.end(),
                          [&](const model::Stop& stop) { return stop.business == id; }),
              "{}: the appointment is not in the plan", id.text());
    }
  }

  void check_sums() {
    double value = 0.0;
    double minutes = 0.0;
    for (const model::DayRoute& day : plan_.days) {
      value += day.value;
      minutes += static_cast<double>(day.drive.value) / 60.0;
    }
    require(near(plan_.value, value), "value {}, the days add up to {}", plan_.value, value);
    require(near(plan_.cost, minutes), "cost {} min, the days add up to {}", plan_.cost, minutes);
  }

  /// These candidates in this order, each as early as can be, fit into the shift, with lunch at
  /// some time or none where the day leaves room for it at home.
  bool feasible(const std::vector<std::size_t>& order, bool with_hours = true) const {
    const bool few =
        !request_.most_stops || order.size() <= static_cast<std::size_t>(*request_.most_stops);
    return few && drives_little(order) && in_time(order, with_hours);
  }

  bool drives_little(const std::vector<std::size_t>& order) const {
    Seconds drive{0};
    std::size_t here = 0;
    for (const std::size_t candidate : order) {
      drive += travel_.time(here, candidate + 1);
      here = candidate + 1;
    }
    drive += travel_.time(here, 0);
    return !request_.most_drive || drive <= *request_.most_drive;
  }

  bool in_time(const std::vector<std::size_t>& order, bool with_hours) const {
    if (!lunch_concerns_the_shift())
      return home_by(order, std::nullopt, with_hours) <= request_.shift_end;
    const core::TimeOfDay without = home_by(order, std::nullopt, with_hours);
    if (without <= std::min(request_.lunch->begin.to, request_.shift_end)) return true;
    for (std::size_t k = 0; k <= order.size(); ++k) {
      if (home_by(order, k, with_hours) <= request_.shift_end) return true;
    }
    return false;
  }

  /// When this order is home with lunch on the way to its k-th stop; never when that does not
  /// work.
  core::TimeOfDay home_by(const std::vector<std::size_t>& order,
                          std::optional<std::size_t> lunch_at, bool with_hours) const {
    const core::TimeOfDay never{core::minutes(100 * 24 * 60)};
    Seconds clock = request_.shift_start.since_midnight;
    std::size_t here = 0;
    for (std::size_t k = 0; k <= order.size(); ++k) {
      const Seconds depart = clock;
      clock += travel_.time(here, k == order.size() ? 0 : order[k] + 1);
      if (lunch_at == k) {
        if (depart > request_.lunch->begin.to.since_midnight) return never;
        clock = std::max(clock, request_.lunch->begin.from.since_midnight);
        clock += request_.lunch->duration;
      }
      if (k == order.size()) break;
      const std::size_t candidate = order[k];
      if (with_hours) {
        const Appointment* appointment = appointment_of(candidate);
        const auto& open = request_.candidates[candidate].open;
        if (appointment) {
          clock = std::max(
              clock, Seconds(appointment->start.since_midnight.value - appointment->leeway.value));
        } else if (open) {
          clock = std::max(clock, open->from.since_midnight);
        }
        if (!may_start(candidate, core::TimeOfDay{clock})) return never;
      }
      clock += duration_of(candidate);
      here = candidate + 1;
    }
    return core::TimeOfDay{clock};
  }

  bool could_be_added(std::size_t candidate) const {
    for (const core::Date date : request_.dates) {
      if (!may_visit_on(candidate, date)) continue;
      std::vector<std::size_t> order;
      for (const model::Stop& stop : plan_.stops) {
        const auto other = candidate_of(stop.business);
        if (stop.date == date && other) order.push_back(*other);
      }
      for (std::size_t k = 0; k <= order.size(); ++k) {
        std::vector<std::size_t> longer = order;
        longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(k), candidate);
        if (feasible(longer)) return true;
      }
    }
    return false;
  }

  void check_unserved(const model::Unserved& unserved) {
    const auto found = candidate_of(unserved.business);
    if (!found) return;
    const Candidate& who = request_.candidates[*found];
    const std::string& id = unserved.business.text();
    require(unserved.rep == request_.rep && unserved.name == who.name &&
                unserved.position == who.position,
            "{}: unserved under another rep, name or position", id);
    require(!unserved.detail.empty(), "{}: no word about why it is left out", id);
    const bool some_day = std::any_of(request_.dates.begin(), request_.dates.end(),
                                      [&](core::Date date) { return may_visit_on(*found, date); });
    const std::string expected = !some_day                       ? "NOT_DUE_YET"
                                 : !in_time({*found}, false)     ? "SHIFT_TOO_SHORT"
                                 : !in_time({*found}, true)      ? "OUTSIDE_HOURS"
                                 : !drives_little({*found})      ? "DRIVE_LIMIT"
                                 : !who.must && who.value <= 0.0 ? "NO_VALUE"
                                                                 : "";
    if (!expected.empty()) {
      require(unserved.reason == expected, "{}: reason {}, found {}", id, unserved.reason,
              expected);
      return;
    }
    require(unserved.reason == "NO_TIME_LEFT" || unserved.reason == "NO_DRIVE_LEFT" ||
                unserved.reason == "DAY_FULL" || unserved.reason == "LOWER_VALUE",
            "{}: reason {} does not hold", id, unserved.reason);
    require(!could_be_added(*found), "{}: left out for {}, yet it could be added", id,
            unserved.reason);
  }

  const DayRequest& request_;
  const roads::TravelMatrix& travel_;
  const DayPlan& plan_;
  std::map<core::BusinessId, std::size_t> place_;
  std::map<std::size_t, const Appointment*> agreed_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> check_plan(const DayRequest& request, const roads::TravelMatrix& travel,
                                    const DayPlan& plan) {
  return PlanCheck(request, travel, plan).run();
}

}  // namespace nearnet::routing
