// SPDX-License-Identifier: Apache-2.0
#include "io/availability.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "geo/h3.h"
#include "io/fcc_file_name.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

const core::JobContext kJob;

constexpr const char* kHeader =
    "frn,provider_id,brand_name,location_id,technology,max_advertised_download_speed,"
    "max_advertised_upload_speed,low_latency,business_residential_code,state_usps,block_geoid,"
    "h3_res8_id\n";

Imported<model::Footprint> from_csv(const std::string& content, ImportOptions options = {},
                                    const std::string& name = "list.csv") {
  const testing::TempDir dir;
  options.source = dir.write(name, content);
  return import_footprints(options, kJob);
}

template <typename T>
void expect_all_accounted(const Imported<T>& in) {
  EXPECT_EQ(static_cast<std::int64_t>(in.records.size()) + in.diagnostics.rejected(), in.rows_read);
}

TEST(Availability, KeepsTheBestOfferOfEachCellBrandAndTechnology) {
  const auto in = from_csv(
      std::string(kHeader) +
          "0001,130001,Coastal Cable,11,40,500,20,1,R,ME,230190001001000,882b0426a9fffff\n"
          "0001,130001,Coastal Cable,12,40,500,35,1,B,ME,230190001001001,882b0426a9fffff\n"
          "0001,130001,Coastal Cable,13,40,300,300,1,R,ME,230270001001001,882b0426a9fffff\n"
          "0001,130001,Coastal Cable,14,50,100,100,1,X,ME,230190001001000,882b0426a9fffff\n"
          "0002,130002,\"Fibre, Inc.\",11,50,1000,1000,1,R,ME,230190001001000,882b0426a9fffff\n"
          "0001,130001,Coastal Cable,15,40,200,10,1,B,ME,230190001001000,882b0426adfffff\n",
      {}, "bdc_23_Cable_fixed_broadband_063022.csv");
  EXPECT_EQ(in.profile, "FCC BDC availability");
  EXPECT_EQ(in.key, "h3_res8_id|provider_id|brand_name|technology");
  EXPECT_EQ(in.source_rows, 6);
  ASSERT_EQ(in.records.size(), 4U);
  expect_all_accounted(in);
  const model::Footprint& cable = in.records[0];
  EXPECT_EQ(cable.id.text(), "882b0426a9fffff|130001|Coastal Cable|40");
  EXPECT_EQ(cable.provider, "Coastal Cable");
  EXPECT_EQ(cable.technology, "40");
  EXPECT_EQ(cable.max_down_mbps, 500.0);
  EXPECT_EQ(cable.max_up_mbps, 35.0);
  EXPECT_EQ(cable.segment, model::Segment::kBoth);
  EXPECT_EQ(core::format_date(*cable.as_of), "2022-06-30");
  EXPECT_EQ(
      cable.extra,
      R"({"county_fips":"23019;23027","h3_res8_id":"882b0426a9fffff","n_both":0,)"
      R"("n_business_only":1,"n_locations":3,"n_residential_only":2,"provider_id":"130001"})");
  EXPECT_EQ(cable.geometry, geo::h3_area(*geo::H3Cell::from_text("882b0426a9fffff")));
  EXPECT_EQ(in.records[1].segment, model::Segment::kBoth);
  EXPECT_EQ(in.records[2].segment, model::Segment::kResidential);
  EXPECT_EQ(in.records[2].provider, "Fibre, Inc.");
  EXPECT_EQ(in.records[3].segment, model::Segment::kBusiness);
}

TEST(Availability, ReadsTheFirstReleasesHeaders) {
  const auto in = from_csv(
      "provider_id,frn,brand_name,location_id,block_fips,h3index_hex8,technology_code,"
      "max_advertised_download_speed,max_advertised_upload_speed,low_latency,"
      "business_residential_code\n"
      "130001,0001,Coastal Cable,11,230190001001000,882B0426A9FFFFF,40,500,20,1,X\n");
  EXPECT_EQ(in.profile, "FCC BDC availability");
  ASSERT_EQ(in.records.size(), 1U);
  EXPECT_EQ(in.records[0].technology, "40");
  EXPECT_EQ(in.records[0].segment, model::Segment::kBoth);
  EXPECT_EQ(in.records[0].max_up_mbps, 20.0);
  // However a release writes the cell, it is the same key.
  EXPECT_EQ(in.records[0].id.text(), "882b0426a9fffff|130001|Coastal Cable|40");
}

TEST(Availability, CountsWhatCannotBePlaced) {
  const auto in =
      from_csv(std::string(kHeader) +
               "0001,130001,Coastal Cable,11,40,500,20,1,R,ME,230190001001000,882b0426a9fffff\n"
               "0001,130001,Coastal Cable,12,40,500,20,1,R,ME,230190001001000,\n"
               "0001,130001,Coastal Cable,13,40,500,20,1,R,ME,230190001001000,not-a-cell\n"
               "0001,130001,Coastal Cable,14,40,500,20,1,R,ME,230190001001000,not-a-cell\n");
  EXPECT_EQ(in.records.size(), 1U);
  EXPECT_EQ(in.diagnostics.count("NO_CELL"), 1);
  EXPECT_EQ(in.diagnostics.count("INVALID_CELL"), 1);
  EXPECT_EQ(in.source_rows, 4);
  expect_all_accounted(in);
}

TEST(Availability, ACellAroundThePoleIsOneValidArea) {
  const auto in = from_csv(
      "provider_id,frn,brand_name,location_id,block_fips,h3index_hex8,technology_code,"
      "max_advertised_download_speed,max_advertised_upload_speed,low_latency,"
      "business_residential_code\n"
      "130001,1,Polar Cable,1,,8001fffffffffff,40,100,10,1,X\n");
  ASSERT_EQ(in.records.size(), 1U);
  EXPECT_TRUE(in.records[0].geometry.is_valid());
  EXPECT_TRUE(in.records[0].geometry.covers({0.0, 90.0}));
  EXPECT_TRUE(in.records[0].geometry.covers({-170.0, 88.0}));
}

TEST(Availability, ABlockThatIsNoNumberTellsNoCounty) {
  const auto in =
      from_csv(std::string(kHeader) +
               "0001,130001,Coastal "
               "Cable,11,40,500,20,1,R,ME,230\xC3\xA9\xC3\xA9\xC3\xA9,882b0426a9fffff\n");
  ASSERT_EQ(in.records.size(), 1U);
  EXPECT_NE(in.records[0].extra.find(R"("county_fips":"")"), std::string::npos);
}

TEST(Availability, BarsInNamesKeepKeysApart) {
  const auto in = from_csv(std::string(kHeader) +
                           "0001,1|A,B,11,40,500,20,1,R,ME,230190001001000,882b0426a9fffff\n"
                           "0001,1,A|B,12,40,500,20,1,R,ME,230190001001000,882b0426a9fffff\n");
  ASSERT_EQ(in.records.size(), 2U);
  EXPECT_NE(in.records[0].id, in.records[1].id);
}

TEST(Availability, TellsAProviderWithSeveralBrands) {
  const auto in = from_csv(
      std::string(kHeader) +
      "0001,130001,Coastal Cable,11,40,500,20,1,R,ME,230190001001000,882b0426a9fffff\n"
      "0001,130001,NCoastal CableULL,12,40,500,20,1,R,ME,230190001001000,882b0426a9fffff\n");
  EXPECT_EQ(in.records.size(), 2U);
  EXPECT_EQ(in.diagnostics.count("SEVERAL_BRANDS"), 1);
}

constexpr const char* kForm477 =
    "LogRecNo,Provider_Id,FRN,ProviderName,DBAName,HoldingCompanyName,HocoNum,HocoFinal,StateAbbr,"
    "BlockCode,TechCode,Consumer,MaxAdDown,MaxAdUp,Business\n"
    "1,75890,0003,\"Level  3, LLC\",Level  3,\"Hold, Inc.\",1,Hold,CT,090190001001000,50,0,0,0,1\n"
    "2,75891,0004,Coastal,Coastal Cable,Coastal,2,Coastal,CT,90190001001000,43,1,940,35,0\n"
    "3,75891,0004,Coastal,Coastal Cable,Coastal,2,Coastal,CT,090190001002000,43,1,1000,35,1\n"
    "4,75891,0004,Coastal,Coastal Cable,Coastal,2,Coastal,CT,090990001002000,43,1,1000,35,1\n";

constexpr const char* kTracts = R"({"type":"FeatureCollection","features":[
  {"type":"Feature","properties":{"GEOID10":"09019000100"},"geometry":
   {"type":"Polygon","coordinates":[[[-72,41],[-71.9,41],[-71.9,41.1],[-72,41.1],[-72,41]]]}}]})";

TEST(Availability, Form477AsksForAreas) {
  EXPECT_THAT([&] { from_csv(kForm477); },
              ThrowsMessage<core::InputError>(HasSubstr("--join tl_2020_23_tabblock20.zip")));
}

TEST(Availability, Form477JoinsBlocksToTheAreasThatHoldThem) {
  const testing::TempDir dir;
  ImportOptions options;
  options.join = dir.write("tracts.geojson", kTracts);
  const auto in = from_csv(kForm477, options, "CT-Fixed-Jun2021.csv");
  EXPECT_EQ(in.profile, "FCC Form 477");
  EXPECT_EQ(in.source_rows, 4);
  ASSERT_EQ(in.records.size(), 2U);
  expect_all_accounted(in);
  EXPECT_EQ(in.diagnostics.count("UNKNOWN_AREA"), 1);
  EXPECT_EQ(in.diagnostics.count("COARSE_AREAS"), 1);
  EXPECT_EQ(in.records[0].provider, "Level 3");
  EXPECT_EQ(in.records[0].segment, model::Segment::kBusiness);
  // 0 is a speed that was not filed.
  EXPECT_FALSE(in.records[0].max_down_mbps);
  const model::Footprint& coastal = in.records[1];
  EXPECT_EQ(coastal.id.text(), "09019000100|75891|Coastal Cable|43");
  EXPECT_EQ(coastal.max_down_mbps, 1000.0);
  EXPECT_EQ(coastal.segment, model::Segment::kBoth);
  EXPECT_EQ(core::format_date(*coastal.as_of), "2021-06-30");
  EXPECT_EQ(coastal.geometry.envelope().max_lat, 41.1);
}

TEST(Availability, RefusesAreasItCannotJoin) {
  const testing::TempDir dir;
  ImportOptions options;
  options.join = dir.write("names.csv", "GEOID,name\n09019000100,Tract 1\n");
  EXPECT_THAT([&] { from_csv(kForm477, options); },
              ThrowsMessage<core::InputError>(HasSubstr("needs polygons and a column GEOID")));
  options.join = dir.write("tracts.geojson", kTracts);
  EXPECT_THROW(from_csv("id,WKT\n1,\"POLYGON((0 0,1 0,1 1,0 0))\"\n", options), core::ConfigError);
}

TEST(Availability, PolygonFilingsAreFootprintsAsTheyAre) {
  const auto in = from_csv(
      "providerid,brandname,technology,maxdown,maxup,lowlatency,bizrescode,WKT\n"
      "130001,Coastal Cable,40,1000,35,1,X,\"POLYGON((0 0,1 0,1 1,0 0))\"\n");
  EXPECT_EQ(in.profile, "FCC BDC polygon filing");
  ASSERT_EQ(in.records.size(), 1U);
  EXPECT_EQ(in.records[0].provider, "Coastal Cable");
  EXPECT_EQ(in.records[0].max_down_mbps, 1000.0);
  EXPECT_EQ(in.records[0].segment, model::Segment::kBoth);
}

TEST(Availability, FileNamesTellTheDate) {
  const auto date = [](std::string_view name) {
    const auto found = date_in_fcc_name(name);
    return found ? core::format_date(*found) : std::string();
  };
  EXPECT_EQ(date("bdc_23_Cable_fixed_broadband_063022.zip"), "2022-06-30");
  EXPECT_EQ(date("bdc_23_Copper_fixed_broadband_D23_14may2024.zip"), "2023-12-31");
  EXPECT_EQ(date("ME-Fixed-Jun2021-v1.csv"), "2021-06-30");
  EXPECT_EQ(date("fbd_us_without_satellite_dec2020_v1.csv"), "2020-12-31");
  EXPECT_EQ(date("cells_999999.csv"), "");
  EXPECT_EQ(date("coverage.csv"), "");
}

}  // namespace
}  // namespace nearnet::io
