// SPDX-License-Identifier: Apache-2.0
#include "routing/solver.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

#include "routing/displacement.h"
#include "routing/insertion.h"

namespace nearnet::routing {

namespace {

/// Share of a budget of time up to which the last touches may go on after the search has used it
/// up: many times what they take.
constexpr double kLastTouches = 1.25;

/// Insertions and swaps until neither finds anything, or that share of the budget is spent.
void settle(const Instance& instance, Solution& solution, const ImproveOptions& options,
            double until, const core::JobContext& job) {
  const auto enough = [&] { return options.spent && options.spent() >= until; };
  do {
    insert_all(instance, solution, job);
  } while (swap_in(instance, solution, enough, job));
}

/// Seconds that a visit would cost the plan: service and the least extra driving over all days, fit
/// or not.
std::int64_t effort(const Instance& instance, const Solution& solution, std::size_t index,
                    TimesRoom& room) {
  NodeTimes times(instance, index, room);
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  for (const std::size_t home : instance.homes()) {
    least = std::min(least, instance.time(home, index) + instance.time(index, home));
  }
  times.learn(instance.homes());
  for (const Route& route : solution.routes()) {
    if (!instance.allows(index, route.day())) continue;
    times.learn(route.stops());
    for (std::size_t position = 0; position <= route.stops().size(); ++position) {
      least = std::min(least, route.added_drive(times, position));
    }
  }
  return instance.node(index).service + least;
}

/// Homes, everyone planned or obliged, and then the most promising rest: half of it by value for
/// the effort next to the plan, half by value alone. Ascending.
std::vector<std::size_t> promising_nodes(const Instance& instance, const Solution& solution) {
  std::vector<std::size_t> chosen{0};
  std::vector<std::tuple<double, std::size_t>> by_rate;
  std::vector<Route> empty_days;
  TimesRoom times_room;
  for (const int day : instance.reps()) empty_days.emplace_back(instance, day);
  const auto fits_some_day = [&](std::size_t index) {
    return std::any_of(empty_days.begin(), empty_days.end(), [&](const Route& empty) {
      return instance.may_serve(instance.tour(empty.day()).rep, index) &&
             empty.fits(instance, index, 0);
    });
  };
  for (std::size_t index = 1; index < instance.candidates() + 1; ++index) {
    const Node& node = instance.node(index);
    if (!solution.is_out(index) || node.must) {
      chosen.push_back(index);
    } else if (node.wanted() && node.day != Node::kNoDay && fits_some_day(index)) {
      const auto cost = static_cast<double>(
          std::max<std::int64_t>(1, effort(instance, solution, index, times_room)));
      by_rate.emplace_back(-static_cast<double>(node.profit) / cost, index);
    }
  }
  for (std::size_t home = instance.candidates() + 1; home < instance.size(); ++home) {
    chosen.push_back(home);
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
  return carried_over(improve(part, start, options, job), instance, chosen);
}

}  // namespace

Solution solve(const Instance& instance, Solution start, const ImproveOptions& options,
               const core::JobContext& job) {
  settle(instance, start, options, 1.0, job.part(0.0, 0.1, "first plan"));
  const bool spent = options.spent && options.spent() >= 1.0;
  if (options.iterations == 0 || spent) return start;
  start = improved(instance, start, options, job.part(0.1, 0.9, "improving"));
  settle(instance, start, options, kLastTouches, job.part(0.9, 1.0, "last touches"));
  return start;
}

}  // namespace nearnet::routing
