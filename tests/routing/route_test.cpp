// SPDX-License-Identifier: Apache-2.0
// The O(1) judgements of an insertion against a full recomputation.
#include "routing/route.h"

#include <gtest/gtest.h>

#include <optional>

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
    swap_in(instance, solution, job);
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
