// SPDX-License-Identifier: Apache-2.0
#include "routing/requests.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace nearnet::routing::testing {

namespace {

constexpr geo::LonLat kHome{-68.77, 44.80};

geo::LonLat kilometres_from_home(double east, double north) {
  return {kHome.lon + east / 79.2, kHome.lat + north / 111.1};
}

const Appointment* appointment_of(const DayRequest& request, std::size_t candidate) {
  for (const Appointment& appointment : request.appointments) {
    if (appointment.candidate == candidate) return &appointment;
  }
  return nullptr;
}

TimeWindow random_hours(core::Random& random) {
  const auto from = static_cast<std::int64_t>(6 + random.below(10)) * 3600;
  const auto length = static_cast<std::int64_t>(1 + random.below(20)) * 1800;
  return {core::TimeOfDay{core::Seconds(from)}, core::TimeOfDay{core::Seconds(from + length)}};
}

void add_random_candidate(DayRequest& request, core::Random& random, double spread) {
  Candidate& candidate =
      add_candidate(request, random.uniform(-spread, spread), random.uniform(-spread, spread),
                    static_cast<double>(random.below(20)));
  candidate.service = core::Seconds(static_cast<std::int64_t>(random.below(60) * 60));
  if (random.chance(0.4)) candidate.open = random_hours(random);
  candidate.must = random.chance(0.1);
  if (random.chance(0.2)) {
    candidate.kind = model::StopKind::kFollowUp;
    candidate.promised =
        core::add_days(request.dates.front(), static_cast<int>(random.below(6)) - 1);
  } else if (random.chance(0.2)) {
    candidate.not_before =
        core::add_days(request.dates.front(), static_cast<int>(random.below(5)) - 1);
  }
}

void add_random_appointment(DayRequest& request, core::Random& random) {
  Appointment appointment;
  appointment.candidate = random.below(request.candidates.size());
  if (appointment_of(request, appointment.candidate)) return;
  appointment.date = request.dates[random.below(request.dates.size())];
  appointment.start =
      core::TimeOfDay{core::Seconds(static_cast<std::int64_t>(9 * 4 + random.below(28)) * 900)};
  appointment.duration = core::minutes(static_cast<std::int64_t>(10 + random.below(40)));
  if (random.chance(0.5)) {
    appointment.leeway = core::minutes(static_cast<std::int64_t>(random.below(120)));
  }
  request.appointments.push_back(appointment);
}

/// Somebody's plan of those days, as good or bad as lots are.
void add_random_present(DayRequest& request, core::Random& random) {
  std::vector<std::size_t> everyone(request.candidates.size());
  std::iota(everyone.begin(), everyone.end(), std::size_t{0});
  random.shuffle(everyone);
  request.present.resize(request.dates.size());
  for (const std::size_t candidate : everyone) {
    if (random.chance(0.5))
      request.present[random.below(request.dates.size())].push_back(candidate);
  }
}

/// Crow-flight times stretched differently in every direction, then closed under shortcuts.
roads::TravelMatrix asymmetric(const DayRequest& request, core::Random& random) {
  const roads::TravelMatrix crow = travel_of(request);
  const std::size_t n = crow.size();
  std::vector<std::int32_t> seconds(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      seconds[i * n + j] = static_cast<std::int32_t>(static_cast<double>(crow.time(i, j).value) *
                                                     random.uniform(0.8, 1.6));
    }
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        seconds[i * n + j] = std::min(seconds[i * n + j], seconds[i * n + k] + seconds[k * n + j]);
      }
    }
  }
  return roads::TravelMatrix::from_seconds(n, std::move(seconds));
}

}  // namespace

core::TimeOfDay at(const char* text) {
  return core::parse_time_of_day(text);
}

DayRequest empty_request(int days) {
  DayRequest request;
  request.rep = core::RepId("ae-1");
  request.home = kHome;
  for (int d = 0; d < days; ++d) {
    request.dates.push_back(core::add_days(core::parse_date("2026-11-23"), d));
  }
  request.shift_start = at("08:30");
  request.shift_end = at("17:00");
  request.iterations = 500;
  return request;
}

Candidate& add_candidate(DayRequest& request, double east, double north, double value) {
  Candidate candidate;
  candidate.business = core::BusinessId(std::to_string(request.candidates.size() + 1));
  candidate.name = "Business " + candidate.business.text();
  candidate.position = kilometres_from_home(east, north);
  candidate.value = value;
  candidate.service = core::minutes(15);
  request.candidates.push_back(candidate);
  return request.candidates.back();
}

roads::TravelMatrix travel_of(const DayRequest& request) {
  std::vector<geo::LonLat> places{request.home};
  for (const Candidate& candidate : request.candidates) places.push_back(candidate.position);
  if (request.finish) places.push_back(*request.finish);
  auto travel = roads::TravelMatrix::crow_flight(places, {});
  if (request.finish) travel.end_at_last();
  return travel;
}

DayPlan planned(const DayRequest& request) {
  return plan_days(request, travel_of(request), core::JobContext());
}

RandomRequest random_request(std::uint64_t seed, const RandomOptions& options) {
  core::Random random(seed);
  DayRequest request = empty_request(
      1 + static_cast<int>(random.below(static_cast<std::uint64_t>(options.max_days))));
  if (random.chance(0.3)) request.dates.back() = core::add_days(request.dates.back(), 2);
  if (random.chance(0.5)) request.hours_mode = HoursMode::kWholeVisitInside;
  if (options.tight) request.shift_end = at("12:00");
  request.seed = seed;
  if (random.chance(0.5)) {
    const core::TimeOfDay from{at("10:00").since_midnight +
                               core::minutes(static_cast<std::int64_t>(random.below(180)))};
    request.lunch =
        Lunch{{from, core::TimeOfDay{from.since_midnight +
                                     core::minutes(static_cast<std::int64_t>(random.below(120)))}},
              core::minutes(10 + static_cast<std::int64_t>(random.below(60)))};
  }
  if (random.chance(0.3)) {
    request.most_drive = core::minutes(10 + static_cast<std::int64_t>(random.below(120)));
  }
  if (random.chance(0.2)) request.most_stops = 2 + static_cast<int>(random.below(8));
  if (random.chance(0.3)) {
    request.finish = kilometres_from_home(random.uniform(-5.0, 5.0), random.uniform(-5.0, 5.0));
  }
  const std::size_t count =
      options.min_candidates + random.below(options.max_candidates - options.min_candidates + 1);
  const double spread = options.tight ? 20.0 : random.uniform(2.0, 40.0);
  for (std::size_t i = 0; i < count; ++i) add_random_candidate(request, random, spread);
  const std::size_t appointments = random.below(3);
  for (std::size_t i = 0; i < appointments; ++i) add_random_appointment(request, random);
  if (random.chance(0.3)) add_random_present(request, random);
  roads::TravelMatrix travel =
      random.chance(0.5) ? travel_of(request) : asymmetric(request, random);
  return {std::move(request), std::move(travel)};
}

namespace {

struct Outing {
  core::Seconds drive;
  core::TimeOfDay home;
};

/// With lunch on the way to the stop of that number; none when it breaks a rule.
std::optional<Outing> outing(const DayRequest& request, const roads::TravelMatrix& travel,
                             core::Date date, const std::vector<std::size_t>& order,
                             std::optional<std::size_t> lunch_at) {
  std::int64_t clock = request.shift_start.since_midnight.value;
  std::int64_t drive = 0;
  std::size_t here = 0;
  for (std::size_t k = 0; k <= order.size(); ++k) {
    const std::int64_t depart = clock;
    const std::int64_t way = travel.time(here, k == order.size() ? 0 : order[k] + 1).value;
    drive += way;
    clock += way;
    if (lunch_at == k) {
      if (depart > request.lunch->begin.to.since_midnight.value) return std::nullopt;
      clock = std::max(clock, request.lunch->begin.from.since_midnight.value);
      clock += request.lunch->duration.value;
    }
    if (k == order.size()) break;
    const std::size_t i = order[k];
    const Candidate& who = request.candidates[i];
    here = i + 1;
    if (const Appointment* agreed = appointment_of(request, i)) {
      const std::int64_t start = agreed->start.since_midnight.value;
      clock = std::max(clock, start - agreed->leeway.value);
      if (agreed->date != date || clock > start + agreed->leeway.value) return std::nullopt;
      clock += agreed->duration.value;
      continue;
    }
    if (who.not_before && date < *who.not_before) return std::nullopt;
    if (who.promised && *who.promised >= request.dates.front()) {
      const auto due = std::find_if(request.dates.begin(), request.dates.end(),
                                    [&](core::Date d) { return d >= *who.promised; });
      if (due == request.dates.end() || *due != date) return std::nullopt;
    }
    if (who.open) {
      clock = std::max(clock, who.open->from.since_midnight.value);
      const bool whole = request.hours_mode == HoursMode::kWholeVisitInside;
      if (clock + (whole ? who.service.value : 0) > who.open->to.since_midnight.value) {
        return std::nullopt;
      }
    }
    clock += who.service.value;
  }
  if (clock > request.shift_end.since_midnight.value) return std::nullopt;
  if (request.most_stops && order.size() > static_cast<std::size_t>(*request.most_stops)) {
    return std::nullopt;
  }
  if (request.most_drive && drive > request.most_drive->value) return std::nullopt;
  return Outing{core::Seconds(drive), core::TimeOfDay{core::Seconds(clock)}};
}

}  // namespace

std::optional<core::Seconds> simulate(const DayRequest& request, const roads::TravelMatrix& travel,
                                      core::Date date, const std::vector<std::size_t>& order) {
  const auto without = outing(request, travel, date, order, std::nullopt);
  if (!without) return std::nullopt;
  if (!request.lunch || without->home <= request.lunch->begin.to) return without->drive;
  for (std::size_t k = 0; k <= order.size(); ++k) {
    if (outing(request, travel, date, order, k)) return without->drive;
  }
  return std::nullopt;
}

std::vector<std::size_t> order_of(const DayRequest& request, const DayPlan& plan, core::Date date) {
  std::vector<std::size_t> order;
  for (const model::Stop& stop : plan.stops) {
    if (stop.date != date) continue;
    for (std::size_t i = 0; i < request.candidates.size(); ++i) {
      if (request.candidates[i].business == stop.business) order.push_back(i);
    }
  }
  return order;
}

}  // namespace nearnet::routing::testing
