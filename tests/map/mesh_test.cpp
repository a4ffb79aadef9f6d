// SPDX-License-Identifier: Apache-2.0
#include "map/mesh.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

#include "core/random.h"
#include "map/ear_clipping.h"
#include "map/fill_triangles.h"
#include "map/made_up_town.h"

namespace nearnet::map {
namespace {

using testing::blob;
using testing::MadeUpTown;

double ring_area(const WorldLine& ring) {
  double twice = 0.0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    twice += (ring[i - 1].x - ring[0].x) * (ring[i].y - ring[0].y) -
             (ring[i].x - ring[0].x) * (ring[i - 1].y - ring[0].y);
  }
  return std::abs(twice) / 2.0;
}

double triangle_area(const std::vector<WorldPoint>& corners) {
  double area = 0.0;
  for (std::size_t i = 0; i + 2 < corners.size(); i += 3) {
    area += ring_area({corners[i], corners[i + 1], corners[i + 2], corners[i]});
  }
  return area;
}

/// Its triangles, three corners each.
std::vector<WorldPoint> spread(const Filling& filling) {
  std::vector<WorldPoint> corners;
  for (const std::uint32_t corner : filling.triangles)
    corners.push_back(filling.corners.at(corner));
  return corners;
}

WorldLine world_ring(const geo::Ring& ring) {
  WorldLine line;
  for (const geo::LonLat& p : ring) line.push_back(to_world(p));
  return line;
}

/// All triangles of one feature, in world coordinates.
std::map<std::uint32_t, std::vector<WorldPoint>> corners_by_feature(const Mesh& mesh) {
  std::map<std::uint32_t, std::vector<WorldPoint>> corners;
  for (const Batch& batch : mesh.fills) {
    for (std::uint32_t i = batch.first; i < batch.first + batch.count; ++i) {
      const MeshVertex& v = mesh.corners[mesh.triangles[i]];
      corners[v.feature].push_back({batch.origin.x + double{v.x}, batch.origin.y + double{v.y}});
    }
  }
  return corners;
}

TEST(FillTrianglesTest, KeepTheAreaOfRoughRingsWithHoles) {
  core::Random random(5);
  for (int i = 0; i < 100; ++i) {
    SCOPED_TRACE("polygon " + std::to_string(i));
    WorldPolygon polygon{world_ring(blob({-68.7, 44.8}, 0.01, 5 + i, 0.8, random)), {}};
    if (i % 2 == 0) polygon.holes.push_back(world_ring(blob({-68.7, 44.8}, 0.004, 9, 0.3, random)));
    double expected = ring_area(polygon.shell);
    for (const WorldLine& hole : polygon.holes) expected -= ring_area(hole);
    const std::vector<WorldPoint> corners = spread(fill_triangles(polygon));
    EXPECT_EQ(corners.size() % 3, 0U);
    EXPECT_NEAR(triangle_area(corners), expected, 1e-6 * expected);
  }
}

/// Corners, middles of the sides and the middle itself: with the area right as well, nothing of a
/// triangle lies outside and none over another.
bool lies_in(const std::vector<WorldPoint>& corners, std::size_t i, const geo::Geometry& polygon) {
  const std::array<std::array<double, 3>, 4> weights = {
      {{0.5, 0.5, 0.0}, {0.0, 0.5, 0.5}, {0.5, 0.0, 0.5}, {1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0}}};
  return std::all_of(weights.begin(), weights.end(), [&](const std::array<double, 3>& w) {
    const auto mix = [&](auto of) {
      return w[0] * of(corners[i]) + w[1] * of(corners[i + 1]) + w[2] * of(corners[i + 2]);
    };
    const geo::LonLat place{mix([](WorldPoint p) { return p.x; }),
                            mix([](WorldPoint p) { return p.y; })};
    return polygon.distance(geo::Geometry::point(place)) < 1e-6;
  });
}

/// A rough ring with some holes side by side.
WorldPolygon holed(int corners, int holes, core::Random& random) {
  WorldPolygon polygon{world_ring(blob({-68.7, 44.8}, 0.01, corners, 0.4, random)), {}};
  for (int i = 0; i < holes; ++i) {
    const geo::LonLat middle{-68.7 + 0.003 * (i % 3 - 1), 44.8 + 0.0022 * (i / 3 - 1)};
    polygon.holes.push_back(world_ring(blob(middle, 0.0007, 4 + i, 0.3, random)));
  }
  return polygon;
}

TEST(FillTrianglesTest, EarsLieInTheirPolygonAndTileIt) {
  core::Random random(648);
  for (int i = 0; i < 200; ++i) {
    SCOPED_TRACE("polygon " + std::to_string(i));
    const WorldPolygon polygon = holed(20 + i, i % 10, random);
    geo::Polygon planar;
    const auto as_ring = [](const WorldLine& line) {
      geo::Ring ring;
      for (const WorldPoint& p : line) ring.push_back({p.x, p.y});
      return ring;
    };
    planar.shell = as_ring(polygon.shell);
    for (const WorldLine& hole : polygon.holes) planar.holes.push_back(as_ring(hole));
    const geo::Geometry whole = geo::Geometry::polygon(planar);
    ASSERT_TRUE(whole.is_valid());
    const auto filling = clip_ears(polygon);
    ASSERT_TRUE(filling.has_value());
    const std::vector<WorldPoint> corners = spread(*filling);
    double expected = ring_area(polygon.shell);
    for (const WorldLine& hole : polygon.holes) expected -= ring_area(hole);
    EXPECT_NEAR(triangle_area(corners), expected, 1e-9 * expected);
    for (std::size_t at = 0; at < corners.size(); at += 3) {
      EXPECT_TRUE(lies_in(corners, at, whole)) << "triangle " << at / 3;
    }
  }
}

TEST(FillTrianglesTest, HolesInARowAndCornersAtOneHeightAreBridged) {
  // What bridges are found by: equal heights, equal middles, holes behind holes.
  const auto square = [](double x, double y, double side) {
    return WorldLine{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
  };
  WorldPolygon polygon{square(0, 0, 10), {}};
  for (const double y : {1.0, 4.0, 7.0}) {
    for (const double x : {1.0, 4.0, 7.0}) polygon.holes.push_back(square(x, y, 2));
  }
  const auto filling = clip_ears(polygon);
  ASSERT_TRUE(filling.has_value());
  EXPECT_NEAR(triangle_area(spread(*filling)), 100.0 - 9.0 * 4.0, 1e-12);
}

TEST(FillTrianglesTest, ConvexRingsAreAFan) {
  core::Random random(5);
  const WorldPolygon hexagon{world_ring(blob({10.0, 20.0}, 0.01, 6, 0.0, random)), {}};
  const auto corners = spread(fill_triangles(hexagon));
  EXPECT_EQ(corners.size(), 12U);
  EXPECT_NEAR(triangle_area(corners), ring_area(hexagon.shell), 1e-3);
}

TEST(FillTrianglesTest, ABowTieAndAPentagramAreRepaired) {
  // The bow-tie covers two triangles of area 1 each; the pentagram turns one way only, yet twice
  // round.
  EXPECT_NEAR(triangle_area(spread(fill_triangles({{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}, {}}))),
              2.0, 1e-9);
  WorldLine star;
  for (const int i : {0, 2, 4, 1, 3, 0}) {
    star.push_back({std::cos(i * 0.4 * M_PI), std::sin(i * 0.4 * M_PI)});
  }
  const double pentagon = 2.5 * std::sin(0.4 * M_PI);
  EXPECT_LT(triangle_area(spread(fill_triangles({star, {}}))), pentagon);
}

TEST(FillTrianglesTest, DegenerateRingsGiveNothing) {
  EXPECT_TRUE(fill_triangles({{}, {}}).triangles.empty());
  EXPECT_TRUE(fill_triangles({{{0, 0}, {1, 1}, {0, 0}}, {}}).triangles.empty());
}

TEST(SimplifiedTest, StaysWithinTheToleranceAndKeepsTheEnds) {
  core::Random random(6);
  for (const double tolerance : {0.1, 1.0, 5.0}) {
    WorldLine line;
    for (int i = 0; i < 400; ++i) line.push_back({i * 1.0, random.uniform(-3.0, 3.0)});
    const WorldLine result = simplified(line, tolerance);
    EXPECT_EQ(result.front(), line.front());
    EXPECT_EQ(result.back(), line.back());
    EXPECT_LE(result.size(), line.size());
    for (const WorldPoint& point : line) EXPECT_LE(distance(result, point), tolerance + 1e-9);
  }
}

TEST(SimplifiedTest, RingsStayRings) {
  core::Random random(7);
  const WorldLine ring = world_ring(blob({0.0, 0.0}, 0.001, 60, 0.2, random));
  for (const double tolerance : {1.0, 1e3, 1e6}) {
    const WorldLine result = simplified(ring, tolerance);
    EXPECT_GE(result.size(), 4U);
    EXPECT_EQ(result.front(), result.back());
    EXPECT_GT(ring_area(result), 0.0);
  }
}

TEST(SimplifiedTest, ZeroToleranceChangesNothing) {
  const WorldLine line = {{0, 0}, {1, 0}, {2, 0}};
  EXPECT_EQ(simplified(line, 0.0), line);
  EXPECT_EQ(simplified(line, 0.1), (WorldLine{{0, 0}, {2, 0}}));
}

TEST(MeshTest, EveryFeatureKeepsItsArea) {
  Scene scene;
  const MadeUpTown town(10);
  town.fill(scene);
  const Layer& layer = scene.layer(LayerId::kFootprints);
  const auto corners = corners_by_feature(build_mesh(scene, LayerId::kFootprints, 0.5));
  ASSERT_EQ(corners.size(), town.footprints.size());
  for (const AreaShape& area : layer.areas) {
    double expected = 0.0;
    for (const WorldPolygon& polygon : area.polygons) {
      expected += ring_area(polygon.shell);
      for (const WorldLine& hole : polygon.holes) expected -= ring_area(hole);
    }
    EXPECT_NEAR(triangle_area(corners.at(area.feature)), expected, 1e-4 * expected);
  }
}

TEST(MeshTest, BatchesAreSortedByClassCoverEverythingOnceAndBoxTheirContent) {
  Scene scene;
  MadeUpTown(20000).fill(scene);
  const Mesh mesh = build_mesh(scene, LayerId::kProspects, 0.02);
  std::uint32_t next = 0;
  std::uint32_t paint = 0;
  std::multiset<std::uint32_t> features;
  EXPECT_GT(mesh.symbols.size(), kProspectClasses);  // cut into cells
  for (const Batch& batch : mesh.symbols) {
    EXPECT_EQ(batch.first, next);
    EXPECT_GE(batch.paint, paint);
    paint = batch.paint;
    next += batch.count;
    for (std::uint32_t i = batch.first; i < next; ++i) {
      const MeshPoint& point = mesh.points[i];
      features.insert(point.feature);
      EXPECT_TRUE(batch.box.widened(0.01).contains(
          {batch.origin.x + double{point.x}, batch.origin.y + double{point.y}}));
    }
  }
  EXPECT_EQ(next, mesh.points.size());
  EXPECT_EQ(features.size(), std::set(features.begin(), features.end()).size());
}

TEST(MeshTest, CoarserLevelsHoldLessAndStayClose) {
  core::Random random(8);
  model::Road road;
  for (int i = 0; i < 3000; ++i) {
    road.line.push_back({-68.0 + i * 1e-5, 44.8 + random.uniform(0.0, 2e-4)});
  }
  Scene scene;
  scene.set_roads({&road, 1});
  std::size_t previous = build_mesh(scene, LayerId::kRoads, 0.5).segments.size();
  EXPECT_EQ(previous, 2999U);
  for (const double units : {8.0, 32.0, 128.0}) {
    const std::size_t now = build_mesh(scene, LayerId::kRoads, units).segments.size();
    EXPECT_LT(now, previous);
    EXPECT_GT(now, 0U);
    previous = now;
  }
  // Farther out than a pixel can show, it is gone.
  EXPECT_EQ(build_mesh(scene, LayerId::kRoads, 100'000.0).segments.size(), 0U);
}

TEST(MeshTest, SpecksOfAreasAreReducedToTheirBox) {
  Scene scene;
  MadeUpTown(1).fill(scene);
  const Mesh mesh = build_mesh(scene, LayerId::kFootprints, 100'000.0);
  EXPECT_EQ(mesh.triangles.size(), 6 * scene.layer(LayerId::kFootprints).areas.size());
  EXPECT_TRUE(mesh.segments.empty());
  EXPECT_GT(mesh.typical_size, 0.0);
}

TEST(MeshTest, LevelsChangeOnlyByFactorsOfTwo) {
  Scene scene;
  MadeUpTown(1).fill(scene);
  const Layer& roads = scene.layer(LayerId::kRoads);
  EXPECT_EQ(mesh_level(roads, 0.1), mesh_level(roads, 1.9));
  EXPECT_EQ(mesh_level(roads, 2.0), mesh_level(roads, 3.9));
  EXPECT_EQ(mesh_level(roads, 4.1), mesh_level(roads, 2.0) + 1);
  EXPECT_EQ(mesh_level(scene.layer(LayerId::kProspects), 0.1),
            mesh_level(scene.layer(LayerId::kProspects), 100.0));  // too few to bundle
}

TEST(MeshTest, FloatsAreExactToAFractionOfAPixelAtStreetLevel) {
  // Two far corners of a continent in one layer: each batch has an origin of its own.
  Scene scene;
  std::vector<model::Prospect> prospects(2000);
  core::Random random(9);
  for (model::Prospect& prospect : prospects) {
    prospect.position = geo::LonLat{random.uniform(-124.0, -67.0), random.uniform(25.0, 49.0)};
  }
  scene.set_prospects(prospects);
  const Mesh mesh = build_mesh(scene, LayerId::kProspects, 0.3);
  for (const Batch& batch : mesh.symbols) {
    for (std::uint32_t i = batch.first; i < batch.first + batch.count; ++i) {
      const MeshPoint& point = mesh.points[i];
      const WorldPoint exact = to_world(*prospects[point.feature].position);
      EXPECT_NEAR(batch.origin.x + double{point.x}, exact.x, 0.2);
      EXPECT_NEAR(batch.origin.y + double{point.y}, exact.y, 0.2);
    }
  }
}

TEST(MeshTest, OneFeatureAlone) {
  Scene scene;
  MadeUpTown(50).fill(scene);
  const Mesh area = build_feature_mesh(scene, {LayerId::kTerritories, 2});
  EXPECT_EQ(area.segments.size(), 4U);
  const Mesh point = build_feature_mesh(scene, {LayerId::kProspects, 7});
  ASSERT_EQ(point.points.size(), 1U);
  EXPECT_EQ(point.points[0].feature, 7U);
  EXPECT_TRUE(build_feature_mesh(scene, {LayerId::kProspects, 9999}).points.empty());
}

TEST(MeshTest, TheSameSceneGivesTheSameBytes) {
  const auto bytes = [] {
    Scene scene;
    MadeUpTown(8000, 21).fill(scene);
    std::vector<float> values;
    for (const LayerId id : kLayers) {
      const Mesh mesh = build_mesh(scene, id, 7.0);
      for (const MeshVertex& v : mesh.corners) values.insert(values.end(), {v.x, v.y});
      for (const MeshSegment& s : mesh.segments) values.insert(values.end(), {s.ax, s.by, s.along});
      for (const MeshPoint& p : mesh.points) values.insert(values.end(), {p.x, p.y});
      for (const MeshPoint& p : mesh.bubbles) values.insert(values.end(), {p.x, p.radius});
    }
    return values;
  };
  EXPECT_EQ(bytes(), bytes());
}

}  // namespace
}  // namespace nearnet::map
