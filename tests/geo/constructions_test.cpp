// SPDX-License-Identifier: Apache-2.0
// Repairs, unions, hulls, triangles: against areas that are known.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/random.h"
#include "geo/geometry.h"

namespace nearnet::geo {
namespace {

double area_of(const Triangle& t) {
  return std::abs((t.b.lon - t.a.lon) * (t.c.lat - t.a.lat) -
                  (t.c.lon - t.a.lon) * (t.b.lat - t.a.lat)) /
         2.0;
}

/// A star around the origin: valid, usually not convex.
Polygon random_star(core::Random& random, std::size_t corners) {
  Ring ring;
  for (std::size_t i = 0; i < corners; ++i) {
    const double angle =
        2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
    const double radius = random.uniform(1.0, 5.0);
    ring.push_back({radius * std::cos(angle), radius * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return {ring, {}};
}

TEST(MakeValid, SplitsABowTie) {
  const Geometry repaired = make_valid(Geometry::from_wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"));
  EXPECT_TRUE(repaired.is_valid());
  EXPECT_DOUBLE_EQ(repaired.area(), 2.0);
  EXPECT_EQ(repaired.polygons().size(), 2u);
}

TEST(MakeValid, LeavesSoundShapesAsTheyAre) {
  const Geometry square = Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
  EXPECT_DOUBLE_EQ(make_valid(square).area(), 1.0);
}

TEST(MakeValid, KeepsPolygonsOnlyAndMayBeEmpty) {
  const Geometry spiked =
      make_valid(Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 1 5, 1 1, 0 1, 0 0))"));
  EXPECT_DOUBLE_EQ(spiked.area(), 1.0);
  EXPECT_TRUE(spiked.lines().empty());
  EXPECT_TRUE(make_valid(Geometry::from_wkt("POLYGON ((0 0, 1 1, 0 0, 0 0))")).is_empty());
}

TEST(UnionAll, DissolvesSharedBorders) {
  const Geometry whole = union_all({Geometry::from_wkt("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"),
                                    Geometry::from_wkt("POLYGON ((1 0, 2 0, 2 1, 1 1, 1 0))"),
                                    Geometry::from_wkt("POLYGON ((5 5, 6 5, 6 6, 5 6, 5 5))")});
  EXPECT_EQ(whole.polygons().size(), 2u);
  EXPECT_DOUBLE_EQ(whole.area(), 3.0);
  EXPECT_TRUE(union_all({}).is_empty());
}

TEST(Overlays, AgreeWithEachOther) {
  core::Random random(5);
  for (int round = 0; round < 50; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const Geometry a = Geometry::polygon(random_star(random, 9));
    const Geometry b = Geometry::polygon(random_star(random, 7));
    const double common = intersection(a, b).area();
    EXPECT_NEAR(union_all({a, b}).area(), a.area() + b.area() - common, 1e-9);
    EXPECT_TRUE(intersection(a, b).is_valid());
  }
}

TEST(Triangulate, FillsPolygonsExactly) {
  core::Random random(6);
  for (int round = 0; round < 50; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    Polygon star = random_star(random, 12);
    star.holes.push_back({{-0.3, -0.3}, {-0.3, 0.3}, {0.3, 0.3}, {0.3, -0.3}, {-0.3, -0.3}});
    const Geometry shape = Geometry::polygon(star);
    ASSERT_TRUE(shape.is_valid());
    double area = 0.0;
    for (const Triangle& triangle : triangulate(shape)) {
      area += area_of(triangle);
      const LonLat middle{(triangle.a.lon + triangle.b.lon + triangle.c.lon) / 3.0,
                          (triangle.a.lat + triangle.b.lat + triangle.c.lat) / 3.0};
      EXPECT_TRUE(shape.covers(middle));
    }
    EXPECT_NEAR(area, shape.area(), 1e-9);
  }
  EXPECT_TRUE(triangulate(Geometry()).empty());
}

TEST(Hulls, HoldTheirPoints) {
  core::Random random(7);
  std::vector<LonLat> points;
  for (int i = 0; i < 60; ++i) points.push_back({random.uniform(), random.uniform()});
  const Geometry all = Geometry::multi_point(points);
  const Geometry convex = convex_hull(all);
  const Geometry concave = concave_hull(all, 0.3);
  for (const LonLat& point : points) {
    EXPECT_LT(convex.distance(Geometry::point(point)), 1e-12);
    EXPECT_LT(concave.distance(Geometry::point(point)), 1e-12);
  }
  EXPECT_LT(concave.area(), convex.area());
  EXPECT_NEAR(concave_hull(all, 1.0).area(), convex.area(), 1e-12);
}

TEST(Hulls, OfAlmostNothing) {
  const std::vector<LonLat> one = {{1.0, 2.0}};
  EXPECT_TRUE(concave_hull(Geometry::multi_point(one), 0.5).polygons().empty());
  const std::vector<LonLat> row = {{0.0, 0.0}, {1.0, 1.0}, {2.0, 2.0}};
  EXPECT_TRUE(concave_hull(Geometry::multi_point(row), 0.5).polygons().empty());
}

TEST(Buffer, OfAPointIsAlmostACircle) {
  const double area = buffer(Geometry::point({0.0, 0.0}), 2.0).area();
  EXPECT_LT(area, 4.0 * std::numbers::pi);
  EXPECT_GT(area, 4.0 * std::numbers::pi * 0.99);
}

TEST(Simplified, StaysCloseAndValid) {
  core::Random random(8);
  const Geometry star = Geometry::polygon(random_star(random, 200));
  const Geometry simple = simplified(star, 0.2);
  EXPECT_TRUE(simple.is_valid());
  EXPECT_LT(simple.polygons()[0].shell.size(), star.polygons()[0].shell.size());
}

}  // namespace
}  // namespace nearnet::geo
