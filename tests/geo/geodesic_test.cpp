// SPDX-License-Identifier: Apache-2.0
#include "geo/geodesic.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/random.h"
#include "geo/local_frame.h"

namespace nearnet::geo {
namespace {

TEST(GeodesicDistance, AgreesWithPublishedFigures) {
  // A degree along the equator and along the meridian from it, WGS 84.
  EXPECT_NEAR(geodesic_distance({0.0, 0.0}, {1.0, 0.0}).value, 111'319.4908, 0.001);
  EXPECT_NEAR(geodesic_distance({0.0, 0.0}, {0.0, 1.0}).value, 110'574.3886, 0.001);
  // Quarter of a meridian.
  EXPECT_NEAR(geodesic_distance({0.0, 0.0}, {0.0, 90.0}).value, 10'001'965.7293, 0.001);
  EXPECT_EQ(geodesic_distance({10.0, 20.0}, {10.0, 20.0}).value, 0.0);
  EXPECT_NEAR(geodesic_distance({179.995, 0.0}, {-179.995, 0.0}).value, 1113.1949, 0.001);
}

TEST(GeodesicMillimetres, AreThoseOfTheGeodesicRounded) {
  constexpr std::uint64_t kSeed = 31;
  SCOPED_TRACE("seed 31");
  core::Random random(kSeed);
  for (int i = 0; i < 400'000; ++i) {
    const LonLat a{random.uniform(-180.0, 180.0), random.uniform(-89.9, 89.9)};
    // From a millimetre to some hundred kilometres.
    const double step = std::pow(10.0, random.uniform(-8.0, 0.0));
    const LonLat b{a.lon + random.uniform(-step, step),
                   std::clamp(a.lat + random.uniform(-step, step), -90.0, 90.0)};
    ASSERT_EQ(geodesic_millimetres(a, b), std::llround(geodesic_distance(a, b).value * 1000.0))
        << a.lon << ' ' << a.lat << ' ' << b.lon << ' ' << b.lat;
  }
  EXPECT_EQ(geodesic_millimetres({179.9995, 0.0}, {-179.9995, 0.0}), 111'319);
  EXPECT_EQ(geodesic_millimetres({10.0, 20.0}, {10.0, 20.0}), 0);
}

TEST(GeodesicArea, TakesHolesOffWhateverTheirDirection) {
  const char* outer = "-68.8 44.8, -68.7 44.8, -68.7 44.9, -68.8 44.9, -68.8 44.8";
  const char* inner = "-68.76 44.84, -68.74 44.84, -68.74 44.86, -68.76 44.86, -68.76 44.84";
  const char* turned = "-68.76 44.84, -68.76 44.86, -68.74 44.86, -68.74 44.84, -68.76 44.84";
  const auto polygon = [](const std::string& rings) {
    return Geometry::from_wkt("POLYGON (" + rings + ")");
  };
  const double whole = geodesic_area(polygon("(" + std::string(outer) + ")"));
  const double hole = geodesic_area(polygon("(" + std::string(inner) + ")"));
  EXPECT_GT(hole, 0.0);
  for (const char* ring : {inner, turned}) {
    const std::string both = "(" + std::string(outer) + "), (" + ring + ")";
    EXPECT_NEAR(geodesic_area(polygon(both)), whole - hole, 1e-3);
  }
  const LocalFrame frame({-68.75, 44.85});
  EXPECT_NEAR(whole / (0.01 * frame.metres_per_degree_lon() * frame.metres_per_degree_lat()), 1.0,
              1e-5);
}

TEST(GeodesicLength, AddsLinesAndRings) {
  EXPECT_NEAR(geodesic_length(Geometry::from_wkt("LINESTRING (0 0, 1 0, 1 0)")).value, 111'319.4908,
              0.001);
  EXPECT_NEAR(geodesic_length(Geometry::from_wkt("MULTILINESTRING ((0 0, 1 0), (0 0, 0 1))")).value,
              111'319.4908 + 110'574.3886, 0.001);
}

/// The smallest geodesic distance to points laid densely along every edge.
double sampled_distance(const Geometry& shape, LonLat from) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const Polygon& polygon : shape.polygons()) {
    for (std::size_t i = 1; i < polygon.shell.size(); ++i) {
      const LonLat& a = polygon.shell[i - 1];
      const LonLat& b = polygon.shell[i];
      constexpr int kSteps = 2000;
      for (int step = 0; step <= kSteps; ++step) {
        const double t = static_cast<double>(step) / kSteps;
        const LonLat place{a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
        nearest = std::min(nearest, geodesic_distance(from, place).value);
      }
    }
  }
  return nearest;
}

TEST(NearestOn, AgreesWithDenseSampling) {
  core::Random random(21);
  for (int round = 0; round < 40; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const LonLat from{random.uniform(-180.0, 179.9), random.uniform(-65.0, 65.0)};
    const LocalFrame frame(from);
    Ring ring;
    const double x = random.uniform(-700.0, 700.0);
    const double y = random.uniform(-700.0, 700.0);
    for (int corner = 0; corner < 3; ++corner) {
      ring.push_back(
          frame.to_lon_lat({x + random.uniform(-200.0, 200.0), y + random.uniform(-200.0, 200.0)}));
    }
    ring.push_back(ring.front());
    const Geometry shape = Geometry::polygon({ring, {}});
    const Nearest nearest = nearest_on(shape, from);
    if (shape.covers(from)) {
      EXPECT_EQ(nearest.distance.value, 0.0);
      continue;
    }
    EXPECT_NEAR(nearest.distance.value, sampled_distance(shape, from), 0.05);
    EXPECT_NEAR(nearest.distance.value, geodesic_distance(from, nearest.place).value, 1e-6);
  }
}

TEST(NearestOn, IsZeroInsideAndOnTheEdgeAndNotInAHole) {
  const Geometry ring = Geometry::from_wkt(
      "POLYGON ((-68.8 44.8, -68.7 44.8, -68.7 44.9, -68.8 44.9, -68.8 44.8),"
      "(-68.76 44.84, -68.74 44.84, -68.74 44.86, -68.76 44.86, -68.76 44.84))");
  EXPECT_EQ(nearest_on(ring, {-68.79, 44.81}).distance.value, 0.0);
  EXPECT_EQ(nearest_on(ring, {-68.8, 44.85}).distance.value, 0.0);
  EXPECT_GT(nearest_on(ring, {-68.75, 44.85}).distance.value, 700.0);
}

TEST(NearestOn, LooksAcrossTheAntimeridian) {
  const Geometry beyond =
      Geometry::from_wkt("POLYGON ((-179.99 10, -179.9 10, -179.9 11, -179.99 11, -179.99 10))");
  const double expected = geodesic_distance({179.99, 10.5}, {-179.99, 10.5}).value;
  EXPECT_NEAR(nearest_on(beyond, {179.99, 10.5}).distance.value, expected, 0.1);
}

}  // namespace
}  // namespace nearnet::geo
