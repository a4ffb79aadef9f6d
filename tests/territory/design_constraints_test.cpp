// SPDX-License-Identifier: Apache-2.0
// Locks, the present layout, and requests that cannot be met.
#include "core/error.h"
#include "territory/design.h"
#include "territory/lattice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nearnet::territory {
namespace {

using ::testing::HasSubstr;

const core::JobContext kJob({.threads = 1, .seed = 1});

/// What design() says when it refuses.
template <typename Failure>
std::string refusal(const std::vector<model::BasicUnit>& units, const DesignOptions& options) {
  try {
    design(units, adjacency(units), options, kJob);
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "no refusal";
}

double moved_share(const std::vector<model::BasicUnit>& units, const DesignOptions& options,
                   const Design& plan) {
  double moved = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    total += units[i].weights.at("prospects");
    if (options.present[i] && *options.present[i] != plan.territory_of_unit[i]) {
      moved += units[i].weights.at("prospects");
    }
  }
  return moved / total;
}

TEST(DesignLocks, AreNeverMoved) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    const auto units = hexagons(20, 15, seed);
    const Adjacency graph = adjacency(units);
    DesignOptions options = options_for(4, 100'000);
    // A handful in each quarter of the map, so that a plan exists.
    for (std::size_t i = 0; i < units.size(); ++i) {
      const geo::LonLat c = units[i].geometry.centroid();
      const std::size_t quarter = (c.lon > -68.88 ? 1U : 0U) + (c.lat > 45.045 ? 2U : 0U);
      if (random.chance(0.05)) options.locks.push_back({units[i].id, quarter});
    }
    const Design plan = design(units, graph, options, kJob);
    EXPECT_TRUE(whole_and_connected(graph, plan, 4));
    EXPECT_TRUE(plan.connected);
    for (const Lock& lock : options.locks) {
      const auto found = std::find_if(units.begin(), units.end(),
                                      [&](const auto& unit) { return unit.id == lock.unit; });
      EXPECT_EQ(plan.territory_of_unit[static_cast<std::size_t>(found - units.begin())],
                lock.territory);
    }
  }
}

TEST(DesignLocks, FarApartAreConnectedByAStrip) {
  const auto units = squares(12, 8);
  const Adjacency graph = adjacency(units);
  DesignOptions options = options_for(3);
  options.locks = {{core::UnitId("0"), 2}, {core::UnitId("95"), 2}};
  const Design plan = design(units, graph, options, kJob);
  EXPECT_TRUE(whole_and_connected(graph, plan, 3));
  EXPECT_EQ(plan.territory_of_unit[0], 2U);
  EXPECT_EQ(plan.territory_of_unit[95], 2U);
}

TEST(DesignLocks, ThatCannotBeMetAreRefusedByName) {
  const auto row = squares(5, 1);
  DesignOptions options = options_for(2);
  options.locks = {{core::UnitId("0"), 0}, {core::UnitId("2"), 1}, {core::UnitId("4"), 0}};
  EXPECT_THAT(refusal<core::InfeasibleError>(row, options),
              HasSubstr("locked to territory 1 cannot be connected"));
  options.locks = {{core::UnitId("0"), 0}, {core::UnitId("0"), 1}};
  EXPECT_THAT(refusal<core::InfeasibleError>(row, options), HasSubstr("unit 0 is locked to"));
  options.locks.clear();
  for (int i = 0; i < 5; ++i) options.locks.push_back({core::UnitId(std::to_string(i)), 0});
  EXPECT_THAT(refusal<core::InfeasibleError>(row, options), HasSubstr("locks leave 0 units"));
  options.locks = {{core::UnitId("nowhere"), 0}};
  EXPECT_THAT(refusal<core::ConfigError>(row, options), HasSubstr("no unit nowhere"));
  options.locks = {{core::UnitId("0"), 2}};
  EXPECT_THAT(refusal<core::ConfigError>(row, options), HasSubstr("territory 3"));
}

TEST(DesignLocks, ThatCrossLeaveAPlanThatSaysSo) {
  // Two diagonals of a square cannot both be connected.
  const auto units = squares(6, 6);
  const Adjacency graph = adjacency(units);
  DesignOptions options = options_for(2);
  options.locks = {{core::UnitId("0"), 0},
                   {core::UnitId("35"), 0},
                   {core::UnitId("5"), 1},
                   {core::UnitId("30"), 1}};
  const Design plan = design(units, graph, options, kJob);
  EXPECT_FALSE(plan.connected);
  EXPECT_GT(judged_parts(graph, plan.territory_of_unit), 2U);
  EXPECT_THAT(plan.binding, HasSubstr("locks"));
  EXPECT_EQ(plan.territory_of_unit[0], 0U);
  EXPECT_EQ(plan.territory_of_unit[5], 1U);
  EXPECT_EQ(plan.territory_of_unit[30], 1U);
  EXPECT_EQ(plan.territory_of_unit[35], 0U);
}

TEST(DesignPresent, IsKeptWhereItIsGoodAndChangedWithinTheLimit) {
  const auto units = squares(20, 10);
  const Adjacency graph = adjacency(units);
  DesignOptions options = options_for(2);
  // 14 columns to the west, 6 to the east: 20 % too much has to move for balance.
  for (int i = 0; i < 200; ++i) options.present.emplace_back(i % 20 < 14 ? 0 : 1);
  for (const double limit : {0.0, 0.1, 0.3, 1.0}) {
    SCOPED_TRACE("max moved " + std::to_string(limit));
    options.max_moved = limit;
    const Design plan = design(units, graph, options, kJob);
    EXPECT_TRUE(whole_and_connected(graph, plan, 2));
    EXPECT_LE(plan.moved_share, limit + 1e-9);
    EXPECT_NEAR(plan.moved_share, moved_share(units, options, plan), 1e-12);
    if (limit >= 0.2) {
      EXPECT_LE(plan.max_deviation, 0.05);
      EXPECT_LE(plan.moved_share, 0.2);
      EXPECT_EQ(plan.binding, "");
    } else {
      EXPECT_NEAR(plan.max_deviation, 0.4 - 2.0 * limit, 0.011);
      EXPECT_THAT(plan.binding, HasSubstr("may move"));
    }
  }
}

TEST(DesignPresent, HoldsTheLimitWithLocksAndHolesOnRandomLayouts) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    const auto units = hexagons(24, 18, seed);
    const Adjacency graph = adjacency(units);
    const Design first =
        design(units, graph, options_for(5, 20'000), core::JobContext({.seed = seed}));
    DesignOptions options = options_for(5, 100'000);
    options.tolerance = 0.02;
    options.max_moved = random.uniform(0.02, 0.15);
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (random.chance(0.05)) {
        options.present.emplace_back();  // new since then
      } else {
        options.present.emplace_back(first.territory_of_unit[i]);
        if (random.chance(0.03)) options.locks.push_back({units[i].id, *options.present[i]});
      }
    }
    const Design plan = design(units, graph, options, kJob);
    EXPECT_LE(moved_share(units, options, plan), options.max_moved + 1e-9);
    EXPECT_EQ(plan.connected, judged_parts(graph, plan.territory_of_unit) == 5);
    EXPECT_TRUE(plan.connected);
    EXPECT_LE(plan.max_deviation, 0.05);
    for (const Lock& lock : options.locks) {
      const auto found = std::find_if(units.begin(), units.end(),
                                      [&](const auto& unit) { return unit.id == lock.unit; });
      EXPECT_EQ(plan.territory_of_unit[static_cast<std::size_t>(found - units.begin())],
                lock.territory);
    }
  }
}

TEST(DesignPresent, LeavesRoomForANewTerritoryOnlyWhenSomethingMayMove) {
  const auto units = squares(12, 6);
  const Adjacency graph = adjacency(units);
  DesignOptions options = options_for(3);
  for (int i = 0; i < 72; ++i) options.present.emplace_back(i % 12 < 6 ? 0 : 1);
  const Design plan = design(units, graph, options, kJob);
  EXPECT_TRUE(whole_and_connected(graph, plan, 3));
  EXPECT_LE(plan.max_deviation, 0.05);
  options.max_moved = 0.0;
  EXPECT_THAT(refusal<core::InfeasibleError>(units, options),
              HasSubstr("territory 3 is left without"));
}

TEST(DesignPresent, InPartsIsMendedOrSaysWhyNot) {
  const auto units = squares(12, 1);
  const Adjacency graph = adjacency(units);
  DesignOptions options = options_for(2);
  for (int i = 0; i < 12; ++i) options.present.emplace_back(i < 5 || i == 11 ? 0 : 1);
  EXPECT_TRUE(whole_and_connected(graph, design(units, graph, options, kJob), 2));
  options.max_moved = 0.0;
  const Design stuck = design(units, graph, options, kJob);
  EXPECT_FALSE(stuck.connected);
  EXPECT_EQ(stuck.moved_share, 0.0);
  EXPECT_THAT(stuck.binding, HasSubstr("may move"));
}

TEST(DesignPresent, LocksThatMoveMoreThanAllowedAreRefused) {
  const auto units = squares(4, 1);
  DesignOptions options = options_for(2);
  options.present = {0, 0, 1, 1};
  options.locks = {{core::UnitId("1"), 1}};
  options.max_moved = 0.1;
  EXPECT_THAT(refusal<core::InfeasibleError>(units, options), HasSubstr("locks alone move 25.0%"));
}

TEST(DesignLimits, ImpossibleRequestsAreRefusedByName) {
  const auto units = squares(3, 1);
  EXPECT_THAT(refusal<core::InfeasibleError>(units, options_for(0)), HasSubstr("0 territories"));
  EXPECT_THAT(refusal<core::InfeasibleError>(units, options_for(4)),
              HasSubstr("4 territories cannot be made of 3 units"));
  EXPECT_THAT(refusal<core::InfeasibleError>({}, options_for(1)), HasSubstr("of 0 units"));
}

TEST(DesignLimits, AUnitTooHeavyIsNamed) {
  const auto units = squares(10, 1, [](int i) { return i == 7 ? 50.0 : 1.0; });
  const Adjacency graph = adjacency(units);
  const Design plan = design(units, graph, options_for(4), kJob);
  EXPECT_TRUE(whole_and_connected(graph, plan, 4));
  EXPECT_GT(plan.max_deviation, 0.05);
  EXPECT_THAT(plan.binding, HasSubstr("unit 7 alone has 50 prospects"));
}

TEST(DesignLimits, AHeavyUnitLeavesAUnitForEachOfManyTerritories) {
  for (const std::size_t count : {20U, 60U, 99U, 100U}) {
    const auto units = squares(10, 10, [](int i) { return i == 37 ? 5000.0 : 1.0; });
    const Adjacency graph = adjacency(units);
    const Design plan = design(units, graph, options_for(count, 20'000), kJob);
    EXPECT_TRUE(whole_and_connected(graph, plan, count)) << count;
  }
}

TEST(DesignLimits, TooFewUnitsAreNamed) {
  const auto units = squares(7, 1);
  const Adjacency graph = adjacency(units);
  const Design plan = design(units, graph, options_for(3), kJob);
  EXPECT_TRUE(whole_and_connected(graph, plan, 3));
  EXPECT_THAT(plan.binding, HasSubstr("too coarse"));
}

TEST(DesignLimits, OptionsThatDoNotFitAreRefused) {
  const auto units = squares(3, 1);
  const auto refused = [&](auto change) {
    DesignOptions options = options_for(2);
    change(options);
    return refusal<core::ConfigError>(units, options);
  };
  EXPECT_THAT(refused([](auto& o) { o.seats.resize(1); }), HasSubstr("1 seats for 2"));
  EXPECT_THAT(refused([](auto& o) { o.present.resize(2); }), HasSubstr("2 units, there are 3"));
  EXPECT_THAT(refused([](auto& o) { o.present = {0, 1, 5}; }), HasSubstr("territory 6"));
  EXPECT_THAT(refused([](auto& o) { o.tolerance = -0.1; }), HasSubstr("tolerance"));
  EXPECT_THAT(refused([](auto& o) { o.max_moved = 1.5; }), HasSubstr("may move"));
  EXPECT_THAT(refused([](auto& o) { o.balance.clear(); }), HasSubstr("at least one weight"));
  EXPECT_THAT(refused([](auto& o) { o.balance[0].name = "mrcc"; }),
              HasSubstr("called mrcc; the units have prospects"));
  EXPECT_THAT(refused([](auto& o) { o.iterations = -1; }), HasSubstr("iterations"));
}

TEST(DesignLimits, BadUnitsAreRefused) {
  auto units = squares(3, 1);
  units[1].weights["prospects"] = -2.0;
  EXPECT_THAT(refusal<core::InputError>(units, options_for(2)),
              HasSubstr("unit 1: weight prospects"));
  units[1] = units[0];
  EXPECT_THAT(refusal<core::InputError>(units, options_for(2)), HasSubstr("occurs twice"));
}

}  // namespace
}  // namespace nearnet::territory
