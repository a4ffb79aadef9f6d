// SPDX-License-Identifier: Apache-2.0
#include "roads/road_network.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "core/random.h"
#include "geo/geodesic.h"
#include "roads/ascii_town.h"
#include "roads/main_part.h"

namespace nearnet::roads {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const core::JobContext kJob({.threads = 2});
TEST(RoadNetwork, GoesRoundAOneWayBlock) {
  const Town town({"A>B>C",  //
                   "^   |",  //
                   "D<E<F"});
  const RoadNetwork network = town.network();
  const auto there = network.drive(town['A'], town['C']);
  const auto back = network.drive(town['C'], town['A']);
  ASSERT_TRUE(there && back);
  EXPECT_EQ(town.letters(there->line), "ABC");
  EXPECT_EQ(there->time.value, 20);
  EXPECT_EQ(town.letters(back->line), "CFEDA");
  EXPECT_EQ(back->time.value, 40);
  EXPECT_NEAR(back->distance.value, 400.0, 2.0) << "latitudes are a little shorter";
}

TEST(RoadNetwork, TheFasterWayIsNotTheShorterOne) {
  Town town({"A-B-C",  //
             "|   |",  //
             "D-E-F"});
  std::vector<model::Road> roads = town.roads();
  for (model::Road& road : roads) {
    const bool northern = road.line.front().lat == 0.0 && road.line.back().lat == 0.0;
    road.max_speed_kmh = northern ? 10.0 : 100.0;
  }
  const RoadNetwork network(roads, {}, {}, kJob);
  EXPECT_EQ(town.letters(network.drive(town['A'], town['C'])->line), "ADEFC");
}

TEST(RoadNetwork, PlacesBetweenCrossingsMindTheDirection) {
  const Town town({"A>B",  //
                   "^ |",  //
                   "C<D"});
  const RoadNetwork network = town.network();
  const geo::LonLat west{0.25 * kBlock, 0.0};
  const geo::LonLat east{0.75 * kBlock, 0.0};
  EXPECT_EQ(network.drive(west, east)->time.value, 5);
  const auto round = network.drive(east, west);
  EXPECT_EQ(round->time.value, 35) << "once round the block";
  EXPECT_EQ(town.letters(round->line), "BDCA");
  EXPECT_EQ(network.drive(east, east)->time.value, 0);
}

TEST(RoadNetwork, AtACrossingOneComesAndGoesByAnyStreet) {
  const Town town({"A>B",  //
                   "^ |",  //
                   "C<D"});
  const RoadNetwork network = town.network();
  EXPECT_EQ(town.letters(network.drive(town['D'], town['B'])->line), "DB");
  EXPECT_EQ(town.letters(network.drive(town['B'], town['D'])->line), "BD");
  EXPECT_EQ(town.letters(network.drive(town['B'], town['A'])->line), "BDCA");
}

TEST(RoadNetwork, AMatrixSaysWhatDrivesTake) {
  core::Random random(31);
  SCOPED_TRACE("seed 31");
  const Town town({"A-B>C-D",  //
                   "| v ^ |",  //
                   "E-F-G<H",  //
                   "^ | | |",  //
                   "I>J-K-L"});
  const RoadNetwork network = town.network();
  std::vector<geo::LonLat> places;
  for (int i = 0; i < 60; ++i) {
    places.push_back({random.uniform(-0.5, 3.5) * kBlock, random.uniform(-2.5, 0.5) * kBlock});
  }
  const RoadNetwork::Matrix matrix = network.matrix(places, kJob);
  EXPECT_THAT(matrix.off_road, IsEmpty());
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = 0; j < places.size(); ++j) {
      const auto drive = network.drive(places[i], places[j]);
      ASSERT_TRUE(drive);
      EXPECT_EQ(matrix.travel.time(i, j), drive->time);
      EXPECT_EQ(matrix.travel.distance(i, j), drive->distance);
      double metres = 0.0;
      for (std::size_t p = 1; p < drive->line.size(); ++p) {
        metres += geo::geodesic_distance(drive->line[p - 1], drive->line[p]).value;
      }
      EXPECT_NEAR(metres, drive->distance.value, 2.0) << "the line is as long as it says";
    }
  }
}

TEST(RoadNetwork, PlacesAreOnRoadsThatLeadSomewhere) {
  const Town town({"A-B-C",  //
                   "|   |",  //
                   "D-E-F",  //
                   "     ",  //
                   "G-H  "});
  const RoadNetwork network = town.network();
  EXPECT_NEAR(network.total_km(), 0.7, 0.01);
  EXPECT_NEAR(network.cut_off_km(), 0.1, 0.01);
  const auto drive = network.drive(town['G'], town['A']);
  ASSERT_TRUE(drive);
  EXPECT_EQ(town.letters(drive->line), "GDA") << "straight to the road that is connected";
  EXPECT_EQ(drive->time.value, 24 + 10) << "100 m at 15 km/h, 100 m at 36 km/h";
}

TEST(RoadNetwork, FarFromRoadsStraightLinesServe) {
  const Town town({"A-B"});
  const RoadNetwork network = town.network();
  const geo::LonLat island{0.05, 0.05};
  EXPECT_FALSE(network.drive(town['A'], island));
  const std::vector<geo::LonLat> places = {town['A'], town['B'], island};
  const RoadNetwork::Matrix matrix = network.matrix(places, kJob);
  EXPECT_THAT(matrix.off_road, ElementsAre(2));
  EXPECT_EQ(matrix.travel.time(0, 1).value, 10);
  const TravelMatrix straight = TravelMatrix::crow_flight(places, {});
  EXPECT_EQ(matrix.travel.time(0, 2), straight.time(0, 2));
  EXPECT_EQ(matrix.travel.distance(2, 1), straight.distance(2, 1));
  const RoadNetwork::Matrix nothing = RoadNetwork({}, {}, {}, kJob).matrix(places, kJob);
  EXPECT_THAT(nothing.off_road, ElementsAre(0, 1, 2));
}

TEST(DrivingSpeeds, GoByLimitThenByClass) {
  const DrivingSpeeds speeds;
  model::Road road;
  EXPECT_EQ(speeds.kmh(road), speeds.other_kmh);
  road.road_class = " Motorway";
  EXPECT_EQ(speeds.kmh(road), 90.0);
  road.paved = true;
  EXPECT_EQ(speeds.kmh(road), 90.0);
  road.paved = false;
  EXPECT_EQ(speeds.kmh(road), 67.5);
  road.max_speed_kmh = 50.0;
  EXPECT_EQ(speeds.kmh(road), 40.0);
  road.max_speed_kmh = 0.0;
  EXPECT_GT(speeds.kmh(road), 0.0);
}

/// Everyone from whom everyone else can be reached and who can be reached by them, by trying.
std::vector<bool> largest_by_trying(std::size_t nodes, const std::vector<Arc>& arcs) {
  std::vector<std::vector<bool>> reaches(nodes, std::vector<bool>(nodes, false));
  for (std::size_t i = 0; i < nodes; ++i) reaches[i][i] = true;
  for (const Arc& arc : arcs) reaches[arc.from][arc.to] = true;
  for (std::size_t k = 0; k < nodes; ++k) {
    for (std::size_t i = 0; i < nodes; ++i) {
      for (std::size_t j = 0; j < nodes; ++j) {
        if (reaches[i][k] && reaches[k][j]) reaches[i][j] = true;
      }
    }
  }
  std::vector<bool> best(nodes, false);
  std::ptrdiff_t most = 0;
  for (std::size_t i = 0; i < nodes; ++i) {
    std::vector<bool> part(nodes);
    for (std::size_t j = 0; j < nodes; ++j) part[j] = reaches[i][j] && reaches[j][i];
    const auto size = std::count(part.begin(), part.end(), true);
    if (size > most) {
      most = size;
      best = part;
    }
  }
  return best;
}

TEST(MainPart, IsTheLargestWhereAllReachAll) {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    const std::size_t nodes = 1 + random.below(24);
    std::vector<Arc> arcs;
    for (std::uint64_t i = random.below(2 * nodes + 1); i > 0; --i) {
      arcs.push_back({static_cast<std::uint32_t>(random.below(nodes)),
                      static_cast<std::uint32_t>(random.below(nodes)), Cost()});
    }
    EXPECT_EQ(main_part(nodes, arcs), largest_by_trying(nodes, arcs));
  }
  EXPECT_TRUE(main_part(0, {}).empty());
}

}  // namespace
}  // namespace nearnet::roads
