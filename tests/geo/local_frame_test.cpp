// SPDX-License-Identifier: Apache-2.0
#include "geo/local_frame.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.h"
#include "geo/geodesic.h"

namespace nearnet::geo {
namespace {

TEST(LocalFrameTest, RoundTrips) {
  core::Random random(11);
  for (int i = 0; i < 500; ++i) {
    const LonLat origin{random.uniform(-180.0, 180.0), random.uniform(-70.0, 70.0)};
    const LocalFrame frame(origin);
    const XY metres{random.uniform(-5000.0, 5000.0), random.uniform(-5000.0, 5000.0)};
    const XY back = frame.to_metres(frame.to_lon_lat(metres));
    EXPECT_NEAR(back.x, metres.x, 1e-6);
    EXPECT_NEAR(back.y, metres.y, 1e-6);
  }
}

TEST(LocalFrameTest, AgreesWithTheEllipsoidNearby) {
  core::Random random(12);
  for (int i = 0; i < 500; ++i) {
    const LonLat origin{random.uniform(-180.0, 180.0), random.uniform(-55.0, 55.0)};
    const LocalFrame frame(origin);
    const double angle = random.uniform(0.0, 6.283);
    const LonLat place = frame.to_lon_lat({1000.0 * std::cos(angle), 1000.0 * std::sin(angle)});
    // The promise: some millimetres at a kilometre; the meridians' turning adds at high latitudes.
    EXPECT_NEAR(geodesic_distance(origin, place).value, 1000.0, 0.15)
        << origin.lon << " " << origin.lat;
  }
}

TEST(LocalFrameTest, EastAndNorthArePositive) {
  const LocalFrame frame({-68.77, 44.80});
  EXPECT_GT(frame.to_metres(LonLat{-68.76, 44.80}).x, 0.0);
  EXPECT_GT(frame.to_metres(LonLat{-68.77, 44.81}).y, 0.0);
  const XY origin = frame.to_metres(frame.origin());
  EXPECT_EQ(origin.x, 0.0);
  EXPECT_EQ(origin.y, 0.0);
}

TEST(LocalFrameTest, WorksAcrossTheAntimeridian) {
  const LocalFrame frame({179.99, 52.0});
  const XY east = frame.to_metres(LonLat{-179.99, 52.0});
  EXPECT_NEAR(east.x, 0.02 * frame.metres_per_degree_lon(), 1e-6);
  const LonLat back = frame.to_lon_lat(east);
  EXPECT_NEAR(back.lon, -179.99, 1e-9);
  EXPECT_TRUE(is_valid(back));
}

TEST(LocalFrameTest, MovesWholeGeometries) {
  const LocalFrame frame({-68.77, 44.80});
  const Geometry square = Geometry::from_wkt(
      "POLYGON ((-68.77 44.8, -68.76 44.8, -68.76 44.81, -68.77 44.81, -68.77 44.8))");
  const Geometry metres = frame.to_metres(square);
  EXPECT_NEAR(metres.area(), geodesic_area(square), 0.001 * metres.area());
  const Geometry back = frame.to_lon_lat(metres);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_NEAR(back.polygons()[0].shell[i].lon, square.polygons()[0].shell[i].lon, 1e-12);
    EXPECT_NEAR(back.polygons()[0].shell[i].lat, square.polygons()[0].shell[i].lat, 1e-12);
  }
}

}  // namespace
}  // namespace nearnet::geo
