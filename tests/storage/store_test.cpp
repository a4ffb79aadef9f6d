// SPDX-License-Identifier: Apache-2.0
#include "storage/store.h"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <functional>

#include "core/error.h"
#include "io/gdal_runtime.h"
#include "storage/samples.h"
#include "testing/temp_dir.h"

namespace nearnet::storage {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string storage_error(const std::function<void()>& action) {
  try {
    action();
  } catch (const core::StorageError& error) {
    return error.what();
  }
  return "no StorageError";
}

/// Changes a file behind the program's back.
void run_sql(const std::string& path, const std::string& sql) {
  io::initialise_gdal();
  const GDALDatasetUniquePtr dataset(
      GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
  ASSERT_NE(dataset, nullptr);
  dataset->ReleaseResultSet(dataset->ExecuteSQL(sql.c_str(), nullptr, nullptr));
}

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  return names;
}

class StoreFile : public ::testing::Test {
 protected:
  testing::TempDir dir_;
  std::string path_ = dir_.file("w.gpkg");
};

TEST_F(StoreFile, ANewWorkspaceHasEveryTableAndIsEmpty) {
  Store::create(path_, {{"title", "Bangor"}, {"time_zone", "America/New_York"}});
  const Store store = Store::open(path_);
  for (const Table* table : all_tables()) {
    EXPECT_EQ(store.count(*table), 0) << table->name;
    EXPECT_TRUE(store.read(*table).empty()) << table->name;
    EXPECT_EQ(store.version(*table), 0) << table->name;
  }
  EXPECT_EQ(store.meta().at("title"), "Bangor");
  EXPECT_EQ(store.meta().at("time_zone"), "America/New_York");
  EXPECT_EQ(store.meta().at("schema_version"), std::to_string(kSchemaVersion));
  EXPECT_EQ(store.version(), 0);
  EXPECT_TRUE(store.audit().empty());
  EXPECT_TRUE(store.damage().empty());
  EXPECT_FALSE(store.undoable().has_value());
}

TEST_F(StoreFile, CreateRefusesToOverwrite) {
  dir_.write("w.gpkg", "precious");
  EXPECT_THAT(storage_error([&] { Store::create(path_, {}); }), HasSubstr("exists already"));
  EXPECT_EQ(testing::read_file(path_), "precious");
}

TEST_F(StoreFile, CreateNamesAMissingFolder) {
  const std::string path = dir_.file("nowhere/w.gpkg");
  EXPECT_THAT(storage_error([&] { Store::create(path, {}); }), HasSubstr("there is no folder"));
}

TEST_F(StoreFile, OpenTellsWhatAFileIs) {
  EXPECT_THAT(storage_error([&] { Store::open(path_); }), HasSubstr("nearnet new"));
  const std::string text = dir_.write("notes.gpkg", "SELECT 1");
  EXPECT_THAT(storage_error([&] { Store::open(text); }), HasSubstr("is not a workspace"));
  EXPECT_THAT(storage_error([&] { Store::open(dir_.path().string()); }),
              HasSubstr("is not a workspace"));
  const std::string cut = dir_.write("cut.gpkg", "SQLite format 3");
  EXPECT_THAT(storage_error([&] { Store::open(cut); }), HasSubstr("cannot open"));
}

TEST_F(StoreFile, AnotherGeoPackageIsNotAWorkspace) {
  io::initialise_gdal();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  {
    const GDALDatasetUniquePtr other(driver->Create(path_.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    ASSERT_NE(other->CreateLayer("parks", nullptr, wkbPoint), nullptr);
  }
  const std::string before = testing::read_file(path_);
  EXPECT_THAT(storage_error([&] { Store::open(path_); }), HasSubstr("not a nearnet workspace"));
  EXPECT_EQ(testing::read_file(path_), before) << "looking at a file must not change it";
}

TEST_F(StoreFile, AnotherSchemaVersionIsRefused) {
  Store::create(path_, {});
  run_sql(path_, "UPDATE meta SET value = '99' WHERE key = 'schema_version'");
  EXPECT_THAT(storage_error([&] { Store::open(path_); }), HasSubstr("newer nearnet"));
}

TEST_F(StoreFile, AWorkspaceOfVersion1IsBroughtUpToDate) {
  Store::create(path_, {{"title", "Old"}});
  {
    Store store = Store::open(path_);
    save(store, businesses(), {full_business("A")});
  }
  for (const char* lost : {"address_points", "address_ranges", "not_duplicates", "business_aliases",
                           "barriers", "overrides", "prospect_changes", "turn_restrictions",
                           "assignments", "beats", "beat_members"}) {
    run_sql(path_, std::string("DROP TABLE ") + lost);
    run_sql(path_, std::string("DELETE FROM meta WHERE key = 'version:") + lost + "'");
  }
  run_sql(path_, "ALTER TABLE businesses DROP COLUMN geocode_quality");
  run_sql(path_, "ALTER TABLE businesses DROP COLUMN geocode_source");
  for (const char* column : {"route_m", "offer_id", "grade"}) {
    run_sql(path_, std::string("ALTER TABLE prospects DROP COLUMN ") + column);
  }
  run_sql(path_, "UPDATE meta SET value = '1' WHERE key = 'schema_version'");

  Store store = Store::open(path_);
  EXPECT_THAT(store.damage(), ::testing::IsEmpty());
  EXPECT_EQ(store.meta().at("schema_version"), std::to_string(kSchemaVersion));
  model::Business expected = full_business("A");
  expected.geocode_quality = model::GeocodeQuality::kGiven;
  expected.geocode_source.clear();
  EXPECT_EQ(read(store, businesses()), std::vector{expected});
  EXPECT_EQ(store.undoable(), std::nullopt) << "its journal has the columns of version 1";
  save(store, address_points(), {full_address_point("P")});
  EXPECT_GT(store.version(address_points().table), 0);
}

TEST_F(StoreFile, AWorkspaceOfVersion2IsBroughtUpToDate) {
  Store::create(path_, {});
  model::Road road = full_road("A");
  {
    Store store = Store::open(path_);
    save(store, roads(), {road});
  }
  run_sql(path_, "ALTER TABLE roads DROP COLUMN paved");
  run_sql(path_, "DROP TABLE turn_restrictions");
  run_sql(path_, "DELETE FROM meta WHERE key = 'version:turn_restrictions'");
  run_sql(path_, "UPDATE meta SET value = '2' WHERE key = 'schema_version'");

  Store store = Store::open(path_);
  EXPECT_THAT(store.damage(), ::testing::IsEmpty());
  road.paved = std::nullopt;
  EXPECT_EQ(read(store, roads()), std::vector{road});
  EXPECT_EQ(store.undoable(), std::nullopt) << "its journal has the columns of version 2";
  save(store, turn_restrictions(), {full_turn_restriction("T")});
  EXPECT_EQ(read(store, turn_restrictions()).size(), 1U);
}

TEST_F(StoreFile, AWorkspaceOfVersion3IsBroughtUpToDate) {
  Store::create(path_, {});
  model::Rep rep = full_rep("A");
  model::Scenario scenario = full_scenario("north");
  model::Territory territory = full_territory("2");
  {
    Store store = Store::open(path_);
    save(store, reps(), {rep});
    save(store, scenarios(), {scenario});
    save(store, territories(), {territory});
  }
  for (const char* lost : {"assignments", "beats", "beat_members"}) {
    run_sql(path_, std::string("DROP TABLE ") + lost);
    run_sql(path_, std::string("DELETE FROM meta WHERE key = 'version:") + lost + "'");
  }
  for (const char* layer : {"reps", "territories"}) {
    run_sql(path_, fmt::format("ALTER TABLE {} DROP COLUMN district", layer));
    run_sql(path_, fmt::format("ALTER TABLE {} DROP COLUMN region", layer));
  }
  for (const char* column : {"published_until", "proposed_by", "published_by"}) {
    run_sql(path_, fmt::format("ALTER TABLE scenarios DROP COLUMN {}", column));
  }
  run_sql(path_, "UPDATE meta SET value = '3' WHERE key = 'schema_version'");

  Store store = Store::open(path_);
  EXPECT_THAT(store.damage(), ::testing::IsEmpty());
  rep.district.clear();
  rep.region.clear();
  territory.district.clear();
  territory.region.clear();
  scenario.published_until.reset();
  scenario.proposed_by.clear();
  scenario.published_by.clear();
  EXPECT_EQ(read(store, reps()), std::vector{rep});
  EXPECT_EQ(read(store, territories()), std::vector{territory});
  EXPECT_EQ(read(store, scenarios()), std::vector{scenario});
  EXPECT_EQ(store.undoable(), std::nullopt) << "its journal has the columns of version 3";
  EXPECT_EQ(read(store, account_periods()).size(), 0U);
  save(store, beats(), {full_beat("A")});
  EXPECT_EQ(read(store, beats()).size(), 1U);
}

TEST_F(StoreFile, AWorkspaceOfVersion4IsBroughtUpToDate) {
  Store::create(path_, {});
  model::ScenarioUnit unit = full_scenario_unit("A");
  {
    Store store = Store::open(path_);
    save(store, scenario_units(), {unit});
  }
  run_sql(path_, "ALTER TABLE scenario_units DROP COLUMN by_hand");
  run_sql(path_, "UPDATE meta SET value = '4' WHERE key = 'schema_version'");

  Store store = Store::open(path_);
  EXPECT_THAT(store.damage(), ::testing::IsEmpty());
  unit.by_hand = false;
  EXPECT_EQ(read(store, scenario_units()), std::vector{unit});
  EXPECT_EQ(store.undoable(), std::nullopt) << "its journal has the columns of version 4";
  unit.by_hand = true;
  save(store, scenario_units(), {unit});
  EXPECT_EQ(read(store, scenario_units()), std::vector{unit});
}

TEST_F(StoreFile, PlantOfVersion1MayBeLinesOnceItIsUpToDate) {
  Store::create(path_, {});
  model::Footprint area = full_footprint("area");
  area.drop = std::nullopt;
  {
    Store store = Store::open(path_);
    save(store, footprints(), {area});
  }
  for (const char* plant : {"footprints", "competitors"}) {
    run_sql(path_, fmt::format("ALTER TABLE {} DROP COLUMN drop_m", plant));
    run_sql(path_, fmt::format("UPDATE gpkg_geometry_columns SET geometry_type_name = "
                               "'MULTIPOLYGON' WHERE table_name = '{}'",
                               plant));
  }
  run_sql(path_, "UPDATE meta SET value = '1' WHERE key = 'schema_version'");

  model::Footprint cable = full_footprint("cable");
  cable.geometry = geo::Geometry::line({{-68.0, 44.0}, {-68.0, 44.1}});
  {
    Store store = Store::open(path_);
    EXPECT_EQ(save(store, footprints(), {area, cable}).unchanged, 1);
    EXPECT_EQ(read(store, footprints()), (std::vector{area, cable}));
  }
  // What a GIS sees: one layer of any shape, indexed, with what belongs where.
  const GDALDatasetUniquePtr gis(
      GDALDataset::Open(path_.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  OGRLayer* layer = gis->GetLayerByName("footprints");
  EXPECT_EQ(layer->GetGeomType(), wkbUnknown);
  layer->SetSpatialFilterRect(-68.001, 44.01, -67.999, 44.02);
  ASSERT_EQ(layer->GetFeatureCount(), 1);
  const OGRFeatureUniquePtr found(layer->GetNextFeature());
  EXPECT_EQ(wkbFlatten(found->GetGeometryRef()->getGeometryType()), wkbLineString);
  EXPECT_DOUBLE_EQ(found->GetFieldAsDouble("drop_m"), 45.7);
}

TEST_F(StoreFile, LostLayersAndColumnsAreNamed) {
  Store::create(path_, {});
  run_sql(path_, "DROP TABLE quotas");
  run_sql(path_, "ALTER TABLE reps DROP COLUMN phone");
  const Store store = Store::open(path_);
  EXPECT_THAT(store.damage(), ::testing::UnorderedElementsAre(HasSubstr("layer quotas is missing"),
                                                              HasSubstr("has no column phone")));
  EXPECT_THAT(storage_error([&] { store.read(reps().table); }), HasSubstr("no column phone"));
}

TEST_F(StoreFile, OnlyTheOwnerMayReadIt) {
  Store::create(path_, {});
  EXPECT_EQ(fs::status(path_).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  Store store = Store::open(path_);
  save(store, businesses(), {full_business("1")});
  for (const auto& entry : fs::directory_iterator(dir_.path())) {
    EXPECT_EQ(entry.status().permissions(), fs::perms::owner_read | fs::perms::owner_write)
        << entry.path();
  }
}

TEST_F(StoreFile, NothingButTheWorkspaceIsLeftBehind) {
  Store::create(path_, {});
  EXPECT_THAT(files_in(dir_.path()), ::testing::ElementsAre("w.gpkg"));
  {
    Store store = Store::open(path_);
    save(store, businesses(), {full_business("1")});
    Store reader = Store::open(path_);
    EXPECT_EQ(reader.count(businesses().table), 1);
  }
  EXPECT_THAT(files_in(dir_.path()), ::testing::ElementsAre("w.gpkg"));
}

}  // namespace
}  // namespace nearnet::storage
