// SPDX-License-Identifier: Apache-2.0
#include "map/labels.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "map/made_up_town.h"

namespace nearnet::map {
namespace {

std::vector<std::string> texts(const std::vector<Label>& all, LabelKind kind) {
  std::vector<std::string> found;
  for (const Label& label : all) {
    if (label.kind == kind) found.push_back(label.text);
  }
  std::sort(found.begin(), found.end());
  return found;
}

class LabelsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    town_.fill(scene_);
    camera_.fit(scene_.bounds(), 10.0);
  }
  testing::MadeUpTown town_{100};
  Scene scene_;
  Camera camera_{{1280.0, 800.0}};
};

TEST_F(LabelsTest, TerritoriesAndHomesAreNamed) {
  const std::vector<Label> all = labels(scene_, camera_);
  EXPECT_EQ(texts(all, LabelKind::kTerritory),
            (std::vector<std::string>{"Northeast", "Northwest", "Southeast", "Southwest"}));
  EXPECT_EQ(texts(all, LabelKind::kHome), (std::vector<std::string>{"Ana", "Bo", "Carla", "Dev"}));
}

TEST_F(LabelsTest, StopNumbersStandInTheMiddleOfTheirDisc) {
  camera_.look_at(town_.stops[5].position, 0.5);
  const std::vector<Label> all = labels(scene_, camera_);
  const auto mine = std::find_if(all.begin(), all.end(), [](const Label& label) {
    return label.kind == LabelKind::kStop && std::abs(label.at.x - 640.0) < 1e-6 &&
           std::abs(label.at.y - 400.0) < 1e-6;
  });
  ASSERT_NE(mine, all.end());
  EXPECT_EQ(mine->text, "6");
  EXPECT_EQ(mine->halo.a, 0.0F) << "the disc is background enough";
}

TEST_F(LabelsTest, OnlyWhatIsOnTheScreen) {
  camera_.pan(100'000.0, 0.0);
  EXPECT_TRUE(labels(scene_, camera_).empty());
}

TEST_F(LabelsTest, OnlyWhatIsVisible) {
  for (const LayerId id : kLayers) scene_.set_visible(id, false);
  EXPECT_TRUE(labels(scene_, camera_).empty());
}

TEST_F(LabelsTest, ATerritoryTooSmallForItsNameGoesWithout) {
  camera_.zoom_about({640.0, 400.0}, 1.0 / 40.0);
  EXPECT_TRUE(texts(labels(scene_, camera_), LabelKind::kTerritory).empty());
}

TEST_F(LabelsTest, NamesOfARingAndOfWhatItSurroundsStandApart) {
  const auto square = [](double side) {
    return geo::Ring{{-side, -side}, {side, -side}, {side, side}, {-side, side}, {-side, -side}};
  };
  for (const double inner : {0.2, 0.6, 0.9}) {
    std::vector<model::Territory> territories(2);
    territories[0].id = core::TerritoryId("ring");
    territories[0].geometry = geo::Geometry::polygon({square(1.0), {square(inner)}});
    territories[1].id = core::TerritoryId("core");
    territories[1].geometry = geo::Geometry::polygon({square(inner), {}});
    Scene scene;
    scene.set_territories(territories);
    camera_.fit(scene.bounds(), 10.0);
    const std::vector<Label> all = labels(scene, camera_);
    ASSERT_EQ(texts(all, LabelKind::kTerritory), (std::vector<std::string>{"core", "ring"}));
    for (const Label& label : all) {
      const WorldPoint at = camera_.to_world(label.at);
      const std::size_t area = label.text == "ring" ? 0 : 1;
      EXPECT_TRUE(covers(scene.layer(LayerId::kTerritories).areas[area], at)) << label.text;
    }
    EXPECT_TRUE(std::abs(all[0].at.y - all[1].at.y) >= all[0].size ||
                std::abs(all[0].at.x - all[1].at.x) >= all[0].size * 2.0);
  }
}

TEST_F(LabelsTest, NoNameCoversAnother) {
  // Four territories drawn over each other: there is not always room for all names.
  std::vector<model::Territory> territories(4);
  for (std::size_t i = 0; i < territories.size(); ++i) {
    territories[i].id = core::TerritoryId("T" + std::to_string(i));
    territories[i].geometry =
        geo::Geometry::polygon({{{0, 0}, {0.05, 0}, {0.05, 0.03}, {0, 0.03}, {0, 0}}, {}});
  }
  Scene scene;
  scene.set_territories(territories);
  std::size_t most = 0;
  std::size_t fewest = territories.size();
  for (const double high : {32.0, 40.0, 60.0, 200.0}) {
    Camera camera({1.5 * high, high});
    camera.fit(scene.bounds());
    const std::vector<Label> all = labels(scene, camera);
    most = std::max(most, all.size());
    fewest = std::min(fewest, all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        EXPECT_TRUE(std::abs(all[i].at.y - all[j].at.y) >= all[i].size ||
                    std::abs(all[i].at.x - all[j].at.x) >= all[i].size);
      }
    }
  }
  EXPECT_EQ(most, territories.size());
  EXPECT_LT(fewest, territories.size());
}

TEST_F(LabelsTest, StopsThatPileUpShowOneNumber) {
  camera_.zoom_about({640.0, 400.0}, 1.0 / 200.0);
  EXPECT_LE(texts(labels(scene_, camera_), LabelKind::kStop).size(), 4U);
}

TEST_F(LabelsTest, BubblesShowTheirCount) {
  testing::MadeUpTown(30000).fill(scene_);
  const auto counts = texts(labels(scene_, camera_), LabelKind::kBubble);
  EXPECT_FALSE(counts.empty());
}

}  // namespace
}  // namespace nearnet::map
