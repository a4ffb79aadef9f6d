// SPDX-License-Identifier: Apache-2.0
#include "io/vector_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/error.h"
#include "io/table.h"
#include "io/vector_reader.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::read_file;
using testing::TempDir;
using ::testing::ThrowsMessage;

const core::JobContext kJob;
const geo::LonLat kShop{-68.7712345, 44.8012345};

LayerOptions shops() {
  return {.name = "shops",
          .shape = Shape::kPoint,
          .fields = {{"zip", FieldType::kText},
                     {"visits", FieldType::kInteger},
                     {"score", FieldType::kReal},
                     {"since", FieldType::kDate}}};
}

void write_shops(const std::string& path) {
  VectorWriter out(path, shops());
  out.add({std::string("00417"), std::int64_t{3}, 0.125, std::string("2026-11-23")},
          geo::Geometry::point(kShop));
  out.add({std::string("Caf\xC3\xA9, \"x\""), FieldValue(), FieldValue(), FieldValue()},
          geo::Geometry::point({-68.5, 44.9}));
  out.finish();
}

class RoundTrip : public ::testing::TestWithParam<const char*> {};

TEST_P(RoundTrip, PointsAndFieldsComeBack) {
  const TempDir dir;
  const std::string path = dir.file(std::string("shops.") + GetParam());
  write_shops(path);
  VectorReader reader({.source = path});
  Feature feature;
  ASSERT_TRUE(reader.next(feature));
  ASSERT_EQ(feature.state, GeometryState::kGood) << feature.problem;
  EXPECT_NEAR(feature.geometry.points().front().lon, kShop.lon, 1e-9);
  EXPECT_NEAR(feature.geometry.points().front().lat, kShop.lat, 1e-9);
  const auto value = [&](const char* name) {
    auto column = reader.field(name);
    if (!column) column = reader.field(std::string("ogr_") + name);  // GPX extensions
    return column ? feature.values[*column] : FieldValue(std::string("no such column"));
  };
  EXPECT_EQ(to_text(value("zip")), "00417");
  EXPECT_EQ(to_number(value("visits")), 3.0);
  EXPECT_EQ(to_number(value("score")), 0.125);
  EXPECT_EQ(to_date(value("since")), core::parse_date("2026-11-23"));
  ASSERT_TRUE(reader.next(feature));
  EXPECT_EQ(to_text(value("zip")), "Caf\xC3\xA9, \"x\"");
  EXPECT_FALSE(reader.next(feature));
}

TEST_P(RoundTrip, SameContentSameBytesAndPrivate) {
  const TempDir first;
  const TempDir second;
  const std::string name = std::string("shops.") + GetParam();
  write_shops(first.file(name));
  write_shops(second.file(name));
  for (const fs::directory_entry& entry : fs::directory_iterator(first.path())) {
    EXPECT_EQ(read_file(entry.path()), read_file(second.path() / entry.path().filename()))
        << entry.path();
    EXPECT_EQ(fs::status(entry.path()).permissions() & fs::perms::all,
              fs::perms::owner_read | fs::perms::owner_write)
        << entry.path();
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip,
                         ::testing::Values("gpkg", "geojson", "csv", "shp", "fgb", "kml", "gpx",
                                           "xlsx", "ods"),
                         [](const auto& format) { return std::string(format.param); });

class AreaRoundTrip : public ::testing::TestWithParam<const char*> {};

TEST_P(AreaRoundTrip, PolygonsWithHolesComeBack) {
  const TempDir dir;
  const std::string path = dir.file(std::string("areas.") + GetParam());
  const geo::Geometry area =
      geo::Geometry::from_wkt("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 4 6, 6 6, 6 4, 4 4))");
  VectorWriter out(
      path,
      {.name = "areas", .shape = Shape::kMultiPolygon, .fields = {{"name", FieldType::kText}}});
  out.add({std::string("ring")}, area);
  out.finish();
  VectorReader reader({.source = path});
  Feature feature;
  ASSERT_TRUE(reader.next(feature));
  EXPECT_NEAR(feature.geometry.area(), 96.0, 1e-6);
  EXPECT_FALSE(feature.geometry.covers({5, 5}));
}

INSTANTIATE_TEST_SUITE_P(Formats, AreaRoundTrip,
                         ::testing::Values("gpkg", "geojson", "csv", "shp", "fgb", "kml"),
                         [](const auto& format) { return std::string(format.param); });

TEST(VectorWriter, NothingAppearsBeforeFinish) {
  const TempDir dir;
  const std::string path = dir.write("shops.gpkg", "the old file");
  {
    VectorWriter out(path, shops());
    out.add({std::string("1"), FieldValue(), FieldValue(), FieldValue()},
            geo::Geometry::point(kShop));
    EXPECT_EQ(read_file(path), "the old file");
  }
  EXPECT_EQ(read_file(path), "the old file");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()), 1);
}

TEST(VectorWriter, CsvPutsPositionsInColumnsOnce) {
  const TempDir dir;
  write_shops(dir.file("shops.csv"));
  EXPECT_THAT(read_file(dir.file("shops.csv")), HasSubstr("zip,visits,score,since,lon,lat"));
  VectorWriter own(dir.file("own.csv"),
                   {.shape = Shape::kPoint,
                    .fields = {{"Longitude", FieldType::kText}, {"Latitude", FieldType::kText}}});
  own.add({std::string("-68.770"), std::string("44.800")}, geo::Geometry::point(kShop));
  own.finish();
  const std::string content = read_file(dir.file("own.csv"));
  EXPECT_EQ(content.substr(0, content.find('\n')), "Longitude,Latitude");
  EXPECT_THAT(content, HasSubstr("-68.770"));
}

TEST(VectorWriter, ColumnsNamedLikeInternalOnesSurvive) {
  const TempDir dir;
  const std::string path = dir.file("clash.gpkg");
  VectorWriter out(path, {.name = "clash",
                          .shape = Shape::kPoint,
                          .fields = {{"fid", FieldType::kText}, {"geom", FieldType::kText}}});
  out.add({std::string("F7"), std::string("round")}, geo::Geometry::point(kShop));
  out.finish();
  VectorReader reader({.source = path});
  Feature feature;
  ASSERT_TRUE(reader.next(feature));
  EXPECT_EQ(to_text(feature.values[*reader.field("fid")]), "F7");
  EXPECT_EQ(to_text(feature.values[*reader.field("geom")]), "round");
}

TEST(VectorWriter, RefusesWhatAFormatCannotHold) {
  const TempDir dir;
  EXPECT_THAT([&] { VectorWriter(dir.file("x.doc"), shops()); },
              ThrowsMessage<core::ConfigError>(HasSubstr(".gpkg .geojson")));
  EXPECT_THAT([&] { VectorWriter(dir.file("x.gpx"), {.shape = Shape::kPolygon}); },
              ThrowsMessage<core::ConfigError>(HasSubstr("points and lines only")));
  EXPECT_THAT([&] { VectorWriter("-", shops(), "gpkg"); },
              ThrowsMessage<core::ConfigError>(HasSubstr("csv or geojson")));
  EXPECT_THAT([&] { VectorWriter(dir.file("no/such/folder/x.gpkg"), shops()); },
              ThrowsMessage<core::StorageError>(HasSubstr("check the folder")));
  VectorWriter single(dir.file("one.csv"), shops());
  EXPECT_THROW(single.begin_layer(shops()), core::ConfigError);
}

TEST(VectorWriter, SpreadsheetsSayWhatTheyCannotHold) {
  const TempDir dir;
  VectorWriter out(
      dir.file("areas.xlsx"),
      {.name = "areas", .shape = Shape::kPolygon, .fields = {{"note", FieldType::kText}}});
  out.add({std::string(40'000, 'x') + "\xC3\xA9"},
          geo::Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))"));
  std::string umlauts = "a";
  while (umlauts.size() < 40'000) umlauts += "\xC3\xA9";
  out.add({umlauts});
  out.begin_layer({.name = "more", .fields = {{"zip", FieldType::kText}}});
  out.add({std::string("=1+1")});
  out.finish();
  EXPECT_THAT(out.warnings(), ::testing::ElementsAre(HasSubstr("no shapes"), HasSubstr("note")));
  VectorReader reader({.source = dir.file("areas.xlsx"), .layer = "areas"});
  Feature feature;
  ASSERT_TRUE(reader.next(feature));
  EXPECT_EQ(to_text(feature.values[0]), std::string(32'767, 'x'));
  ASSERT_TRUE(reader.next(feature));
  EXPECT_EQ(to_text(feature.values[0]), umlauts.substr(0, 32'767));
  VectorReader second({.source = dir.file("areas.xlsx"), .layer = "more"});
  ASSERT_TRUE(second.next(feature));
  EXPECT_EQ(to_text(feature.values[0]), "=1+1") << "no formula, hence nothing to run";
}

TEST(VectorWriter, NothingBecomesAFormulaToRun) {
  const TempDir dir;
  for (const char* name : {"f.xlsx", "f.ods"}) {
    VectorWriter out(dir.file(name), {.fields = {{"note", FieldType::kText}}});
    for (const char* text : {"=1+1", "of:=1+1"}) out.add({std::string(text)});
    out.finish();
    VectorReader reader({.source = dir.file(name)});
    for (const char* text : {"=1+1", "of:=1+1"}) {
      Feature feature;
      ASSERT_TRUE(reader.next(feature)) << name;
      EXPECT_THAT(to_text(feature.values[0]), ::testing::EndsWith(text)) << name;
    }
  }
}

TEST(VectorWriter, StandardOutput) {
  ::testing::internal::CaptureStdout();
  VectorWriter out("-", {.fields = {{"a", FieldType::kText}}}, "csv");
  out.add({std::string("04401")});
  out.finish();
  const std::string written = ::testing::internal::GetCapturedStdout();
  EXPECT_THAT(written, HasSubstr("04401"));
}

TEST(Table, KeepsEveryCellAndAddsColumns) {
  const TempDir dir;
  write_shops(dir.file("shops.gpkg"));
  const Table table = read_table({.source = dir.file("shops.gpkg")}, kJob);
  ASSERT_EQ(table.rows(), 2U);
  EXPECT_EQ(table.value(0, 0), FieldValue(std::string("00417")));
  EXPECT_EQ(table.value(0, 1), FieldValue(std::int64_t{3}));
  EXPECT_EQ(table.value(0, 2), FieldValue(0.125));
  EXPECT_EQ(table.value(0, 3), FieldValue(std::string("2026-11-23")));
  EXPECT_EQ(table.value(1, 1), FieldValue());
  ASSERT_TRUE(table.position(0));
  EXPECT_EQ(*table.position(0), kShop);

  write_table(
      table, {{"status", FieldType::kText}, {"SCORE", FieldType::kReal}},
      [](std::size_t row) {
        return std::vector<FieldValue>{std::string(row == 0 ? "on_net" : "off_net"), 7.5};
      },
      dir.file("out.gpkg"));
  const Table again = read_table({.source = dir.file("out.gpkg")}, kJob);
  std::vector<std::string> names;
  for (const Field& field : again.fields()) names.push_back(field.name);
  EXPECT_THAT(names, ::testing::ElementsAre("zip", "visits", "since", "status", "SCORE"));
  EXPECT_EQ(again.fields()[1].type, FieldType::kInteger);
  EXPECT_EQ(again.fields()[2].type, FieldType::kDate);
  EXPECT_EQ(again.value(1, 3), FieldValue(std::string("off_net")));
  EXPECT_EQ(*again.position(0), kShop);
}

TEST(Table, SaysWhichRowsHaveNoPlace) {
  const TempDir dir;
  const Table table = read_table(
      {.source = dir.write("t.csv", "id,lat,lon\n1,44,-68\n2,,\n3,x,y\n4,0,0\n5,99,0\n")}, kJob);
  EXPECT_EQ(table.rows(), 5U);
  EXPECT_TRUE(table.position(0));
  for (std::size_t row = 1; row < 5; ++row) EXPECT_FALSE(table.position(row)) << row;
  for (const char* code : {"NO_POSITION", "BAD_COORDINATE", "NULL_ISLAND", "OUT_OF_RANGE"}) {
    EXPECT_EQ(table.diagnostics.count(code), 1) << code;
  }
  EXPECT_EQ(table.value(2, 1), FieldValue(std::string("x")));
}

TEST(Table, AreasKeepTheirShapeAndGiveAPointInside) {
  const TempDir dir;
  const Table table = read_table(
      {.source = dir.write("t.csv", "id,wkt\n1,\"POLYGON ((0 0, 4 0, 4 4, 0 0))\"\n")}, kJob);
  EXPECT_EQ(table.shape(), Shape::kPolygon);
  EXPECT_NEAR(table.geometry(0).area(), 8.0, 1e-9);
  EXPECT_TRUE(table.geometry(0).covers(*table.position(0)));
}

}  // namespace
}  // namespace nearnet::io
