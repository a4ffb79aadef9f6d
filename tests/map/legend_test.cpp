// SPDX-License-Identifier: Apache-2.0
#include "map/legend.h"

#include <gtest/gtest.h>

#include "map/made_up_town.h"

namespace nearnet::map {
namespace {

model::Prospect prospect(model::NetStatus status, bool eligible) {
  model::Prospect result;
  result.position = geo::LonLat{0.0, 0.0};
  result.status = status;
  result.eligible = eligible;
  return result;
}

TEST(LegendTest, NothingShownNothingExplained) {
  EXPECT_TRUE(legend(Scene()).empty());
}

TEST(LegendTest, OneEntryAClassThatIsThere) {
  Scene scene;
  scene.set_prospects(std::vector{prospect(model::NetStatus::kOnNet, true),
                                  prospect(model::NetStatus::kOnNet, true),
                                  prospect(model::NetStatus::kOffNet, false)});
  const std::vector<LegendEntry> entries = legend(scene);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].label, "Off-net");
  EXPECT_EQ(entries[0].count, 1U);
  EXPECT_EQ(entries[1].label, "On-net, eligible");
  EXPECT_EQ(entries[1].count, 2U);
  EXPECT_EQ(
      std::get<PointPaint>(entries[1].paint),
      scene.style().point(LayerId::kProspects, static_cast<std::size_t>(ProspectClass::kOnNet)));
}

TEST(LegendTest, HiddenLayersAreLeftOut) {
  Scene scene;
  scene.set_prospects(std::vector{prospect(model::NetStatus::kOnNet, true)});
  scene.set_visible(LayerId::kProspects, false);
  EXPECT_TRUE(legend(scene).empty());
}

TEST(LegendTest, FootprintsAreNamedByProviderAndTechnology) {
  std::vector<model::Footprint> footprints(3);
  for (model::Footprint& footprint : footprints) {
    footprint.geometry = geo::Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))");
    footprint.provider = "Northway";
  }
  footprints[0].technology = "DOCSIS 3.1";
  footprints[1].technology = "DOCSIS 3.0";
  footprints[2].provider = footprints[2].technology = "";
  Scene scene;
  scene.set_footprints(footprints);
  const std::vector<LegendEntry> entries = legend(scene);
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[0].label, "Footprint");
  EXPECT_EQ(entries[1].label, "Northway · DOCSIS 3.0");
  EXPECT_EQ(entries[2].label, "Northway · DOCSIS 3.1");
  EXPECT_TRUE(std::holds_alternative<AreaPaint>(entries[0].paint));
}

TEST(LegendTest, AClassOfCablesAloneIsALine) {
  std::vector<model::Footprint> plant(3);
  plant[0].geometry = geo::Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))");
  plant[1].geometry = geo::Geometry::from_wkt("LINESTRING (0 0, 0 1)");
  plant[2].geometry = geo::Geometry::from_wkt("MULTILINESTRING ((3 0, 3 1), (3 1, 4 1))");
  plant[2].provider = "Northway";
  Scene scene;
  scene.set_footprints(plant);
  const std::vector<LegendEntry> entries = legend(scene);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].count, 2U) << "an area and a cable";
  EXPECT_TRUE(std::holds_alternative<AreaPaint>(entries[0].paint));
  EXPECT_EQ(entries[1].count, 1U) << "one cable of two parts";
  EXPECT_EQ(std::get<LinePaint>(entries[1].paint), scene.style().line(LayerId::kFootprints, 1));
}

TEST(LegendTest, CountsAddUpToTheFeaturesShown) {
  const testing::MadeUpTown town(500);
  Scene scene;
  town.fill(scene);
  std::size_t prospects = 0;
  std::size_t roads = 0;
  for (const LegendEntry& entry : legend(scene)) {
    if (entry.layer == LayerId::kProspects) prospects += entry.count;
    if (entry.layer == LayerId::kRoads) roads += entry.count;
    EXPECT_FALSE(entry.label.empty());
    EXPECT_NE(entry.layer, LayerId::kUnits);  // hidden until asked for
  }
  EXPECT_EQ(prospects, 500U);
  EXPECT_EQ(roads, town.roads.size());
}

}  // namespace
}  // namespace nearnet::map
