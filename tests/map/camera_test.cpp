// SPDX-License-Identifier: Apache-2.0
#include "map/camera.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.h"

namespace nearnet::map {
namespace {

geo::LonLat random_place(core::Random& random) {
  return {random.uniform(-180.0, 180.0), random.uniform(-84.0, 84.0)};
}

TEST(MercatorTest, KnownPlaces) {
  // R·λ and R·ln tan(π/4 + φ/2), worked out apart from the code under test.
  const WorldPoint tower = to_world({2.2945, 48.8583});
  EXPECT_NEAR(tower.x, 255422.57, 0.01);
  EXPECT_NEAR(tower.y, 6250851.98, 0.01);
  EXPECT_NEAR(to_world({180.0, 0.0}).x, kWorldWidth / 2.0, 1e-6);
  EXPECT_NEAR(to_world({0.0, kMaxLatitude}).y, kWorldWidth / 2.0, 1e-3);
  // A compiler that folds the tangent may round it otherwise than the library does.
  EXPECT_NEAR(to_world({0.0, 89.9}).y, to_world({0.0, kMaxLatitude}).y, 1e-6);
}

TEST(MercatorTest, RoundTripsToABillionthOfADegree) {
  core::Random random(1);
  for (int i = 0; i < 1000; ++i) {
    const geo::LonLat place = random_place(random);
    const geo::LonLat back = to_lon_lat(to_world(place));
    EXPECT_NEAR(back.lon, place.lon, 1e-9);
    EXPECT_NEAR(back.lat, place.lat, 1e-9);
  }
}

TEST(MercatorTest, ScaleFollowsTheCosineOfLatitude) {
  for (const double lat : {0.0, 30.0, 45.0, 60.0}) {
    EXPECT_NEAR(metres_per_unit(to_world({0.0, lat}).y), std::cos(lat * M_PI / 180.0), 1e-12);
  }
}

TEST(MercatorTest, LongitudesUnwrapToTheNearestTurn) {
  EXPECT_DOUBLE_EQ(unwrapped(-179.0, 179.0), 181.0);
  EXPECT_DOUBLE_EQ(unwrapped(179.0, -179.0), -181.0);
  EXPECT_DOUBLE_EQ(unwrapped(10.0, 20.0), 10.0);
}

TEST(CameraTest, ScreenAndGroundRoundTrip) {
  core::Random random(2);
  for (int i = 0; i < 500; ++i) {
    Camera camera({1280.0, 800.0});
    camera.look_at(random_place(random), std::exp(random.uniform(-1.0, 8.0)));
    const ScreenPoint at{random.uniform(0.0, 1280.0), random.uniform(0.0, 800.0)};
    const ScreenPoint back = camera.to_screen(camera.to_world(at));
    EXPECT_NEAR(back.x, at.x, 1e-6);
    EXPECT_NEAR(back.y, at.y, 1e-6);
  }
}

TEST(CameraTest, TheCentreIsInTheMiddleAndNorthIsUp) {
  Camera camera({1000.0, 600.0});
  camera.look_at({-68.77, 44.80}, 5.0);
  const ScreenPoint middle = camera.to_screen(geo::LonLat{-68.77, 44.80});
  EXPECT_NEAR(middle.x, 500.0, 1e-6);
  EXPECT_NEAR(middle.y, 300.0, 1e-6);
  EXPECT_LT(camera.to_screen(geo::LonLat{-68.77, 44.81}).y, 300.0);
  EXPECT_GT(camera.to_screen(geo::LonLat{-68.76, 44.80}).x, 500.0);
  EXPECT_NEAR(camera.metres_per_pixel(), 5.0, 1e-9);
}

TEST(CameraTest, ZoomKeepsThePlaceUnderTheCursor) {
  core::Random random(3);
  Camera camera({1280.0, 800.0});
  camera.look_at({-68.77, 44.80}, 10.0);
  for (int i = 0; i < 200; ++i) {
    const ScreenPoint cursor{random.uniform(0.0, 1280.0), random.uniform(0.0, 800.0)};
    const WorldPoint before = camera.to_world(cursor);
    camera.zoom_about(cursor, random.uniform(0.7, 1.45));
    const ScreenPoint after = camera.to_screen(before);
    ASSERT_NEAR(after.x, cursor.x, 1e-6);
    ASSERT_NEAR(after.y, cursor.y, 1e-6);
  }
}

TEST(CameraTest, ZoomStopsAtItsLimitsWithoutDrifting) {
  Camera camera({1280.0, 800.0});
  camera.look_at({-68.77, 44.80}, 10.0);
  const WorldPoint fixed = camera.to_world(ScreenPoint{100.0, 100.0});
  camera.zoom_about({100.0, 100.0}, 1e12);
  const double closest = camera.units_per_pixel();
  EXPECT_GT(closest, 0.0);
  const Camera stopped = camera;
  camera.zoom_about({100.0, 100.0}, 2.0);
  EXPECT_EQ(camera.units_per_pixel(), closest);
  EXPECT_NEAR(camera.centre().x, stopped.centre().x, 1e-9);
  EXPECT_NEAR(camera.to_screen(fixed).x, 100.0, 1e-3);
  camera.zoom_about({100.0, 100.0}, 1e-12);
  EXPECT_LT(camera.units_per_pixel(), kWorldWidth);
}

TEST(CameraTest, PanFollowsTheMouse) {
  Camera camera({1280.0, 800.0});
  camera.look_at({-68.77, 44.80}, 10.0);
  const WorldPoint grabbed = camera.to_world(ScreenPoint{300.0, 300.0});
  camera.pan(25.0, -40.0);
  EXPECT_NEAR(camera.to_screen(grabbed).x, 325.0, 1e-6);
  EXPECT_NEAR(camera.to_screen(grabbed).y, 260.0, 1e-6);
}

TEST(CameraTest, FitShowsTheWholeBoxInsideThePadding) {
  core::Random random(4);
  for (int i = 0; i < 200; ++i) {
    const geo::LonLat corner{random.uniform(-150.0, 100.0), random.uniform(-60.0, 50.0)};
    const geo::LonLatBox box{corner.lon, corner.lat, corner.lon + random.uniform(0.001, 20.0),
                             corner.lat + random.uniform(0.001, 20.0)};
    Camera camera({random.uniform(300.0, 2000.0), random.uniform(300.0, 2000.0)});
    camera.fit(box, 40.0);
    const ScreenPoint low = camera.to_screen(geo::LonLat{box.min_lon, box.min_lat});
    const ScreenPoint high = camera.to_screen(geo::LonLat{box.max_lon, box.max_lat});
    const ScreenSize size = camera.viewport();
    EXPECT_GE(low.x, 40.0 - 1e-6);
    EXPECT_LE(high.x, size.width - 40.0 + 1e-6);
    EXPECT_GE(high.y, 40.0 - 1e-6);
    EXPECT_LE(low.y, size.height - 40.0 + 1e-6);
    // And one of the axes is used up.
    EXPECT_TRUE(std::abs(low.x - 40.0) < 1e-6 || std::abs(high.y - 40.0) < 1e-6);
  }
}

TEST(CameraTest, FitOfOnePlaceIsStreetLevelAndOfNothingIsNoMove) {
  Camera camera({1280.0, 800.0});
  camera.fit({-68.77, 44.80, -68.77, 44.80}, 40.0);
  EXPECT_NEAR(camera.to_lon_lat({640.0, 400.0}).lon, -68.77, 1e-9);
  EXPECT_LT(camera.metres_per_pixel(), 1.0);
  const Camera before = camera;
  camera.fit({}, 40.0);
  EXPECT_EQ(camera, before);
}

TEST(CameraTest, AViewportSmallerThanItsPaddingStillFits) {
  Camera camera({20.0, 20.0});
  camera.fit({-1.0, -1.0, 1.0, 1.0}, 40.0);
  EXPECT_TRUE(std::isfinite(camera.units_per_pixel()));
}

TEST(CameraTest, AcrossTheAntimeridianPlacesStayTogether) {
  Camera camera({1000.0, 600.0});
  camera.look_at({179.99, 0.0}, 10.0);
  EXPECT_NEAR(camera.to_screen(geo::LonLat{-179.99, 0.0}).x, 500.0 + 2226.4 / 10.0, 0.1);
}

TEST(CameraTest, VisibleBoxIsTheViewport) {
  Camera camera({1000.0, 600.0});
  camera.look_at({-68.77, 44.80}, 3.0);
  const WorldBox box = camera.visible();
  EXPECT_EQ(camera.to_world(ScreenPoint{0.0, 0.0}), (WorldPoint{box.min_x, box.max_y}));
  EXPECT_EQ(camera.to_world(ScreenPoint{1000.0, 600.0}), (WorldPoint{box.max_x, box.min_y}));
}

}  // namespace
}  // namespace nearnet::map
