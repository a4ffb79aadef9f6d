// SPDX-License-Identifier: Apache-2.0
// Roads, reps, activities, OpenStreetMap.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "core/error.h"
#include "io/import.h"
#include "io/osm.h"
#include "testing/temp_dir.h"

namespace nearnet::io {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

const core::JobContext kJob;

constexpr const char* kTown = R"(<?xml version='1.0'?><osm version="0.6">
<node id="-1" lat="44.80" lon="-68.77"><tag k="shop" v="convenience"/><tag k="name" v="Corner"/>
  <tag k="addr:housenumber" v="5"/><tag k="addr:street" v="Main St"/></node>
<node id="2" lat="44.81" lon="-68.76"><tag k="amenity" v="bench"/></node>
<node id="3" lat="44.82" lon="-68.76"/><node id="4" lat="44.82" lon="-68.75"/>
<node id="5" lat="44.83" lon="-68.75"/><node id="6" lat="44.83" lon="-68.76"/>
<way id="10"><nd ref="3"/><nd ref="4"/><nd ref="5"/><nd ref="6"/><nd ref="3"/>
  <tag k="building" v="yes"/><tag k="office" v="lawyer"/><tag k="name" v="Law"/></way>
<way id="11"><nd ref="3"/><nd ref="4"/><tag k="highway" v="residential"/><tag k="name" v="Elm"/>
  <tag k="maxspeed" v="30 mph"/></way>
<way id="12"><nd ref="4"/><nd ref="5"/><tag k="highway" v="primary"/><tag k="oneway" v="-1"/></way>
<way id="13"><nd ref="5"/><nd ref="6"/><tag k="highway" v="footway"/></way>
<way id="14"><nd ref="5"/><nd ref="6"/><tag k="waterway" v="stream"/></way>
<way id="15"><nd ref="3"/><nd ref="5"/><nd ref="6"/><nd ref="3"/><tag k="highway" v="tertiary"/>
  <tag k="junction" v="roundabout"/></way>
</osm>)";

TEST(ImportOsm, FindsBusinessesAmongPointsAndAreas) {
  const testing::TempDir dir;
  const auto in = import_businesses({.source = dir.write("town.osm", kTown)}, kJob);
  EXPECT_EQ(in.profile, "OpenStreetMap");
  EXPECT_EQ(in.rows_read, 2);
  ASSERT_EQ(in.records.size(), 2U);
  EXPECT_EQ(in.records[0].id.text(), "node/-1");
  EXPECT_EQ(in.records[0].category, "shop:convenience");
  EXPECT_EQ(in.records[0].address1, "5 Main St");
  EXPECT_EQ(in.records[1].id.text(), "way/10");
  EXPECT_EQ(in.records[1].category, "office:lawyer");
  EXPECT_TRUE(in.records[1].position);
}

TEST(ImportOsm, FindsRoadsForCars) {
  const testing::TempDir dir;
  const auto in = import_roads({.source = dir.write("town.osm", kTown)}, kJob);
  EXPECT_EQ(in.rows_read, 4);
  EXPECT_EQ(in.diagnostics.count("NOT_DRIVABLE"), 1);
  ASSERT_EQ(in.records.size(), 3U);
  EXPECT_EQ(in.records[0].id.text(), "way/11");
  EXPECT_EQ(in.records[0].name, "Elm");
  EXPECT_NEAR(in.records[0].max_speed_kmh.value(), 48.28, 0.01);
  EXPECT_EQ(in.records[0].one_way, model::OneWay::kNo);
  EXPECT_EQ(in.records[1].one_way, model::OneWay::kBackward);
  EXPECT_EQ(in.records[2].one_way, model::OneWay::kForward);
  EXPECT_EQ(in.records[2].line.size(), 4U);
}

TEST(Osm, UnderstandsTagValues) {
  EXPECT_EQ(osm_max_speed_kmh("50"), 50.0);
  EXPECT_EQ(osm_max_speed_kmh("50 km/h"), 50.0);
  EXPECT_EQ(osm_max_speed_kmh("none"), std::nullopt);
  EXPECT_EQ(osm_max_speed_kmh(""), std::nullopt);
  EXPECT_EQ(osm_one_way("yes", "", "service"), model::OneWay::kForward);
  EXPECT_EQ(osm_one_way("no", "roundabout", "service"), model::OneWay::kNo);
  EXPECT_EQ(osm_one_way("", "", "motorway"), model::OneWay::kForward);
  EXPECT_TRUE(osm_is_drivable("living_street"));
  EXPECT_FALSE(osm_is_drivable("track"));
  EXPECT_FALSE(osm_is_drivable(""));
  const auto category = [](std::string_view key, const char* value) {
    return osm_business_category(
        [&](std::string_view tag) { return tag == key ? std::string(value) : std::string(); });
  };
  EXPECT_EQ(category("amenity", "restaurant"), "amenity:restaurant");
  EXPECT_EQ(category("amenity", "parking"), std::nullopt);
  EXPECT_EQ(category("shop", "vacant"), std::nullopt);
  EXPECT_EQ(category("leisure", "park"), std::nullopt);
  EXPECT_EQ(category("leisure", "fitness_centre"), "leisure:fitness_centre");
  EXPECT_EQ(category("tourism", "hotel"), "tourism:hotel");
  EXPECT_EQ(category("building", "retail"), "building:retail");
  EXPECT_EQ(category("building", "house"), std::nullopt);
}

TEST(Osm, KnowsWhereCarsMayGo) {
  using Tags = std::map<std::string, std::string, std::less<>>;
  const auto open = [](const Tags& tags) {
    return osm_is_open_to_cars([&](std::string_view tag) {
      const auto found = tags.find(tag);
      return found == tags.end() ? std::string() : found->second;
    });
  };
  EXPECT_TRUE(open({}));
  EXPECT_TRUE(open({{"access", "destination"}}));
  EXPECT_TRUE(open({{"access", "customers"}}));
  EXPECT_FALSE(open({{"access", "no"}}));
  EXPECT_FALSE(open({{"access", "private"}}));
  EXPECT_TRUE(open({{"access", "private"}, {"motor_vehicle", "permissive"}}));
  EXPECT_FALSE(open({{"access", "yes"}, {"vehicle", "no"}}));
  EXPECT_TRUE(open({{"vehicle", "no"}, {"motorcar", "destination"}}));
  EXPECT_FALSE(open({{"motor_vehicle", "Private"}}));
  EXPECT_FALSE(open({{"oneway", "reversible"}}));
  EXPECT_TRUE(open({{"oneway", "alternating"}}));
}

TEST(Osm, KnowsWhatIsPaved) {
  EXPECT_EQ(osm_is_paved("asphalt"), true);
  EXPECT_EQ(osm_is_paved("Concrete:plates"), true);
  EXPECT_EQ(osm_is_paved("gravel; dirt"), false);
  EXPECT_EQ(osm_is_paved("compacted"), false);
  EXPECT_EQ(osm_is_paved(""), std::nullopt);
  EXPECT_EQ(osm_is_paved("bumpy"), std::nullopt);
}

TEST(ImportRoads, LeavesOutWhatIsClosedToTheirCarsAndKnowsTheSurface) {
  const testing::TempDir dir;
  const auto in =
      import_roads({.source = dir.write("streets.csv",
                                        "id,highway,access,surface,wkt\n"
                                        "1,service,private,asphalt,\"LINESTRING (0 0, 1 1)\"\n"
                                        "2,service,customers,gravel,\"LINESTRING (0 0, 1 1)\"\n"
                                        "3,service,,potholes,\"LINESTRING (0 0, 1 1)\"\n"
                                        "4,primary,,asphalt,\"LINESTRING (0 0, 1 1)\"\n")},
                   kJob);
  EXPECT_EQ(in.diagnostics.count("NO_ACCESS"), 1);
  ASSERT_EQ(in.records.size(), 3U);
  EXPECT_EQ(in.records[0].paved, false);
  EXPECT_EQ(in.records[0].extra, "");
  EXPECT_EQ(in.records[1].paved, std::nullopt);
  EXPECT_THAT(in.records[1].extra, HasSubstr("potholes"));
  EXPECT_EQ(in.records[2].paved, true);
}

TEST(ImportRoads, PlainCentrelinesWithManyParts) {
  const testing::TempDir dir;
  const std::string path = dir.write(
      "streets.csv",
      "id,Street Name,speed_limit,wkt\n"
      "7,Elm,25,\"MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))\"\n"
      "8,Oak,,\"LINESTRING (5 5, 6 6)\"\n9,Dot,,\"LINESTRING (5 5, 5 5)\"\n10,Pt,,POINT (1 1)\n");
  const auto in = import_roads({.source = path}, kJob);
  EXPECT_EQ(in.rows_read, 5);
  ASSERT_EQ(in.records.size(), 3U);
  EXPECT_EQ(in.records[0].id.text(), "7");
  EXPECT_EQ(in.records[1].id.text(), "7#2");
  EXPECT_NEAR(in.records[1].max_speed_kmh.value(), 40.23, 0.01);
  EXPECT_EQ(in.diagnostics.count("INVALID_GEOMETRY"), 1);
  EXPECT_EQ(in.diagnostics.count("WRONG_GEOMETRY"), 1);
}

TEST(ImportReps, HomeIsOptional) {
  const testing::TempDir dir;
  const std::string path =
      dir.write("reps.csv",
                "rep_id,name,email,lat,lon,shift_start,shift_end\n"
                "r1,Kim,k@x.org,44.8,-68.7,08:30,17:00\nr2,Lee,,,,,\n,,,,,,\n");
  const auto in = import_reps({.source = path}, kJob);
  EXPECT_EQ(in.rows_read, 3);
  ASSERT_EQ(in.records.size(), 2U);
  EXPECT_EQ(in.records[0].id.text(), "r1");
  EXPECT_EQ(core::format_time_of_day(*in.records[0].shift_start), "08:30");
  EXPECT_TRUE(in.records[0].home);
  EXPECT_FALSE(in.records[1].home);
  EXPECT_EQ(in.diagnostics.count("NO_NAME"), 1);
}

TEST(ImportActivities, RejectsWhatCannotBeBooked) {
  const testing::TempDir dir;
  const std::string path =
      dir.write("log.csv",
                "business_id,kind,outcome,at,rep,note,follow_up,mrc\n"
                "B1,visit,not-in,2026-11-23T09:15,r1,knocked,2026-11-30,\n"
                "B2,Follow Up,Appointment set,11/23/2026 1:05 PM,r1,,,129.95\n"
                ",visit,not-in,2026-11-23,r1,,,\nB3,dance,sold,2026-11-23,r1,,,\n"
                "B3,visit,thrilled,2026-11-23,r1,,,\nB3,visit,sold,yesterday,r1,,,\n"
                "B3,visit,sold,,r1,,,\nB1,visit,not-in,2026-11-23T09:15,r1,knocked,2026-11-30,\n");
  const auto in = import_activities({.source = path}, kJob);
  EXPECT_EQ(in.rows_read, 8);
  ASSERT_EQ(in.records.size(), 3U);
  EXPECT_EQ(in.records[0].outcome, model::Outcome::kNotIn);
  EXPECT_EQ(core::format_date(*in.records[0].follow_up), "2026-11-30");
  EXPECT_EQ(in.records[1].kind, model::ActivityKind::kFollowUp);
  EXPECT_EQ(in.records[1].outcome, model::Outcome::kAppointmentSet);
  EXPECT_EQ(core::format_local_time(in.records[1].at), "2026-11-23T13:05:00");
  EXPECT_EQ(in.records[1].mrc, core::Cents(12995));
  EXPECT_EQ(in.records[2].id.text(), in.records[0].id.text() + "#2");
  for (const char* code :
       {"NO_BUSINESS", "UNKNOWN_KIND", "UNKNOWN_OUTCOME", "BAD_TIME", "NO_TIME"}) {
    EXPECT_EQ(in.diagnostics.count(code), 1) << code;
  }
}

TEST(ImportActivities, NeedToKnowBusinessAndTime) {
  const testing::TempDir dir;
  const std::string path = dir.write("log.csv", "who,what\nB1,visit\n");
  EXPECT_THAT([&] { import_activities({.source = path}, kJob); },
              ThrowsMessage<core::InputError>(HasSubstr("--field business=COLUMN")));
}

}  // namespace
}  // namespace nearnet::io
