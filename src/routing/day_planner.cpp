// SPDX-License-Identifier: Apache-2.0
#include "routing/day_planner.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "core/error.h"
#include "routing/appointments.h"
#include "routing/clusters.h"
#include "routing/instance.h"
#include "routing/route.h"
#include "routing/solver.h"
#include "routing/unserved.h"

namespace nearnet::routing {

namespace {

/// Turns the solver's tours into what readers get.
class PlanWriter {
 public:
  PlanWriter(const DayRequest& request, const Instance& instance, const roads::TravelMatrix& travel)
      : request_(request), instance_(instance), travel_(travel), team_(team_of(request)) {}

  void write_day(const Route& route, DayPlan& plan) const {
    const Tour& tour = instance_.tour(route.day());
    const Colleague& rep = team_[static_cast<std::size_t>(tour.rep)];
    model::DayRoute day;
    day.rep = rep.rep;
    day.date = request_.dates[static_cast<std::size_t>(tour.date)];
    day.start = day.end = rep.shift_start;
    if (route.stops().empty()) {
      plan.days.push_back(std::move(day));
      return;
    }
    const Route::Timetable table = route.timetable(instance_);
    day.start.since_midnight = core::Seconds(table.leave);
    day.end = day.start;
    day.line.push_back(rep.home);
    std::vector<geo::LonLat> positions;
    std::size_t here = tour.home;
    for (std::size_t k = 0; k < route.stops().size(); ++k) {
      const std::size_t next = route.stops()[k];
      drive(here, next, day);
      if (table.lunch_before == k) take_lunch(table.lunch, day);
      const model::Stop stop = stop_at(next, static_cast<int>(k) + 1, table.start[k], day);
      day.end = stop.depart;
      day.visits +=
          core::Seconds(stop.depart.since_midnight.value - stop.start.since_midnight.value);
      day.value += request_.candidates[next - 1].value;
      day.line.push_back(stop.position);
      positions.push_back(stop.position);
      plan.stops.push_back(stop);
      here = next;
    }
    drive(here, tour.home, day);
    if (table.lunch_before == route.stops().size()) take_lunch(table.lunch, day);
    if (!request_.ends_at_last_stop) {
      day.line.push_back(request_.finish.value_or(rep.home));
    }
    day.area = day_area(positions);
    plan.value += day.value;
    plan.cost += core::to_minutes(day.drive);
    plan.days.push_back(std::move(day));
  }

 private:
  /// `day.end` must be the arrival without it.
  void take_lunch(std::int64_t begin, model::DayRoute& day) const {
    const Lunch& lunch = *request_.lunch;
    day.lunch_start = core::TimeOfDay{core::Seconds(begin)};
    day.lunch_end = core::TimeOfDay{core::Seconds(begin) + lunch.duration};
    day.end = core::TimeOfDay{std::max(day.end, lunch.begin.from).since_midnight + lunch.duration};
  }

  void drive(std::size_t from, std::size_t to, model::DayRoute& day) const {
    day.end.since_midnight += travel_.time(from, to);
    day.drive += travel_.time(from, to);
    day.drive_distance += travel_.distance(from, to);
  }

  /// `day.end` must be the arrival.
  model::Stop stop_at(std::size_t index, int sequence, std::int64_t start,
                      const model::DayRoute& day) const {
    const Candidate& candidate = request_.candidates[index - 1];
    const auto appointment =
        std::find_if(request_.appointments.begin(), request_.appointments.end(),
                     [&](const Appointment& a) { return a.candidate + 1 == index; });
    const bool agreed = appointment != request_.appointments.end();
    const core::TimeOfDay from{core::Seconds(start)};
    return {.rep = day.rep,
            .date = day.date,
            .sequence = sequence,
            .business = candidate.business,
            .name = candidate.name,
            .kind = agreed ? model::StopKind::kAppointment : candidate.kind,
            .position = candidate.position,
            .arrive = day.end,
            .start = from,
            .depart = core::TimeOfDay{from.since_midnight +
                                      (agreed ? appointment->duration : candidate.service)}};
  }

  const DayRequest& request_;
  const Instance& instance_;
  const roads::TravelMatrix& travel_;
  std::vector<Colleague> team_;
};

/// The present plan next to the appointments: a day as it is where that is still feasible, else as
/// many of its stops as fit, in their order.
void resume(const DayRequest& request, const Instance& instance, Solution& solution) {
  for (std::size_t d = 0; d < request.present.size(); ++d) {
    const int day = static_cast<int>(d);
    std::vector<std::size_t> stops;
    for (const std::size_t candidate : request.present[d]) {
      const std::size_t index = candidate + 1;
      const bool elsewhere = !solution.is_out(index) && solution.day_of(index) != day;
      if (elsewhere || !instance.allows(index, day)) continue;
      if (instance.node(index).wanted()) stops.push_back(index);
    }
    const auto appointments =
        static_cast<std::size_t>(std::count_if(stops.begin(), stops.end(), [&](std::size_t index) {
          return instance.node(index).appointment;
        }));
    if (appointments == solution.route(day).stops().size() &&
        solution.replace(instance, day, stops))
      continue;
    for (const std::size_t index : stops) {
      if (!solution.is_out(index)) continue;
      const auto place = solution.route(day).cheapest_insertion(instance, index);
      if (place) solution.insert(instance, index, day, place->position);
    }
  }
}

/// What the request says about how long to search.
ImproveOptions budget_of(const DayRequest& request) {
  ImproveOptions options{.iterations = request.iterations, .seed = request.seed};
  if (request.seconds) {
    using Clock = std::chrono::steady_clock;
    options.spent = [begin = Clock::now(), seconds = *request.seconds] {
      return std::chrono::duration<double>(Clock::now() - begin).count() / seconds;
    };
  }
  return options;
}

}  // namespace

DayPlan plan_days(const DayRequest& request, const roads::TravelMatrix& travel,
                  const core::JobContext& job) {
  validate(request);
  const ImproveOptions budget = budget_of(request);
  if (travel.size() != request.candidates.size() + 1 + request.colleagues.size()) {
    throw core::ConfigError(
        fmt::format("travel matrix of {} places for {} home{} and {} candidates", travel.size(),
                    1 + request.colleagues.size(), request.colleagues.empty() ? "" : "s",
                    request.candidates.size()));
  }
  const Instance instance = make_instance(request, travel);
  Solution solution = place_appointments(request, instance, job);
  resume(request, instance, solution);
  solution = solve(instance, std::move(solution), budget, job.part(0.0, 0.95, "planning"));

  DayPlan plan;
  plan.rep = request.rep;
  const PlanWriter writer(request, instance, travel);
  for (const Route& route : solution.routes()) writer.write_day(route, plan);
  plan.unserved = explain_unserved(request, instance, solution, job.part(0.95, 1.0, "reasons"));
  return plan;
}

}  // namespace nearnet::routing
