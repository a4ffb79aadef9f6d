// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"
#include "geo/geodesic.h"
#include "geo/h3.h"
#include "io/antimeridian.h"
#include "io/import.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

const core::JobContext kJob;

std::string collection(std::initializer_list<std::string> features) {
  std::string text = R"({"type":"FeatureCollection","features":[)";
  for (const std::string& feature : features) {
    if (text.back() == '}') text += ",";
    text += feature;
  }
  return text + "]}";
}

std::string feature(const std::string& properties, const std::string& geometry) {
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

std::string polygon(const std::string& ring) {
  return R"({"type":"Polygon","coordinates":[[)" + ring + "]]}";
}

const std::string kSquare =
    polygon("[-68.8,44.8],[-68.7,44.8],[-68.7,44.9],[-68.8,44.9],[-68.8,44.8]");
const std::string kBowTie = polygon("[0,50],[1,51],[1,50],[0,51],[0,50]");

TEST(ImportFootprints, ReadsFieldsAndKeepsTheRest) {
  const testing::TempDir dir;
  const std::string path =
      dir.write("plant.geojson",
                collection({feature(R"("footprint_id":"007","brand_name":"Coaxial","technology":40,
          "max_down_mbps":940.5,"segment":"X","as_of":"2026-10-01","zone":3,"alpha":"a")",
                                    kSquare)}));
  const auto in = import_footprints({.source = path}, kJob);
  ASSERT_EQ(in.records.size(), 1U);
  const model::Footprint& plant = in.records.front();
  EXPECT_EQ(plant.id.text(), "007");
  EXPECT_EQ(plant.provider, "Coaxial");
  EXPECT_EQ(plant.technology, "40");
  EXPECT_EQ(plant.max_down_mbps, 940.5);
  EXPECT_EQ(plant.segment, model::Segment::kBoth);
  EXPECT_EQ(core::format_date(*plant.as_of), "2026-10-01");
  EXPECT_EQ(plant.extra, R"({"alpha":"a","footprint_id":"007","zone":3})");
  EXPECT_EQ(in.key, "footprint_id");
}

TEST(ImportFootprints, EveryRowIsARecordOrACountedRejection) {
  const testing::TempDir dir;
  const std::string path = dir.write(
      "mixed.geojson",
      collection({feature(R"("n":1)", kSquare), feature(R"("n":2)", kBowTie),
                  feature(R"("n":3)", "null"),
                  feature(R"("n":4)", R"({"type":"LineString","coordinates":[[0,0],[1,1]]})"),
                  feature(R"("n":5)", R"({"type":"Point","coordinates":[0,0]})"),
                  feature(R"("n":6)", polygon("[0,0],[500,0],[500,9],[0,0]")),
                  feature(R"("n":7)", polygon("[1,1],[2,2],[3,3],[1,1]"))}));
  const auto in = import_footprints({.source = path}, kJob);
  EXPECT_EQ(in.rows_read, 7);
  EXPECT_EQ(in.records.size(), 3U) << "two areas and a cable";
  EXPECT_EQ(in.diagnostics.rejected(), 4);
  EXPECT_EQ(in.diagnostics.count("NO_GEOMETRY"), 1);
  EXPECT_EQ(in.diagnostics.count("WRONG_GEOMETRY"), 1);
  EXPECT_EQ(in.diagnostics.count("OUT_OF_RANGE"), 1);
  EXPECT_EQ(in.diagnostics.count("INVALID_GEOMETRY"), 1);
  EXPECT_EQ(in.diagnostics.count("REPAIRED_GEOMETRY"), 1);
  EXPECT_TRUE(in.records[1].geometry.is_valid());
  EXPECT_NEAR(in.records[1].geometry.area(), 0.5, 1e-9);
}

TEST(ImportFootprints, CablesBringTheirDrop) {
  const testing::TempDir dir;
  const std::string line = R"({"type":"LineString","coordinates":[[0,0],[0.01,0]]})";
  const auto import_one = [&](const std::string& properties, const std::string& shape) {
    return import_footprints(
        {.source = dir.write("one.geojson", collection({feature(properties, shape)}))}, kJob);
  };
  EXPECT_EQ(import_one(R"("drop_m":45.5)", line).records[0].drop, core::Metres(45.5));
  EXPECT_NEAR(import_one(R"("Drop Feet":150)", line).records[0].drop->value, 45.72, 1e-9);
  EXPECT_EQ(import_one(R"("drop_m":0)", line).diagnostics.count("NO_DROP"), 0);

  const auto without = import_one(R"("drop_m":null)", line);
  EXPECT_EQ(without.records[0].drop, std::nullopt);
  EXPECT_EQ(without.diagnostics.count("NO_DROP"), 1);
  for (const char* wrong : {"-1", "60000", "\"long\""}) {
    SCOPED_TRACE(wrong);
    const auto in = import_one(fmt::format(R"("drop_m":{})", wrong), line);
    EXPECT_EQ(in.records[0].drop, std::nullopt);
    EXPECT_EQ(in.diagnostics.count("BAD_NUMBER"), 1);
    EXPECT_EQ(in.diagnostics.count("NO_DROP"), 1);
  }
  const auto area = import_one(R"("drop_m":45.5)", kSquare);
  EXPECT_EQ(area.records[0].drop, std::nullopt) << "areas have none";
  EXPECT_EQ(area.records[0].extra, R"({"drop_m":45.5})") << "and what the column means is kept";
  EXPECT_EQ(area.diagnostics.count("NO_DROP"), 0);
  const auto dot = import_one("", R"({"type":"LineString","coordinates":[[1,1],[1,1]]})");
  EXPECT_EQ(dot.diagnostics.count("INVALID_GEOMETRY"), 1);
}

TEST(ImportFootprints, CablesWithoutADropAreToldOnce) {
  const testing::TempDir dir;
  const std::string line = R"({"type":"LineString","coordinates":[[0,0],[0.01,0]]})";
  const auto in = import_footprints(
      {.source = dir.write("cables.geojson", collection({feature(R"("drop_m":null)", line),
                                                         feature(R"("drop_m":30)", line),
                                                         feature(R"("drop_m":null)", line)}))},
      kJob);
  std::vector<std::string> told;
  for (const core::Finding& finding : in.diagnostics.findings()) {
    if (finding.code == "NO_DROP") told.push_back(finding.message());
  }
  ASSERT_EQ(told.size(), 1U);
  EXPECT_THAT(told[0], HasSubstr("2 of 3 cables have no drop distance"));
  EXPECT_THAT(told[0], HasSubstr("--field drop_m=COLUMN"));
}

TEST(ImportFootprints, AnAreaAcrossTheAntimeridianIsCutThere) {
  const testing::TempDir dir;
  const std::string path = dir.write(
      "taveuni.geojson",
      collection({feature("", polygon("[179,-17],[-179,-17],[-179,-16],[179,-16],[179,-17]"))}));
  const auto in = import_footprints({.source = path}, kJob);
  ASSERT_EQ(in.records.size(), 1U);
  EXPECT_EQ(in.diagnostics.count("SPLIT_AT_ANTIMERIDIAN"), 1);
  const geo::Geometry& area = in.records.front().geometry;
  EXPECT_TRUE(area.is_valid());
  EXPECT_EQ(area.polygons().size(), 2U);
  EXPECT_NEAR(area.area(), 2.0, 1e-9);
  EXPECT_TRUE(area.covers({179.5, -16.5}));
  EXPECT_TRUE(area.covers({-179.5, -16.5}));
  EXPECT_FALSE(area.covers({0.0, -16.5}));
}

TEST(AreaRepair, SplitsLongitudesBeyondRangeAndKeepsHoles) {
  const auto across = split_areas(geo::Geometry::from_wkt(
      "POLYGON ((178 0, 182 0, 182 4, 178 4, 178 0), (179 1, 181 1, 181 3, 179 3, 179 1))"));
  ASSERT_TRUE(across);
  EXPECT_NEAR(across->area(), 12.0, 1e-9);
  EXPECT_LE(across->envelope().max_lon, 180.0);
  EXPECT_GE(across->envelope().min_lon, -180.0);
  const auto beyond =
      split_areas(geo::Geometry::from_wkt("POLYGON ((-190 0, -185 0, -185 1, -190 0))"));
  ASSERT_TRUE(beyond);
  EXPECT_NEAR(beyond->envelope().min_lon, 170.0, 1e-9);
}

TEST(AreaRepair, WideAreasThatDoNotCrossStayWhole) {
  EXPECT_FALSE(split_areas(
      geo::Geometry::from_wkt("POLYGON ((-170 10, 170 10, 170 60, 0 60, -170 60, -170 10))")));
  EXPECT_FALSE(split_areas(geo::Geometry::from_wkt(
      "MULTIPOLYGON (((179 0, 180 0, 180 1, 179 0)), ((-180 0, -179 0, -179 1, -180 0)))")));
}

TEST(Antimeridian, LinesTakeTheShortWayAndAreCut) {
  for (const char* cable : {"LINESTRING (179 0, -179 2)", "LINESTRING (-179 2, 179 0)",
                            "LINESTRING (179 0, 181 2)", "LINESTRING (-181 0, -179 2)"}) {
    SCOPED_TRACE(cable);
    const auto parts = split_lines(geo::Geometry::from_wkt(cable));
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->lines().size(), 2U);
    EXPECT_NEAR(parts->length(), std::sqrt(8.0), 1e-9);
    EXPECT_LE(parts->envelope().max_lon, 180.0);
    EXPECT_GE(parts->envelope().min_lon, -180.0);
    EXPECT_NEAR(parts->distance(geo::Geometry::point({180.0, 1.0})), 0.0, 1e-9);
    EXPECT_NEAR(parts->distance(geo::Geometry::point({-180.0, 1.0})), 0.0, 1e-9);
  }
  const auto moved = split_lines(geo::Geometry::from_wkt("LINESTRING (190 0, 191 1, 192 0)"));
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->wkt(0), geo::Geometry::from_wkt("LINESTRING (-170 0, -169 1, -168 0)").wkt(0));
}

TEST(Antimeridian, OfSeveralLinesOnlyThoseThatCrossAreCut) {
  const auto parts =
      split_lines(geo::Geometry::from_wkt("MULTILINESTRING ((10 0, 11 0), (179 5, -179 5))"));
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->lines().size(), 3U);
  EXPECT_NEAR(parts->length(), 3.0, 1e-9);
  const auto nothing = split_lines(geo::Geometry::from_wkt("LINESTRING (-180 0, 180 0)"));
  ASSERT_TRUE(nothing);
  EXPECT_EQ(nothing->length(), 0.0);
}

TEST(Antimeridian, LinesThatOnlyTouchItStayWhole) {
  EXPECT_FALSE(split_lines(geo::Geometry::from_wkt("LINESTRING (179 0, 180 1, 179 2)")));
  EXPECT_FALSE(split_lines(geo::Geometry::from_wkt("LINESTRING (-100 0, 0 1, 100 2)")));
  EXPECT_FALSE(
      split_lines(geo::Geometry::from_wkt("MULTILINESTRING ((179 0, 180 0), (-180 0, -179 0))")));
}

TEST(ImportFootprints, ACableAcrossTheAntimeridianDoesNotGirdleTheEarth) {
  const testing::TempDir dir;
  const auto in = import_footprints(
      {.source = dir.write(
           "cable.geojson",
           collection(
               {feature(R"("drop_m":45)",
                        R"({"type":"LineString","coordinates":[[179.9,52],[-179.9,52]]})")}))},
      kJob);
  ASSERT_EQ(in.records.size(), 1U);
  EXPECT_EQ(in.diagnostics.count("SPLIT_AT_ANTIMERIDIAN"), 1);
  EXPECT_NEAR(in.records[0].geometry.length(), 0.2, 1e-9);
  EXPECT_GT(in.records[0].geometry.distance(geo::Geometry::point({0.0, 52.0})), 100.0);
}

TEST(ImportFootprints, SameFileSameKeysAndRepeatsSurvive) {
  const testing::TempDir dir;
  const std::string path = dir.write(
      "twins.geojson", collection({feature(R"("a":1)", kSquare), feature(R"("a":1)", kSquare)}));
  const auto first = import_footprints({.source = path}, kJob);
  const auto second = import_footprints({.source = path}, kJob);
  ASSERT_EQ(first.records.size(), 2U);
  EXPECT_EQ(first.records, second.records);
  EXPECT_EQ(first.records[1].id.text(), first.records[0].id.text() + "#2");
}

TEST(ImportFootprints, ATableWithoutShapesSaysWhatToDo) {
  const testing::TempDir dir;
  const std::string path = dir.write("bdc.csv", "provider_id,block_geoid\n1,230190001001000\n");
  EXPECT_THAT([&] { import_footprints({.source = path}, kJob); },
              ThrowsMessage<core::InputError>(HasSubstr("need polygons")));
}

TEST(ImportFootprints, WktColumnsAreShapes) {
  const testing::TempDir dir;
  const std::string path =
      dir.write("plant.csv", "id,WKT\nA,\"POLYGON ((0 0, 1 0, 1 1, 0 0))\"\nB,\nC,nonsense\n");
  const auto in = import_footprints({.source = path}, kJob);
  EXPECT_EQ(in.records.size(), 1U);
  EXPECT_EQ(in.diagnostics.count("NO_GEOMETRY"), 1);
  EXPECT_EQ(in.diagnostics.count("INVALID_GEOMETRY"), 1);
}

TEST(ImportFootprints, PlainKeysShowTheFeatureId) {
  const testing::TempDir dir;
  const std::string path =
      dir.write("plant.geojson", collection({feature(R"("a":1)", kSquare), feature("", kBowTie)}));
  const auto in = import_footprints({.source = path, .plain = true}, kJob);
  ASSERT_EQ(in.records.size(), 2U);
  EXPECT_EQ(in.records[0].id.text(), "0");
  EXPECT_EQ(in.records[1].id.text(), "1");
}

TEST(ImportUnits, NumericColumnsAreWeights) {
  const testing::TempDir dir;
  const std::string path = dir.write(
      "hexes.geojson",
      collection(
          {feature(R"("id":"u1","homes":12,"mrc":99.5,"OBJECTID":4,"label":"North")", kSquare),
           feature(R"("id":"u2","homes":null,"mrc":1.5,"OBJECTID":5)", kBowTie)}));
  const auto all = import_units({.source = path}, kJob);
  ASSERT_EQ(all.records.size(), 2U);
  EXPECT_EQ(all.records[0].weights, (model::Weights{{"homes", 12.0}, {"mrc", 99.5}}));
  EXPECT_EQ(all.records[1].weights, (model::Weights{{"mrc", 1.5}}));
  EXPECT_EQ(all.records[0].name, "North");
  EXPECT_EQ(all.records[0].extra, R"({"OBJECTID":4})");

  const auto named =
      import_units({.source = path, .fields = {{"weight.prospects", "homes"}}}, kJob);
  EXPECT_EQ(named.records[0].weights, (model::Weights{{"prospects", 12.0}}));
  EXPECT_THAT(
      [&] {
        import_units({.source = path, .fields = {{"weight.x", "nope"}}}, kJob);
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("it has id, homes, mrc")));
}

TEST(ImportNoSolicit, KeepsNameAndRule) {
  const testing::TempDir dir;
  const std::string path = dir.write(
      "quiet.geojson",
      collection({feature(R"("name":"Oak Park","ordinance":"No soliciting, ch. 12")", kSquare)}));
  const auto in = import_no_solicit({.source = path}, kJob);
  ASSERT_EQ(in.records.size(), 1U);
  EXPECT_EQ(in.records[0].name, "Oak Park");
  EXPECT_EQ(in.records[0].rule, "No soliciting, ch. 12");
}

TEST(ImportUnits, CellsOfH3AreAreas) {
  const testing::TempDir dir;
  const auto in = import_units(
      {.source = dir.write("cells.csv",
                           "h3,homes,lon,lat\n882b0426a9fffff,12,1,2\n,3,1,2\nnone such,4,1,2\n")},
      kJob);
  ASSERT_EQ(in.records.size(), 1U);
  EXPECT_EQ(in.records[0].geometry, geo::h3_area(*geo::H3Cell::from_text("882b0426a9fffff")));
  EXPECT_EQ(in.key, "h3");
  EXPECT_EQ(in.records[0].id.text(), "882b0426a9fffff");
  EXPECT_EQ(in.diagnostics.count("NO_GEOMETRY"), 1);
  EXPECT_EQ(in.diagnostics.count("INVALID_GEOMETRY"), 1);
}

TEST(ImportFootprints, ManyRowsComeAlikeAndInOrderOnAnyNumberOfThreads) {
  const testing::TempDir dir;
  std::string text = "id,name,WKT\n";
  for (int i = 0; i < 1'500; ++i) {
    const double lon = -69.0 + 0.001 * (i % 100);
    const double lat = 44.0 + 0.001 * (i / 100);
    // Every seventh is no shape, every eleventh turns on itself.
    if (i % 7 == 0) {
      text += fmt::format("{},Node {},\n", i, i);
    } else if (i % 11 == 0) {
      text += fmt::format("{},Node {},\"POLYGON (({} {},{} {},{} {},{} {},{} {}))\"\n", i, i, lon,
                          lat, lon + 1, lat + 1, lon + 1, lat, lon, lat + 1, lon, lat);
    } else {
      text += fmt::format("{},Node {},\"POLYGON (({} {},{} {},{} {},{} {}))\"\n", i, i, lon, lat,
                          lon + 1, lat, lon, lat + 1, lon, lat);
    }
  }
  const std::string path = dir.write("plant.csv", text);
  const auto one = import_footprints({.source = path}, core::JobContext({.threads = 1}));
  const auto several = import_footprints({.source = path}, core::JobContext({.threads = 4}));
  ASSERT_EQ(one.records.size(), 1'500U - 215U);
  EXPECT_EQ(one.rows_read, 1'500);
  EXPECT_EQ(one.diagnostics.count("NO_GEOMETRY"), 215);
  EXPECT_EQ(one.diagnostics.count("REPAIRED_GEOMETRY"), 117);
  ASSERT_EQ(several.records.size(), one.records.size());
  for (std::size_t i = 0; i < one.records.size(); ++i) {
    ASSERT_EQ(several.records[i].id, one.records[i].id);
    ASSERT_EQ(several.records[i].name, one.records[i].name);
    ASSERT_EQ(several.records[i].geometry, one.records[i].geometry);
  }
  const auto& findings = one.diagnostics.findings();
  ASSERT_EQ(several.diagnostics.findings().size(), findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    ASSERT_EQ(several.diagnostics.findings()[i].message(), findings[i].message());
  }
}

}  // namespace
}  // namespace nearnet::io
