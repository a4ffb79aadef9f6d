// SPDX-License-Identifier: Apache-2.0
// A plan that the years have put out of balance is brought back to 5 %: hardly more moves than what
// must pass from each territory to the next, nothing locked moves, and borders hardly fray.
#include "core/random.h"
#include "territory/hop_flow.h"
#include "territory/lattice.h"
#include "territory/objective.h"
#include "territory/problem.h"
#include "testing/hop_flow.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace nearnet::territory {
namespace {

constexpr double kTolerance = 0.05;

/// Mean of 4πA/P² over territories, from the outlines of their units alone.
double mean_compactness(const std::vector<model::BasicUnit>& units, const Adjacency& graph,
                        const std::vector<std::size_t>& where, std::size_t count) {
  std::vector<Shape> shapes(count);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Shape shape = shape_of(units[i].geometry);
    shapes[where[i]].area += shape.area;
    shapes[where[i]].perimeter += shape.perimeter;
    for (const Neighbour& next : graph.of[i]) {
      if (where[next.unit] == where[i]) shapes[where[i]].perimeter -= next.shared_metres;
    }
  }
  double sum = 0.0;
  for (const Shape& shape : shapes) sum += polsby_popper(shape);
  return sum / static_cast<double>(count);
}

/// As a share of all weight.
double hop_flow_share(const std::vector<model::BasicUnit>& units, const Adjacency& graph,
                      const std::vector<std::size_t>& where, std::size_t count, double tolerance) {
  std::vector<double> held(count, 0.0);
  double mean = 0.0;
  std::set<std::pair<std::size_t, std::size_t>> beside;
  for (std::size_t i = 0; i < units.size(); ++i) {
    held[where[i]] += units[i].weights.at("prospects");
    mean += units[i].weights.at("prospects") / static_cast<double>(count);
    for (const Neighbour& next : graph.of[i]) {
      if (where[i] < where[next.unit]) beside.emplace(where[i], where[next.unit]);
    }
  }
  for (double& amount : held) amount /= mean;
  return testing::hop_flow(held, {beside.begin(), beside.end()}, tolerance) /
         static_cast<double>(count);
}

/// One side of the ground grows, the other shrinks, and every unit a little by chance.
void let_years_pass(std::vector<model::BasicUnit>& units, double trend, core::Random& random) {
  geo::LonLatBox extent;
  for (const model::BasicUnit& unit : units) extent.grow(unit.geometry.envelope());
  const double angle = random.uniform(0.0, 6.28);
  for (model::BasicUnit& unit : units) {
    const geo::LonLat at = unit.geometry.centroid();
    const double x = (at.lon - extent.centre().lon) / (extent.max_lon - extent.min_lon);
    const double y = (at.lat - extent.centre().lat) / (extent.max_lat - extent.min_lat);
    const double along = trend * (x * std::cos(angle) + y * std::sin(angle));
    unit.weights["prospects"] *= std::exp(along + 0.1 * random.normal());
  }
}

struct Realigned {
  double flow = 0.0;
  double moved = 0.0;
  double compact_before = 0.0;
  double compact_after = 0.0;
};

/// Judged by code that shares nothing with the engine.
Realigned realign(const std::vector<model::BasicUnit>& units, const Adjacency& graph,
                  const std::vector<std::size_t>& before, std::size_t count, core::Random& random) {
  DesignOptions options = options_for(count, 6'000'000);
  options.tolerance = kTolerance;
  options.present.assign(before.begin(), before.end());
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (random.chance(0.03)) options.locks.push_back({units[i].id, before[i]});
  }
  const Design after = design(units, graph, options, core::JobContext({.seed = 1}));
  EXPECT_LE(naive_deviation(units, after, count, "prospects"), kTolerance + 1e-9);
  EXPECT_TRUE(whole_and_connected(graph, after, count));
  Realigned result;
  double all = 0.0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const double amount = units[i].weights.at("prospects");
    all += amount;
    if (before[i] != after.territory_of_unit[i]) result.moved += amount;
  }
  result.moved /= all;
  EXPECT_NEAR(result.moved, after.moved_share, 1e-9);
  for (const Lock& lock : options.locks) {
    const auto at = std::ranges::find(units, lock.unit, &model::BasicUnit::id) - units.begin();
    EXPECT_EQ(after.territory_of_unit[static_cast<std::size_t>(at)], lock.territory);
  }
  result.flow = hop_flow_share(units, graph, before, count, kTolerance);
  result.compact_before = mean_compactness(units, graph, before, count);
  result.compact_after = mean_compactness(units, graph, after.territory_of_unit, count);
  return result;
}

/// A plan that nobody has polished: a search cut short.
std::vector<std::size_t> rough(const std::vector<model::BasicUnit>& units, const Adjacency& graph,
                               std::size_t count, std::uint64_t seed) {
  DesignOptions options = options_for(count, 4'000);
  options.tolerance = 0.1;
  return design(units, graph, options, core::JobContext({.seed = seed})).territory_of_unit;
}

/// Whole units seldom add up to what has to pass a border, and where they are to, borders follow
/// the weights: about a hundred units a territory, some of them a tenth of one.
void expect_near_both(const Realigned& after) {
  EXPECT_GT(after.flow, 0.005) << "nothing to do proves nothing";
  EXPECT_LE(after.moved, 1.25 * after.flow + 0.01);
  EXPECT_GE(after.compact_after, 0.92 * after.compact_before);
}

TEST(Realignment, OfARoughPlanMovesAboutTheHopFlowAndHardlyFraysBorders) {
  constexpr std::size_t kCount = 12;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    for (const double trend : {0.3, 0.8}) {
      SCOPED_TRACE(::testing::Message() << "seed " << seed << ", trend " << trend);
      core::Random random(seed);
      auto units = hexagons(36, 30, seed);
      const Adjacency graph = adjacency(units);
      const std::vector<std::size_t> before = rough(units, graph, kCount, seed);
      let_years_pass(units, trend, random);
      expect_near_both(realign(units, graph, before, kCount, random));
    }
  }
}

TEST(Realignment, OfAPolishedPlanDoesToo) {
  constexpr std::size_t kCount = 20;
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    core::Random random(seed);
    auto units = hexagons(50, 48, seed);
    const Adjacency graph = adjacency(units);
    const Design before =
        design(units, graph, options_for(kCount, 2'000'000), core::JobContext({.seed = seed}));
    let_years_pass(units, 0.4, random);
    expect_near_both(realign(units, graph, before.territory_of_unit, kCount, random));
  }
}

TEST(Realignment, LeavesAPlanWithinItsToleranceAlone) {
  const auto units = hexagons(20, 15, 4);
  const Adjacency graph = adjacency(units);
  DesignOptions options = options_for(4, 300'000);
  options.tolerance = 0.04;
  const Design before = design(units, graph, options, core::JobContext({.seed = 4}));
  ASSERT_TRUE(before.binding.empty());
  options.tolerance = kTolerance;
  options.present.assign(before.territory_of_unit.begin(), before.territory_of_unit.end());
  const Design after = design(units, graph, options, core::JobContext({.seed = 5}));
  EXPECT_EQ(after.territory_of_unit, before.territory_of_unit);
}

TEST(HopFlow, IsThatOfAFormulationOfItsOwnOnRandomPlans) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    core::Random random(seed);
    const auto units = hexagons(20, 15, seed);
    const Adjacency graph = adjacency(units);
    const std::size_t count = 3 + random.below(10);
    const std::vector<std::size_t> before = rough(units, graph, count, seed);
    DesignOptions options = options_for(count);
    options.tolerance = random.uniform(0.0, 0.1);
    options.present.assign(before.begin(), before.end());
    const Problem problem =
        make_problem(units, graph, options, core::JobContext({.threads = 1, .seed = 1}));
    EXPECT_NEAR(hop_flow(problem, problem.present),
                hop_flow_share(units, graph, before, count, options.tolerance), 1e-7);
  }
}

}  // namespace
}  // namespace nearnet::territory
