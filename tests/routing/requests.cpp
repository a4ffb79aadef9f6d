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
  request.present.resize(rep_days(request).size());
  for (const std::size_t candidate : everyone) {
    if (random.chance(0.5))
      request.present[random.below(request.present.size())].push_back(candidate);
  }
}

/// Skills "a" and "b", had by some and asked for by few.
void add_random_team(DayRequest& request, core::Random& random, const RandomOptions& options) {
  const std::size_t colleagues = random.below(options.max_colleagues + 1);
  if (random.chance(0.7)) request.skills = {"a"};
  for (std::size_t k = 0; k < colleagues; ++k) {
    Colleague& other = add_colleague(request, random.uniform(-9.0, 9.0), random.uniform(-9.0, 9.0));
    if (random.chance(0.5)) other.shift_start = at("07:00");
    if (!options.tight && random.chance(0.3)) other.shift_start = at("14:30");
    if (random.chance(0.5)) other.shift_end = at("18:15");
    if (random.chance(0.6)) other.skills.push_back("a");
    if (random.chance(0.6)) other.skills.push_back("b");
  }
  for (Candidate& candidate : request.candidates) {
    if (random.chance(0.2)) candidate.skills.push_back(random.chance(0.5) ? "a" : "b");
    if (random.chance(0.2)) candidate.reps = {request.rep};
    if (colleagues > 0 && random.chance(0.3)) candidate.reps.push_back(request.colleagues[0].rep);
  }
}

void add_random_orders(DayRequest& request, core::Random& random) {
  std::vector<std::size_t> everyone(request.candidates.size());
  std::iota(everyone.begin(), everyone.end(), std::size_t{0});
  random.shuffle(everyone);
  std::size_t next = 0;
  for (const core::Date date : request.dates) {
    if (random.chance(0.4)) continue;
    PinnedOrder& order = request.orders.emplace_back();
    order.date = date;
    const std::size_t count = 2 + random.below(4);
    for (; next < everyone.size() && order.candidates.size() < count; ++next) {
      const Appointment* agreed = appointment_of(request, everyone[next]);
      if (agreed != nullptr && agreed->date != date) continue;
      order.candidates.push_back(everyone[next]);
      request.candidates[everyone[next]].must = true;
    }
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

Colleague& add_colleague(DayRequest& request, double east, double north) {
  Colleague other;
  other.rep = core::RepId("ae-" + std::to_string(request.colleagues.size() + 2));
  other.home = kilometres_from_home(east, north);
  other.shift_start = request.shift_start;
  other.shift_end = request.shift_end;
  request.colleagues.push_back(other);
  return request.colleagues.back();
}

roads::TravelMatrix travel_of(const DayRequest& request) {
  std::vector<geo::LonLat> places{request.home};
  for (const Candidate& candidate : request.candidates) places.push_back(candidate.position);
  for (const Colleague& other : request.colleagues) places.push_back(other.home);
  if (request.finish) places.push_back(*request.finish);
  auto travel = roads::TravelMatrix::crow_flight(places, {});
  if (request.finish) travel.end_at_last();
  travel.add_homes(request.colleagues.size());
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
  if (options.max_colleagues > 0) add_random_team(request, random, options);
  if (options.orders) add_random_orders(request, random);
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

struct Shift {
  std::size_t home = 0;
  core::TimeOfDay start;
  core::TimeOfDay end;
};

Shift shift_of(const DayRequest& request, std::size_t rep) {
  if (rep == 0) return {0, request.shift_start, request.shift_end};
  const Colleague& other = request.colleagues[rep - 1];
  return {request.candidates.size() + rep, other.shift_start, other.shift_end};
}

bool may_go(const DayRequest& request, std::size_t rep, const Candidate& who) {
  const auto& skills = rep == 0 ? request.skills : request.colleagues[rep - 1].skills;
  const core::RepId& id = rep == 0 ? request.rep : request.colleagues[rep - 1].rep;
  bool able = who.reps.empty();
  for (const core::RepId& allowed : who.reps) able = able || allowed == id;
  for (const std::string& skill : who.skills) {
    able = able && std::find(skills.begin(), skills.end(), skill) != skills.end();
  }
  return able;
}

/// No order of that or another day is broken.
bool keeps_orders(const DayRequest& request, core::Date date,
                  const std::vector<std::size_t>& order) {
  for (const PinnedOrder& asked : request.orders) {
    std::vector<std::size_t> in_order;
    std::vector<std::size_t> as_asked;
    for (const std::size_t i : order) {
      if (std::find(asked.candidates.begin(), asked.candidates.end(), i) !=
          asked.candidates.end()) {
        in_order.push_back(i);
        if (asked.date != date) return false;
      }
    }
    for (const std::size_t i : asked.candidates) {
      if (std::find(order.begin(), order.end(), i) != order.end()) as_asked.push_back(i);
    }
    if (in_order != as_asked) return false;
  }
  return true;
}

/// With lunch on the way to the stop of that number; none when it breaks a rule.
std::optional<Outing> outing(const DayRequest& request, const roads::TravelMatrix& travel,
                             const RepDay& day, const std::vector<std::size_t>& order,
                             std::optional<std::size_t> lunch_at) {
  const Shift shift = shift_of(request, day.rep);
  const core::Date date = day.date;
  std::int64_t clock = shift.start.since_midnight.value;
  std::int64_t drive = 0;
  std::size_t here = shift.home;
  for (std::size_t k = 0; k <= order.size(); ++k) {
    const std::int64_t depart = clock;
    const std::int64_t way = travel.time(here, k == order.size() ? shift.home : order[k] + 1).value;
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
    if (!may_go(request, day.rep, who)) return std::nullopt;
    if (const Appointment* agreed = appointment_of(request, i)) {
      const std::int64_t start = agreed->start.since_midnight.value;
      clock = std::max(clock, start - agreed->leeway.value);
      if (agreed->date != date || clock > start + agreed->leeway.value) return std::nullopt;
      clock += agreed->duration.value;
      continue;
    }
    const bool ordered =
        std::any_of(request.orders.begin(), request.orders.end(), [&](const PinnedOrder& asked) {
          return std::find(asked.candidates.begin(), asked.candidates.end(), i) !=
                 asked.candidates.end();
        });
    if (!ordered && who.promised && *who.promised >= request.dates.front()) {
      const auto due = std::find_if(request.dates.begin(), request.dates.end(),
                                    [&](core::Date d) { return d >= *who.promised; });
      if (due == request.dates.end() || *due != date) return std::nullopt;
    }
    if (!ordered && who.not_before && date < *who.not_before) return std::nullopt;
    if (who.open) {
      clock = std::max(clock, who.open->from.since_midnight.value);
      const bool whole = request.hours_mode == HoursMode::kWholeVisitInside;
      if (clock + (whole ? who.service.value : 0) > who.open->to.since_midnight.value) {
        return std::nullopt;
      }
    }
    clock += who.service.value;
  }
  if (clock > shift.end.since_midnight.value) return std::nullopt;
  if (request.most_stops && order.size() > static_cast<std::size_t>(*request.most_stops)) {
    return std::nullopt;
  }
  if (request.most_drive && drive > request.most_drive->value) return std::nullopt;
  return Outing{core::Seconds(drive), core::TimeOfDay{core::Seconds(clock)}};
}

}  // namespace

std::optional<core::Seconds> simulate(const DayRequest& request, const roads::TravelMatrix& travel,
                                      const RepDay& day, const std::vector<std::size_t>& order) {
  const auto without = outing(request, travel, day, order, std::nullopt);
  if (!without || !keeps_orders(request, day.date, order)) return std::nullopt;
  const Shift shift = shift_of(request, day.rep);
  const bool hungry = request.lunch && request.lunch->begin.to >= shift.start &&
                      request.lunch->begin.from <= shift.end;
  if (!hungry || without->home <= request.lunch->begin.to) return without->drive;
  for (std::size_t k = 0; k <= order.size(); ++k) {
    if (outing(request, travel, day, order, k)) return without->drive;
  }
  return std::nullopt;
}

std::vector<RepDay> rep_days(const DayRequest& request) {
  std::vector<RepDay> days;
  for (std::size_t rep = 0; rep <= request.colleagues.size(); ++rep) {
    for (const core::Date date : request.dates) days.push_back({rep, date});
  }
  return days;
}

std::vector<std::size_t> order_of(const DayRequest& request, const DayPlan& plan, core::Date date) {
  return order_of(request, plan, RepDay{0, date});
}

std::vector<std::size_t> order_of(const DayRequest& request, const DayPlan& plan,
                                  const RepDay& day) {
  const core::RepId& rep = day.rep == 0 ? request.rep : request.colleagues[day.rep - 1].rep;
  std::vector<std::size_t> order;
  for (const model::Stop& stop : plan.stops) {
    if (stop.date != day.date || stop.rep != rep) continue;
    for (std::size_t i = 0; i < request.candidates.size(); ++i) {
      if (request.candidates[i].business == stop.business) order.push_back(i);
    }
  }
  return order;
}

}  // namespace nearnet::routing::testing
