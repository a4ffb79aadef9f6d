// SPDX-License-Identifier: Apache-2.0
// nearnet eligibility on plain files, against an opinion formed without any code of ours.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cases/flat_earth.h"
#include "cases/market.h"
#include "core/text.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_cli;
using testing::run_failing;
using testing::run_json;

constexpr double kNearNet = 150.0;

std::vector<Plant> read_plant(const std::string& path, const std::string& id_column) {
  io::VectorReader reader({.source = path});
  std::vector<Plant> plant;
  io::Feature feature;
  while (reader.next(feature)) {
    const std::string id = io::to_text(feature.values[*reader.field(id_column)]);
    plant.push_back({core::FootprintId(id), feature.geometry.polygons()});
  }
  return plant;
}

/// Judges an output row by row: status, footprint_id and distance_m.
void expect_right(const std::string& output, const std::vector<Plant>& plant) {
  io::VectorReader reader({.source = output});
  const auto status = reader.field("status");
  const auto footprint = reader.field("footprint_id");
  const auto distance = reader.field("distance_m");
  ASSERT_TRUE(status && footprint && distance);
  std::size_t judged = 0;
  io::Feature feature;
  while (reader.next(feature)) {
    if (feature.state != io::GeometryState::kGood) {
      EXPECT_EQ(io::to_text(feature.values[*status]), "unknown");
      continue;
    }
    const Opinion opinion = opinion_on(feature.geometry.centroid(), plant);
    SCOPED_TRACE(feature.row);
    const double tolerance = 0.005 + opinion.distance_m * 2e-5;
    const auto measured = io::to_number(feature.values[*distance]);
    ASSERT_TRUE(measured);
    EXPECT_NEAR(*measured, opinion.distance_m, tolerance);
    if (opinion.covered || opinion.runner_up_m > opinion.distance_m + 2.0 * tolerance) {
      EXPECT_EQ(io::to_text(feature.values[*footprint]), opinion.footprint.text());
    }
    if (std::abs(opinion.distance_m - kNearNet) > tolerance) {
      EXPECT_EQ(io::to_text(feature.values[*status]), opinion.covered                  ? "on_net"
                                                      : opinion.distance_m <= kNearNet ? "near_net"
                                                                                       : "off_net");
    }
    ++judged;
  }
  EXPECT_GT(judged, 3900U);
}

class PlainEligibility : public ::testing::Test {
 protected:
  Json evaluate(const std::string& businesses, const std::string& footprints,
                const std::string& output, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"eligibility", "--businesses", businesses, "--footprints",
                               footprints, "--output", output, "--near-net", "150m"});
    return run_json(more);
  }

  testing::TempDir dir_;
  const std::string shops_ = sample_file("town_businesses.csv");
  const std::string plant_ = sample_file("town_footprints.geojson");
};

TEST_F(PlainEligibility, EveryFormatInAndOutIsJudgedAlike) {
  const std::vector<std::string> plant_columns = columns_of(plant_);
  const std::string id = plant_columns.front();
  const std::vector<Plant> plant = read_plant(plant_, id);
  const std::vector<std::string> added = {"status", "eligible", "footprint_id", "distance_m",
                                          "reasons"};
  std::vector<std::string> columns = columns_of(shops_);
  const auto input = read_rows(shops_, columns);
  columns.insert(columns.end(), added.begin(), added.end());
  Json first;
  std::vector<std::vector<std::string>> verdicts;
  for (const char* extension : {"csv", "gpkg", "geojson", "fgb"}) {
    SCOPED_TRACE(extension);
    const std::string out = dir_.file(std::string("verdicts.") + extension);
    Json json = evaluate(shops_, plant_, out, {"--footprint-id", id});
    json.erase("seconds");
    EXPECT_EQ(json["businesses"], 4000);
    if (first.is_null()) first = json;
    EXPECT_EQ(json, first);
    expect_right(out, plant);
    // The input's own columns are all there, with their values, in rows as many as came in.
    std::vector<std::vector<std::string>> rows = read_rows(out, columns);
    // FlatGeobuf as this GDAL writes it holds no row without a place; ten have none.
    ASSERT_EQ(rows.size(), std::string(extension) == "fgb" ? input.size() - 10 : input.size());
    if (std::string(extension) == "csv") {
      for (std::size_t row = 0; row < input.size(); ++row) {
        rows[row].resize(input[row].size());
        EXPECT_EQ(rows[row], input[row]) << row;
      }
    }
  }
  // What was written can be judged again, in any format.
  for (const char* extension : {"gpkg", "geojson", "fgb"}) {
    SCOPED_TRACE(extension);
    Json json = evaluate(dir_.file(std::string("verdicts.") + extension), plant_,
                         dir_.file("again.csv"), {"--footprint-id", id});
    EXPECT_EQ(json["on_net"], first["on_net"]);
    EXPECT_EQ(json["near_net"], first["near_net"]);
    EXPECT_EQ(json["off_net"], first["off_net"]);
  }
}

TEST_F(PlainEligibility, TheSmallestIdCoversAndTheNearestIsNamed) {
  const std::string plant = dir_.write("plant.geojson",
                                       R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"node":"10"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0.01,0],[0.01,0.01],[0,0.01],[0,0]]]}},
{"type":"Feature","properties":{"node":"9"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0.01,0],[0.01,0.01],[0,0.01],[0,0]]]}},
{"type":"Feature","properties":{"node":"11"},"geometry":{"type":"Polygon","coordinates":[[[0.02,0],[0.03,0],[0.03,0.01],[0.02,0.01],[0.02,0]]]}}]})");
  const std::string shops = dir_.write("shops.csv",
                                       "id,lon,lat\n"
                                       "inside,0.005,0.005\n"
                                       "corner,0.01,0.01\n"
                                       "edge,0.01,0.005\n"
                                       "near,0.0101,0.005\n"
                                       "far,0.0195,0.005\n"
                                       "nowhere,,\n");
  evaluate(shops, plant, dir_.file("out.csv"), {"--footprint-id", "node"});
  const auto rows =
      read_rows(dir_.file("out.csv"), {"id", "status", "eligible", "footprint_id", "reasons"});
  ASSERT_EQ(rows.size(), 6U);
  using Row = std::vector<std::string>;
  EXPECT_EQ(rows[0], (Row{"inside", "on_net", "1", "9", "ON_NET"}));
  EXPECT_EQ(rows[1], (Row{"corner", "on_net", "1", "9", "ON_NET"}));
  EXPECT_EQ(rows[2], (Row{"edge", "on_net", "1", "9", "ON_NET"}));
  EXPECT_EQ(rows[3], (Row{"near", "near_net", "1", "9", "NEAR_NET"}));
  EXPECT_EQ(rows[4], (Row{"far", "near_net", "1", "11", "NEAR_NET"}));
  EXPECT_EQ(rows[5][1], "unknown");
  EXPECT_EQ(rows[5][2], "0");
}

TEST_F(PlainEligibility, StandardOutputHoldsTheRowsAlone) {
  const std::string out = dir_.file("verdicts.csv");
  evaluate(shops_, plant_, out);
  const testing::CliRun run =
      run_cli({"eligibility", "--businesses", shops_, "--footprints", plant_, "--output", "-",
               "--format", "csv", "--near-net", "150m", "-q"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out, testing::read_file(out));
  const testing::CliRun json = run_cli({"eligibility", "--businesses", shops_, "--footprints",
                                        plant_, "--output", "-", "--format", "geojson"});
  EXPECT_EQ(Json::parse(json.out)["features"].size(), 4000U);
  EXPECT_THAT(run_failing(2, {"eligibility", "--businesses", shops_, "--footprints", plant_,
                              "--output", "-", "--json"}),
              HasSubstr("standard output"));
}

TEST_F(PlainEligibility, FailuresLeaveNoOutput) {
  const std::string out = dir_.file("verdicts.gpkg");
  const auto fails = [&](int code, const std::string& businesses, const std::string& footprints) {
    return run_failing(code, {"eligibility", "--businesses", businesses, "--footprints", footprints,
                              "--output", out});
  };
  EXPECT_THAT(fails(3, dir_.file("no.csv"), plant_), HasSubstr("no such file"));
  EXPECT_THAT(fails(3, shops_, dir_.file("no.gpkg")), HasSubstr("no such file"));
  EXPECT_THAT(fails(3, shops_, shops_), HasSubstr("polygons"));
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST_F(PlainEligibility, ThreadsChangeNothing) {
  for (const char* threads : {"1", "2", "5"}) {
    evaluate(shops_, plant_, dir_.file(std::string(threads) + ".geojson"), {"--threads", threads});
  }
  const std::string one = testing::read_file(dir_.file("1.geojson"));
  EXPECT_EQ(testing::read_file(dir_.file("2.geojson")), one);
  EXPECT_EQ(testing::read_file(dir_.file("5.geojson")), one);
}

}  // namespace
}  // namespace nearnet::cases
