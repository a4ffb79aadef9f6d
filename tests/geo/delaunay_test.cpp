// SPDX-License-Identifier: Apache-2.0
#include "geo/delaunay.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/random.h"

namespace nearnet::geo {
namespace {

using Edges = std::vector<std::pair<std::size_t, std::size_t>>;

/// Positive when d lies inside the circle through a, b, c (counterclockwise).
double in_circle(XY a, XY b, XY c, XY d) {
  const auto squared = [&](XY p) { return (p.x - d.x) * (p.x - d.x) + (p.y - d.y) * (p.y - d.y); };
  const auto cross = [&](XY p, XY q) {
    return (p.x - d.x) * (q.y - d.y) - (q.x - d.x) * (p.y - d.y);
  };
  return squared(a) * cross(b, c) + squared(b) * cross(c, a) + squared(c) * cross(a, b);
}

/// Edges of all triangles whose circumcircle holds no other point.
std::set<std::pair<std::size_t, std::size_t>> edges_by_definition(const std::vector<XY>& points) {
  std::set<std::pair<std::size_t, std::size_t>> edges;
  for (std::size_t a = 0; a < points.size(); ++a) {
    for (std::size_t b = a + 1; b < points.size(); ++b) {
      for (std::size_t c = b + 1; c < points.size(); ++c) {
        const double turn = (points[b].x - points[a].x) * (points[c].y - points[a].y) -
                            (points[c].x - points[a].x) * (points[b].y - points[a].y);
        bool empty = true;
        for (std::size_t d = 0; d < points.size() && empty; ++d) {
          if (d == a || d == b || d == c) continue;
          empty =
              std::copysign(1.0, turn) * in_circle(points[a], points[b], points[c], points[d]) <=
              0.0;
        }
        if (empty) edges.insert({{a, b}, {a, c}, {b, c}});
      }
    }
  }
  return edges;
}

TEST(DelaunayTest, EdgesBelongToTrianglesWithEmptyCircles) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    std::vector<XY> points;
    for (int i = 0; i < 40; ++i) {
      points.push_back({random.uniform(-2e5, 2e5), random.uniform(-3e5, 3e5)});
    }
    const Edges found = delaunay_edges(points);
    EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
    const auto expected = edges_by_definition(points);
    for (const auto& edge : found) {
      EXPECT_LT(edge.first, edge.second);
      EXPECT_TRUE(expected.contains(edge)) << edge.first << "–" << edge.second;
    }
    // Edges of the hull alone may be missing, where it is next to flat.
    EXPECT_GE(found.size() + 2, expected.size());
  }
}

TEST(DelaunayTest, TiesPointsOnALineEachToTheNext) {
  const std::vector<XY> points = {{300.0, 30.0}, {100.0, 10.0}, {0.0, 0.0}, {200.0, 20.0}};
  EXPECT_EQ(delaunay_edges(points), (Edges{{0, 3}, {1, 2}, {1, 3}}));
}

TEST(DelaunayTest, TakesTheFirstOfPointsAtOnePlace) {
  const std::vector<XY> points = {{0.0, 0.0}, {5.0, 0.0}, {0.0, 0.0}, {0.0, 4.0}, {5.0, 0.0}};
  EXPECT_EQ(delaunay_edges(points), (Edges{{0, 1}, {0, 3}, {1, 3}}));
  EXPECT_TRUE(delaunay_edges(std::vector<XY>{{1.0, 1.0}, {1.0, 1.0}}).empty());
  EXPECT_TRUE(delaunay_edges({}).empty());
  EXPECT_EQ(delaunay_edges(std::vector<XY>{{2.0, 1.0}, {1.0, 1.0}}), (Edges{{0, 1}}));
}

TEST(DelaunayTest, TriangulatesALattice) {
  std::vector<XY> points;
  for (int y = 0; y < 30; ++y) {
    for (int x = 0; x < 40; ++x) points.push_back({100.0 * x, 100.0 * y});
  }
  // Columns, rows and one diagonal a square.
  EXPECT_EQ(delaunay_edges(points).size(), 40U * 29U + 39U * 30U + 39U * 29U);
}

TEST(DelaunayTest, RefusesWhatIsNoNumber) {
  const std::vector<XY> points = {{0.0, 0.0}, {std::numeric_limits<double>::quiet_NaN(), 1.0}};
  EXPECT_THROW(delaunay_edges(points), core::InputError);
}

TEST(VoronoiCells, HoldWhatIsNearestToTheirPoint) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    std::vector<XY> points;
    for (int i = 0; i < 60; ++i) points.push_back({random.uniform(0, 100), random.uniform(0, 100)});
    points.push_back(points[7]);
    const std::vector<Geometry> cells = voronoi_cells(points);
    ASSERT_EQ(cells.size(), points.size());
    EXPECT_TRUE(cells.back().is_empty()) << "its place is taken";
    for (int probe = 0; probe < 200; ++probe) {
      const XY at{random.uniform(0, 100), random.uniform(0, 100)};
      std::size_t nearest = 0;
      for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        if (std::hypot(points[i].x - at.x, points[i].y - at.y) <
            std::hypot(points[nearest].x - at.x, points[nearest].y - at.y)) {
          nearest = i;
        }
      }
      EXPECT_TRUE(cells[nearest].covers({at.x, at.y})) << at.x << ", " << at.y;
    }
  }
}

TEST(VoronoiCells, OfNothingAndOfOnePlaceAreEmpty) {
  EXPECT_TRUE(voronoi_cells({}).empty());
  const std::vector<XY> twice = {{1, 1}, {1, 1}};
  for (const Geometry& cell : voronoi_cells(twice)) EXPECT_TRUE(cell.is_empty());
  const std::vector<XY> bad = {{0, 0}, {std::numeric_limits<double>::quiet_NaN(), 0}};
  EXPECT_THROW(voronoi_cells(bad), core::InputError);
}

}  // namespace
}  // namespace nearnet::geo
