// SPDX-License-Identifier: Apache-2.0
#include "storage/tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "storage/samples.h"
#include "testing/temp_dir.h"

namespace nearnet::storage {
namespace {

/// Writes the records, closes the file, and reads them again.
template <typename Record>
std::vector<Record> through_a_file(const TableOf<Record>& table,
                                   const std::vector<Record>& records) {
  const testing::TempDir dir;
  const std::string path = dir.file("w.gpkg");
  Store::create(path, {});
  {
    Store store = Store::open(path);
    EXPECT_EQ(save(store, table, records).imported, static_cast<std::int64_t>(records.size()));
    EXPECT_EQ(save(store, table, records).unchanged, static_cast<std::int64_t>(records.size()));
  }
  const Store store = Store::open(path);
  return read(store, table);
}

/// A column that nothing fills would make its round trip mean nothing.
template <typename Record>
void expect_every_column_set(const TableOf<Record>& table, const Record& record) {
  const Row row = table.encode(record);
  const Row unset = table.encode(Record{});
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    EXPECT_NE(row.values[i], unset.values[i])
        << table.table.name << "." << table.fields[i].column.name;
  }
  EXPECT_EQ(row.geometry.empty(), table.table.shape == Shape::kNone) << table.table.name;
}

template <typename Record>
void expect_round_trip(const TableOf<Record>& table, const Record& full, const Record& bare) {
  SCOPED_TRACE(std::string(table.table.name));
  expect_every_column_set(table, full);
  const std::vector<Record> records = {full, bare};
  EXPECT_EQ(through_a_file(table, records), records);
}

TEST(Tables, FootprintsRoundTrip) {
  model::Footprint bare;
  bare.id = core::FootprintId("007");
  bare.geometry = full_footprint("x").geometry;
  expect_round_trip(footprints(), full_footprint("A"), bare);
  expect_round_trip(competitors(), full_footprint("A"), bare);
}

TEST(Tables, CablesRoundTripAsTheLinesTheyAre) {
  model::Footprint cable = full_footprint("A");
  cable.geometry = geo::Geometry::line({{0.0, 0.0}, {0.0, 1.0}});
  model::Footprint branched;
  branched.id = core::FootprintId("B");
  branched.geometry = geo::Geometry::from_wkt("MULTILINESTRING ((0 0, 1 0), (1 0, 1 1, 2 2))");
  expect_round_trip(footprints(), cable, branched);
  EXPECT_EQ(through_a_file(competitors(), {cable, full_footprint("area"), branched}),
            (std::vector{cable, full_footprint("area"), branched}));
}

TEST(Tables, NoSolicitAreasRoundTrip) {
  model::NoSolicitArea bare;
  bare.id = core::AreaId("0");
  bare.geometry = full_no_solicit("x").geometry;
  expect_round_trip(no_solicit(), full_no_solicit("A"), bare);
}

TEST(Tables, BusinessesRoundTrip) {
  model::Business bare;
  bare.id = core::BusinessId("00417");
  expect_round_trip(businesses(), full_business("A"), bare);
}

TEST(Tables, RoadsRoundTrip) {
  model::Road bare;
  bare.id = core::RoadId("1");
  bare.line = {{0.0, 0.0}, {0.0, 1.0}};
  expect_round_trip(roads(), full_road("A"), bare);
}

TEST(Tables, TurnRestrictionsRoundTrip) {
  model::TurnRestriction bare;
  bare.id = core::RestrictionId("relation/1");
  bare.line = {{0.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}};
  expect_round_trip(turn_restrictions(), full_turn_restriction("A"), bare);
}

TEST(Tables, BeatsRoundTrip) {
  model::Beat bare;
  bare.rep = core::RepId("1");
  bare.number = 1;
  bare.area = full_beat("x").area;
  expect_round_trip(beats(), full_beat("A"), bare);
  model::BeatMember member = full_beat_member("B");
  member.name.clear();
  expect_round_trip(beat_members(), full_beat_member("A"), member);
}

TEST(Tables, UnitsRoundTrip) {
  model::BasicUnit bare;
  bare.id = core::UnitId("1");
  bare.geometry = full_unit("x").geometry;
  expect_round_trip(units(), full_unit("A"), bare);
}

TEST(Tables, RepsRoundTrip) {
  model::Rep bare;
  bare.id = core::RepId("ae-2");
  expect_round_trip(reps(), full_rep("A"), bare);
}

TEST(Tables, QuotasRoundTrip) {
  model::Quota bare = full_quota("B");
  bare.mrc = core::Cents(0);
  expect_round_trip(quotas(), full_quota("A"), bare);
}

TEST(Tables, ProspectsRoundTrip) {
  model::Prospect bare;
  bare.business = core::BusinessId("1");
  expect_round_trip(prospects(), full_prospect("A"), bare);
}

TEST(Tables, ScenariosRoundTrip) {
  model::Scenario bare;
  bare.id = core::ScenarioId("draft");
  expect_round_trip(scenarios(), full_scenario("A"), bare);
}

TEST(Tables, TerritoriesRoundTrip) {
  model::Territory bare;
  bare.scenario = core::ScenarioId("s");
  bare.id = core::TerritoryId("1");
  expect_round_trip(territories(), full_territory("A"), bare);
}

TEST(Tables, ScenarioUnitsRoundTrip) {
  model::ScenarioUnit bare;
  bare.scenario = core::ScenarioId("s");
  bare.unit = core::UnitId("1");
  expect_round_trip(scenario_units(), full_scenario_unit("A"), bare);
}

TEST(Tables, RoutesAndTheirAreasRoundTripApart) {
  model::DayRoute full = full_route("A");
  model::DayRoute bare;
  bare.rep = core::RepId("B");
  bare.date = full.date;
  full.area = geo::Geometry();
  expect_round_trip(routes(), full, bare);
  full = full_route("A");
  full.line.clear();
  expect_round_trip(day_areas(), full, bare);
}

TEST(Tables, StopsRoundTrip) {
  model::Stop bare = full_stop("B");
  bare.sequence = 4;
  bare.name.clear();
  bare.kind = model::StopKind::kVisit;
  expect_round_trip(stops(), full_stop("A"), bare);
}

TEST(Tables, UnservedRoundTrip) {
  model::Unserved bare = full_unserved("B");
  bare.name.clear();
  bare.detail.clear();
  expect_round_trip(unserved(), full_unserved("A"), bare);
}

TEST(Tables, ActivitiesRoundTrip) {
  model::Activity bare;
  bare.id = core::ActivityId("A000001");
  bare.at = core::parse_local_time("2026-11-23T00:00:00");
  expect_round_trip(activities(), full_activity("A"), bare);
}

TEST(Tables, AddressesRoundTrip) {
  model::AddressPoint bare_point;
  bare_point.id = core::AddressId("1");
  expect_round_trip(address_points(), full_address_point("A"), bare_point);
  model::AddressRange bare_range;
  bare_range.id = core::AddressId("1");
  bare_range.line = {{0.0, 0.0}, {0.0, 1.0}};
  expect_round_trip(address_ranges(), full_address_range("A"), bare_range);
}

TEST(Tables, DistinctPairsAndAliasesRoundTrip) {
  using core::BusinessId;
  expect_round_trip(not_duplicates(), {BusinessId("1"), BusinessId("2")},
                    {BusinessId("1"), BusinessId("03")});
  expect_round_trip(business_aliases(), {BusinessId("1"), BusinessId("2")},
                    {BusinessId("3"), BusinessId("2")});
}

TEST(Tables, BarriersOfLinesAndOfAreasRoundTrip) {
  model::Barrier rail;
  rail.id = core::BarrierId("R");
  rail.name = "Main line";
  rail.kind = "rail";
  rail.geometry = geo::Geometry::line({{0.0, 0.0}, {0.0, 1.0}});
  rail.source = "rail.gpkg";
  rail.extra = R"({"tracks":2})";
  model::Barrier lake;
  lake.id = core::BarrierId("L");
  lake.geometry = geo::Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))");
  expect_round_trip(barriers(), rail, lake);
}

TEST(Tables, OverridesRoundTrip) {
  const core::LocalTime at = core::parse_local_time("2026-11-23T10:11:12");
  expect_round_trip(overrides(),
                    {core::BusinessId("1"), true, "why", "ada", at, core::parse_date("2026-12-01")},
                    {core::BusinessId("2"), false, "", "", at, {}});
}

TEST(Tables, ProspectChangesRoundTrip) {
  model::ProspectChange full;
  full.run = 7;
  full.business = core::BusinessId("1");
  full.date = core::parse_date("2026-11-23");
  full.name = "Shop";
  full.position = geo::LonLat{-68.7, 44.8};
  full.kind = model::ChangeKind::kLost;
  full.status_before = model::NetStatus::kOnNet;
  full.status_after = model::NetStatus::kOffNet;
  full.eligible_before = true;
  full.eligible_after = true;
  full.grade_before = model::Grade::kDrop;
  full.grade_after = model::Grade::kOut;
  full.cause = "PLANT_WITHDRAWN";
  full.detail = "footprint 3 is gone";
  full.promise = "proposal out";
  full.rep = core::RepId("ae-1");
  model::ProspectChange bare;
  bare.run = 7;
  bare.business = core::BusinessId("2");
  bare.date = full.date;
  expect_round_trip(prospect_changes(), full, bare);
}

TEST(Tables, AccountPeriodsRoundTrip) {
  model::AccountPeriod full;
  full.business = core::BusinessId("007");
  full.from = core::parse_date("2026-12-01");
  full.scenario = core::ScenarioId("north");
  full.territory = core::TerritoryId("2");
  full.rep = core::RepId("ae-2");
  full.from_rep = core::RepId("ae-1");
  full.until = core::parse_date("2027-02-01");
  full.by = "Mo";
  model::AccountPeriod bare;
  bare.business = core::BusinessId("007");
  bare.from = core::parse_date("2027-02-01");
  bare.scenario = core::ScenarioId("south");
  bare.rep = core::RepId("ae-1");
  expect_round_trip(account_periods(), full, bare);
}

TEST(Tables, EveryStageAndOutcomeIsKept) {
  std::vector<model::Business> shops;
  for (const model::Stage stage : model::kStages) {
    model::Business shop;
    shop.id = core::BusinessId(std::string(model::to_text(stage)));
    shop.stage = stage;
    shops.push_back(shop);
  }
  EXPECT_EQ(through_a_file(businesses(), shops), shops);
}

TEST(Tables, AllTablesHaveNamesKeysAndMeanings) {
  std::set<std::string_view> names;
  for (const Table* table : all_tables()) {
    EXPECT_TRUE(names.insert(table->name).second) << table->name;
    EXPECT_GE(table->key_columns, 1u) << table->name;
    EXPECT_LE(table->key_columns, table->columns.size()) << table->name;
    EXPECT_FALSE(table->meaning.empty()) << table->name;
    std::set<std::string_view> columns;
    for (const Column& column : table->columns) {
      EXPECT_TRUE(columns.insert(column.name).second) << table->name << "." << column.name;
    }
  }
  EXPECT_EQ(names.size(), 28u);
}

TEST(Tables, APlainPolygonIsStoredAsAMultiPolygonOfOne) {
  model::Footprint footprint = full_footprint("A");
  footprint.geometry = geo::Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))");
  const auto back = through_a_file(footprints(), {footprint});
  ASSERT_EQ(back.size(), 1u);
  EXPECT_EQ(back[0].geometry, geo::Geometry::from_wkt("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))"));
}

}  // namespace
}  // namespace nearnet::storage
