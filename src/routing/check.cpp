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

#include "routing/check_rules.h"

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
      : request_(request), travel_(travel), plan_(plan), rules_(request, travel) {
    for (std::size_t i = 0; i < request.candidates.size(); ++i) {
      place_[request.candidates[i].business] = i;
    }
  }

  std::vector<std::string> run() {
    check_days();
    check_everyone_once();
    check_appointments();
    check_sums();
    remember_orders();
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

  void check_days() {
    require(plan_.rep == request_.rep, "the plan is for rep {}, asked for {}", plan_.rep.text(),
            request_.rep.text());
    const std::size_t dates = request_.dates.size();
    const std::size_t count = dates * rules_.team().size();
    require(plan_.days.size() == count, "{} days for {} dates of {} reps", plan_.days.size(), dates,
            rules_.team().size());
    std::size_t first = 0;
    for (std::size_t d = 0; d < std::min(plan_.days.size(), count); ++d) {
      const model::DayRoute& day = plan_.days[d];
      const Member& rep = rules_.team()[d / dates];
      const core::Date date = request_.dates[d % dates];
      require(day.date == date, "day {} is {}, asked for {}", d + 1, core::format_date(day.date),
              core::format_date(date));
      require(day.rep == rep.rep, "{}: the route is rep {}'s", core::format_date(day.date),
              day.rep.text());
      std::size_t last = first;
      while (last < plan_.stops.size() && plan_.stops[last].date == day.date &&
             plan_.stops[last].rep == day.rep) {
        ++last;
      }
      check_day(rep, day, first, last);
      first = last;
    }
    require(first == plan_.stops.size(), "{} stops are on no planned day or out of order",
            plan_.stops.size() - first);
  }

  void check_day(const Member& rep, const model::DayRoute& day, std::size_t first,
                 std::size_t last) {
    const std::string date = core::format_date(day.date);
    require(day.start >= rep.shift_start, "{}: leaves home at {}, before the shift", date,
            clock_text(day.start));
    require(day.end <= rep.shift_end, "{}: is home at {}, after the shift", date,
            clock_text(day.end));
    Seconds clock = day.start.since_midnight;
    Seconds drive{0};
    Seconds visits{0};
    double metres = 0.0;
    double value = 0.0;
    geo::Line line;
    if (first != last) line.push_back(rep.home);
    std::size_t here = rep.place;
    std::vector<std::size_t> order;
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
      check_stop(rep, stop, *candidate);
      order.push_back(*candidate);
      clock = stop.depart.since_midnight;
      visits += rules_.duration_of(*candidate);
      value += request_.candidates[*candidate].value;
      line.push_back(stop.position);
      require(day.area.covers(stop.position), "{}: {} is outside the day's area", date,
              stop.business.text());
      here = *candidate + 1;
    }
    Seconds home = clock + travel_.time(here, rep.place);
    if (lunch_ahead) home = after_lunch(day, clock, home);
    if (first != last) check_lunch(rep, day);
    drive += travel_.time(here, rep.place);
    metres += travel_.distance(here, rep.place).value;
    if (first != last && !request_.ends_at_last_stop) {
      line.push_back(request_.finish.value_or(rep.home));
    }
    check_limits(date, last - first, drive);
    require(rules_.in_order(order), "{}: the visits are not in the order asked for", date);
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

  void check_limits(const std::string& date, std::size_t stops, Seconds drive) {
    require(!request_.most_stops || stops <= static_cast<std::size_t>(*request_.most_stops),
            "{}: {} stops, at most {}", date, stops, request_.most_stops.value_or(0));
    require(!request_.most_drive || drive <= *request_.most_drive,
            "{}: {} s of driving, at most {}", date, drive.value,
            request_.most_drive ? request_.most_drive->value : 0);
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

  /// A day without lunch on the way leaves room for it at home.
  void check_lunch(const Member& rep, const model::DayRoute& day) {
    if (!rules_.lunch_concerns(rep) || day.lunch_start) return;
    const Lunch& lunch = *request_.lunch;
    const Seconds before =
        std::max(lunch.begin.from, rep.shift_start).since_midnight + lunch.duration;
    require(day.start.since_midnight >= before || day.end <= lunch.begin.to,
            "{}: from {} to {} without lunch", core::format_date(day.date), clock_text(day.start),
            clock_text(day.end));
  }

  void check_stop(const Member& rep, const model::Stop& stop, std::size_t candidate) {
    const Candidate& who = request_.candidates[candidate];
    const std::string& id = stop.business.text();
    require(stop.rep == rep.rep, "{}: the stop is rep {}'s", id, stop.rep.text());
    require(rules_.may_serve(rep, candidate), "{}: rep {} may not make the visit", id,
            stop.rep.text());
    require(stop.name == who.name && stop.position == who.position,
            "{}: name or position are not the candidate's", id);
    const model::StopKind kind =
        rules_.appointment_of(candidate) ? model::StopKind::kAppointment : who.kind;
    require(stop.kind == kind, "{}: a stop of the wrong kind", id);
    require(stop.start >= stop.arrive, "{}: starts before it arrives", id);
    require(stop.depart.since_midnight == stop.start.since_midnight + rules_.duration_of(candidate),
            "{}: from {} to {} is not as long as its visit", id, clock_text(stop.start),
            clock_text(stop.depart));
    require(rules_.may_start(candidate, stop.start), "{}: starts at {}, outside its hours", id,
            clock_text(stop.start));
    require(rules_.may_visit_on(candidate, stop.date), "{}: visited on {}, not its date", id,
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

  bool could_be_added(std::size_t candidate) const {
    for (const Member& rep : rules_.team()) {
      if (!rules_.may_serve(rep, candidate)) continue;
      for (const core::Date date : request_.dates) {
        if (!rules_.may_visit_on(candidate, date)) continue;
        for (const auto& order : longer_by(candidate, orders_.at({rep.rep, date}).all)) {
          if (rules_.feasible(rep, order)) return true;
        }
      }
    }
    return false;
  }

  void remember_orders() {
    for (const Member& rep : rules_.team()) {
      for (const core::Date date : request_.dates) orders_[{rep.rep, date}];
    }
    for (const model::Stop& stop : plan_.stops) {
      const auto other = candidate_of(stop.business);
      if (!other) continue;
      Orders& orders = orders_[{stop.rep, stop.date}];
      orders.all.push_back(*other);
      if (rules_.appointment_of(*other)) orders.agreed.push_back(*other);
    }
  }

  /// Every order with the candidate somewhere.
  static std::vector<std::vector<std::size_t>> longer_by(std::size_t candidate,
                                                         const std::vector<std::size_t>& order) {
    std::vector<std::vector<std::size_t>> longer;
    for (std::size_t k = 0; k <= order.size(); ++k) {
      longer.push_back(order);
      longer.back().insert(longer.back().begin() + static_cast<std::ptrdiff_t>(k), candidate);
    }
    return longer;
  }

  /// There is no time for it on any of its days next to nothing but the appointments.
  bool appointments_forbid(std::size_t candidate) const {
    for (const Member& rep : rules_.team()) {
      if (!rules_.may_serve(rep, candidate)) continue;
      for (const core::Date date : request_.dates) {
        if (!rules_.may_visit_on(candidate, date)) continue;
        for (const auto& order : longer_by(candidate, orders_.at({rep.rep, date}).agreed)) {
          if (rules_.in_time(rep, order, true)) return false;
        }
      }
    }
    return true;
  }

  /// Why it does not even fit into an empty day of that rep; "" when it does.
  std::string alone(const Member& rep, std::size_t candidate) const {
    return !rules_.in_time(rep, {candidate}, false)  ? "SHIFT_TOO_SHORT"
           : !rules_.in_time(rep, {candidate}, true) ? "OUTSIDE_HOURS"
           : !rules_.drives_little(rep, {candidate}) ? "DRIVE_LIMIT"
                                                     : "";
  }

  /// The reasons that hold next to an empty plan, each enough; none when it could be planned there.
  std::set<std::string> plain_reasons(std::size_t candidate) const {
    std::vector<const Member*> able;
    for (const Member& rep : rules_.team()) {
      if (rules_.may_serve(rep, candidate)) able.push_back(&rep);
    }
    if (able.empty()) return {"NO_REP"};
    const auto possible = [&](core::Date date) { return rules_.may_visit_on(candidate, date); };
    if (std::ranges::none_of(request_.dates, possible)) return {"NOT_DUE_YET"};
    std::set<std::string> reasons;
    for (const Member* rep : able) reasons.insert(alone(*rep, candidate));
    const Candidate& who = request_.candidates[candidate];
    if (!reasons.contains("")) return reasons;
    if (!who.must && who.value <= 0.0) return {"NO_VALUE"};
    return {};
  }

  /// Whose list of those left out it is in.
  const core::RepId& told_to(std::size_t candidate) const {
    for (const Member& rep : rules_.team()) {
      if (rules_.may_serve(rep, candidate)) return rep.rep;
    }
    return request_.rep;
  }

  void check_unserved(const model::Unserved& unserved) {
    const auto found = candidate_of(unserved.business);
    if (!found) return;
    const Candidate& who = request_.candidates[*found];
    const std::string& id = unserved.business.text();
    require(unserved.rep == told_to(*found) && unserved.name == who.name &&
                unserved.position == who.position,
            "{}: unserved under another rep, name or position", id);
    require(!unserved.detail.empty(), "{}: no word about why it is left out", id);
    std::set<std::string> plain = plain_reasons(*found);
    if (plain.empty() && appointments_forbid(*found)) plain = {"APPOINTMENT_CONFLICT"};
    if (!plain.empty()) {
      require(plain.contains(unserved.reason), "{}: reason {}, found {}", id, unserved.reason,
              *plain.begin());
      return;
    }
    require(unserved.reason == "NO_TIME_LEFT" || unserved.reason == "NO_DRIVE_LEFT" ||
                unserved.reason == "DAY_FULL" || unserved.reason == "LOWER_VALUE" ||
                (unserved.reason == "NOT_TRIED" && request_.seconds),
            "{}: reason {} does not hold", id, unserved.reason);
    require(!could_be_added(*found), "{}: left out for {}, yet it could be added", id,
            unserved.reason);
  }

  const DayRequest& request_;
  const roads::TravelMatrix& travel_;
  const DayPlan& plan_;
  const Rules rules_;
  std::map<core::BusinessId, std::size_t> place_;
  /// What a day visits, and which of it by appointment.
  struct Orders {
    std::vector<std::size_t> all, agreed;
  };
  std::map<std::pair<core::RepId, core::Date>, Orders> orders_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> check_plan(const DayRequest& request, const roads::TravelMatrix& travel,
                                    const DayPlan& plan) {
  return PlanCheck(request, travel, plan).run();
}

}  // namespace nearnet::routing
