// SPDX-License-Identifier: Apache-2.0
// The FCC's coax hexagons of Maine and the business points of the state, when the data lie beside
// the project.
#include <gtest/gtest.h>

#include <filesystem>

#include "eligibility/evaluate.h"
#include "io/import.h"

namespace nearnet::eligibility {
namespace {

const std::filesystem::path kMaine = NEARNET_SOURCE_DIR "/../shared/data/maine/derived";

TEST(Maine, EveryPointIsJudgedAsPlainGeosJudgesIt) {
  if (!std::filesystem::exists(kMaine)) GTEST_SKIP() << "no Maine data at " << kMaine;
  const core::JobContext job({.threads = 2});
  const auto plant =
      io::import_footprints({.source = kMaine / "bdc_cable_hex_res8_me.gpkg"}, job).records;
  const auto businesses =
      io::import_businesses({.source = kMaine / "business_points_me.csv"}, job).records;
  ASSERT_EQ(plant.size(), 19'917U);
  ASSERT_EQ(businesses.size(), 1'591U);

  const auto prospects = evaluate(
      {.businesses = businesses, .footprints = plant, .today = core::parse_date("2026-11-23")},
      default_rules(), job);
  const Summary summary = summarize(prospects);
  EXPECT_EQ(summary.on_net, 1'571);
  EXPECT_EQ(summary.near_net + summary.off_net, 20);
  EXPECT_EQ(summary.unknown, 0);

  std::vector<geo::LonLatBox> boxes;
  for (const model::Footprint& footprint : plant) boxes.push_back(footprint.geometry.envelope());
  for (std::size_t i = 0; i < businesses.size(); ++i) {
    const geo::LonLat place = *businesses[i].position;
    core::FootprintId smallest;
    for (std::size_t k = 0; k < plant.size(); ++k) {
      if (!boxes[k].contains(place) || !plant[k].geometry.covers(place)) continue;
      if (smallest.empty() || plant[k].id < smallest) smallest = plant[k].id;
    }
    ASSERT_EQ(prospects[i].status == model::NetStatus::kOnNet, !smallest.empty()) << i;
    if (!smallest.empty()) {
      EXPECT_EQ(prospects[i].footprint, smallest) << i;
    }
  }
}

}  // namespace
}  // namespace nearnet::eligibility
