// SPDX-License-Identifier: Apache-2.0
#include "roads/crow_fit.h"

#include <gtest/gtest.h>

#include "core/random.h"
#include "roads/ascii_town.h"

namespace nearnet::roads {
namespace {

const core::JobContext kJob;

TEST(CrowFit, EstimatesAsMuchDrivingAsThereIs) {
  const Town town({"A-B-C-D-E",  //
                   "| | | | |",  //
                   "F-G-H-I-J",  //
                   "|   |   |",  //
                   "K-L-M-N-O",  //
                   "| | | | |",  //
                   "P-Q>R-S-T"});
  const RoadNetwork network = town.network();
  std::vector<geo::LonLat> places;
  for (char letter = 'A'; letter <= 'T'; ++letter) places.push_back(town[letter]);
  const CrowFit fit = crow_fit(network, places, kJob);
  EXPECT_EQ(fit.ways, 20U * 19U);
  EXPECT_GT(fit.crow.detour, 1.2) << "streets go round corners";
  EXPECT_LT(fit.crow.detour, 1.6);
  const TravelMatrix roads = network.matrix(places, kJob).travel;
  const TravelMatrix crow = TravelMatrix::crow_flight(places, fit.crow);
  double by_road = 0.0;
  double by_crow = 0.0;
  double metres_by_road = 0.0;
  double metres_by_crow = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = 0; j < places.size(); ++j) {
      by_road += static_cast<double>(roads.time(i, j).value);
      by_crow += static_cast<double>(crow.time(i, j).value);
      metres_by_road += roads.distance(i, j).value;
      metres_by_crow += crow.distance(i, j).value;
    }
  }
  EXPECT_NEAR(by_crow / by_road, 1.0, 0.03) << "half a second a way is rounding";
  EXPECT_NEAR(metres_by_crow / metres_by_road, 1.0, 0.01);
}

TEST(CrowFit, WithoutRoadsAnywhereNearItIsTheUsualOne) {
  const Town town({"A-B"});
  const std::vector<geo::LonLat> far = {{10.0, 10.0}, {10.1, 10.0}};
  const CrowFit fit = crow_fit(town.network(), far, kJob);
  EXPECT_EQ(fit.ways, 0U);
  EXPECT_EQ(fit.crow.detour, CrowFlight{}.detour);
  EXPECT_EQ(fit.crow.speed_kmh, CrowFlight{}.speed_kmh);
}

}  // namespace
}  // namespace nearnet::roads
