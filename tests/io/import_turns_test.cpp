// SPDX-License-Identifier: Apache-2.0
// Turn restrictions of OpenStreetMap files, on the roads of the same files.
#include "io/import_turns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include <osmium/io/pbf_output.hpp>
#include <osmium/io/xml_input.hpp>

#include "io/tiny_zip.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const core::JobContext kJob;

/// Elm runs west to east over nodes 1 2 3 4 5, where 3 is its crossing with Oak: 6 above, 7 below.
/// West Elm is way 10, East Elm 11, North Oak 12, South Oak 13; 14 is a one-way link from 5 to 6.
/// Lengths are 0.001 degrees.
std::string town(const std::string& relations) {
  return R"(<?xml version='1.0' encoding='UTF-8'?><osm version="0.6" generator="hand">
<node id="1" version="1" lat="0.000" lon="0.001"/><node id="2" version="1" lat="0.000" lon="0.002"/>
<node id="3" version="1" lat="0.000" lon="0.003"/><node id="4" version="1" lat="0.000" lon="0.004"/>
<node id="5" version="1" lat="0.000" lon="0.005"/><node id="6" version="1" lat="0.001" lon="0.003"/>
<node id="7" version="1" lat="-0.001" lon="0.003"/>
<way id="10" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/></way>
<way id="11" version="1"><nd ref="3"/><nd ref="4"/><nd ref="5"/><tag k="highway" v="residential"/></way>
<way id="12" version="1"><nd ref="6"/><nd ref="3"/><tag k="highway" v="tertiary"/></way>
<way id="13" version="1"><nd ref="3"/><nd ref="7"/><tag k="highway" v="tertiary"/></way>
<way id="14" version="1"><nd ref="5"/><nd ref="6"/><tag k="highway" v="service"/><tag k="oneway" v="yes"/></way>
<way id="15" version="1"><nd ref="6"/><nd ref="7"/><tag k="highway" v="footway"/></way>
<way id="16" version="1"><nd ref="2"/><nd ref="3"/><nd ref="6"/><tag k="highway" v="service"/></way>
)" + relations +
         "</osm>";
}

/// `members`: "f10 n3 t12", "f10 w12 t14".
std::string relation(int id, const std::string& members, const std::string& tags) {
  std::string text = "<relation id=\"" + std::to_string(id) + "\" version=\"1\">";
  std::istringstream words(members);
  for (std::string word; words >> word;) {
    const std::string role = word[0] == 'f' ? "from" : word[0] == 't' ? "to" : "via";
    text += "<member type=\"" + std::string(word[0] == 'n' ? "node" : "way") + "\" ref=\"" +
            word.substr(1) + "\" role=\"" + role + "\"/>";
  }
  text += R"(<tag k="type" v="restriction"/>)";
  std::istringstream pairs(tags);
  for (std::string pair; pairs >> pair;) {
    const auto equals = pair.find('=');
    text += "<tag k=\"" + pair.substr(0, equals) + "\" v=\"" + pair.substr(equals + 1) + "\"/>";
  }
  return text + "</relation>";
}

TurnsRead read_file(const std::string& path) {
  const ImportOptions options{.source = path};
  return import_turns(options, import_roads(options, kJob), kJob);
}

TurnsRead read_town(const std::string& relations) {
  const testing::TempDir dir;
  return read_file(dir.write("town.osm", town(relations)));
}

geo::LonLat at(double lon, double lat) {
  return {lon / 1'000.0, lat / 1'000.0};
}

TEST(ImportTurns, OverANode) {
  const TurnsRead turns = read_town(relation(5, "f10 n3 t12", "restriction=no_left_turn") +
                                    relation(6, "f12 n3 t13", "restriction=only_straight_on"));
  ASSERT_EQ(turns.records.size(), 2U);
  EXPECT_EQ(turns.records[0].id.text(), "relation/5");
  EXPECT_FALSE(turns.records[0].only);
  EXPECT_EQ(turns.records[0].source, "town.osm");
  EXPECT_EQ(turns.records[0].line, (geo::Line{at(2, 0), at(3, 0), at(3, 1)}));
  EXPECT_TRUE(turns.records[1].only);
  EXPECT_EQ(turns.records[1].line, (geo::Line{at(3, 1), at(3, 0), at(3, -1)}));
  ASSERT_EQ(turns.diagnostics.findings().size(), 1U);
  EXPECT_THAT(turns.diagnostics.findings().front().found, HasSubstr("2 turn restrictions;"));
}

TEST(ImportTurns, BackIntoTheSameStreet) {
  const TurnsRead turns = read_town(relation(5, "f11 n3 t11", "restriction=no_u_turn") +
                                    relation(6, "f11 n4 t11", "restriction=no_u_turn"));
  ASSERT_EQ(turns.records.size(), 3U);
  EXPECT_EQ(turns.records[0].line, (geo::Line{at(4, 0), at(3, 0), at(4, 0)}));
  EXPECT_EQ(turns.records[1].line, (geo::Line{at(3, 0), at(4, 0), at(3, 0)}));
  EXPECT_EQ(turns.records[2].line, (geo::Line{at(5, 0), at(4, 0), at(5, 0)}));
  EXPECT_EQ(turns.records[2].id.text(), "relation/6#2");
}

TEST(ImportTurns, OverWays) {
  const TurnsRead turns = read_town(relation(5, "f10 w11 t14", "restriction=no_left_turn") +
                                    relation(6, "f10 w11 w14 t12", "restriction=only_u_turn"));
  ASSERT_EQ(turns.records.size(), 2U);
  const geo::Line over_elm = {at(2, 0), at(3, 0), at(4, 0), at(5, 0), at(3, 1)};
  EXPECT_EQ(turns.records[0].line, over_elm);
  geo::Line round_the_block = over_elm;
  round_the_block.push_back(at(3, 0));
  EXPECT_EQ(turns.records[1].line, round_the_block);
  EXPECT_TRUE(turns.records[1].only);
}

TEST(ImportTurns, SeveralStreetsThatMayNotBeEntered) {
  const TurnsRead turns = read_town(relation(5, "f10 n3 t12 t13", "restriction=no_exit") +
                                    relation(6, "f12 n3 t11 t13", "restriction=only_left_turn"));
  ASSERT_EQ(turns.records.size(), 2U);
  EXPECT_EQ(turns.records[1].id.text(), "relation/5#2");
  EXPECT_EQ(turns.diagnostics.count("BAD_RESTRICTION"), 1);
}

TEST(ImportTurns, WhatMeansCarsAndWhen) {
  const std::string turn = "f10 n3 t12";
  const TurnsRead turns = read_town(
      relation(1, turn, "restriction=no_left_turn except=bus;motorcar") +
      relation(2, turn, "restriction=no_left_turn except=bus;bicycle") +
      relation(3, turn, "restriction:hgv=no_left_turn") +
      relation(4, turn, "restriction:motorcar=no_left_turn restriction=only_straight_on") +
      relation(5, turn, "restriction:conditional=no_left_turn@(07:00-09:00)") +
      relation(6, turn, "restriction=no_left_turn hour_on=07:00 hour_off=09:00") +
      relation(7, turn, "restriction=no_left_turn_on_red") +
      relation(8, turn, "restriction=no_entry restriction:conditional=none@(Su)"));
  std::vector<std::string> ids;
  for (const model::TurnRestriction& record : turns.records) ids.push_back(record.id.text());
  EXPECT_THAT(ids, ElementsAre("relation/2", "relation/4", "relation/8"));
  EXPECT_FALSE(turns.records[1].only);
  EXPECT_THAT(turns.diagnostics.findings().back().found,
              HasSubstr("left out: 2 that hold at certain times only, 3 not for cars, 0 on ways"));
}

TEST(ImportTurns, TimesThatHoldWheneverPeopleWork) {
  const std::string turn = "f10 n3 t12";
  const std::string sign = "restriction:conditional=no_left_turn@";
  const TurnsRead turns =
      read_town(relation(1, turn, sign + "(06:00-20:00)") + relation(2, turn, sign + "(Mo-Fr)") +
                relation(3, turn, sign + "24/7") + relation(4, turn, sign + "(Sa-Su)") +
                relation(5, turn, sign + "(08:30-17:00)") + relation(6, turn, sign + "(wet)") +
                relation(7, turn, sign + "(06:00-9)") +
                relation(8, turn, "restriction=no_left_turn hour_on=07:00 hour_off=18:00") +
                relation(9, turn, "restriction=no_left_turn day_on=Monday day_off=Friday") +
                relation(10, turn, "restriction=no_left_turn day_on=Saturday day_off=Sunday"));
  std::vector<std::string> ids;
  for (const model::TurnRestriction& record : turns.records) ids.push_back(record.id.text());
  EXPECT_THAT(ids,
              ElementsAre("relation/1", "relation/2", "relation/3", "relation/8", "relation/9"));
  EXPECT_THAT(turns.diagnostics.findings().back().found,
              HasSubstr("left out: 5 that hold at certain times only"));
}

TEST(ImportTurns, WhatIsWrongWithThem) {
  const TurnsRead turns = read_town(relation(1, "n3 t12", "restriction=no_left_turn") +
                                    relation(2, "f10 t12", "restriction=no_left_turn") +
                                    relation(3, "f10 n3 t12", "restriction=no_way") +
                                    relation(4, "f10 n7 t12", "restriction=no_left_turn") +
                                    relation(5, "f10 n3 t16", "restriction=no_left_turn") +
                                    relation(6, "f10 w14 t12", "restriction=no_left_turn") +
                                    relation(7, "f10 n3 t15", "restriction=no_left_turn") +
                                    relation(8, "f10 n99 t12", "restriction=no_left_turn") +
                                    relation(9, "f99 w12 t10", "restriction=no_left_turn") +
                                    relation(9, "f10 n3 t12", "restriction=no_left_turn"));
  EXPECT_THAT(turns.records, IsEmpty());
  EXPECT_EQ(turns.diagnostics.count("BAD_RESTRICTION"), 7);
  EXPECT_EQ(turns.diagnostics.rejected(), 0) << "they are no rows";
  EXPECT_THAT(turns.diagnostics.findings().back().found, HasSubstr("3 on ways that are no roads"));
}

TEST(ImportTurns, FromEveryFormThatRoadsComeIn) {
  const testing::TempDir dir;
  const std::string xml = town(relation(5, "f10 n3 t12", "restriction=no_left_turn"));
  const std::string plain = dir.write("town.osm", xml);
  const auto expected = read_file(plain).records;
  ASSERT_EQ(expected.size(), 1U);

  const std::string pbf = dir.file("town.osm.pbf");
  {
    osmium::io::Reader reader(plain);
    osmium::io::Writer writer(osmium::io::File(pbf), reader.header());
    while (osmium::memory::Buffer buffer = reader.read()) writer(std::move(buffer));
    writer.close();
    reader.close();
  }
  const auto packed = read_file(pbf).records;
  ASSERT_EQ(packed.size(), 1U);
  EXPECT_EQ(packed[0].line, expected[0].line);

  const auto zipped =
      read_file(dir.write("town.zip", testing::tiny_zip({{"town.osm", xml}}))).records;
  ASSERT_EQ(zipped.size(), 1U);
  EXPECT_EQ(zipped[0].line, expected[0].line);
}

TEST(ImportTurns, RoadsWithoutAnyAndFilesThatCannotBeRead) {
  EXPECT_THAT(read_town("").diagnostics.findings(), IsEmpty());
  const testing::TempDir dir;
  EXPECT_THAT(read_file(dir.write("r.csv", "id,wkt\n7,\"LINESTRING (0 0, 1 1)\"\n")).records,
              IsEmpty());
  // GDAL does not mind that the version is missing, libosmium does.
  std::string text = town(relation(5, "f10 n3 t12", "restriction=no_left_turn"));
  text.replace(text.find(" version=\"0.6\""), 14, "");
  const TurnsRead turns = read_file(dir.write("old.osm", text));
  EXPECT_THAT(turns.records, IsEmpty());
  EXPECT_EQ(turns.diagnostics.count("NO_RESTRICTIONS"), 1);
}

}  // namespace
}  // namespace nearnet::io
