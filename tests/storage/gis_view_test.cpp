// SPDX-License-Identifier: Apache-2.0
// The workspace as any GIS sees it: plain GDAL, no code of ours in between.
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <string>
#include <vector>

#include "io/gdal_runtime.h"
#include "storage/samples.h"
#include "storage/store.h"
#include "testing/temp_dir.h"

namespace nearnet::storage {
namespace {

class GisView : public ::testing::Test {
 protected:
  GisView() {
    Store::create(path_, {{"title", "Bangor"}});
    Store store = Store::open(path_);
    save(store, businesses(), {full_business("00417")});
    save(store, footprints(), {full_footprint("1")});
    save(store, businesses(), {full_business("00418")});
  }

  GDALDatasetUniquePtr open() const {
    io::initialise_gdal();
    return GDALDatasetUniquePtr(
        GDALDataset::Open(path_.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
  }

  testing::TempDir dir_;
  std::string path_ = dir_.file("w.gpkg");
};

OGRwkbGeometryType expected_type(Shape shape) {
  switch (shape) {
    case Shape::kPoint:
      return wkbPoint;
    case Shape::kLine:
      return wkbLineString;
    case Shape::kMultiPolygon:
      return wkbMultiPolygon;
    case Shape::kAny:
      return wkbUnknown;
    case Shape::kNone:
      break;
  }
  return wkbNone;
}

OGRFieldType expected_type(ColumnType type) {
  switch (type) {
    case ColumnType::kInteger:
      return OFTInteger64;
    case ColumnType::kReal:
      return OFTReal;
    case ColumnType::kDate:
      return OFTDate;
    case ColumnType::kText:
      break;
  }
  return OFTString;
}

TEST_F(GisView, EveryLayerHasItsGeometryPlaceAndColumns) {
  const GDALDatasetUniquePtr dataset = open();
  ASSERT_NE(dataset, nullptr);
  for (const Table* table : all_tables()) {
    const std::string name(table->name);
    OGRLayer* layer = dataset->GetLayerByName(name.c_str());
    ASSERT_NE(layer, nullptr) << name;
    EXPECT_EQ(layer->GetGeomType(), expected_type(table->shape)) << name;
    if (table->shape != Shape::kNone) {
      ASSERT_NE(layer->GetSpatialRef(), nullptr) << name;
      EXPECT_STREQ(layer->GetSpatialRef()->GetAuthorityCode(nullptr), "4326") << name;
    }
    OGRFeatureDefn* definition = layer->GetLayerDefn();
    ASSERT_EQ(static_cast<std::size_t>(definition->GetFieldCount()), table->columns.size()) << name;
    for (int i = 0; i < definition->GetFieldCount(); ++i) {
      const Column& column = table->columns[static_cast<std::size_t>(i)];
      EXPECT_EQ(definition->GetFieldDefn(i)->GetNameRef(), column.name) << name;
      EXPECT_EQ(definition->GetFieldDefn(i)->GetType(), expected_type(column.type))
          << name << "." << column.name;
    }
  }
}

TEST_F(GisView, ValuesReadAsPeopleExpect) {
  const GDALDatasetUniquePtr dataset = open();
  OGRLayer* layer = dataset->GetLayerByName("businesses");
  EXPECT_EQ(layer->GetFeatureCount(), 2);
  const OGRFeatureUniquePtr shop(layer->GetNextFeature());
  EXPECT_STREQ(shop->GetFieldAsString("business_id"), "00417");
  EXPECT_STREQ(shop->GetFieldAsString("zip"), "04401");
  EXPECT_STREQ(shop->GetFieldAsString("stage"), "proposal_out");
  EXPECT_EQ(shop->GetFieldAsInteger("do_not_contact"), 1);
  EXPECT_STREQ(shop->GetFieldAsString("contract_end"), "2027/01/31");
  const OGRPoint* place = shop->GetGeometryRef()->toPoint();
  EXPECT_LT(place->getX(), 0.0) << "longitude first";
  EXPECT_GT(place->getY(), 0.0);
  OGREnvelope extent;
  EXPECT_EQ(layer->GetExtent(&extent), OGRERR_NONE);
  EXPECT_NEAR(extent.MinX, place->getX(), 1e-4);
}

TEST_F(GisView, SpatialAndAttributeFiltersWork) {
  const GDALDatasetUniquePtr dataset = open();
  OGRLayer* layer = dataset->GetLayerByName("footprints");
  layer->SetSpatialFilterRect(-68.05, 44.0, -68.0, 44.5);
  EXPECT_EQ(layer->GetFeatureCount(), 1);
  layer->SetSpatialFilterRect(10.0, 10.0, 11.0, 11.0);
  EXPECT_EQ(layer->GetFeatureCount(), 0);
}

class ManyRows : public GisView {
 protected:
  ManyRows() {
    for (int i = 0; i < 600; ++i) {
      shops_.push_back(full_business("shop " + std::to_string(i)));
      shops_.back().position = {-68.0 - i * 1e-4, 44.0};
    }
    Store store = Store::open(path_);
    save(store, businesses(), shops_);
  }

  void rename_all() {
    for (model::Business& shop : shops_) shop.name += " & Sons";
  }

  /// All of the file's triggers, as they were made.
  std::string triggers() const {
    const GDALDatasetUniquePtr dataset = open();
    OGRLayer* found = dataset->ExecuteSQL(
        "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_master WHERE type = 'trigger' "
        "ORDER BY name)",
        nullptr, nullptr);
    std::string text = OGRFeatureUniquePtr(found->GetNextFeature())->GetFieldAsString(0);
    dataset->ReleaseResultSet(found);
    return text;
  }

  /// By the spatial index.
  std::int64_t shops_around(double lon, double lat) const {
    const GDALDatasetUniquePtr dataset = open();
    OGRLayer* layer = dataset->GetLayerByName("businesses");
    layer->SetSpatialFilterRect(lon - 0.5, lat - 0.5, lon + 0.5, lat + 0.5);
    return layer->GetFeatureCount();
  }

  std::vector<model::Business> shops_;
};

TEST_F(ManyRows, ChangedWhereTheyAreStayInTheSpatialIndex) {
  const std::string before = triggers();
  ASSERT_NE(before.find("AFTER UPDATE OF"), std::string::npos);
  Store store = Store::open(path_);
  rename_all();
  shops_.front().position = {10.0, 10.0};
  EXPECT_EQ(save(store, businesses(), shops_).updated, 600);
  EXPECT_EQ(triggers(), before);
  EXPECT_EQ(shops_around(10.0, 10.0), 1);
  EXPECT_EQ(shops_around(-68.0, 44.0), 599);
  shops_.back().position = {10.0, 10.0};
  EXPECT_EQ(save(store, businesses(), shops_).updated, 1);
  EXPECT_EQ(shops_around(10.0, 10.0), 2);
}

TEST_F(ManyRows, OfATransactionThatIsNotCommittedLeaveNoTrace) {
  const std::string before = triggers();
  Store store = Store::open(path_);
  rename_all();
  {
    Transaction dropped = begin(store, "dropped");
    EXPECT_EQ(upsert(dropped, businesses(), shops_).updated, 600);
  }
  EXPECT_EQ(triggers(), before);
  EXPECT_EQ(read(store, businesses()).back().name, full_business("x").name);
  EXPECT_EQ(save(store, businesses(), shops_).updated, 600) << "the store still works";
  EXPECT_EQ(triggers(), before);
}

TEST_F(ManyRows, ChangedWhereTheyAreAreUndoneAsTheyWere) {
  const std::string made = triggers();
  Store store = Store::open(path_);
  const auto before = read(store, businesses());
  rename_all();
  shops_.front().position = {10.0, 10.0};
  save(store, businesses(), shops_);
  ASSERT_NE(read(store, businesses()), before);
  ASSERT_TRUE(store.undo("ada", "2026-11-24T09:00:00"));
  EXPECT_EQ(read(store, businesses()), before);
  EXPECT_EQ(triggers(), made);
  EXPECT_EQ(shops_around(10.0, 10.0), 0);
  EXPECT_EQ(shops_around(-68.0, 44.0), 600);
}

TEST_F(ManyRows, ChangedAreReadByStoresThatWereOpenBefore) {
  Store reader = Store::open(path_);
  ASSERT_EQ(read(reader, businesses()).size(), 602U);
  Store store = Store::open(path_);
  rename_all();
  save(store, businesses(), shops_);
  EXPECT_EQ(read(reader, businesses()).back().name, shops_.back().name);
  shops_.back().position = {10.0, 10.0};
  save(reader, businesses(), shops_);
  EXPECT_EQ(shops_around(10.0, 10.0), 1);
}

TEST_F(GisView, MetaAuditAndHistoryAreReadable) {
  const GDALDatasetUniquePtr dataset = open();
  EXPECT_GE(dataset->GetLayerByName("meta")->GetFeatureCount(), 20);
  EXPECT_EQ(dataset->GetLayerByName("audit")->GetFeatureCount(), 3);
  EXPECT_EQ(dataset->GetLayerByName("history")->GetFeatureCount(), 3);
  OGRLayer* audit = dataset->GetLayerByName("audit");
  const OGRFeatureUniquePtr row(audit->GetNextFeature());
  EXPECT_STREQ(row->GetFieldAsString("command"), "save");
  EXPECT_STREQ(row->GetFieldAsString("who"), "ada");
  EXPECT_EQ(row->GetFieldAsInteger("version"), 1);
}

TEST_F(GisView, AReaderMayHoldTheFileOpenWhileWeWrite) {
  const GDALDatasetUniquePtr gis = open();
  OGRLayer* layer = gis->GetLayerByName("businesses");
  const OGRFeatureUniquePtr first(layer->GetNextFeature());
  Store store = Store::open(path_);
  EXPECT_EQ(save(store, businesses(), {full_business("1")}).imported, 1);
  const OGRFeatureUniquePtr second(layer->GetNextFeature());
  EXPECT_NE(second, nullptr) << "its cursor goes on";
}

TEST_F(GisView, ColumnsThatUsersAddSurviveOurUpdates) {
  {
    const GDALDatasetUniquePtr gis(
        GDALDataset::Open(path_.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE));
    OGRLayer* layer = gis->GetLayerByName("businesses");
    OGRFieldDefn field("my_rating", OFTString);
    ASSERT_EQ(layer->CreateField(&field), OGRERR_NONE);
    const OGRFeatureUniquePtr shop(layer->GetFeature(1));
    shop->SetField("my_rating", "gold");
    ASSERT_EQ(layer->SetFeature(shop.get()), OGRERR_NONE);
  }
  {
    Store store = Store::open(path_);
    EXPECT_EQ(save(store, businesses(), {full_business("00417")}).unchanged, 1);
    model::Business changed = full_business("00417");
    changed.phone.clear();
    EXPECT_EQ(save(store, businesses(), {changed}).updated, 1);
  }
  const GDALDatasetUniquePtr gis = open();
  const OGRFeatureUniquePtr shop(gis->GetLayerByName("businesses")->GetFeature(1));
  EXPECT_STREQ(shop->GetFieldAsString("my_rating"), "gold");
}

}  // namespace
}  // namespace nearnet::storage
