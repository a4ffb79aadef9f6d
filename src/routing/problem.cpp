// SPDX-License-Identifier: Apache-2.0
#include "routing/problem.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/error.h"

namespace nearnet::routing {

namespace {

bool is_duration(core::Seconds duration) {
  return duration >= core::Seconds(0) && duration <= core::minutes(24 * 60);
}

void require_position(const core::RepId& rep, const char* what, geo::LonLat place) {
  if (geo::is_valid(place)) return;
  throw core::InputError(fmt::format("rep {}: {} at lon {}, lat {} is no position", rep.text(),
                                     what, place.lon, place.lat));
}

void validate_team(const DayRequest& request) {
  const std::vector<Colleague> team = team_of(request);
  if (team.size() > kMostReps) {
    throw core::ConfigError(
        fmt::format("{} reps to plan together: expected 1 to {}", team.size(), kMostReps));
  }
  std::set<core::RepId> seen;
  for (const Colleague& rep : team) {
    require_position(rep.rep, "home", rep.home);
    if (!seen.insert(rep.rep).second) {
      throw core::ConfigError(fmt::format("rep {} is planned twice", rep.rep.text()));
    }
    if (rep.shift_start >= rep.shift_end) {
      throw core::ConfigError(fmt::format("the shift{} ends at {}, not after its start at {}",
                                          team.size() > 1 ? " of " + rep.rep.text() : std::string(),
                                          core::format_time_of_day(rep.shift_end),
                                          core::format_time_of_day(rep.shift_start)));
    }
  }
}

void validate_orders(const DayRequest& request) {
  if (!request.orders.empty() && !request.colleagues.empty()) {
    throw core::ConfigError("an order of visits is for the days of one rep: plan that rep alone");
  }
  std::set<core::Date> dates;
  std::set<std::size_t> seen;
  for (const PinnedOrder& order : request.orders) {
    const bool planned = std::ranges::count(request.dates, order.date) > 0;
    if (!planned || !dates.insert(order.date).second) {
      throw core::ConfigError(fmt::format("an order of visits for {}, which {}",
                                          core::format_date(order.date),
                                          planned ? "has one already" : "is not planned"));
    }
    for (const Appointment& appointment : request.appointments) {
      const bool named = std::ranges::count(order.candidates, appointment.candidate) > 0;
      if (!named || appointment.date == order.date) continue;
      throw core::ConfigError(
          fmt::format("business {} is in the order of {} and has an appointment on {}",
                      request.candidates[appointment.candidate].business.text(),
                      core::format_date(order.date), core::format_date(appointment.date)));
    }
    for (const std::size_t candidate : order.candidates) {
      if (candidate < request.candidates.size() && seen.insert(candidate).second) continue;
      throw core::ConfigError(fmt::format(
          "an order of visits names candidate {} of {}, who is there twice or not at all",
          candidate, request.candidates.size()));
    }
  }
}

void validate_frame(const DayRequest& request) {
  validate_team(request);
  if (request.finish) require_position(request.rep, "the finish", *request.finish);
  if (request.dates.empty()) throw core::ConfigError("no dates to plan: name at least one");
  for (std::size_t d = 1; d < request.dates.size(); ++d) {
    if (request.dates[d - 1] >= request.dates[d]) {
      throw core::ConfigError(fmt::format("dates must ascend: {} does not come before {}",
                                          core::format_date(request.dates[d - 1]),
                                          core::format_date(request.dates[d])));
    }
  }
  if (request.lunch && request.lunch->begin.to < request.lunch->begin.from) {
    throw core::ConfigError(
        fmt::format("lunch begins between {} and {}: the second is earlier than the first",
                    core::format_time_of_day(request.lunch->begin.from),
                    core::format_time_of_day(request.lunch->begin.to)));
  }
  if (request.lunch && !is_duration(request.lunch->duration)) {
    throw core::ConfigError(
        fmt::format("a lunch of {} s: expected 0 to 24 h", request.lunch->duration.value));
  }
  if (request.most_drive && !is_duration(*request.most_drive)) {
    throw core::ConfigError(fmt::format("at most {} s of driving a day: expected 0 to 24 h",
                                        request.most_drive->value));
  }
  if (request.most_stops && *request.most_stops < 1) {
    throw core::ConfigError(
        fmt::format("at most {} stops a day: expected 1 or more", *request.most_stops));
  }
  if (request.iterations < 0) {
    throw core::ConfigError(fmt::format("{} iterations: expected 0 or more", request.iterations));
  }
  if (request.seconds && !(*request.seconds > 0.0)) {
    throw core::ConfigError(fmt::format("{} seconds: expected more than 0", *request.seconds));
  }
}

void validate_candidate(const Candidate& candidate) {
  const std::string& id = candidate.business.text();
  if (!geo::is_valid(candidate.position)) {
    throw core::InputError(fmt::format("business {}: lon {}, lat {} is no position", id,
                                       candidate.position.lon, candidate.position.lat));
  }
  if (!std::isfinite(candidate.value) || std::abs(candidate.value) > 1e8) {
    throw core::InputError(fmt::format(
        "business {}: value {}: expected a number between -1e8 and 1e8", id, candidate.value));
  }
  if (!is_duration(candidate.service)) {
    throw core::InputError(fmt::format("business {}: a visit of {} s: expected 0 to 24 h", id,
                                       candidate.service.value));
  }
  if (candidate.open && candidate.open->to < candidate.open->from) {
    throw core::InputError(fmt::format("business {}: open from {} to {}: closes before it opens",
                                       id, core::format_time_of_day(candidate.open->from),
                                       core::format_time_of_day(candidate.open->to)));
  }
}

void validate_appointments(const DayRequest& request) {
  std::set<std::size_t> seen;
  for (const Appointment& appointment : request.appointments) {
    if (appointment.candidate >= request.candidates.size()) {
      throw core::ConfigError(fmt::format("an appointment names candidate {} of {}",
                                          appointment.candidate, request.candidates.size()));
    }
    const std::string& id = request.candidates[appointment.candidate].business.text();
    if (!seen.insert(appointment.candidate).second) {
      throw core::ConfigError(
          fmt::format("business {} has two appointments in one plan: keep one of them", id));
    }
    if (!is_duration(appointment.duration) || !is_duration(appointment.leeway)) {
      throw core::ConfigError(fmt::format(
          "the appointment with business {}: expected a duration and a leeway of 0 to 24 h", id));
    }
  }
}

void validate_present(const DayRequest& request) {
  const std::size_t days = request.dates.size() * (1 + request.colleagues.size());
  if (!request.present.empty() && request.present.size() != days) {
    throw core::ConfigError(fmt::format("a present plan of {} days to start from, for {} days",
                                        request.present.size(), days));
  }
  std::set<std::size_t> seen;
  for (const std::vector<std::size_t>& day : request.present) {
    for (const std::size_t candidate : day) {
      if (candidate < request.candidates.size() && seen.insert(candidate).second) continue;
      throw core::ConfigError(
          fmt::format("the present plan names candidate {} of {}, who is there twice or not at all",
                      candidate, request.candidates.size()));
    }
  }
}

}  // namespace

std::vector<Colleague> team_of(const DayRequest& request) {
  std::vector<Colleague> team = {{.rep = request.rep,
                                  .home = request.home,
                                  .shift_start = request.shift_start,
                                  .shift_end = request.shift_end,
                                  .skills = request.skills}};
  team.insert(team.end(), request.colleagues.begin(), request.colleagues.end());
  return team;
}

bool may_serve(const Colleague& rep, const Candidate& candidate) {
  const bool allowed = candidate.reps.empty() || std::ranges::count(candidate.reps, rep.rep) > 0;
  return allowed && std::ranges::all_of(candidate.skills, [&](const std::string& skill) {
           return std::ranges::count(rep.skills, skill) > 0;
         });
}

void validate(const DayRequest& request) {
  validate_frame(request);
  std::set<core::BusinessId> seen;
  for (const Candidate& candidate : request.candidates) {
    validate_candidate(candidate);
    if (!seen.insert(candidate.business).second) {
      throw core::InputError(
          fmt::format("business {} is a candidate twice: keep one row", candidate.business.text()));
    }
  }
  validate_appointments(request);
  validate_orders(request);
  validate_present(request);
}

}  // namespace nearnet::routing
