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
