// SPDX-License-Identifier: Apache-2.0
// On which side of its street a place lies, and arriving there.
#include <gtest/gtest.h>

#include <vector>

#include "roads/ascii_town.h"

namespace nearnet::roads {
namespace {

const core::JobContext kJob({.threads = 2});
const Town kMain({"A-B-C",  //
                  "  |  ",  //
                  "  D  "});

class StreetSide : public ::testing::Test {
 protected:
  /// The street A-B-C is of that class.
  RoadNetwork network(const std::string& road_class) const {
    std::vector<model::Road> roads = kMain.roads();
    for (model::Road& road : roads) {
      if (road.line.front().lat == 0.0 && road.line.back().lat == 0.0) road.road_class = road_class;
    }
    return RoadNetwork(roads, {}, options_, kJob);
  }
  core::Seconds time(const RoadNetwork& roads, geo::LonLat from, geo::LonLat to,
                     Arrive arrive = Arrive::kOwnSide) const {
    const auto drive = roads.drive(from, to, arrive);
    const std::vector<geo::LonLat> both = {from, to};
    EXPECT_EQ(roads.matrix(both, kJob, arrive).travel.time(0, 1), drive->time);
    return drive->time;
  }

  void SetUp() override {
    options_.speeds.by_class.clear();
    options_.speeds.other_kmh = 36.0;
    options_.speeds.off_road_kmh = 36.0;
    options_.crossing = core::Seconds(60);
  }

  RoadNetworkOptions options_;
  const geo::LonLat north_{0.6 * kBlock, 0.1 * kBlock};  // of A-B, 40 m before B
  const geo::LonLat south_{0.6 * kBlock, -0.1 * kBlock};
};

TEST_F(StreetSide, IsKnownOfEachPlace) {
  const RoadNetwork roads = network("primary");
  const auto north = roads.spot(north_);
  ASSERT_TRUE(north);
  EXPECT_EQ(north->side, RoadNetwork::Side::kLeft);
  EXPECT_NEAR(north->away.value, 10.0, 0.1);
  EXPECT_NEAR(north->point.lat, 0.0, 1e-12);
  EXPECT_EQ(roads.spot(south_)->side, RoadNetwork::Side::kRight);
  EXPECT_EQ(roads.spot({0.6 * kBlock, 0.0})->side, RoadNetwork::Side::kOn);
  EXPECT_FALSE(roads.spot({1.0, 1.0}));
}

TEST_F(StreetSide, ADoorAcrossABigRoadIsReachedFromTheOtherDirection) {
  const RoadNetwork roads = network("primary");
  EXPECT_EQ(time(roads, kMain['A'], south_).value, 7) << "six seconds, and one to the door";
  EXPECT_EQ(time(roads, kMain['A'], north_).value, 15) << "by B, where one turns round";
  EXPECT_EQ(time(roads, kMain['C'], north_).value, 15);
  EXPECT_EQ(time(roads, kMain['A'], north_, Arrive::kAnySide).value, 7);
  EXPECT_EQ(kMain.letters(roads.drive(kMain['A'], north_, Arrive::kOwnSide)->line), "AB");
}

TEST_F(StreetSide, OrTheRoadIsCrossedWhereThatIsSooner) {
  options_.crossing = core::Seconds(5);
  EXPECT_EQ(time(network("primary"), kMain['A'], north_).value, 12);
}

TEST_F(StreetSide, OnTheOtherSideWherePeopleDriveOnTheLeft) {
  options_.drive_on = DriveOn::kLeft;
  const RoadNetwork roads = network("primary");
  EXPECT_EQ(time(roads, kMain['A'], north_).value, 7);
  EXPECT_EQ(time(roads, kMain['A'], south_).value, 15);
}

TEST_F(StreetSide, DoesNotMatterOnSmallStreetsAndOneWayOnes) {
  EXPECT_EQ(time(network("residential"), kMain['A'], north_).value, 7);
  const Town one_way({"A>B",  //
                      "^ v",  //
                      "D<C"});
  std::vector<model::Road> roads = one_way.roads();
  for (model::Road& road : roads) road.road_class = "primary";
  const RoadNetwork network(roads, {}, options_, kJob);
  EXPECT_EQ(time(network, one_way['A'], north_).value, 7);
  EXPECT_EQ(time(network, one_way['A'], south_).value, 7);
}

TEST_F(StreetSide, NeighboursAcrossTheRoad) {
  const RoadNetwork roads = network("primary");
  const geo::LonLat farther{0.2 * kBlock, 0.1 * kBlock};
  EXPECT_EQ(time(roads, farther, south_).value, 6) << "eastwards, on its own side";
  // Back to A and round, or over the road: 3 to A and back 6, with 2 to the doors.
  EXPECT_EQ(time(roads, south_, farther).value, 6) << "westwards, on its own side";
  EXPECT_EQ(time(roads, farther, north_).value, 14) << "by B";
}

}  // namespace
}  // namespace nearnet::roads
