// SPDX-License-Identifier: Apache-2.0
#include "territory/basic_units.h"

#include "core/error.h"
#include "geo/geodesic.h"
#include "territory/adjacency.h"
#include "territory/lattice.h"
#include "territory/objective.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

namespace nearnet::territory {
namespace {

TEST(HexUnits, HoldEveryPlaceOnceAndSumItsWeights) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    std::vector<WeightedPlace> places;
    for (int i = 0; i < 300; ++i) {
      places.push_back({{random.uniform(-69.2, -68.6), random.uniform(44.5, 45.0)},
                        {{"prospects", 1.0}, {"mrc", static_cast<double>(random.below(500))}}});
    }
    const auto units = hex_units(places, core::Metres(1000));
    double prospects = 0.0;
    for (const model::BasicUnit& unit : units) {
      // A hexagon without a place only fills a gap and weighs nothing.
      if (unit.weights.empty()) continue;
      EXPECT_GE(unit.weights.at("prospects"), 1.0);
      prospects += unit.weights.at("prospects");
    }
    EXPECT_DOUBLE_EQ(prospects, 300.0);
    for (const WeightedPlace& place : places) {
      EXPECT_EQ(1, std::count_if(units.begin(), units.end(), [&](const model::BasicUnit& unit) {
                  return unit.geometry.covers(place.position);
                }));
    }
  }
}

TEST(HexUnits, AreRegularWithTheGivenSide) {
  const std::vector<WeightedPlace> places = {{{-69.0, 45.0}, {{"prospects", 1.0}}}};
  const auto units = hex_units(places, core::Metres(500));
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].id.text(), "hex:500m:0:0");
  const geo::Ring ring = units[0].geometry.polygons().front().shell;
  ASSERT_EQ(ring.size(), 7U);
  for (std::size_t i = 1; i < ring.size(); ++i) {
    EXPECT_NEAR(geo::geodesic_distance(ring[i - 1], ring[i]).value, 500.0, 0.5);
  }
}

TEST(HexUnits, InnerHexagonsShareTwoVerticesBitForBitWithSixNeighbours) {
  const auto units = hexagons(12, 9, 3);
  ASSERT_EQ(units.size(), 108U);
  std::map<geo::LonLat, int> uses;
  for (const auto& unit : units) {
    const geo::Ring ring = unit.geometry.polygons().front().shell;
    for (std::size_t i = 1; i < ring.size(); ++i) ++uses[ring[i]];
  }
  // Euler: a 12 × 9 patch of hexagons has (2·12 + 2)(9 + 1) − 2 vertices.
  EXPECT_EQ(uses.size(), 26U * 10U - 2U);
}

TEST(HexUnits, FillGapsThatTheySurroundAndNoOthers) {
  // A ring of six hexagons around an empty one, and a row of two apart from it.
  const geo::LocalFrame frame({-68.0, 45.0});
  const double across = 100.0 * std::sqrt(3.0);
  std::vector<WeightedPlace> places;
  for (int i = 0; i < 6; ++i) {
    const double angle = i * std::numbers::pi / 3.0;
    places.push_back({frame.to_lon_lat({across * std::cos(angle), across * std::sin(angle)}),
                      {{"prospects", 1.0}}});
  }
  places.push_back({frame.to_lon_lat({across * 5.0, 0.0}), {{"prospects", 1.0}}});
  places.push_back({frame.to_lon_lat({across * 6.0, 0.0}), {{"prospects", 1.0}}});
  const std::vector<model::BasicUnit> units = hex_units(places, core::Metres(100.0));
  EXPECT_EQ(units.size(), 9U);
  EXPECT_EQ(std::count_if(units.begin(), units.end(),
                          [](const model::BasicUnit& unit) { return unit.weights.empty(); }),
            1);
}

TEST(HexUnits, DoNotDependOnTheOrderOfPlacesNorOnOneMorePlace) {
  auto places = hexagon_places(8, 8, core::Metres(150), 7);
  const auto units = hex_units(places, core::Metres(500));
  core::Random(4).shuffle(places);
  EXPECT_EQ(hex_units(places, core::Metres(500)), units);

  places.push_back({{-69.05, 45.02}, {{"prospects", 1.0}}});
  const auto more = hex_units(places, core::Metres(500));
  std::set<core::UnitId> ids;
  for (const auto& unit : more) ids.insert(unit.id);
  for (const auto& unit : units) EXPECT_TRUE(ids.contains(unit.id)) << unit.id.text();
}

TEST(HexUnits, WorkAcrossTheAntimeridian) {
  const std::vector<WeightedPlace> places = {{{179.999, -17.0}, {{"prospects", 1.0}}},
                                             {{-179.999, -17.0}, {{"prospects", 2.0}}}};
  EXPECT_EQ(hex_units(places, core::Metres(1000)).size(), 1U);
}

double heaviest(const std::vector<WeightedPlace>& places, core::Metres side) {
  double most = 0.0;
  for (const model::BasicUnit& unit : hex_units(places, side)) {
    const auto found = unit.weights.find("prospects");
    if (found != unit.weights.end()) most = std::max(most, found->second);
  }
  return most;
}

TEST(SuitedHexSide, IsTheLongestAtWhichNoHexagonIsMoreThanTwoFifthsOfATerritory) {
  core::Random random(3);
  SCOPED_TRACE("seed 3");
  std::vector<WeightedPlace> places;
  for (int i = 0; i < 4'000; ++i) {
    // Denser towards the south-west.
    places.push_back({{-69.0 + 0.3 * std::pow(random.uniform(), 2.0),
                       45.0 + 0.3 * std::pow(random.uniform(), 2.0)},
                      {{"prospects", 1.0}}});
  }
  for (const std::size_t count : {2U, 5U, 12U}) {
    const double most = 0.4 * 4'000.0 / static_cast<double>(count);
    const core::Metres side = suited_hex_side(places, count);
    EXPECT_LE(heaviest(places, side), most) << count;
    EXPECT_GT(heaviest(places, core::Metres(2.0 * side.value)), most) << count;
  }
  EXPECT_LT(suited_hex_side(places, 12).value, suited_hex_side(places, 2).value);
}

TEST(SuitedHexSide, DoesNotShrinkForATowerThatNoHexagonDivides) {
  std::vector<WeightedPlace> places(100, {{-69.0, 45.0}, {{"prospects", 1.0}}});
  places.push_back({{-68.0, 45.0}, {{"prospects", 1.0}}});
  EXPECT_EQ(suited_hex_side(places, 4), core::Metres(5000.0));
  EXPECT_EQ(suited_hex_side({}, 4), core::Metres(5000.0));
}

TEST(HexUnits, RefuseNonsense) {
  const std::vector<WeightedPlace> place = {{{-69.0, 45.0}, {}}};
  EXPECT_THROW(hex_units(place, core::Metres(0)), core::ConfigError);
  const std::vector<WeightedPlace> nowhere = {{{-69.0, std::nan("")}, {}}};
  EXPECT_THROW(hex_units(nowhere, core::Metres(500)), core::InputError);
  EXPECT_TRUE(hex_units({}, core::Metres(500)).empty());
}

TEST(AddWeights, GivesEachPlaceToTheFirstCoveringUnitAndReportsTheRest) {
  auto units = squares(2, 1);
  std::swap(units[0], units[1]);  // "1" comes first, "0" has the smaller id
  const std::vector<WeightedPlace> places = {
      {{0.005, 0.005}, {{"prospects", 2.0}}},
      {{0.01, 0.005}, {{"prospects", 4.0}, {"mrc", 9.0}}},  // on the common edge
      {{0.5, 0.5}, {{"prospects", 8.0}}},
      {{0.015, 0.005}, {{"prospects", 16.0}}}};
  EXPECT_EQ(add_weights(units, places), std::vector<std::size_t>{2});
  EXPECT_DOUBLE_EQ(units[1].weights.at("prospects"), 1.0 + 2.0 + 4.0);
  EXPECT_DOUBLE_EQ(units[1].weights.at("mrc"), 9.0);
  EXPECT_DOUBLE_EQ(units[0].weights.at("prospects"), 1.0 + 16.0);
}

}  // namespace
}  // namespace nearnet::territory
