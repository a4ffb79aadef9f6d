// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "io/import_addresses.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

const core::JobContext kJob;
using ::testing::ElementsAre;
using ::testing::Pair;

class ReferenceImport : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(dir_.file(name)) << text;
    return dir_.file(name);
  }
  Imported<model::AddressPoint> points(const std::string& source) {
    return std::get<Imported<model::AddressPoint>>(import_addresses({.source = source}, kJob));
  }
  Imported<model::AddressRange> ranges(const std::string& source) {
    return std::get<Imported<model::AddressRange>>(import_addresses({.source = source}, kJob));
  }
  testing::TempDir dir_;
};

TEST_F(ReferenceImport, PointsOfOpenAddresses) {
  const auto in = points(write("oa.csv",
                               "LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID,HASH\n"
                               "-70.36,43.68,12,EAST BRIDGE ST,STE 4,WESTBROOK,,ME,04092,,a1\n"
                               ",,13,EAST BRIDGE ST,,WESTBROOK,,ME,04092,,a2\n"
                               "-70.36,43.68,,,,WESTBROOK,,ME,04092,,a3\n"));
  ASSERT_EQ(in.records.size(), 1U);
  const model::AddressPoint& point = in.records[0];
  EXPECT_EQ(point.id.text(), "a1");
  EXPECT_EQ(point.number, "12");
  EXPECT_EQ(point.street, "EAST BRIDGE ST");
  EXPECT_EQ(point.unit, "STE 4");
  EXPECT_EQ(point.city, "WESTBROOK");
  EXPECT_EQ(point.state, "ME");
  EXPECT_EQ(point.zip, "04092");
  EXPECT_EQ(point.position, (geo::LonLat{-70.36, 43.68}));
  EXPECT_THAT(in.diagnostics.rejections(),
              ElementsAre(Pair("NO_ADDRESS", 1), Pair("NO_POSITION", 1)));
  EXPECT_EQ(in.rows_read, 3);
}

TEST_F(ReferenceImport, PointsOfAnEmergencyCallCentre) {
  const auto in =
      points(write("nena.csv",
                   "Site_NGUID,Add_Number,AddNum_Suf,St_PreDir,St_Name,St_PosTyp,St_PosDir,Unit,"
                   "Post_Comm,State,Post_Code,Longitude,Latitude\n"
                   "urn:1,12,1/2,East,Bridge,Street,,,Westbrook,ME,04092,-70.36,43.68\n"));
  ASSERT_EQ(in.records.size(), 1U);
  EXPECT_EQ(in.records[0].number, "12 1/2");
  EXPECT_EQ(in.records[0].street, "East Bridge Street");
  EXPECT_EQ(in.key, "Site_NGUID");
}

TEST_F(ReferenceImport, PointsWithWholeAddresses) {
  const auto in =
      points(write("whole.csv", "full_address,lon,lat\n\"12 Main St, Westbrook\",-70.36,43.68\n"));
  ASSERT_EQ(in.records.size(), 1U);
  EXPECT_EQ(in.records[0].number, "");
  EXPECT_EQ(in.records[0].street, "12 Main St, Westbrook");
}

TEST_F(ReferenceImport, RangesOfTheCensusBureau) {
  const auto feature = [](const std::string& name, const std::string& left,
                          const std::string& shape) {
    return R"({"type":"Feature","properties":{"TLID":1,"FULLNAME":")" + name + R"(","LFROMHN":")" +
           left +
           R"(","LTOHN":"199","RFROMHN":"100","RTOHN":"198","PARITYL":"O","PARITYR":"E","ZIPL":"04092","ZIPR":"04093"},"geometry":)" +
           shape + "}";
  };
  const std::string line = R"({"type":"LineString","coordinates":[[-70.36,43.68],[-70.35,43.68]]})";
  const std::string parts =
      R"({"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3]]]})";
  const auto in =
      ranges(write("addrfeat.geojson",
                   R"({"type":"FeatureCollection","features":[)" + feature("Main St", "101", line) +
                       "," + feature("Oak St", "10-1", line) + "," + feature("", "101", line) +
                       "," + feature("Elm St", "101", parts) + "]}"));
  ASSERT_EQ(in.records.size(), 2U);
  EXPECT_EQ(in.records[0].street, "Main St");
  EXPECT_EQ(in.records[0].left_from, 101);
  EXPECT_EQ(in.records[0].left_to, 199);
  EXPECT_EQ(in.records[0].left_parity, model::Parity::kOdd);
  EXPECT_EQ(in.records[0].right_parity, model::Parity::kEven);
  EXPECT_EQ(in.records[0].left_zip, "04092");
  EXPECT_EQ(in.records[0].right_zip, "04093");
  EXPECT_EQ(in.records[1].left_from, std::nullopt) << "10-1 is no whole number";
  EXPECT_EQ(in.records[1].right_from, 100);
  EXPECT_EQ(in.diagnostics.count("BAD_NUMBER"), 1);
  EXPECT_THAT(in.diagnostics.rejections(),
              ElementsAre(Pair("NO_ADDRESS", 1), Pair("WRONG_GEOMETRY", 1)));
}

}  // namespace
}  // namespace nearnet::io
