// SPDX-License-Identifier: Apache-2.0
#include "map/scene.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "map/classes.h"
#include "map/made_up_town.h"

namespace nearnet::map {
namespace {

TEST(SceneTest, EachChangeRaisesTheRevisionAndOnlyItsLayersVersion) {
  Scene scene;
  testing::MadeUpTown town(10);
  town.fill(scene);
  const std::uint64_t roads = scene.layer(LayerId::kRoads).version;
  const std::uint64_t prospects = scene.layer(LayerId::kProspects).version;
  const std::uint64_t before = scene.revision();
  scene.set_prospects(town.prospects);
  EXPECT_GT(scene.layer(LayerId::kProspects).version, prospects);
  EXPECT_EQ(scene.layer(LayerId::kRoads).version, roads);
  EXPECT_GT(scene.revision(), before);
}

TEST(SceneTest, WhatChangesNothingRaisesNothing) {
  Scene scene;
  const std::uint64_t before = scene.revision();
  scene.set_visible(LayerId::kRoads, true);
  scene.set_style(light_style());
  scene.select(std::nullopt);
  EXPECT_EQ(scene.revision(), before);
  scene.select(FeatureId{LayerId::kRoads, 0});
  scene.hover(FeatureId{LayerId::kRoads, 0});
  scene.set_visible(LayerId::kRoads, false);
  scene.set_style(dark_style());
  EXPECT_EQ(scene.revision(), before + 4);
}

TEST(SceneTest, SettingALayerAgainKeepsItHidden) {
  Scene scene;
  scene.set_visible(LayerId::kRoads, false);
  scene.set_roads({});
  EXPECT_FALSE(scene.visible(LayerId::kRoads));
}

TEST(SceneTest, RecordsWithoutAPlaceAreLeftOutAndIndicesStay) {
  std::vector<model::Prospect> prospects(3);
  prospects[0].position = geo::LonLat{1.0, 1.0};
  prospects[2].position = geo::LonLat{2.0, 2.0};
  std::vector<model::Territory> territories(2);
  territories[1].geometry = geo::Geometry::from_wkt("POLYGON ((0 0, 3 0, 3 3, 0 0))");
  Scene scene;
  scene.set_prospects(prospects);
  scene.set_territories(territories);
  ASSERT_EQ(scene.layer(LayerId::kProspects).points.size(), 2U);
  EXPECT_EQ(scene.layer(LayerId::kProspects).points[1].feature, 2U);
  ASSERT_EQ(scene.layer(LayerId::kTerritories).areas.size(), 1U);
  EXPECT_EQ(scene.layer(LayerId::kTerritories).areas[0].feature, 1U);
  EXPECT_FALSE(scene.bounds_of({LayerId::kProspects, 1}).has_value());
  EXPECT_NEAR(scene.bounds_of({LayerId::kProspects, 2})->min_lon, 2.0, 1e-9);
}

TEST(SceneTest, BoundsHoldEverythingAndNothingIsEmpty) {
  Scene scene;
  EXPECT_TRUE(scene.bounds().empty());
  std::vector<model::Rep> reps(1);
  reps[0].home = geo::LonLat{-68.0, 44.0};
  scene.set_reps(reps);
  EXPECT_NEAR(scene.bounds().min_lat, 44.0, 1e-9);
  EXPECT_NEAR(scene.bounds().max_lat, 44.0, 1e-9);
}

TEST(SceneTest, CablesAreLinesOfTheirPlantsClass) {
  std::vector<model::Footprint> plant(3);
  plant[0].geometry = geo::Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))");
  plant[1].geometry = geo::Geometry::from_wkt("LINESTRING (0 0, 0 1, 1 2)");
  plant[2].geometry = geo::Geometry::from_wkt("MULTILINESTRING ((3 0, 3 1), (3 1, 4 1))");
  plant[2].provider = "Rival";
  for (const LayerId id : {LayerId::kCompetitors, LayerId::kFootprints}) {
    Scene scene;
    if (id == LayerId::kFootprints) {
      scene.set_footprints(plant);
    } else {
      scene.set_competitors(plant);
    }
    const Layer& layer = scene.layer(id);
    ASSERT_EQ(layer.areas.size(), 1U);
    ASSERT_EQ(layer.lines.size(), 3U);
    EXPECT_EQ(layer.lines[0].paint, layer.areas[0].paint);
    EXPECT_NE(layer.lines[1].paint, layer.areas[0].paint);
    EXPECT_EQ(layer.lines[2].feature, 2U);
    EXPECT_NEAR(scene.bounds_of({id, 2})->max_lon, 4.0, 1e-9);
  }
}

TEST(SceneTest, BarriersAreLinesAndAreasOfTheirKind) {
  std::vector<model::Barrier> barriers(4);
  barriers[0].kind = "rail";
  barriers[0].geometry = geo::Geometry::from_wkt("LINESTRING (0 0, 0 1)");
  barriers[1].kind = "water";
  barriers[1].geometry = geo::Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))");
  barriers[2].kind = "limited_access";
  barriers[2].geometry = geo::Geometry::from_wkt("MULTILINESTRING ((3 0, 3 1), (3 1, 4 1))");
  barriers[3].kind = "cliff";
  barriers[3].geometry = geo::Geometry::from_wkt("LINESTRING (5 0, 5 1)");
  Scene scene;
  scene.set_barriers(barriers);
  const Layer& layer = scene.layer(LayerId::kBarriers);
  ASSERT_EQ(layer.lines.size(), 4U);
  ASSERT_EQ(layer.areas.size(), 1U);
  EXPECT_EQ(layer.classes.at(layer.lines[0].paint), "Railway");
  EXPECT_EQ(layer.classes.at(layer.areas[0].paint), "Water");
  EXPECT_EQ(layer.classes.at(layer.lines[1].paint), "Limited-access road");
  EXPECT_EQ(layer.classes.at(layer.lines[3].paint), "Other barrier");
  EXPECT_EQ(scene.style().lines[index_of(LayerId::kBarriers)].size(), kBarrierClasses);
}

TEST(SceneTest, DataAcrossTheAntimeridianStaysTogether) {
  std::vector<model::Prospect> prospects(2);
  prospects[0].position = geo::LonLat{179.9, 0.0};
  prospects[1].position = geo::LonLat{-179.9, 0.0};
  Scene scene;
  scene.set_prospects(prospects);
  EXPECT_NEAR(scene.bounds().max_lon - scene.bounds().min_lon, 0.2, 1e-9);
}

TEST(SceneTest, ADayKeepsItsColourInAllItsLayers) {
  const testing::MadeUpTown town(1);
  Scene scene;
  town.fill(scene);
  for (const LineShape& route : scene.layer(LayerId::kRoutes).lines) {
    const model::DayRoute& day = town.days[route.feature];
    for (const PointShape& stop : scene.layer(LayerId::kStops).points) {
      EXPECT_EQ(stop.paint == route.paint, town.stops[stop.feature].rep == day.rep);
    }
  }
}

TEST(SceneTest, ScenesAreToldApart) {
  Scene a;
  const Scene b;
  EXPECT_NE(a.identity(), b.identity());
  const auto before = a.identity();
  a = Scene();
  EXPECT_NE(a.identity(), before);
}

TEST(ClassesTest, Prospects) {
  model::Prospect prospect;
  EXPECT_EQ(class_of(prospect), ProspectClass::kUnknown);
  prospect.status = model::NetStatus::kOnNet;
  EXPECT_EQ(class_of(prospect), ProspectClass::kExcluded);
  prospect.eligible = true;
  EXPECT_EQ(class_of(prospect), ProspectClass::kOnNet);
  prospect.status = model::NetStatus::kNearNet;
  EXPECT_EQ(class_of(prospect), ProspectClass::kNearNet);
  prospect.status = model::NetStatus::kOffNet;
  EXPECT_EQ(class_of(prospect), ProspectClass::kOffNet);
  prospect.reasons = {"ON_NET", "EXISTING_CUSTOMER"};
  EXPECT_EQ(class_of(prospect), ProspectClass::kCustomer);
  EXPECT_EQ(prospect_class_names().size(), kProspectClasses);
}

TEST(ClassesTest, Roads) {
  const auto of = [](const char* text) {
    model::Road road;
    road.road_class = text;
    return class_of(road);
  };
  EXPECT_EQ(of("motorway_link"), RoadClass::kHighway);
  EXPECT_EQ(of("secondary"), RoadClass::kArterial);
  EXPECT_EQ(of("tertiary"), RoadClass::kCollector);
  EXPECT_EQ(of("S1400"), RoadClass::kLocal);
  EXPECT_EQ(of("footway"), RoadClass::kPath);
  EXPECT_EQ(of(""), RoadClass::kLocal);
  EXPECT_EQ(road_class_names().size(), kRoadClasses);
}

TEST(ClassesTest, FootprintClassesDoNotDependOnTheOrderOfRecords) {
  std::vector<model::Footprint> footprints(2);
  footprints[0].provider = "B";
  footprints[1].provider = "A";
  const Classes classes = footprint_classes(footprints);
  EXPECT_THAT(classes.names, ::testing::ElementsAre("A", "B"));
  EXPECT_THAT(classes.of_feature, ::testing::ElementsAre(1U, 0U));
}

}  // namespace
}  // namespace nearnet::map
