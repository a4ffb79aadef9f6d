// SPDX-License-Identifier: Apache-2.0
#include "territory/design.h"

#include "core/error.h"
#include "territory/lattice.h"
#include "territory/objective.h"

#include <gtest/gtest.h>

namespace nearnet::territory {
namespace {

const core::JobContext kJob({.threads = 1, .seed = 1});

TEST(ParseBalance, NormalisesShares) {
  EXPECT_EQ(parse_balance("prospects=50,hours=30,mrc=20"),
            (std::vector<BalanceWeight>{{"prospects", 0.5}, {"hours", 0.3}, {"mrc", 0.2}}));
  EXPECT_EQ(parse_balance(" prospects = 3 "), (std::vector<BalanceWeight>{{"prospects", 1.0}}));
  EXPECT_EQ(parse_balance("a,b"), (std::vector<BalanceWeight>{{"a", 0.5}, {"b", 0.5}}));
}

TEST(ParseBalance, RefusesNonsense) {
  for (const char* text :
       {"", "=5", "a=", "a=x", "a=0", "a=-1", "a=nan", "a=1,a=2", "a=1,b", "a=1,"}) {
    EXPECT_THROW(parse_balance(text), core::ConfigError) << text;
  }
}

TEST(Design, SplitsAnEvenGridEvenly) {
  const auto units = squares(8, 8);
  const Adjacency graph = adjacency(units);
  const Design plan = design(units, graph, options_for(4), kJob);
  EXPECT_TRUE(whole_and_connected(graph, plan, 4));
  EXPECT_LE(plan.max_deviation, 0.05);
  EXPECT_TRUE(plan.connected);
  EXPECT_EQ(plan.moved_share, 0.0);
  EXPECT_EQ(plan.iterations, 200'000);
  EXPECT_EQ(plan.binding, "");
}

TEST(Design, OfHexagonsIsConnectedAndWithinTolerance) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto units = hexagons(40, 30, seed);
    const Adjacency graph = adjacency(units);
    for (const std::size_t count : {2U, 5U, 12U}) {
      const Design plan =
          design(units, graph, options_for(count), core::JobContext({.seed = seed}));
      EXPECT_TRUE(whole_and_connected(graph, plan, count));
      EXPECT_LE(plan.max_deviation, 0.05);
      EXPECT_NEAR(plan.max_deviation, naive_deviation(units, plan, count, "prospects"), 1e-12);
    }
  }
}

TEST(Design, BalancesSeveralWeights) {
  const auto units = hexagons(40, 30, 9);
  const Adjacency graph = adjacency(units);
  DesignOptions options = options_for(6, 1'000'000);
  options.balance = parse_balance("prospects=60,mrc=40");
  const Design plan = design(units, graph, options, kJob);
  EXPECT_TRUE(whole_and_connected(graph, plan, 6));
  EXPECT_LE(naive_deviation(units, plan, 6, "prospects"), 0.05);
  EXPECT_LE(naive_deviation(units, plan, 6, "mrc"), 0.05);
  EXPECT_NEAR(plan.max_deviation,
              std::max(naive_deviation(units, plan, 6, "prospects"),
                       naive_deviation(units, plan, 6, "mrc")),
              1e-12);
}

TEST(Design, IsCompactOnALattice) {
  const auto units = hexagons(40, 30, 2);
  const Adjacency graph = adjacency(units);
  const Design plan = design(units, graph, options_for(6, 1'000'000), kJob);
  double sum = 0.0;
  for (std::size_t t = 0; t < 6; ++t) {
    std::vector<geo::Geometry> parts;
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (plan.territory_of_unit[i] == t) parts.push_back(units[i].geometry);
    }
    sum += polsby_popper(shape_of(geo::union_all(parts)));
  }
  EXPECT_GT(sum / 6.0, 0.45);  // hexagon borders zigzag: a straight cut already costs a quarter
}

TEST(Design, IsTheSameOnAnyNumberOfThreadsAndDiffersBySeed) {
  const auto units = hexagons(80, 60, 3);  // more than one range of the parallel loop
  const Adjacency graph = adjacency(units);
  const DesignOptions options = options_for(7, 100'000);
  const Design one = design(units, graph, options, core::JobContext({.threads = 1, .seed = 5}));
  const Design many = design(units, graph, options, core::JobContext({.threads = 8, .seed = 5}));
  const Design other = design(units, graph, options, core::JobContext({.threads = 1, .seed = 6}));
  EXPECT_EQ(one.territory_of_unit, many.territory_of_unit);
  EXPECT_NE(one.territory_of_unit, other.territory_of_unit);
}

TEST(Design, CanBeCancelled) {
  const auto units = squares(6, 6);
  core::JobContext job;
  job.request_cancel();
  EXPECT_THROW(design(units, adjacency(units), options_for(3), job), core::Cancelled);
}

TEST(Design, GivesEachUnitATerritoryOfItsOwnWhenThereAreAsMany) {
  const auto units = squares(3, 3);
  const Adjacency graph = adjacency(units);
  EXPECT_TRUE(whole_and_connected(graph, design(units, graph, options_for(9), kJob), 9));
  EXPECT_TRUE(whole_and_connected(graph, design(units, graph, options_for(1), kJob), 1));
}

TEST(Design, WorksWithoutAnyWeight) {
  const auto units = squares(6, 5, [](int) { return 0.0; });
  const Adjacency graph = adjacency(units);
  const Design plan = design(units, graph, options_for(4), kJob);
  EXPECT_TRUE(whole_and_connected(graph, plan, 4));
  EXPECT_EQ(plan.max_deviation, 0.0);
}

TEST(Design, CarriesEnclavesWithTheirSurroundings) {
  // Every square of the grid has a town in its middle whose only neighbour it is.
  auto grid = squares(6, 6);
  std::vector<model::BasicUnit> units;
  for (const model::BasicUnit& square : grid) {
    geo::Polygon ring = square.geometry.polygons().front();
    const geo::LonLat c = square.geometry.centroid();
    const geo::Geometry town =
        rectangle(c.lon - 0.002, c.lat - 0.002, c.lon + 0.002, c.lat + 0.002);
    ring.holes.push_back(town.polygons().front().shell);
    units.push_back(unit(square.id.text() + " land", geo::Geometry::polygon(ring), 1.0));
    units.push_back(unit(square.id.text() + " town", town, 9.0));
  }
  const Adjacency graph = adjacency(units);
  const Design plan = design(units, graph, options_for(4), kJob);
  EXPECT_TRUE(whole_and_connected(graph, plan, 4));
  EXPECT_LE(plan.max_deviation, 0.05);
  for (std::size_t i = 0; i < units.size(); i += 2) {
    EXPECT_EQ(plan.territory_of_unit[i], plan.territory_of_unit[i + 1]);
  }
}

TEST(Design, ConnectsIslandsOverTheirBridges) {
  core::Random random(8);
  std::vector<WeightedPlace> places;
  for (int i = 0; i < 120; ++i) {
    places.push_back(
        {{random.uniform(-69.3, -68.7), random.uniform(44.6, 45.0)}, {{"prospects", 1.0}}});
  }
  const auto units = hex_units(places, core::Metres(500));
  const Adjacency graph = adjacency(units);
  ASSERT_GT(graph.bridges.size(), 20U);
  const Design plan = design(units, graph, options_for(5), kJob);
  EXPECT_TRUE(whole_and_connected(graph, plan, 5));
  EXPECT_TRUE(plan.connected);
  EXPECT_LE(plan.max_deviation, 0.05);
}

TEST(Design, TriesMoreOnlyWhereTheToleranceIsMissed) {
  const auto units = squares(5, 2);
  const Adjacency graph = adjacency(units);
  // 10 units make 5 equal territories at once, never 4.
  EXPECT_EQ(design(units, graph, options_for(5), kJob).iterations, 200'000);
  const Design coarse = design(units, graph, options_for(4), kJob);
  EXPECT_GT(coarse.iterations, 200'000);
  EXPECT_FALSE(coarse.binding.empty());
}

TEST(Design, PutsTerritoriesAtTheirSeats) {
  const auto units = squares(20, 10);
  const Adjacency graph = adjacency(units);
  DesignOptions options = options_for(2);
  options.seats = {{core::RepId("e"), "East", geo::LonLat{0.15, 0.05}},
                   {core::RepId("w"), "West", geo::LonLat{0.05, 0.05}}};
  const Design plan = design(units, graph, options, kJob);
  EXPECT_TRUE(whole_and_connected(graph, plan, 2));
  EXPECT_EQ(plan.territory_of_unit[0], 1U);
  EXPECT_EQ(plan.territory_of_unit[19], 0U);

  options.seats[1].home = options.seats[0].home;  // neighbours in one street
  EXPECT_TRUE(whole_and_connected(graph, design(units, graph, options, kJob), 2));
  options.seats[1].home.reset();
  EXPECT_TRUE(whole_and_connected(graph, design(units, graph, options, kJob), 2));
}

}  // namespace
}  // namespace nearnet::territory
