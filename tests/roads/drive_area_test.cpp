// SPDX-License-Identifier: Apache-2.0
#include "roads/drive_area.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "core/random.h"
#include "geo/geodesic.h"
#include "roads/ascii_town.h"
#include "roads/road_segments.h"

namespace nearnet::roads {
namespace {

const std::vector<std::string> kTown = {"A-B-C-D-E",  //
                                        "| ^ | | |",  //
                                        "F-G>H-I-J",  //
                                        "|   |   v",  //
                                        "K-L-M<N-O",  //
                                        "| | | | |",  //
                                        "P-Q>R-S-T"};

double metres_to(const std::vector<geo::Line>& pieces, geo::LonLat place) {
  double least = 1e9;
  for (const geo::Line& piece : pieces) {
    least = std::min(least, foot_on(piece[0], piece[1], place).metres);
  }
  return least;
}

TEST(Reach, IsWhatDrivesWithinTheTime) {
  Town town(kTown);
  town.forbid("GHC");
  town.forbid("KLM");
  const RoadNetwork network = town.network();
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    const auto somewhere = [&] {
      const geo::Line& street = town.roads()[random.below(town.roads().size())].line;
      // Five metres apart, since just behind a sign is near and far to drive.
      const double share = static_cast<double>(random.below(20)) / 20.0;
      return geo::LonLat{street[0].lon + share * (street[1].lon - street[0].lon),
                         street[0].lat + share * (street[1].lat - street[0].lat)};
    };
    const geo::LonLat start = somewhere();
    const core::Seconds within{static_cast<std::int64_t>(1 + random.below(90))};
    const auto pieces = network.reach(start, within);
    for (int i = 0; i < 40; ++i) {
      const geo::LonLat place = somewhere();
      const auto drive = network.drive(start, place);
      ASSERT_TRUE(drive.has_value());
      // Whole seconds, rounded up; ten metres a second.
      const double away = metres_to(pieces, place);
      if (drive->time <= within) {
        EXPECT_LT(away, 0.2) << drive->time.value << " of " << within.value << " s";
      } else if (drive->time.value > within.value + 1) {
        EXPECT_GT(away, 0.2) << drive->time.value << " of " << within.value << " s";
      }
    }
  }
}

TEST(DriveArea, HoldsTheRoadsReachedAndWhatLiesBesideThem) {
  const Town town(kTown);
  const RoadNetwork network = town.network();
  const geo::Geometry near = drive_area(network, town['M'], core::Seconds(15), core::Metres(20.0));
  EXPECT_TRUE(near.is_valid());
  EXPECT_TRUE(near.covers(town['M']));
  EXPECT_TRUE(near.covers(town['H']));
  EXPECT_FALSE(near.covers(town['N'])) << "the street comes from there";
  const geo::LonLat beside{town['H'].lon + 19.0 * kMetre, town['H'].lat + 0.5 * kBlock};
  EXPECT_TRUE(near.covers(beside));
  EXPECT_FALSE(near.covers({beside.lon + 3.0 * kMetre, beside.lat}));
  const geo::Geometry all = drive_area(network, town['M'], core::minutes(10));
  for (char letter = 'A'; letter <= 'T'; ++letter) EXPECT_TRUE(all.covers(town[letter])) << letter;
  EXPECT_EQ(all.polygons().size(), 1U);
  EXPECT_TRUE(all.polygons()[0].holes.empty()) << "a block is no lake";
}

TEST(DriveArea, GrowsWithTime) {
  const Town town(kTown);
  const RoadNetwork network = town.network();
  double before = 0.0;
  for (int seconds = 0; seconds <= 60; seconds += 5) {
    const double area = drive_area(network, town['A'], core::Seconds(seconds)).area();
    EXPECT_GE(area, before);
    before = area;
  }
}

TEST(DriveArea, IsEmptyOffTheRoads) {
  const Town town(kTown);
  EXPECT_TRUE(drive_area(town.network(), {10.0, 10.0}, core::minutes(10)).is_empty());
}

}  // namespace
}  // namespace nearnet::roads
