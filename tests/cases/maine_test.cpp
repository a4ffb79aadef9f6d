// SPDX-License-Identifier: Apache-2.0
// The whole job on real input: cable availability, businesses, streets and tracts of Maine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cases/flat_earth.h"
#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_json;

class Maine : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = shared_file("maine");
    if (folder_.empty()) GTEST_SKIP() << "shared/data/maine is not beside this project";
  }
  void import_plant_and_businesses() {
    const Json plant = import_json({path_, "footprints", plant_file()});
    EXPECT_EQ(plant["imported"], 19917);
    EXPECT_EQ(plant["rows_read"], 19917);
    const Json businesses = import_json({path_, "businesses", business_file()});
    EXPECT_EQ(businesses["imported"], 1591);
  }
  std::string plant_file() const { return folder_ + "/derived/bdc_cable_hex_res8_me.gpkg"; }
  std::string business_file() const { return folder_ + "/derived/business_points_me.csv"; }

  std::string folder_;
  Market market_;
  const std::string& path_ = market_.path();
};

TEST_F(Maine, OneThousandFiveHundredAndSeventyOneAreOnNet) {
  import_plant_and_businesses();
  const Json exact = run_json({"eligibility", path_, "--near-net", "0m"});
  EXPECT_EQ(exact["businesses"], 1591);
  EXPECT_EQ(exact["on_net"], 1571);
  EXPECT_EQ(exact["near_net"], 0);
  EXPECT_EQ(exact["off_net"], 20);

  // With the default reach, against every edge of every hexagon.
  const Json reach = run_json({"eligibility", path_});
  std::vector<Plant> plant;
  io::VectorReader hexagons({.source = plant_file()});
  io::Feature feature;
  while (hexagons.next(feature)) {
    plant.push_back({core::FootprintId(std::to_string(feature.fid)), feature.geometry.polygons()});
  }
  std::int64_t near_net = 0;
  io::VectorReader shops({.source = business_file()});
  while (shops.next(feature)) {
    const Opinion opinion = opinion_on(feature.geometry.centroid(), plant);
    if (!opinion.covered && opinion.distance_m <= 150.0) ++near_net;
  }
  EXPECT_EQ(reach["on_net"], 1571);
  EXPECT_EQ(reach["near_net"], near_net);
  EXPECT_EQ(reach["off_net"], 20 - near_net);
  RecordProperty("near_net", static_cast<int>(near_net));
}

TEST_F(Maine, TheWholeJobRuns) {
  import_plant_and_businesses();
  const Json roads = import_json({path_, "roads", folder_ + "/osm/bangor_maine.osm.pbf"});
  EXPECT_GT(roads["imported"], 1500);
  const Json units = import_json({path_, "units", folder_ + "/boundaries/cejst-me.zip"});
  EXPECT_EQ(units["rows_read"], 358);
  run_json({"eligibility", path_});
  for (const char* basic : {"hex:500m", "units"}) {
    SCOPED_TRACE(basic);
    const Json design =
        run_json({"territories", path_, "design", "--count", "4", "--units", basic});
    EXPECT_EQ(design["territories"].size(), 4U);
    EXPECT_TRUE(design["connected"].get<bool>());
    for (const Json& each : design["territories"]) {
      EXPECT_EQ(each["weights"].size(), 2U) << "prospects and hours; nothing has any mrc";
    }
  }
  // Without a list of reps first, then with one.
  run_json({"days", path_, "plan", "--rep", "me", "--from", "2026-11-23", "--days", "1",
            "--iterations", "1000"});
  import_json({path_, "reps",
               market_.write("reps.csv",
                             "rep_id,name,lat,lon\n"
                             "ae-1,Ada,44.80,-68.77\n")});
  const Json plan = run_json({"days", path_, "plan", "--rep", "ae-1", "--from", "2026-11-23",
                              "--days", "5", "--iterations", "1000"});
  EXPECT_EQ(plan["days"].size(), 5U);
  EXPECT_GT(plan["visited"], 50);
  const Json coverage = run_json({"coverage", path_, "--by", "rep", "--today", "2026-11-23"});
  EXPECT_GT(coverage["universe"], 1570);
  EXPECT_GT(coverage["planned"], 50);
  const Json pack = run_json({"export", path_, "day-pack", market_.file("pack")});
  EXPECT_GT(pack["files"].size(), 10U);
  market_.expect_sound();
}

TEST_F(Maine, TablesWithoutPlacesAreRefusedWithAdvice) {
  const std::string message = testing::run_failing(
      3, {"import", path_, "competitors", folder_ + "/fcc-477/ME-Fixed-Jun2021.zip"});
  EXPECT_THAT(message, HasSubstr("--join"));
}

}  // namespace
}  // namespace nearnet::cases
