// SPDX-License-Identifier: Apache-2.0
// A plan under somebody's hand: tints of units, and the borders that come of them.
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <stdexcept>
#include <utility>

#include "core/random.h"
#include "map/legend.h"
#include "map/mesh.h"
#include "map/scene.h"
#include "map/shared_edges.h"

namespace nearnet::map {
namespace {

/// columns × rows squares, row by row.
std::vector<model::BasicUnit> squares(int columns, int rows) {
  std::vector<model::BasicUnit> units;
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const double west = 0.01 * x;
      const double east = 0.01 * (x + 1);
      const double south = 0.01 * y;
      const double north = 0.01 * (y + 1);
      model::BasicUnit unit;
      unit.id = core::UnitId(std::to_string(units.size()));
      unit.geometry = geo::Geometry::polygon(
          {{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}, {}});
      units.push_back(std::move(unit));
    }
  }
  return units;
}

TEST(EditedPlan, OtherTintsLeaveTheShapesAlone) {
  Scene scene;
  const auto units = squares(3, 1);
  scene.set_edited(units, std::vector<Tint>{{0}, {0}, {1}}, {"West", "East"});
  const Layer& layer = scene.layer(LayerId::kTerritories);
  const std::uint64_t shapes = layer.version;
  const std::uint64_t tints = layer.tints_version;
  const std::uint64_t revision = scene.revision();
  const std::vector<std::size_t> changed = {1};
  scene.retint(changed, std::vector<Tint>{{1, true}});
  EXPECT_EQ(layer.version, shapes);
  EXPECT_GT(layer.tints_version, tints);
  EXPECT_GT(scene.revision(), revision);
  EXPECT_EQ(layer.tints[1], (Tint{1, true}));
  const std::uint64_t after = scene.revision();
  scene.retint(changed, std::vector<Tint>{{1, true}});
  EXPECT_EQ(scene.revision(), after) << "the same again changes nothing";
  EXPECT_THROW(scene.retint(std::vector<std::size_t>{9}, std::vector<Tint>{{0}}),
               std::out_of_range);

  std::vector<LegendEntry> entries = legend(scene);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].label, "West");
  EXPECT_EQ(entries[0].count, 1U);
  EXPECT_EQ(entries[1].count, 2U);
  scene.set_territories({});
  EXPECT_TRUE(layer.tints.empty());
}

TEST(EditedPlan, SharedEdgesAreThoseBetweenNeighbours) {
  Scene scene;
  scene.set_edited(squares(4, 3), std::vector<Tint>(12, Tint{0}), {"One"});
  const auto& edges = scene.layer(LayerId::kTerritories).edges;
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const EdgeShape& edge : edges) pairs.insert(std::minmax(edge.left, edge.right));
  EXPECT_EQ(edges.size(), 3U * 3U + 4U * 2U);
  EXPECT_EQ(pairs.size(), edges.size());
  EXPECT_TRUE(pairs.contains({0, 1}));
  EXPECT_TRUE(pairs.contains({0, 4}));
  EXPECT_FALSE(pairs.contains({0, 5})) << "corners alone";
}

TEST(EditedPlan, BordersRunBetweenDifferentTints) {
  Scene scene;
  const auto units = squares(30, 20);
  core::Random random(3);
  for (int round = 0; round < 5; ++round) {
    SCOPED_TRACE("seed 3, round " + std::to_string(round));
    std::vector<Tint> tints;
    for (std::size_t i = 0; i < units.size(); ++i) {
      tints.push_back({static_cast<std::uint16_t>(random.below(4)), random.chance(0.1)});
    }
    scene.set_edited(units, tints, {"1", "2", "3", "4"});
    const Mesh borders = border_mesh(build_mesh(scene, LayerId::kTerritories, 1.0), tints);
    std::size_t expected = 0;
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (i % 30 != 29 && tints[i].paint != tints[i + 1].paint) ++expected;
      if (i + 30 < units.size() && tints[i].paint != tints[i + 30].paint) ++expected;
    }
    EXPECT_EQ(borders.segments.size(), expected);
    std::size_t batched = 0;
    for (const Batch& batch : borders.strokes) batched += batch.count;
    EXPECT_EQ(batched, expected);
  }
}

TEST(EditedPlan, MarkedAndPlainTintsDiffer) {
  for (const Style& style : {light_style(), dark_style()}) {
    const Colour plain = tint_colour(style, LayerId::kTerritories, 0, false);
    EXPECT_FALSE(plain == tint_colour(style, LayerId::kTerritories, 0, true));
    EXPECT_FALSE(plain == tint_colour(style, LayerId::kTerritories, 1, false));
    EXPECT_LT(tint_colour(style, LayerId::kTerritories, Tint::kNone, false).a, plain.a);
  }
}

}  // namespace
}  // namespace nearnet::map
