// SPDX-License-Identifier: Apache-2.0
// The O(1) judgements of an insertion against a full recomputation.
#include "routing/route.h"

#include <gtest/gtest.h>

#include "routing/displacement.h"
#include "routing/insertion.h"
#include "routing/local_search.h"
#include "routing/requests.h"
#include "routing/string_removals.h"

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
      for (std::size_t position = 0; position <= route.stops().size(); ++position) {
        Route longer(instance, 0);
        const bool fits = longer.replace(instance, with(stops_of(route), position, index));
        ASSERT_EQ(route.lateness(instance, index, position) <= 0, fits);
        if (!route.may_fit(instance.node(index), position)) {
          EXPECT_FALSE(fits);
        }
        if (fits) {
          EXPECT_EQ(route.drive() + route.added_drive(instance, index, position), longer.drive());
        }
        (fits ? feasible : infeasible) += 1;
      }
    }
  }
  EXPECT_GT(feasible, 20);
  EXPECT_GT(infeasible, 1000);
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
    const Score inserted = solution.score();
    EXPECT_EQ(inserted, recomputed(instance, solution));
    shorten(instance, solution, job);
    const Score shortened = solution.score();
    EXPECT_EQ(shortened, recomputed(instance, solution));
    EXPECT_EQ(shortened.profit, inserted.profit);
    EXPECT_GE(shortened, inserted);
    swap_in(instance, solution, job);
    EXPECT_EQ(solution.score(), recomputed(instance, solution));
    EXPECT_GE(solution.score(), shortened);
    const Solution better =
        improve_by_string_removals(instance, solution, {.iterations = 200, .seed = seed}, job);
    EXPECT_EQ(better.score(), recomputed(instance, better));
    EXPECT_GE(better.score(), solution.score());
  }
}

}  // namespace
}  // namespace nearnet::routing::testing
