// SPDX-License-Identifier: Apache-2.0
#include "workspace/unit_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"
#include "geo/local_frame.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using ::testing::IsEmpty;

double total(const WeightedUnits& made, const std::string& name) {
  double sum = 0.0;
  for (const model::BasicUnit& unit : made.units) sum += unit.weights.at(name);
  return sum;
}

const model::BasicUnit& unit_named(const WeightedUnits& made, const std::string& name) {
  for (const model::BasicUnit& unit : made.units) {
    if (unit.name == name) return unit;
  }
  throw std::runtime_error("no unit " + name);
}

TEST(UnitSource, EveryProspectBelongsToTheNodeThatServesIt) {
  const Town town;
  Workspace market = town.imported();
  EligibilityRequest far;
  far.rules.near_net = core::Metres(600);
  market.apply(run_eligibility(market.snapshot(), far, Town::job()).command);
  const Snapshot now = market.snapshot();
  const WeightedUnits nodes = weighted_units(now, "node");
  EXPECT_THAT(nodes.notes, IsEmpty());
  // Ten of sixty lie north of all plant, and are a drop away from it.
  EXPECT_DOUBLE_EQ(total(nodes, "prospects"), 60.0);
  std::map<std::string, double> expected;
  for (const model::Prospect& prospect : now.prospects.rows()) {
    if (prospect.eligible) expected[now.footprints.find(prospect.footprint)->node] += 1.0;
  }
  EXPECT_DOUBLE_EQ(unit_named(nodes, "N1").weights.at("prospects"), expected["N1"]);
  EXPECT_DOUBLE_EQ(unit_named(nodes, "N2").weights.at("prospects"), expected["N2"]);
}

TEST(UnitSource, HoursAreVisitsAndTheDriveThatTheDensityAsksFor) {
  const Town town;
  Workspace market = town.evaluated();
  town.import(market, ImportKind::kUnits, town.file("units.geojson"));
  const WeightedUnits blocks = weighted_units(market.snapshot(), "units");
  for (const model::BasicUnit& unit : blocks.units) {
    const geo::LocalFrame frame(unit.geometry.envelope().centre());
    const double prospects = unit.weights.at("prospects");
    ASSERT_GT(prospects, 0.0);
    const double metres =
        0.7124 * std::sqrt(frame.to_metres(unit.geometry).area() / prospects) * 1.35;
    const double minutes = 15.0 + 3.0 + metres / (40'000.0 / 60.0);
    EXPECT_NEAR(unit.weights.at("hours"), prospects * 365.0 / 30.0 * minutes / 60.0, 1e-6);
  }
  // The same prospects are closer together in smaller units.
  EXPECT_LT(total(weighted_units(market.snapshot(), "hex:100m"), "hours"), total(blocks, "hours"));
}

TEST(UnitSource, StreetsTakeWhoLivesAlongThem) {
  const Town town;
  Workspace market = town.evaluated();
  EXPECT_THAT([&] { weighted_units(market.snapshot(), "streets"); },
              ::testing::ThrowsMessage<core::InputError>(::testing::HasSubstr("no streets")));
  town.import(market, ImportKind::kRoads, town.file("roads.geojson"));
  const WeightedUnits near = weighted_units(market.snapshot(), "streets");
  ASSERT_EQ(near.units.size(), 1U);
  EXPECT_EQ(near.units[0].name, "Main Street");
  // Rows of ten at 44.808 and 44.814: 222 m south and 445 m north of it.
  EXPECT_DOUBLE_EQ(total(near, "prospects"), 0.0);
  EXPECT_DOUBLE_EQ(total(weighted_units(market.snapshot(), "streets:300m"), "prospects"), 10.0);
}

TEST(UnitSource, CustomersAreNoProspectsAndCountOnTheirOwn) {
  const Town town;
  Workspace market = town.imported();
  town.import(market, ImportKind::kCustomers, town.file("customers.csv"));
  market.apply(run_eligibility(market.snapshot(), {}, Town::job()).command);
  for (const char* spec : {"hex:400m", "node"}) {
    const WeightedUnits made = weighted_units(market.snapshot(), spec);
    EXPECT_DOUBLE_EQ(total(made, "customers"), 1.0) << spec;
    EXPECT_DOUBLE_EQ(total(made, "prospects"), 49.0) << spec;
  }
}

TEST(UnitSource, UnitsWithoutAnybodyWeighNothingButWhatTheyBrought) {
  const Town town;
  Workspace market = town.evaluated();
  town.import(
      market, ImportKind::kUnits,
      town.write(
          "far.geojson",
          R"({"type":"FeatureCollection","features":[{"type":"Feature",)"
          R"("properties":{"GEOID":"09","customers":7,"mrc":5},"geometry":{"type":"Polygon","coordinates":)"
          R"([[[-60,40],[-59,40],[-59,41],[-60,41],[-60,40]]]}}]})"));
  const WeightedUnits made = weighted_units(market.snapshot(), "units");
  ASSERT_EQ(made.units.size(), 1U);
  EXPECT_EQ(made.units[0].weights,
            (model::Weights{{"customers", 7}, {"hours", 0}, {"mrc", 0}, {"prospects", 0}}));
  EXPECT_THAT(made.notes,
              ::testing::ElementsAre("50 of 50 eligible prospects lie outside every unit"));
}

}  // namespace
}  // namespace nearnet::workspace
