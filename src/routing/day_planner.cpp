// SPDX-License-Identifier: Apache-2.0
#include "routing/day_planner.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "core/error.h"
#include "routing/appointments.h"
#include "routing/clusters.h"
#include "routing/displacement.h"
#include "routing/insertion.h"
#include "routing/instance.h"
#include "routing/local_search.h"
#include "routing/route.h"
#include "routing/string_removals.h"
#include "routing/unserved.h"

namespace nearnet::routing {

namespace {

/// Insertions, swaps and shorter driving until none of them finds anything.
void settle(const Instance& instance, Solution& solution, const core::JobContext& job) {
  do {
    do {
      insert_all(instance, solution, job);
    } while (swap_in(instance, solution, job));
  } while (shorten(instance, solution, job));
}

/// Seconds that a visit would cost the plan: service and the least extra driving over all days, fit
/// or not.
std::int64_t effort(const Instance& instance, const Solution& solution, std::size_t index) {
  std::int64_t least = instance.time(0, index) + instance.time(index, 0);
  for (const Route& route : solution.routes()) {
    if (!instance.allows(index, route.day())) continue;
    for (std::size_t position = 0; position <= route.stops().size(); ++position) {
      least = std::min(least, route.added_drive(instance, index, position));
    }
  }
  return instance.node(index).service + least;
}

/// Home, everyone planned or obliged, and then the most promising rest: half of it by value for the
/// effort next to the plan, half by value alone. Ascending.
std::vector<std::size_t> promising_nodes(const Instance& instance, const Solution& solution) {
  std::vector<std::size_t> chosen{0};
  std::vector<std::tuple<double, std::size_t>> by_rate;
  for (std::size_t index = 1; index < instance.size(); ++index) {
    const Node& node = instance.node(index);
    if (!solution.is_out(index) || node.must) {
      chosen.push_back(index);
    } else if (node.wanted() && node.day != Node::kNoDay && instance.fits_alone(index)) {
      const auto cost =
          static_cast<double>(std::max<std::int64_t>(1, effort(instance, solution, index)));
      by_rate.emplace_back(-static_cast<double>(node.profit) / cost, index);
    }
  }
  const std::size_t room = kDenseNodes - std::min(kDenseNodes, chosen.size());
  std::sort(by_rate.begin(), by_rate.end());
  const auto split =
      by_rate.begin() + static_cast<std::ptrdiff_t>(std::min(by_rate.size(), (room + 1) / 2));
  std::sort(split, by_rate.end(), [&](const auto& a, const auto& b) {
    return std::tuple(-instance.node(std::get<1>(a)).profit, std::get<1>(a)) <
           std::tuple(-instance.node(std::get<1>(b)).profit, std::get<1>(b));
  });
  for (std::size_t k = 0; k < std::min(by_rate.size(), room); ++k) {
    chosen.push_back(std::get<1>(by_rate[k]));
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

/// The same tours on another instance of the same days, whose node for `stop` is renumbered[stop].
Solution carried_over(const Solution& solution, const Instance& instance,
                      const std::vector<std::size_t>& renumbered) {
  Solution carried(instance);
  for (const Route& route : solution.routes()) {
    std::vector<std::size_t> stops;
    for (const std::size_t stop : route.stops()) stops.push_back(renumbered[stop]);
    [[maybe_unused]] const bool feasible = carried.replace(instance, route.day(), stops);
    assert(feasible);
  }
  return carried;
}

/// The rounds of improvement, on the promising part of the instance.
Solution improved(const Instance& instance, const Solution& solution, const ImproveOptions& options,
                  const core::JobContext& job) {
  const std::vector<std::size_t> chosen = promising_nodes(instance, solution);
  std::vector<std::size_t> part_of(instance.size(), 0);
  for (std::size_t k = 0; k < chosen.size(); ++k) part_of[chosen[k]] = k;
  const Instance part = instance.subset(chosen);
  const Solution start = carried_over(solution, part, part_of);
  return carried_over(improve_by_string_removals(part, start, options, job), instance, chosen);
}

/// Turns the solver's tours into what readers get.
class PlanWriter {
 public:
  PlanWriter(const DayRequest& request, const roads::TravelMatrix& travel)
      : request_(request), travel_(travel) {}

  void write_day(const Route& route, DayPlan& plan) const {
    model::DayRoute day;
    day.rep = request_.rep;
    day.date = request_.dates[static_cast<std::size_t>(route.day())];
    day.start = day.end = request_.shift_start;
    if (route.stops().empty()) {
      plan.days.push_back(std::move(day));
      return;
    }
    // Nobody leaves home earlier than the first stop asks for.
    const core::Seconds first_way = travel_.time(0, route.stops().front());
    day.start.since_midnight = core::Seconds(route.start(0)) - first_way;
    day.end = day.start;
    day.line.push_back(request_.home);
    std::vector<geo::LonLat> positions;
    std::size_t here = 0;
    for (std::size_t k = 0; k < route.stops().size(); ++k) {
      const std::size_t next = route.stops()[k];
      drive(here, next, day);
      const model::Stop stop = stop_at(next, static_cast<int>(k) + 1, route.start(k), day);
      day.end = stop.depart;
      day.visits +=
          core::Seconds(stop.depart.since_midnight.value - stop.start.since_midnight.value);
      day.value += request_.candidates[next - 1].value;
      day.line.push_back(stop.position);
      positions.push_back(stop.position);
      plan.stops.push_back(stop);
      here = next;
    }
    drive(here, 0, day);
    day.line.push_back(request_.home);
    day.area = day_area(positions);
    plan.value += day.value;
    plan.cost += core::to_minutes(day.drive);
    plan.days.push_back(std::move(day));
  }

 private:
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
    return {.rep = request_.rep,
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
  const roads::TravelMatrix& travel_;
};

}  // namespace

DayPlan plan_days(const DayRequest& request, const roads::TravelMatrix& travel,
                  const core::JobContext& job) {
  validate(request);
  if (travel.size() != request.candidates.size() + 1) {
    throw core::ConfigError(fmt::format("travel matrix of {} places for home and {} candidates",
                                        travel.size(), request.candidates.size()));
  }
  const Instance instance = make_instance(request, travel);
  Solution solution = place_appointments(request, instance);
  const core::JobContext first_plan = job.part(0.0, 0.1, "first plan");
  insert_all(instance, solution, first_plan);
  shorten(instance, solution, first_plan);
  if (request.iterations > 0) {
    solution =
        improved(instance, solution, {.iterations = request.iterations, .seed = request.seed},
                 job.part(0.1, 0.9, "improving"));
  }
  settle(instance, solution, job.part(0.9, 0.95, "last touches"));

  DayPlan plan;
  plan.rep = request.rep;
  const PlanWriter writer(request, travel);
  for (const Route& route : solution.routes()) writer.write_day(route, plan);
  plan.unserved = explain_unserved(request, instance, solution, job.part(0.95, 1.0, "reasons"));
  return plan;
}

}  // namespace nearnet::routing
