// SPDX-License-Identifier: Apache-2.0
// What leaves the workspace, read back as another program would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "cases/market.h"
#include "io/vector_reader.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_cli;
using testing::run_failing;
using testing::run_json;

std::size_t count_rows(const std::string& path) {
  std::size_t rows = 0;
  const std::vector<std::string> layers = io::layer_names({.source = path});
  io::VectorReader reader({.source = path, .layer = layers.front()});
  io::Feature feature;
  while (reader.next(feature)) ++rows;
  return rows;
}

std::size_t count_files(const std::filesystem::path& folder) {
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) ++files;
  return files;
}

TEST(Export, EveryTableInEveryFormat) {
  Market market;
  market.plan();
  run_json({"log", market.path(), "MH-00001", "--kind", "visit", "--outcome", "interested"});
  const std::map<std::string, std::size_t> tables = {
      {"prospects", 4000}, {"territories", 4}, {"activities", 1}};
  for (const auto& [what, rows] : tables) {
    for (const char* extension : {"csv", "geojson", "gpkg", "kml", "fgb", "shp", "xlsx", "ods"}) {
      SCOPED_TRACE(what + "." + extension);
      const std::string out = market.file(what + "." + extension);
      const Json json = run_json({"export", market.path(), what, out});
      EXPECT_EQ(json["what"], what);
      EXPECT_EQ(json["files"][0], out);
      // FlatGeobuf as this GDAL writes it holds no row without a place; ten have none.
      const bool placed_only = what == "prospects" && std::string(extension) == "fgb";
      EXPECT_EQ(count_rows(out), placed_only ? rows - 10 : rows);
    }
  }
  // Days are routes and stops.
  for (const char* extension : {"csv", "geojson", "gpkg", "kml", "gpx"}) {
    SCOPED_TRACE(extension);
    const std::string out = market.file(std::string("days.") + extension);
    run_json({"export", market.path(), "days", out, "--rep", "R1"});
    EXPECT_GT(count_rows(out), 0U);
  }
}

TEST(Export, TablesForSalesSystemsLeaveOutWhomNobodyMayCall) {
  Market market;
  market.evaluate();
  for (const char* what : {"crm-salesforce", "crm-hubspot"}) {
    const std::string out = market.file(std::string(what) + ".csv");
    const Json json = run_json({"export", market.path(), what, out});
    std::size_t left_out = 0;
    for (const auto& [code, count] : json["left_out"].items()) left_out += count.get<std::size_t>();
    EXPECT_GT(left_out, 0U);
    EXPECT_EQ(count_rows(out) + left_out, 4000U);
  }
}

TEST(Export, PacksAreWhole) {
  Market market;
  market.plan();
  const std::string pack = market.file("pack");
  const Json json =
      run_json({"export", market.path(), "day-pack", pack, "--rep", "R1", "--date", "2026-11-23"});
  for (const char* name :
       {"index.html", "2026-11-23.html", "2026-11-23.gpx", "stops.csv", "stops.geojson"}) {
    EXPECT_TRUE(std::filesystem::is_regular_file(pack + "/" + name)) << name;
  }
  EXPECT_EQ(count_rows(pack + "/stops.csv"), static_cast<std::size_t>(market.rows("stops")));
  EXPECT_EQ(count_rows(pack + "/stops.geojson"), static_cast<std::size_t>(market.rows("stops")));
  const std::string sheet = testing::read_file(pack + "/2026-11-23.html");
  EXPECT_THAT(sheet, HasSubstr("<svg"));
  EXPECT_THAT(sheet, HasSubstr("Alice Marden"));
  EXPECT_EQ(sheet.find("src=\"http"), std::string::npos);  // nothing is fetched from elsewhere
  for (const Json& file : json["files"]) {
    EXPECT_TRUE(std::filesystem::exists(file.get<std::string>())) << file;
  }
  run_json(
      {"export", market.path(), "weekly-pack", market.file("week.html"), "--date", "2026-11-23"});
  EXPECT_THAT(testing::read_file(market.file("week.html")), HasSubstr("2026-W48"));
  run_json({"export", market.path(), "weekly-pack", market.file("week.csv")});
  EXPECT_GT(count_rows(market.file("week.csv")), 0U);
}

TEST(Export, StandardOutputHoldsTheTableAndNothingElse) {
  Market market;
  market.plan();
  for (const std::string what : {"prospects", "territories", "crm-hubspot", "crm-salesforce"}) {
    SCOPED_TRACE(what);
    const std::string out = market.file(what + ".csv");
    run_json({"export", market.path(), what, out});
    const testing::CliRun run =
        run_cli({"export", market.path(), what, "-", "--format", "csv", "--quiet"});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(run.out, testing::read_file(out));
  }
  const testing::CliRun json =
      run_cli({"export", market.path(), "prospects", "-", "--format", "geojson"});
  EXPECT_EQ(Json::parse(json.out)["features"].size(), 4000U);
  const testing::CliRun scenario = run_cli({"territories", market.path(), "export", "first", "-"});
  EXPECT_EQ(scenario.code, 0);
  EXPECT_EQ(scenario.out, testing::read_file(market.file("territories.csv")));
  EXPECT_THAT(run_failing(2, {"export", market.path(), "day-pack", "-"}), HasSubstr("folder"));
  EXPECT_THAT(run_failing(2, {"export", market.path(), "days", "-", "--format", "gpkg"}),
              HasSubstr("csv or geojson"));
}

TEST(Export, WhatAFormatCannotKeepIsTold) {
  Market market;
  market.evaluate();
  const testing::CliRun shapefile =
      run_cli({"export", market.path(), "prospects", market.file("list.shp")});
  EXPECT_EQ(shapefile.code, 0);
  EXPECT_THAT(shapefile.err, HasSubstr("LEFT_OUT"));
  EXPECT_THAT(shapefile.err, HasSubstr("'business_id' to 'business_i'"));
  EXPECT_THAT(run_cli({"export", market.path(), "prospects", market.file("list.fgb")}).err,
              HasSubstr("10 rows without a place are left out"));
  EXPECT_EQ(run_cli({"export", market.path(), "prospects", market.file("list.gpkg")}).err, "");
}

TEST(Export, AFailureLeavesNothingBehind) {
  Market market;
  market.evaluate();
  const std::size_t before = count_files(std::filesystem::path(market.path()).parent_path());
  EXPECT_THAT(run_failing(2, {"export", market.path(), "prospects", market.file("a.xyz")}),
              HasSubstr(".geojson"));
  EXPECT_THAT(run_failing(4, {"export", market.path(), "prospects", market.file("no/a.csv")}),
              HasSubstr("no/a.csv"));
  EXPECT_THAT(run_failing(2, {"export", market.path(), "territories", market.file("t.csv")}),
              HasSubstr("design"));
  EXPECT_THAT(run_failing(2, {"export", market.path(), "days", market.file("d.csv")}),
              HasSubstr("plan"));
  EXPECT_THAT(run_failing(4, {"export", market.path(), "map", market.file("m.png")}),
              HasSubstr("no map in tests"));
  EXPECT_EQ(count_files(std::filesystem::path(market.path()).parent_path()), before);
}

TEST(Export, AFolderThatIsNoPackIsLeftAlone) {
  Market market;
  market.plan();
  std::filesystem::create_directory(market.file("mine"));
  const std::string letter = market.write("mine/letter.txt", "Dear");
  EXPECT_THAT(run_failing(4, {"export", market.path(), "day-pack", market.file("mine")}),
              HasSubstr("left alone"));
  EXPECT_EQ(testing::read_file(letter), "Dear");
}

}  // namespace
}  // namespace nearnet::cases
