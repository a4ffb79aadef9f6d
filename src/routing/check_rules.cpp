// SPDX-License-Identifier: Apache-2.0
#include "routing/check_rules.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace nearnet::routing {

using core::Seconds;

Rules::Rules(const DayRequest& request, const roads::TravelMatrix& travel)
    : request_(request), travel_(travel) {
  team_.push_back(
      {request.rep, request.home, 0, request.shift_start, request.shift_end, &request.skills});
  for (const Colleague& other : request.colleagues) {
    team_.push_back({other.rep, other.home, request.candidates.size() + team_.size(),
                     other.shift_start, other.shift_end, &other.skills});
  }
  for (const Appointment& appointment : request.appointments) {
    agreed_[appointment.candidate] = &appointment;
  }
}

const Appointment* Rules::appointment_of(std::size_t candidate) const {
  const auto found = agreed_.find(candidate);
  return found == agreed_.end() ? nullptr : found->second;
}

Seconds Rules::duration_of(std::size_t candidate) const {
  const Appointment* appointment = appointment_of(candidate);
  return appointment ? appointment->duration : request_.candidates[candidate].service;
}

bool Rules::may_start(std::size_t candidate, core::TimeOfDay start) const {
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

bool Rules::may_visit_on(std::size_t candidate, core::Date date) const {
  if (const Appointment* appointment = appointment_of(candidate)) return appointment->date == date;
  for (const PinnedOrder& order : request_.orders) {
    if (std::ranges::count(order.candidates, candidate) > 0) return order.date == date;
  }
  const auto& not_before = request_.candidates[candidate].not_before;
  if (not_before && date < *not_before) return false;
  const auto& promised = request_.candidates[candidate].promised;
  if (!promised || *promised < request_.dates.front()) return true;
  const auto due = std::find_if(request_.dates.begin(), request_.dates.end(),
                                [&](core::Date planned) { return planned >= *promised; });
  return due != request_.dates.end() && *due == date;
}

bool Rules::may_serve(const Member& who, std::size_t candidate) const {
  const Candidate& visit = request_.candidates[candidate];
  for (const std::string& skill : visit.skills) {
    if (std::ranges::count(*who.skills, skill) == 0) return false;
  }
  return visit.reps.empty() || std::ranges::count(visit.reps, who.rep) > 0;
}

bool Rules::lunch_concerns(const Member& who) const {
  return request_.lunch && request_.lunch->begin.to >= who.shift_start &&
         request_.lunch->begin.from <= who.shift_end;
}

bool Rules::feasible(const Member& who, const std::vector<std::size_t>& order) const {
  const bool few =
      !request_.most_stops || order.size() <= static_cast<std::size_t>(*request_.most_stops);
  return few && drives_little(who, order) && in_order(order) && in_time(who, order, true);
}

bool Rules::drives_little(const Member& who, const std::vector<std::size_t>& order) const {
  Seconds drive{0};
  std::size_t here = who.place;
  for (const std::size_t candidate : order) {
    drive += travel_.time(here, candidate + 1);
    here = candidate + 1;
  }
  drive += travel_.time(here, who.place);
  return !request_.most_drive || drive <= *request_.most_drive;
}

bool Rules::in_order(const std::vector<std::size_t>& order) const {
  for (const PinnedOrder& asked : request_.orders) {
    std::ptrdiff_t last = -1;
    for (const std::size_t candidate : order) {
      const auto place = std::ranges::find(asked.candidates, candidate);
      if (place == asked.candidates.end()) continue;
      if (place - asked.candidates.begin() < last) return false;
      last = place - asked.candidates.begin();
    }
  }
  return true;
}

bool Rules::in_time(const Member& who, const std::vector<std::size_t>& order,
                    bool with_hours) const {
  const core::TimeOfDay without = home_by(who, order, std::nullopt, with_hours);
  if (!lunch_concerns(who)) return without <= who.shift_end;
  if (without <= std::min(request_.lunch->begin.to, who.shift_end)) return true;
  if (without > who.shift_end) return false;  // nor with a break more
  for (std::size_t k = 0; k <= order.size(); ++k) {
    if (home_by(who, order, k, with_hours) <= who.shift_end) return true;
  }
  return false;
}

/// When this order is home with lunch on the way to its k-th stop; never when that does not work.
core::TimeOfDay Rules::home_by(const Member& who, const std::vector<std::size_t>& order,
                               std::optional<std::size_t> lunch_at, bool with_hours) const {
  const core::TimeOfDay never{core::minutes(100 * 24 * 60)};
  Seconds clock = who.shift_start.since_midnight;
  std::size_t here = who.place;
  for (std::size_t k = 0; k <= order.size(); ++k) {
    const Seconds depart = clock;
    clock += travel_.time(here, k == order.size() ? who.place : order[k] + 1);
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

}  // namespace nearnet::routing
