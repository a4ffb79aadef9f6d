// SPDX-License-Identifier: Apache-2.0
#include "routing/clusters.h"

#include <gtest/gtest.h>

#include "core/random.h"
#include "geo/geodesic.h"

namespace nearnet::routing {
namespace {

constexpr geo::LonLat kCentre{-68.77, 44.80};

TEST(DayArea, OfNoStopsIsEmpty) {
  EXPECT_TRUE(day_area({}).is_empty());
}

TEST(DayArea, OfOneStopIsADiscOfTheMargin) {
  const std::vector<geo::LonLat> stops{kCentre};
  const geo::Geometry area = day_area(stops);
  EXPECT_TRUE(area.covers(kCentre));
  EXPECT_NEAR(geo::geodesic_area(area), 3.1416 * 60 * 60, 200);
}

TEST(DayArea, OfStopsInALineIsABandAroundThem) {
  const std::vector<geo::LonLat> stops{
      kCentre, {kCentre.lon + 0.01, kCentre.lat}, {kCentre.lon + 0.02, kCentre.lat}};
  const geo::Geometry area = day_area(stops);
  for (const geo::LonLat stop : stops) EXPECT_TRUE(area.covers(stop));
  EXPECT_NEAR(geo::geodesic_area(area), 0.02 * 79'200 * 120 + 3.1416 * 60 * 60, 2000);
}

TEST(DayArea, IsOneValidPolygonAroundAllStops) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    std::vector<geo::LonLat> stops(1 + random.below(30));
    for (geo::LonLat& stop : stops) {
      stop = {kCentre.lon + random.uniform(-0.2, 0.2), kCentre.lat + random.uniform(-0.2, 0.2)};
    }
    const geo::Geometry area = day_area(stops);
    EXPECT_EQ(area.kind(), geo::GeometryKind::kPolygon);
    EXPECT_TRUE(area.is_valid());
    for (const geo::LonLat stop : stops) EXPECT_TRUE(area.covers(stop));
  }
}

TEST(DayArea, OfTheSameStopTwiceIsADisc) {
  const std::vector<geo::LonLat> stops{kCentre, kCentre, kCentre};
  EXPECT_NEAR(geo::geodesic_area(day_area(stops)), 3.1416 * 60 * 60, 200);
}

}  // namespace
}  // namespace nearnet::routing
