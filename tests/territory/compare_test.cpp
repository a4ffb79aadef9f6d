// SPDX-License-Identifier: Apache-2.0
#include "territory/compare.h"

#include "core/error.h"
#include "core/random.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace nearnet::territory {
namespace {

model::ScenarioUnit unit(const std::string& id, const std::string& territory, double prospects) {
  model::ScenarioUnit result;
  result.unit = core::UnitId(id);
  result.territory = core::TerritoryId(territory);
  result.weights = {{"prospects", prospects}};
  return result;
}

TEST(Compare, ListsWhatMovesAndWhatTerritoriesGainAndLose) {
  const std::vector<model::ScenarioUnit> before = {unit("1", "east", 5), unit("2", "west", 7),
                                                   unit("3", "west", 11), unit("4", "", 13)};
  const std::vector<model::ScenarioUnit> after = {unit("3", "east", 11), unit("1", "east", 5),
                                                  unit("2", "west", 7), unit("4", "west", 13)};
  const Comparison change = compare(before, after);
  ASSERT_EQ(change.moved.size(), 2U);
  EXPECT_EQ(change.moved[0].unit.text(), "3");
  EXPECT_EQ(change.moved[0].from.text(), "west");
  EXPECT_EQ(change.moved[0].to.text(), "east");
  EXPECT_TRUE(change.moved[1].from.empty());
  EXPECT_EQ(change.moved_after.at("prospects"), 24.0);
  ASSERT_EQ(change.territories.size(), 2U);
  const TerritoryChange& east = change.territories[0];
  EXPECT_EQ(east.territory.text(), "east");
  EXPECT_EQ(east.units_before, 1U);
  EXPECT_EQ(east.units_after, 2U);
  EXPECT_EQ(east.gained, 1U);
  EXPECT_EQ(east.lost, 0U);
  EXPECT_EQ(east.before.at("prospects"), 5.0);
  EXPECT_EQ(east.after.at("prospects"), 16.0);
}

TEST(Compare, BackwardsIsTheInverseAndDeltasAddUpToNothing) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    std::vector<model::ScenarioUnit> a;
    std::vector<model::ScenarioUnit> b;
    for (int i = 0; i < 60; ++i) {
      const auto weight = static_cast<double>(random.below(100));
      a.push_back(unit(std::to_string(i), std::to_string(1 + random.below(4)), weight));
      b.push_back(unit(std::to_string(i), std::to_string(1 + random.below(4)), weight));
    }
    random.shuffle(b);
    const Comparison there = compare(a, b);
    Comparison back = compare(b, a);
    EXPECT_FALSE(there.moved.empty());
    for (MovedUnit& moved : back.moved) {
      std::swap(moved.from, moved.to);
      std::swap(moved.weights_before, moved.weights_after);
    }
    EXPECT_EQ(there.moved, back.moved);
    double delta = 0.0;
    for (TerritoryChange& change : back.territories) {
      std::swap(change.units_before, change.units_after);
      std::swap(change.gained, change.lost);
      std::swap(change.before, change.after);
      delta += change.after["prospects"] - change.before["prospects"];
    }
    EXPECT_EQ(there.territories, back.territories);
    EXPECT_EQ(there.moved_before, back.moved_after);
    EXPECT_EQ(delta, 0.0);
  }
}

TEST(Compare, KeepsUnitsOfOneSideOnly) {
  const std::vector<model::ScenarioUnit> before = {unit("1", "east", 5)};
  const std::vector<model::ScenarioUnit> after = {unit("2", "east", 6)};
  const Comparison change = compare(before, after);
  ASSERT_EQ(change.moved.size(), 2U);
  EXPECT_TRUE(change.moved[0].to.empty());
  EXPECT_TRUE(change.moved[0].weights_after.empty());
  EXPECT_TRUE(change.moved[1].from.empty());
}

TEST(Compare, RefusesAUnitListedTwice) {
  const std::vector<model::ScenarioUnit> twice = {unit("1", "east", 5), unit("1", "west", 5)};
  EXPECT_THROW(compare(twice, {}), core::InputError);
}

}  // namespace
}  // namespace nearnet::territory
