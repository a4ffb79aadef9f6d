// SPDX-License-Identifier: Apache-2.0
#include "handoff/table_export.h"

#include "handoff/files.h"
#include "handoff/sample_day.h"
#include "io/vector_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nearnet::handoff {
namespace {

using testing::content;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// Rows of a written file as text, by column.
struct ReadBack {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<geo::Geometry> geometries;

  std::string at(std::size_t row, const std::string& column) const {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i] == column) return rows.at(row).at(i);
    }
    return "no column " + column;
  }
};

ReadBack read(const std::string& file, const std::string& layer = "") {
  io::SourceOptions options;
  options.source = file;
  options.layer = layer;
  io::VectorReader reader(options);
  ReadBack result;
  for (const io::Field& field : reader.fields()) result.columns.push_back(field.name);
  io::Feature feature;
  while (reader.next(feature)) {
    std::vector<std::string> row;
    for (const io::FieldValue& value : feature.values) row.push_back(io::to_text(value));
    result.rows.push_back(row);
    result.geometries.push_back(feature.geometry);
  }
  return result;
}

class TableExport : public ::testing::Test {
 protected:
  void SetUp() override {
    model::Business business;
    business.id = core::BusinessId("00417");
    business.name = "=cmd|' /C calc'!A0";
    business.zip = "04401";
    business.phone = "+1 207 555 0100";
    business.notes = "private";
    business.est_mrc = core::Cents(12995);
    business.last_visit = core::parse_date("2026-11-09");
    business.position = geo::LonLat{-68.77, 44.80};
    businesses_ = {business};
    model::Prospect prospect;
    prospect.business = business.id;
    prospect.position = business.position;
    prospect.status = model::NetStatus::kNearNet;
    prospect.eligible = true;
    prospect.footprint = core::FootprintId("F1");
    prospect.distance = core::Metres(42.25);
    prospect.reasons = {"NEAR_NET", "CONTRACT_ENDING"};
    prospect.score = 71.5;
    model::Prospect unplaced;
    unplaced.business = core::BusinessId("B2");
    unplaced.name = "Nowhere";
    prospects_ = {prospect, unplaced};
  }

  std::vector<model::Business> businesses_;
  std::vector<model::Prospect> prospects_;
  const testing::TestFolder folder_;
};

TEST_F(TableExport, ProspectsKeepTheirKeysInEveryFormat) {
  for (const std::string name : {"p.csv", "p.geojson", "p.gpkg"}) {
    SCOPED_TRACE(name);
    const std::string file = folder_.file(name);
    export_prospects(businesses_, prospects_, {.path = file});
    const ReadBack back = read(file);
    ASSERT_EQ(back.rows.size(), 2U);
    EXPECT_EQ(back.at(0, "business_id"), "00417");
    EXPECT_EQ(back.at(0, "zip"), "04401");
    EXPECT_EQ(back.at(0, "status"), "near_net");
    EXPECT_EQ(back.at(0, "eligible"), "1");
    EXPECT_EQ(back.at(0, "distance_m"), "42.25");
    EXPECT_EQ(back.at(0, "reasons"), "NEAR_NET,CONTRACT_ENDING");
    EXPECT_EQ(back.at(0, "est_mrc"), "129.95");
    EXPECT_EQ(back.at(1, "name"), "Nowhere");
    EXPECT_EQ(back.at(1, "distance_m"), "") << "unknown is not zero";
    ASSERT_EQ(back.geometries[0].points().size(), 1U);
    EXPECT_NEAR(back.geometries[0].points()[0].lon, -68.77, 1e-9);
  }
}

TEST_F(TableExport, OnlySpreadsheetsGetDefusedText) {
  export_prospects(businesses_, prospects_, {.path = folder_.file("p.csv")});
  EXPECT_EQ(read(folder_.file("p.csv")).at(0, "name"), "'=cmd|' /C calc'!A0");
  EXPECT_EQ(read(folder_.file("p.csv")).at(0, "phone"), "+1 207 555 0100");
  export_prospects(businesses_, prospects_, {.path = folder_.file("p.geojson")});
  EXPECT_EQ(read(folder_.file("p.geojson")).at(0, "name"), "=cmd|' /C calc'!A0");
}

TEST_F(TableExport, ColumnsStandInTheDocumentedOrder) {
  export_prospects(businesses_, prospects_, {.path = folder_.file("p.csv")});
  EXPECT_THAT(content(folder_.file("p.csv")),
              HasSubstr("business_id,name,category,naics,address1,address2,city,state,zip,phone,"
                        "email,website,contact_first,contact_last,status,eligible,footprint_id,"
                        "distance_m,reasons,score,customer_status,stage,owner,last_visit,"
                        "do_not_contact,est_mrc,route_m,offer_id,grade"));
}

TEST_F(TableExport, SameContentSameBytes) {
  for (const std::string extension : {".csv", ".geojson", ".gpkg", ".kml"}) {
    export_prospects(businesses_, prospects_, {.path = folder_.file("a" + extension)});
    export_prospects(businesses_, prospects_, {.path = folder_.file("b" + extension)});
    if (extension == ".kml") continue;  // names the layer after the file
    EXPECT_EQ(content(folder_.file("a" + extension)), content(folder_.file("b" + extension)))
        << extension;
  }
}

TEST_F(TableExport, DaysAreStopsAndRoutes) {
  const testing::SampleTown town = testing::sample_town();
  const DaySheet sheet = testing::sample_day(town);
  std::vector<model::Stop> stops;
  for (const SheetStop& stop : sheet.stops) stops.push_back(stop.stop);
  const std::vector<model::DayRoute> routes = {sheet.route};

  export_days(routes, stops, {.path = folder_.file("days.gpkg")});
  const ReadBack both = read(folder_.file("days.gpkg"), "stops");
  ASSERT_EQ(both.rows.size(), 14U);
  EXPECT_EQ(both.at(2, "kind"), "appointment");
  EXPECT_EQ(both.at(0, "start"), "08:40");
  const ReadBack route = read(folder_.file("days.gpkg"), "routes");
  ASSERT_EQ(route.rows.size(), 1U);
  EXPECT_EQ(route.at(0, "drive_minutes"), "74");
  EXPECT_EQ(route.geometries[0].lines().at(0).size(), sheet.route.line.size());

  export_days(routes, stops, {.path = folder_.file("days.geojson")});
  EXPECT_EQ(read(folder_.file("days.geojson")).rows.size(), 14U);
  EXPECT_EQ(read(folder_.file("days-routes.geojson")).rows.size(), 1U);
}

TEST_F(TableExport, TerritoriesCarryTheirWeights) {
  model::Territory north;
  north.scenario = core::ScenarioId("Q1");
  north.id = core::TerritoryId("1");
  north.weights = {{"mrc", 1450.0}, {"prospects", 12.0}};
  north.geometry = geo::Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
  model::Territory south = north;
  south.id = core::TerritoryId("2");
  south.weights = {{"hours", 3.5}};
  const std::vector<model::Territory> territories = {north, south};
  export_territories(territories, {.path = folder_.file("t.geojson")});
  const ReadBack back = read(folder_.file("t.geojson"));
  ASSERT_EQ(back.rows.size(), 2U);
  EXPECT_EQ(back.at(0, "mrc"), "1450");
  EXPECT_EQ(back.at(0, "hours"), "");
  EXPECT_EQ(back.at(1, "hours"), "3.5");
  EXPECT_EQ(back.geometries[0].polygons().size(), 1U);
}

TEST_F(TableExport, ActivitiesStandAtTheirPlace) {
  model::Activity visit;
  visit.id = core::ActivityId("1");
  visit.business = core::BusinessId("00417");
  visit.kind = model::ActivityKind::kVisit;
  visit.outcome = model::Outcome::kInterested;
  visit.at = core::parse_local_time("2026-11-23T10:15");
  visit.follow_up = core::parse_date("2026-11-30");
  const std::vector<model::Activity> activities = {visit};
  export_activities(activities, businesses_, {.path = folder_.file("a.gpkg")});
  const ReadBack back = read(folder_.file("a.gpkg"));
  ASSERT_EQ(back.rows.size(), 1U);
  EXPECT_EQ(back.at(0, "outcome"), "interested");
  EXPECT_THAT(back.at(0, "at"), StartsWith("2026-11-23T10:15"));
  EXPECT_EQ(back.at(0, "follow_up"), "2026-11-30");
  EXPECT_EQ(back.geometries[0].points().size(), 1U);
}

}  // namespace
}  // namespace nearnet::handoff
