// SPDX-License-Identifier: Apache-2.0
#include "roads/travel_matrix.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/random.h"
#include "geo/geodesic.h"

namespace nearnet::roads {
namespace {

std::vector<geo::LonLat> random_places(core::Random& random, geo::LonLat centre, double spread,
                                       std::size_t count) {
  std::vector<geo::LonLat> places;
  for (std::size_t i = 0; i < count; ++i) {
    places.push_back({centre.lon + random.uniform(-spread, spread),
                      centre.lat + random.uniform(-spread, spread)});
  }
  return places;
}

TEST(TravelMatrix, EqualsTheGeodesicTimesDetourWithinTwoMetres) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    for (const double lat : {-60.0, 0.0, 44.8, 69.0}) {
      const auto places = random_places(random, {-68.77, lat}, 0.3, 12);
      const auto matrix = TravelMatrix::crow_flight(places, {.detour = 1.35, .speed_kmh = 40});
      for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t j = 0; j < places.size(); ++j) {
          const double way = geo::geodesic_distance(places[i], places[j]).value * 1.35;
          EXPECT_NEAR(matrix.distance(i, j).value, way, 2.0);
          EXPECT_NEAR(static_cast<double>(matrix.time(i, j).value), way / (40.0 / 3.6), 1.2);
        }
      }
    }
  }
}

TEST(TravelMatrix, KeepsTheTriangleInequalityToTheSecond) {
  core::Random random(7);
  const auto places = random_places(random, {-68.77, 44.8}, 0.2, 30);
  auto matrix = TravelMatrix::crow_flight(places, {});
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = 0; j < places.size(); ++j) {
      EXPECT_EQ(matrix.time(i, j), matrix.time(j, i));
    }
  }
  matrix.add_parking(core::Seconds(60));
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = 0; j < places.size(); ++j) {
      for (std::size_t k = 0; k < places.size(); ++k) {
        EXPECT_LE(matrix.time(i, j), matrix.time(i, k) + matrix.time(k, j));
      }
    }
  }
}

TEST(TravelMatrix, AddsParkingToWaysBetweenDifferentPositionsButNotHome) {
  const std::vector<geo::LonLat> places{{-68.0, 44.0}, {-68.0, 44.0}, {-68.01, 44.0}};
  const auto bare = TravelMatrix::crow_flight(places, {});
  auto with = bare;
  with.add_parking(core::minutes(2));
  EXPECT_EQ(with.time(0, 0), core::Seconds(0));
  EXPECT_EQ(with.time(0, 1), core::Seconds(0)) << "two tenants of one building";
  EXPECT_EQ(with.time(0, 2), bare.time(0, 2) + core::minutes(2));
  EXPECT_EQ(with.time(2, 1), bare.time(2, 1) + core::minutes(2));
  EXPECT_EQ(with.time(2, 0), bare.time(2, 0)) << "nobody has to find a place at home";
  EXPECT_EQ(with.distance(0, 2), bare.distance(0, 2));
}

TEST(TravelMatrix, CrossesTheAntimeridianTheShortWay) {
  const std::vector<geo::LonLat> places{{179.99, 10.0}, {-179.99, 10.0}};
  EXPECT_LT(TravelMatrix::crow_flight(places, {}).distance(0, 1).value, 3000.0);
}

TEST(TravelMatrix, ReadsAGivenTableRowByRow) {
  const auto matrix = TravelMatrix::from_seconds(2, {9, 100, 200, 9}, {0, 1000, 2000, 0});
  EXPECT_EQ(matrix.size(), 2U);
  EXPECT_EQ(matrix.time(0, 1), core::Seconds(100));
  EXPECT_EQ(matrix.time(1, 0), core::Seconds(200));
  EXPECT_EQ(matrix.time(1, 1), core::Seconds(0));
  EXPECT_EQ(matrix.distance(1, 0), core::Metres(2000.0));
  EXPECT_EQ(TravelMatrix::from_seconds(2, {0, 1, 2, 0}).distance(0, 1), core::Metres(0.0));
}

TEST(TravelMatrix, RefusesWhatMakesNoSense) {
  const std::vector<geo::LonLat> places{{0.0, 0.0}, {1.0, 1.0}};
  EXPECT_THROW(TravelMatrix::crow_flight(places, {.detour = 0.9}), core::ConfigError);
  EXPECT_THROW(TravelMatrix::crow_flight(places, {.speed_kmh = 0}), core::ConfigError);
  auto parked = TravelMatrix::crow_flight(places, {});
  EXPECT_THROW(parked.add_parking(core::Seconds(-1)), core::ConfigError);
  const std::vector<geo::LonLat> nowhere{{0.0, std::numeric_limits<double>::quiet_NaN()}};
  EXPECT_THROW(TravelMatrix::crow_flight(nowhere, {}), core::InputError);
  EXPECT_THROW(TravelMatrix::from_seconds(2, {0, 1, 2}), core::InputError);
  EXPECT_THROW(TravelMatrix::from_seconds(2, {0, -1, 2, 0}), core::InputError);
  EXPECT_THROW(TravelMatrix::from_seconds(2, {0, 1, 2, 0}, {0}), core::InputError);
}

TEST(TravelMatrix, HoldsThousandsOfPlacesWithoutATable) {
  core::Random random(11);
  const auto places = random_places(random, {-68.77, 44.8}, 0.5, 8000);
  const auto matrix = TravelMatrix::crow_flight(places, {});
  EXPECT_EQ(matrix.size(), 8000U);
  EXPECT_GT(matrix.time(0, 7999), core::Seconds(0));
}

TEST(TravelMatrix, EndsAtTheLastPlace) {
  auto table =
      TravelMatrix::from_seconds(3, {0, 1, 2, 3, 0, 4, 5, 6, 0}, {0, 10, 20, 30, 0, 40, 50, 60, 0});
  table.end_at_last();
  EXPECT_EQ(table.size(), 2U);
  EXPECT_EQ(table.time(0, 1).value, 1);
  EXPECT_EQ(table.time(1, 0).value, 4) << "to the last place, not to the first";
  EXPECT_EQ(table.time(0, 0).value, 0);
  EXPECT_EQ(table.distance(1, 0).value, 40.0);
  const std::vector<geo::LonLat> places = {{-68.8, 44.8}, {-68.7, 44.8}, {-68.6, 44.9}};
  const auto crow = TravelMatrix::crow_flight(places, {});
  auto to_last = crow;
  to_last.end_at_last();
  EXPECT_EQ(to_last.time(1, 0), crow.time(1, 2));
  EXPECT_EQ(to_last.distance(0, 1), crow.distance(0, 1));
}

TEST(TravelMatrix, EndsAnywhere) {
  const std::vector<geo::LonLat> places = {{-68.8, 44.8}, {-68.7, 44.8}, {-68.6, 44.9}};
  const auto crow = TravelMatrix::crow_flight(places, {});
  auto anywhere = crow;
  anywhere.end_anywhere();
  anywhere.add_parking(core::minutes(2));
  EXPECT_EQ(anywhere.time(2, 0).value, 0);
  EXPECT_EQ(anywhere.distance(2, 0).value, 0.0);
  EXPECT_EQ(anywhere.time(0, 2), crow.time(0, 2) + core::minutes(2));
  EXPECT_EQ(anywhere.size(), 3U);
}

}  // namespace
}  // namespace nearnet::roads
