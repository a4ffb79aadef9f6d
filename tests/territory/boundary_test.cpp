// SPDX-License-Identifier: Apache-2.0
#include "territory/boundary.h"

#include "territory/lattice.h"
#include "territory/objective.h"

#include <gtest/gtest.h>

namespace nearnet::territory {
namespace {

const core::JobContext kJob({.threads = 2, .seed = 1});

TEST(TerritoryLabels, ComeFromSeatsOrNumbers) {
  const auto numbered = territory_labels(2, {});
  EXPECT_EQ(numbered[1].id.text(), "2");
  EXPECT_EQ(numbered[1].name, "Territory 2");
  EXPECT_TRUE(numbered[1].rep.empty());
  const std::vector<Seat> seats = {{core::RepId("r7"), "Ann", {}}, {core::RepId("r8"), "", {}}};
  const auto seated = territory_labels(2, seats);
  EXPECT_EQ(seated[0].name, "Ann");
  EXPECT_EQ(seated[0].rep.text(), "r7");
  EXPECT_EQ(seated[1].name, "Territory 2");
}

TEST(Dissolve, KeepsAreaAndWeightsAndDropsInnerBorders) {
  const auto units = hexagons(20, 15, 4);
  const Adjacency graph = adjacency(units);
  const Design plan = design(units, graph, options_for(4), kJob);
  const core::ScenarioId scenario("draft");
  const auto labels = territory_labels(4, {});
  const auto outlines = dissolve({scenario, units, graph, plan.territory_of_unit, labels}, kJob);
  ASSERT_EQ(outlines.size(), 4U);
  for (std::size_t t = 0; t < 4; ++t) {
    double area = 0.0;
    double perimeter = 0.0;
    double prospects = 0.0;
    int count = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (plan.territory_of_unit[i] != t) continue;
      ++count;
      area += units[i].geometry.area();
      prospects += units[i].weights.at("prospects");
      perimeter += shape_of(units[i].geometry).perimeter;
      for (const Neighbour& next : graph.of[i]) {
        if (plan.territory_of_unit[next.unit] == t) perimeter -= next.shared_metres;
      }
    }
    EXPECT_EQ(outlines[t].scenario, scenario);
    EXPECT_EQ(outlines[t].units, count);
    EXPECT_NEAR(outlines[t].geometry.area(), area, 1e-9 * area);
    EXPECT_DOUBLE_EQ(outlines[t].weights.at("prospects"), prospects);
    EXPECT_NEAR(shape_of(outlines[t].geometry).perimeter, perimeter, 2e-3 * perimeter);
    EXPECT_GT(outlines[t].compactness, 0.2);
    EXPECT_LT(outlines[t].compactness, 0.9);
    EXPECT_TRUE(outlines[t].connected);
    EXPECT_TRUE(outlines[t].geometry.is_valid());
  }
}

TEST(Dissolve, ShowsPartsEmptyTerritoriesAndUnassignedUnits) {
  const auto units = squares(5, 1);
  const Adjacency graph = adjacency(units);
  const std::vector<std::size_t> territories = {0, 0, 1, 0, kUnassigned};
  const core::ScenarioId scenario("draft");
  const auto labels = territory_labels(3, {});
  const auto outlines = dissolve({scenario, units, graph, territories, labels}, kJob);
  EXPECT_FALSE(outlines[0].connected);
  EXPECT_EQ(outlines[0].geometry.polygons().size(), 2U);
  EXPECT_EQ(outlines[0].units, 3);
  EXPECT_TRUE(outlines[1].connected);
  EXPECT_NEAR(outlines[1].compactness, 0.785, 0.002);
  EXPECT_EQ(outlines[2].units, 0);
  EXPECT_FALSE(outlines[2].connected);
  EXPECT_TRUE(outlines[2].geometry.is_empty());
  EXPECT_EQ(outlines[2].compactness, 0.0);
}

}  // namespace
}  // namespace nearnet::territory
