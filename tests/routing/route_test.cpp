// SPDX-License-Identifier: Apache-2.0
// The O(1) judgements of an insertion against a full recomputation.
#include "routing/route.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <tuple>

#include "core/random.h"
#include "routing/displacement.h"
#include "routing/improvement.h"
#include "routing/insertion.h"
#include "routing/requests.h"

namespace nearnet::routing::testing {
namespace {

RandomRequest without_appointments(std::uint64_t seed, const RandomOptions& options) {
  RandomRequest random = random_request(seed, options);
  random.request.appointments.clear();
  return random;
}

std::vector<std::size_t> stops_of(const Route& route) {
  return {route.stops().begin(), route.stops().end()};
}

std::vector<std::size_t> with(std::vector<std::size_t> stops, std::size_t position,
                              std::size_t index) {
  stops.insert(stops.begin() + static_cast<std::ptrdiff_t>(position), index);
  return stops;
}

TEST(Route, JudgesInsertionsAsAFullRecomputationDoes) {
  int feasible = 0;
  int infeasible = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomRequest random = without_appointments(seed, {.min_candidates = 10});
    const Instance instance = make_instance(random.request, random.travel);
    Solution solution(instance);
    insert_all(instance, solution, core::JobContext());
    const Route& route = solution.route(0);
    for (std::size_t index = 1; index < instance.size(); ++index) {
      if (!solution.is_out(index)) continue;
      std::optional<Insertion> cheapest;
      for (std::size_t position = 0; position <= route.stops().size(); ++position) {
        Route longer(instance, 0);
        const bool fits = longer.replace(instance, with(stops_of(route), position, index));
        ASSERT_EQ(route.fits(instance, index, position), fits);
        if (fits && instance.allows(index, 0)) {
          const std::int64_t added = longer.drive() - route.drive();
          EXPECT_EQ(route.added_drive(instance, index, position), added);
          if (!cheapest || added < cheapest->added) cheapest = Insertion{position, added};
        }
        (fits ? feasible : infeasible) += 1;
      }
      const auto found = route.cheapest_insertion(instance, index);
      ASSERT_EQ(found.has_value(), cheapest.has_value());
      if (found) {
        EXPECT_EQ(found->position, cheapest->position);
        EXPECT_EQ(found->added, cheapest->added);
      }
    }
  }
  EXPECT_GT(feasible, 20);
  EXPECT_GT(infeasible, 1000);
}

/// The same choice as insert_all makes, found by looking at everything each time.
bool insert_one(const Instance& instance, Solution& solution) {
  using Rank = std::tuple<bool, double, std::int64_t>;
  std::optional<Rank> best;
  std::tuple<std::size_t, int, std::size_t> where;
  for (std::size_t index = 1; index <= instance.candidates(); ++index) {
    const Node& node = instance.node(index);
    if (!solution.is_out(index) || !node.wanted()) continue;
    std::optional<Insertion> cheapest;
    int cheapest_day = 0;
    for (const Route& route : solution.routes()) {
      const auto here = route.cheapest_insertion(instance, index);
      if (!here || (cheapest && here->added >= cheapest->added)) continue;
      cheapest = here;
      cheapest_day = route.day();
    }
    if (!cheapest || !instance.is_worth(index, cheapest->added)) continue;
    const auto effort = std::max<std::int64_t>(1, node.service + cheapest->added);
    const Rank rank(node.must, static_cast<double>(node.profit) / static_cast<double>(effort),
                    -cheapest->added);
    if (best && rank <= *best) continue;
    best = rank;
    where = {index, cheapest_day, cheapest->position};
  }
  if (!best) return false;
  const auto [index, day, position] = where;
  solution.insert(instance, index, day, position);
  return true;
}

TEST(Insertion, ChoosesAsOneWhoLooksAtEverythingEachTime) {
  std::size_t planned = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomRequest random = without_appointments(
        seed, {.min_candidates = 5, .max_days = 4, .max_colleagues = seed % 3});
    const Instance instance = make_instance(random.request, random.travel);
    Solution solution(instance);
    insert_all(instance, solution, core::JobContext());
    Solution expected(instance);
    while (insert_one(instance, expected)) ++planned;
    for (int day = 0; day < instance.days(); ++day) {
      ASSERT_EQ(stops_of(solution.route(day)), stops_of(expected.route(day))) << "day " << day;
    }
  }
  EXPECT_GT(planned, 3'000U);
}

/// Swaps found by looking at every day and every stop each time, in the order of swap_in.
void swap_all(const Instance& instance, Solution& solution) {
  std::vector<std::size_t> waiting;
  std::vector<int> days;
  for (std::size_t index = 1; index <= instance.candidates(); ++index) waiting.push_back(index);
  for (int day = 0; day < instance.days(); ++day) days.push_back(day);
  std::ranges::stable_sort(waiting, [&](std::size_t a, std::size_t b) {
    return ranks_below(instance.node(b), instance.node(a));
  });
  for (bool changed = true; changed;) {
    changed = false;
    for (const std::size_t index : waiting) {
      if (!solution.is_out(index) || !instance.node(index).wanted()) continue;
      const auto way =
          Displacements(instance, solution).gain(index, NodeTimes(instance, index), days);
      if (!way) continue;
      const auto stops = solution.route(way->day).stops();
      const auto gone = std::ranges::find(stops, way->displaced) - stops.begin();
      ASSERT_TRUE(solution.erase(instance, way->day, static_cast<std::size_t>(gone)));
      solution.insert(instance, index, way->day, way->position);
      changed = true;
    }
  }
}

TEST(SwapIn, SwapsAsOneWhoLooksAtEverythingEachTime) {
  int swapped = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomRequest random =
        without_appointments(seed, {.min_candidates = 15, .max_days = 4, .tight = seed % 2 == 0});
    const Instance instance = make_instance(random.request, random.travel);
    Solution solution(instance);
    insert_all(instance, solution, core::JobContext());
    Solution expected = solution;
    if (swap_in(
            instance, solution, [] { return false; }, core::JobContext()))
      ++swapped;
    swap_all(instance, expected);
    for (int day = 0; day < instance.days(); ++day) {
      ASSERT_EQ(stops_of(solution.route(day)), stops_of(expected.route(day))) << "day " << day;
    }
  }
  EXPECT_GT(swapped, 20);
}

TEST(NodeTimes, AreTheInstancesWithATableAndWithout) {
  for (const std::size_t size : {std::size_t{20}, kDenseNodes + 20}) {
    core::Random random(size);
    std::vector<geo::LonLat> places;
    for (std::size_t k = 0; k < size; ++k) {
      places.push_back({-68.77 + 0.1 * random.normal(), 44.80 + 0.1 * random.normal()});
    }
    auto travel = roads::TravelMatrix::crow_flight(places, {});
    travel.add_parking(core::minutes(3));
    const Instance instance(travel, std::vector<Node>(size), {.shift_end = 1'000});
    TimesRoom room;
    const std::vector<std::size_t> others{0, 3, 7, size - 1};
    for (std::size_t index = 0; index < size; index += 5) {
      NodeTimes times(instance, index, room);
      times.learn(others);
      for (const std::size_t other : others) {
        EXPECT_EQ(times.from(other), instance.time(other, index));
        EXPECT_EQ(times.to(other), instance.time(index, other));
        EXPECT_EQ(instance.time(index, other), travel.time(index, other).value);
      }
    }
  }
}

TEST(Route, RefusesAnInfeasibleOrderAndStaysAsItWas) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 5);
  add_candidate(request, 2, 0, 5).open = TimeWindow{at("08:30"), at("08:40")};
  const roads::TravelMatrix travel = travel_of(request);
  const Instance instance = make_instance(request, travel);
  Route route(instance, 0);
  const std::vector<std::size_t> right{2, 1};
  const std::vector<std::size_t> wrong{1, 2};
  ASSERT_TRUE(route.replace(instance, right));
  const std::int64_t drive = route.drive();
  EXPECT_FALSE(route.replace(instance, wrong));
  EXPECT_EQ(stops_of(route), right);
  EXPECT_EQ(route.drive(), drive);
}

Score recomputed(const Instance& instance, const Solution& solution) {
  Score score;
  for (const Route& route : solution.routes()) {
    std::size_t here = 0;
    for (const std::size_t index : route.stops()) {
      score.musts += instance.node(index).must ? 1 : 0;
      score.profit += instance.node(index).profit;
      score.minus_drive -= instance.time(here, index);
      here = index;
      EXPECT_EQ(solution.day_of(index), route.day());
    }
    score.minus_drive -= instance.time(here, 0);
  }
  return score;
}

TEST(Solution, KeepsItsScoreThroughEveryStepOfTheSearch) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const RandomRequest random = without_appointments(seed, {.min_candidates = 20});
    const Instance instance = make_instance(random.request, random.travel);
    const core::JobContext job;
    Solution solution(instance);
    insert_all(instance, solution, job);
    const Score inserted = solution.score(instance);
    EXPECT_EQ(inserted, recomputed(instance, solution));
    swap_in(
        instance, solution, [] { return false; }, job);
    const Score swapped = solution.score(instance);
    EXPECT_EQ(swapped, recomputed(instance, solution));
    EXPECT_GE(swapped, inserted);
    const Solution better = improve(instance, solution, {.iterations = 200, .seed = seed}, job);
    EXPECT_EQ(better.score(instance), recomputed(instance, better));
    EXPECT_GE(better.score(instance), swapped);
  }
}

}  // namespace
}  // namespace nearnet::routing::testing
