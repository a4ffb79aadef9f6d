// SPDX-License-Identifier: Apache-2.0
#include "map/point_level.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "map/made_up_town.h"

namespace nearnet::map {
namespace {

TEST(PointLevelTest, SmallLayersAreNeverBundled) {
  Scene scene;
  testing::MadeUpTown(kAlwaysSingle).fill(scene);
  for (const double units : {0.1, 10.0, 10'000.0}) {
    EXPECT_EQ(scene.prospects_at(units).singles.size(), kAlwaysSingle);
    EXPECT_TRUE(scene.prospects_at(units).bubbles.empty());
  }
}

TEST(PointLevelTest, EveryPointIsShownOnceAtEveryScale) {
  Scene scene;
  testing::MadeUpTown(30000).fill(scene);
  for (double units = 0.02; units < 100'000.0; units *= 3.0) {
    const PointLevel& level = scene.prospects_at(units);
    std::size_t shown = level.singles.size();
    EXPECT_EQ(std::set(level.singles.begin(), level.singles.end()).size(), shown);
    for (const Bubble& bubble : level.bubbles) {
      EXPECT_GT(bubble.count, kMaxSingles);
      EXPECT_TRUE(bubble.box.contains(bubble.position));
      EXPECT_LE(std::max(bubble.box.width(), bubble.box.height()), 128.0 * units * (1.0 + 1e-9));
      shown += bubble.count;
    }
    EXPECT_EQ(shown, 30000U);
  }
  EXPECT_GT(scene.prospects_at(20.0).bubbles.size(), 0U);
  EXPECT_EQ(scene.prospects_at(0.02).bubbles.size(), 0U);
}

TEST(PointLevelTest, AgreesWithCellsCountedOneByOne) {
  // The same cells found by hand: a map from cell to count.
  Scene scene;
  testing::MadeUpTown(12000).fill(scene);
  const double units = 8.0;  // exactly the closest scale of its level: cells of 128 · 8 units
  std::map<std::pair<long, long>, std::size_t> cells;
  for (const PointShape& point : scene.layer(LayerId::kProspects).points) {
    const auto cell = [&](double v) {
      return static_cast<long>(std::floor((v + 1.5 * kWorldWidth) / (128.0 * units)));
    };
    ++cells[{cell(point.position.x), cell(point.position.y)}];
  }
  std::multiset<std::size_t> expected;
  for (const auto& [cell, count] : cells) {
    if (count > kMaxSingles) expected.insert(count);
  }
  std::multiset<std::size_t> found;
  for (const Bubble& bubble : scene.prospects_at(units).bubbles) found.insert(bubble.count);
  EXPECT_EQ(found, expected);
  EXPECT_FALSE(found.empty());
}

TEST(PointLevelTest, BubblesTakeTheMostFrequentClass) {
  std::vector<model::Prospect> prospects(kAlwaysSingle + 1);
  for (std::size_t i = 0; i < prospects.size(); ++i) {
    prospects[i].position = geo::LonLat{1.0, 1.0};
    prospects[i].status = model::NetStatus::kOnNet;
    prospects[i].eligible = i % 3 == 0;
  }
  Scene scene;
  scene.set_prospects(prospects);
  const PointLevel& level = scene.prospects_at(1.0);
  ASSERT_EQ(level.bubbles.size(), 1U);
  EXPECT_EQ(level.bubbles[0].paint, static_cast<std::uint32_t>(ProspectClass::kExcluded));
  scene.set_prospects({});
  EXPECT_TRUE(scene.prospects_at(1.0).bubbles.empty());  // the memo follows the layer
}

TEST(PointLevelTest, NeighbouringLevelsAreAFactorOfTwoApart) {
  EXPECT_EQ(PointLevels::level_at(8.0), PointLevels::level_at(15.9));
  EXPECT_EQ(PointLevels::level_at(16.0), PointLevels::level_at(8.0) + 1);
  EXPECT_EQ(PointLevels::level_at(1e-9), 0);
}

TEST(BubbleTest, TextsAndSizes) {
  EXPECT_EQ(bubble_text(49), "49");
  EXPECT_EQ(bubble_text(1234), "1.2k");
  EXPECT_EQ(bubble_text(34'400), "34k");
  EXPECT_EQ(bubble_text(999'499), "999k");
  EXPECT_EQ(bubble_text(999'500), "1.0M");
  EXPECT_EQ(bubble_radius(kMaxSingles), 10.0);
  EXPECT_GT(bubble_radius(1000), bubble_radius(100));
  EXPECT_EQ(bubble_radius(4'000'000'000U), 26.0);
}

}  // namespace
}  // namespace nearnet::map
