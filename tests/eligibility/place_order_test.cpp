// SPDX-License-Identifier: Apache-2.0
#include "eligibility/place_order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/random.h"
#include "eligibility/tangent.h"
#include "geo/geodesic.h"

namespace nearnet::eligibility {
namespace {

std::vector<NumberedPlace> scattered(std::size_t count, core::Random& random) {
  std::vector<NumberedPlace> places;
  for (std::size_t i = 0; i < count; ++i) {
    places.push_back({{random.uniform(-70.0, -69.0), random.uniform(44.0, 45.0)}, i});
  }
  return places;
}

/// Through all places, in degrees.
double way(const std::vector<NumberedPlace>& along) {
  double degrees = 0.0;
  for (std::size_t i = 1; i < along.size(); ++i) {
    const geo::LonLat from = along[i - 1].place;
    const geo::LonLat to = along[i].place;
    degrees += std::hypot(to.lon - from.lon, to.lat - from.lat);
  }
  return degrees;
}

TEST(NeighboursTogether, KeepsEveryPlaceOnce) {
  core::Random random(6);
  SCOPED_TRACE("seed 6");
  const std::vector<NumberedPlace> places = scattered(20'000, random);
  std::vector<NumberedPlace> ordered = neighbours_together(places);
  std::ranges::sort(ordered, {}, &NumberedPlace::number);
  EXPECT_EQ(ordered, places);
  EXPECT_TRUE(neighbours_together({}).empty());
}

TEST(NeighboursTogether, TakesOnePlaceInTheGivenOrderAndAStreetFromEndToEnd) {
  const NumberedPlace first{{-69.5, 44.5}, 0};
  const NumberedPlace again{{-69.5, 44.5}, 1};
  EXPECT_THAT(neighbours_together(std::vector{first, again}), ::testing::ElementsAre(first, again));
  std::vector<NumberedPlace> street;
  for (std::size_t i = 0; i < 1'000; ++i) {
    street.push_back({{-69.0 - 1e-4 * static_cast<double>(i), 44.0}, i});
  }
  std::vector<NumberedPlace> homewards(street.rbegin(), street.rend());
  EXPECT_LT(way(neighbours_together(street)), 3.0 * way(street));
  EXPECT_LT(way(neighbours_together(homewards)), 3.0 * way(street));
}

TEST(NeighboursTogether, PutsThemNearerThanTheyCame) {
  core::Random random(7);
  SCOPED_TRACE("seed 7");
  const std::vector<NumberedPlace> places = scattered(20'000, random);
  // Within a tile of some dozens the order is the given one: a tenth, not the least way there is.
  EXPECT_LT(way(neighbours_together(places)), way(places) / 10.0);
}

TEST(Tangent, NeverOverstatesADegreeNorItsOwnExactness) {
  core::Random random(8);
  SCOPED_TRACE("seed 8");
  for (int i = 0; i < 20'000; ++i) {
    const geo::LonLat place{random.uniform(-180.0, 180.0), random.uniform(-85.0, 85.0)};
    const double reach = random.uniform(1.0, 20'000.0);
    const Tangent tangent(place);
    const double farthest = std::abs(place.lat) + reach / kLeastMetresPerDegreeLat;
    EXPECT_LE(tangent.least_metres_per_degree_lon(reach),
              least_metres_per_degree_lon(farthest) + 1e-6);
    const geo::LonLat near{place.lon + random.uniform(-0.01, 0.01),
                           place.lat + random.uniform(-0.01, 0.01)};
    const double metres = std::sqrt(tangent.squared(near, near));
    EXPECT_NEAR(metres, geo::geodesic_distance(place, near).value, tangent.doubt(metres));
  }
}

}  // namespace
}  // namespace nearnet::eligibility
