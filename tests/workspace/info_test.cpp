// SPDX-License-Identifier: Apache-2.0
#include "workspace/info.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "storage/tables.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

const LayerInfo& layer(const Info& info, const std::string& name) {
  return *std::find_if(info.layers.begin(), info.layers.end(),
                       [&](const LayerInfo& known) { return known.name == name; });
}

TEST(InfoTest, CountsPlacesAndDatesEveryLayer) {
  const Town town;
  Workspace market = town.published();
  const Info all = info(market.snapshot(), market.store());
  EXPECT_EQ(all.title, "Elmtown");
  EXPECT_EQ(all.time_zone, "America/New_York");
  EXPECT_EQ(all.crs, "EPSG:4326");
  EXPECT_EQ(all.schema_version, storage::kSchemaVersion);
  EXPECT_EQ(all.version, market.snapshot().version);
  std::vector<std::string> names;
  for (const LayerInfo& known : all.layers) names.push_back(known.name);
  std::vector<std::string> expected;
  for (const storage::Table* table : storage::all_tables()) expected.emplace_back(table->name);
  EXPECT_EQ(names, expected);
  for (std::size_t i = 0; i < all.layers.size(); ++i) {
    EXPECT_EQ(all.layers[i].rows, market.store().count(*storage::all_tables()[i])) << names[i];
  }

  const LayerInfo& plant = layer(all, "footprints");
  EXPECT_EQ(plant.rows, 2);
  EXPECT_EQ(plant.geometry, "any");
  EXPECT_EQ(plant.extent, (geo::LonLatBox{-68.80, 44.80, -68.70, 44.828}));
  EXPECT_EQ(plant.last_changed_by_command, "import footprints");
  EXPECT_EQ(plant.last_changed_at.size(), 19u);
  EXPECT_EQ(layer(all, "businesses").last_changed_by_command, "territories publish");
  EXPECT_EQ(layer(all, "prospects").last_changed_by_command, "eligibility");
  EXPECT_EQ(layer(all, "reps").geometry, "point");
  EXPECT_EQ(layer(all, "roads").rows, 0);
  EXPECT_TRUE(layer(all, "roads").extent.empty());
  EXPECT_EQ(layer(all, "roads").last_changed_by_command, "");
  EXPECT_EQ(layer(all, "quotas").geometry, "none");
}

TEST(InfoTest, AnUndoIsTheLastChange) {
  const Town town;
  Workspace market = town.evaluated();
  market.undo();
  const Info all = info(market.snapshot(), market.store());
  EXPECT_EQ(layer(all, "prospects").last_changed_by_command, "undo");
  EXPECT_EQ(layer(all, "businesses").last_changed_by_command, "import businesses");
}

}  // namespace
}  // namespace nearnet::workspace
