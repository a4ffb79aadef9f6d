// SPDX-License-Identifier: Apache-2.0
#include "io/vector_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>

#include "core/error.h"
#include "io/gdal_runtime.h"
#include "io/tiny_zip.h"
#include "io/vector_writer.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::TempDir;
using ::testing::ThrowsMessage;

std::vector<Feature> read_all(const SourceOptions& options) {
  VectorReader reader(options);
  std::vector<Feature> features;
  for (Feature feature; reader.next(feature);) features.push_back(feature);
  return features;
}

auto refuses(const std::string& source, const std::string& hint) {
  return [=] {
    EXPECT_THAT([&] { read_all({.source = source}); },
                ThrowsMessage<core::InputError>(AllOf(HasSubstr(source), HasSubstr(hint))));
  };
}

constexpr const char* kCsv = "name,zip,lat,lon\nAda,04401,44.8,-68.77\nBob,00417,44.9,-68.5\n";

TEST(VectorReader, CsvKeepsTextAndTakesPositionsFromColumns) {
  const TempDir dir;
  VectorReader reader({.source = dir.write("shops.csv", kCsv)});
  EXPECT_TRUE(reader.has_geometry());
  EXPECT_EQ(reader.layer(), "shops");
  Feature feature;
  ASSERT_TRUE(reader.next(feature));
  EXPECT_EQ(feature.row, 1);
  EXPECT_EQ(to_text(feature.values[*reader.field("ZIP")]), "04401");
  ASSERT_EQ(feature.state, GeometryState::kGood);
  EXPECT_EQ(feature.geometry.points().front(), (geo::LonLat{-68.77, 44.8}));
  ASSERT_TRUE(reader.next(feature));
  EXPECT_EQ(feature.row, 2);
  EXPECT_FALSE(reader.next(feature));
}

TEST(VectorReader, CsvOfOtherProgramsAndTimes) {
  const TempDir dir;
  for (const auto& [name, content] : std::initializer_list<std::pair<const char*, std::string>>{
           {"bom.csv", "\xEF\xBB\xBFname,lat,lon\nCaf\xC3\xA9,44.8,-68.77\n"},
           {"latin.csv", "name,lat,lon\nCaf\xE9,44.8,-68.77\n"},
           {"mac.csv", "name,lat,lon\rCaf\xC3\xA9,44.8,-68.77\r"},
           {"semicolon.csv", "name;lat;lon\nCaf\xC3\xA9;44.8;-68.77\n"},
           {"tabs.tsv", "name\tlat\tlon\nCaf\xC3\xA9\t44.8\t-68.77\n"},
           {"plain.txt", "name,lat,lon\r\nCaf\xC3\xA9,44.8,-68.77\r\n"}}) {
    SCOPED_TRACE(name);
    VectorReader reader({.source = dir.write(name, content)});
    Feature feature;
    ASSERT_TRUE(reader.next(feature));
    ASSERT_TRUE(reader.field("name"));
    EXPECT_EQ(to_text(feature.values[*reader.field("name")]), "Caf\xC3\xA9");
    EXPECT_EQ(feature.state, GeometryState::kGood);
    EXPECT_FALSE(reader.next(feature));
  }
}

TEST(VectorReader, NamedColumnsAndForcedSystem) {
  const TempDir dir;
  const std::string path = dir.write("utm.csv", "e,n\n500000,4960000\n");
  const auto features =
      read_all({.source = path, .crs = "EPSG:26919", .lon_column = "e", .lat_column = "n"});
  ASSERT_EQ(features.size(), 1U);
  const geo::LonLat place = features[0].geometry.points().front();
  EXPECT_NEAR(place.lon, -69.0, 1e-6);
  EXPECT_NEAR(place.lat, 44.79, 0.01);
}

TEST(VectorReader, UnknownSystemIsTakenAsDegreesOnlyWhenItFits) {
  const TempDir dir;
  VectorReader fits({.source = dir.write("a.csv", "id,wkt\n1,POINT (-68.7 44.8)\n")});
  Feature feature;
  ASSERT_TRUE(fits.next(feature));
  EXPECT_THAT(fits.notes(), ::testing::Contains(HasSubstr("taken as WGS 84")));
  refuses(dir.write("b.csv", "id,wkt\n1,POINT (431000 4960000)\n"), "--crs EPSG:26919")();
}

TEST(VectorReader, WhereFiltersAndExplainsMistakes) {
  const TempDir dir;
  const std::string csv = dir.write("shops.csv", kCsv);
  EXPECT_EQ(read_all({.source = csv, .where = "zip = '00417'"}).size(), 1U);
  EXPECT_THAT([&] { read_all({.source = csv, .where = "plz = 1"}); },
              ThrowsMessage<core::ConfigError>(HasSubstr("its columns are name, zip, lat, lon")));
  const std::string gpkg = dir.file("shops.gpkg");
  VectorWriter out(gpkg, {.name = "shops", .fields = {{"zip", FieldType::kText}}});
  out.add({std::string("1")});
  out.finish();
  EXPECT_THAT([&] { read_all({.source = gpkg, .where = "plz = 1"}); },
              ThrowsMessage<core::ConfigError>(HasSubstr("its columns are zip")));
}

TEST(VectorReader, LooksIntoArchives) {
  const TempDir dir;
  const std::string mac = dir.write("mac.zip", testing::tiny_zip({{"__MACOSX/._shops.csv", "junk"},
                                                                  {".DS_Store", "junk"},
                                                                  {"Data/", ""},
                                                                  {"Data/shops.csv", kCsv}}));
  EXPECT_EQ(read_all({.source = mac}).size(), 2U);
  EXPECT_EQ(read_all({.source = "/vsizip/" + mac}).size(), 2U);
  EXPECT_EQ(read_all({.source = "/vsizip/" + mac + "/Data/shops.csv"}).size(), 2U);

  const std::string two = dir.write(
      "two.zip", testing::tiny_zip({{"a.csv", kCsv}, {"b.csv", "name,lat,lon\nC,1,1\n"}}));
  refuses(two, "several files (a.csv, b.csv); choose one with --layer")();
  EXPECT_EQ(read_all({.source = two, .layer = "b"}).size(), 1U);
  EXPECT_EQ(read_all({.source = two, .layer = "a.csv"}).size(), 2U);
  refuses(dir.write("none.zip", testing::tiny_zip({{"readme.pdf", "x"}})), "no file that can be")();
  refuses(dir.write("fake.zip", "this is no archive"), "unpack it")();
}

TEST(VectorReader, ReadsFileGeodatabasesFoldersOrZipped) {
  const testing::TempDir dir;
  const std::string list = dir.write(
      "plant.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"providerid":130001},)"
      R"("geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]})");
  const std::string folder = dir.file("plant.gdb");
  const std::string archive = dir.file("plant.zip");
  const std::string command = "cd " + dir.file(".") + " && ogr2ogr -q -f OpenFileGDB " + folder +
                              " " + list + " && cmake -E tar cf " + archive +
                              " --format=zip plant.gdb";
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
  for (const std::string& source : {folder, archive}) {
    VectorReader reader({.source = source});
    Feature feature;
    ASSERT_TRUE(reader.next(feature)) << source;
    EXPECT_EQ(to_text(feature.values[*reader.field("providerid")]), "130001");
    EXPECT_EQ(feature.state, GeometryState::kGood);
  }
}

TEST(VectorReader, BadSourcesSayWhatToDo) {
  const TempDir dir;
  refuses(dir.file("missing.csv"), "no such file")();
  refuses(dir.path().string(), "is a folder")();
  refuses(dir.write("empty.csv", ""), "empty (0 bytes)")();
  refuses(dir.write("prose.csv", "Hello\n"), "no comma, semicolon or tab")();
  refuses(dir.write("error.geojson", R"({"status":"Failed","error":{"code":400}})"),
          "its members are error, status")();
  refuses(dir.write("cut.geojson", R"({"type":"FeatureCollection","features":[{"type":"Fea)"),
          "again")();
  refuses(dir.write("page.geojson", "<!DOCTYPE html><html></html>"), "web page")();
  refuses(dir.write("text.geojson", "{\\rtf1\\ansi hello}"), "RTF")();
  refuses(dir.write("noise.gpkg", std::string(2000, '\x07')), "cannot be read")();
  refuses(dir.write("pointer.gpkg", "version https://git-lfs.github.com/spec/v1\n"), "Git LFS")();
}

TEST(VectorReader, AFileCutShortIsNotReadHalf) {
  const TempDir dir;
  std::string text = R"({"type":"FeatureCollection","features":[)";
  for (int i = 0; i < 5; ++i) {
    text +=
        R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}},)";
  }
  refuses(dir.write("cut.geojson", text), "again")();
}

TEST(VectorReader, LayersAreListedWhenUnclear) {
  const TempDir dir;
  const std::string path = dir.file("two.gpkg");
  VectorWriter out(path, {.name = "north", .fields = {{"a", FieldType::kText}}});
  out.add({std::string("x")});
  out.begin_layer({.name = "south", .fields = {{"a", FieldType::kText}}});
  out.add({std::string("y")});
  out.finish();
  refuses(path, "several layers (north, south); choose one with --layer")();
  EXPECT_EQ(read_all({.source = path, .layer = "south"}).size(), 1U);
  EXPECT_THAT([&] { read_all({.source = path, .layer = "east"}); },
              ThrowsMessage<core::InputError>(HasSubstr("has no layer east; it has north, south")));
  EXPECT_EQ(layer_names({.source = path}), (std::vector<std::string>{"north", "south"}));
}

TEST(VectorReader, ShortNameKeepsFoldersAndPasswordsOut) {
  const TempDir dir;
  const std::string path = dir.write("my shops.csv", kCsv);
  EXPECT_EQ(VectorReader({.source = path}).short_name(), "my shops.csv");
}

TEST(VectorReader, RepeatedColumnNamesAreToldApart) {
  const TempDir dir;
  VectorReader reader({.source = dir.write("twice.csv", "name,Name,lat,lon\na,b,1,2\n")});
  EXPECT_NE(reader.fields()[0].name, reader.fields()[1].name);
}

/// Areas, lines, points and rows without any, with all that makes cells awkward.
std::string awkward_shapes(const testing::TempDir& dir, const std::string& name) {
  const std::array shapes = {
      geo::Geometry::from_wkt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))"),
      geo::Geometry::from_wkt("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))"),
      geo::Geometry::from_wkt("LINESTRING (-68.5 44.5, -68.25 44.75)"),
      geo::Geometry::from_wkt("POINT (-68.5 44.5)")};
  const std::array texts = {"Dunn, Sons & \"Co\"", "Café Ré", "", "two\nlines", "04401"};
  const std::string path = dir.file(name);
  VectorWriter out(path, {.name = "plant",
                          .shape = Shape::kAny,
                          .fields = {{"name", FieldType::kText},
                                     {"count", FieldType::kInteger},
                                     {"size", FieldType::kReal}}});
  for (std::size_t i = 0; i < 1'000; ++i) {
    const auto number = static_cast<std::int64_t>(i);
    const FieldValue text = i % 11 == 0 ? FieldValue() : FieldValue(texts[i % texts.size()]);
    const FieldValue count = i % 7 == 0 ? FieldValue() : FieldValue(number * 1'000'000'007);
    const FieldValue size =
        i % 5 == 0 ? FieldValue() : FieldValue(0.25 + 0.5 * static_cast<double>(i));
    if (i % 13 == 0) {
      out.add({text, count, size});
    } else {
      out.add({text, count, size}, shapes[i % shapes.size()]);
    }
  }
  out.finish();
  return path;
}

TEST(VectorReader, RowsReadInBatchesAreThoseReadOneByOne) {
  const testing::TempDir dir;
  // A GeoPackage is read in batches, GeoJSON is not.
  VectorReader batched({.source = awkward_shapes(dir, "plant.gpkg")});
  VectorReader single({.source = awkward_shapes(dir, "plant.geojson")});
  ASSERT_EQ(batched.fields(), single.fields());
  Feature one;
  Feature other;
  std::int64_t rows = 0;
  while (batched.next(one)) {
    ASSERT_TRUE(single.next(other));
    ++rows;
    EXPECT_EQ(one.row, rows);
    EXPECT_EQ(one.fid, rows);
    EXPECT_EQ(one.values, other.values) << rows;
    EXPECT_EQ(one.state, other.state) << rows;
    EXPECT_EQ(one.problem, other.problem) << rows;
    EXPECT_EQ(one.geometry.wkt(), other.geometry.wkt()) << rows;
  }
  EXPECT_FALSE(single.next(other));
  EXPECT_EQ(rows, 1'000);
}

TEST(VectorReader, AreasReadInBatchesMayCrossTheAntimeridianAndNoPole) {
  const TempDir dir;
  const std::string path = dir.file("plant.gpkg");
  VectorWriter out(path, {.name = "plant", .shape = Shape::kPolygon});
  out.add({}, geo::Geometry::from_wkt("POLYGON ((179 0, 181 0, 181 1, 179 1, 179 0))"));
  out.add({}, geo::Geometry::from_wkt("POLYGON ((0 80, 1 80, 1 99, 0 80))"));
  out.finish();
  const std::vector<Feature> rows = read_all({.source = path});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].state, GeometryState::kGood);
  EXPECT_EQ(rows[0].geometry.envelope(), (geo::LonLatBox{179.0, 0.0, 181.0, 1.0}));
  EXPECT_EQ(rows[1].state, GeometryState::kOutOfRange);
  EXPECT_THAT(rows[1].problem, HasSubstr("latitudes 80 to 99"));
}

TEST(VectorReader, BatchesHoldWhatTheConditionLeaves) {
  const testing::TempDir dir;
  VectorReader reader({.source = awkward_shapes(dir, "plant.gpkg"), .where = "size < 100.5"});
  Feature feature;
  std::int64_t rows = 0;
  while (reader.next(feature)) {
    ++rows;
    EXPECT_LT(std::get<double>(feature.values[2]), 100.5);
    EXPECT_GT(feature.fid, 0);
  }
  EXPECT_EQ(rows, 160);  // of 0 to 200, all but each fifth
}

TEST(GdalMessages, KeepsMessagesFromTheScreen) {
  initialise_gdal();
  ::testing::internal::CaptureStderr();
  const TempDir dir;
  EXPECT_THROW(read_all({.source = dir.write("noise.shp", "not a shapefile")}), core::InputError);
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace nearnet::io
