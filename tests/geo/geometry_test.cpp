// SPDX-License-Identifier: Apache-2.0
#include "geo/geometry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <thread>
#include <utility>

#include "core/error.h"

namespace nearnet::geo {
namespace {

using ::testing::HasSubstr;

constexpr const char* kShapes[] = {"POINT (-68.7712345678901 44.8012345678901)",
                                   "LINESTRING (0 0, 1 1, 2 0)",
                                   "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))",
                                   "MULTIPOINT (0 0, 1 1)",
                                   "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
                                   "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
                                   "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
                                   "POLYGON EMPTY"};

TEST(GeometryTest, WkbAndWktRoundTrip) {
  for (const char* wkt : kShapes) {
    const Geometry shape = Geometry::from_wkt(wkt);
    EXPECT_EQ(Geometry::from_wkb(shape.wkb()), shape) << wkt;
    EXPECT_EQ(Geometry::from_wkb(shape.wkb()).wkb(), shape.wkb()) << wkt;
    EXPECT_EQ(Geometry::from_wkt(shape.wkt(17)), shape) << wkt;
  }
}

TEST(GeometryTest, CutWkbIsAnInputErrorWhereverItIsCut) {
  const Geometry shape = Geometry::from_wkt(
      "POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1), (7 1, 8 1, 8 2, 7 1))");
  const std::vector<std::byte> wkb = shape.wkb();
  for (std::size_t size = 0; size < wkb.size(); ++size) {
    EXPECT_THROW(Geometry::from_wkb(std::span(wkb).first(size)), core::InputError) << size;
  }
  // The last coordinate of the last ring differs from its first: the ring is open.
  std::vector<std::byte> open = wkb;
  open.back() ^= std::byte{1};
  EXPECT_THROW(Geometry::from_wkb(open), core::InputError);
}

TEST(GeometryTest, CopiesAreDeepAndMovesAreFree) {
  for (const char* wkt : kShapes) {
    const Geometry shape = Geometry::from_wkt(wkt);
    Geometry copy = shape;
    EXPECT_EQ(copy, shape);
    EXPECT_NE(copy.raw(), shape.raw());
    const auto* raw = copy.raw();
    const Geometry moved = std::move(copy);
    EXPECT_EQ(moved.raw(), raw);
    Geometry assigned;
    assigned = moved;
    EXPECT_EQ(assigned, shape);
    assigned = *&assigned;
    EXPECT_EQ(assigned, shape);
  }
}

TEST(GeometryTest, BrokenInputIsAnInputError) {
  EXPECT_THROW(Geometry::from_wkt("POLYGON ((0 0"), core::InputError);
  EXPECT_THROW(Geometry::from_wkt(""), core::InputError);
  EXPECT_THROW(Geometry::from_wkb({}), core::InputError);
  std::vector<std::byte> cut = Geometry::point({1.0, 2.0}).wkb();
  cut.pop_back();
  EXPECT_THROW(Geometry::from_wkb(cut), core::InputError);
  EXPECT_THROW(Geometry::line({{1.0, 2.0}}), core::InputError);
  const Ring open = {{0.0, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.0, 1.0}};
  EXPECT_THROW(Geometry::polygon({open, {}}), core::InputError);
}

TEST(GeometryTest, AFailureHalfwayLeavesNothingBehind) {
  const Ring shell = {{0.0, 0.0}, {9.0, 0.0}, {9.0, 9.0}, {0.0, 0.0}};
  const Ring hole = {{5.0, 1.0}, {6.0, 1.0}, {6.0, 2.0}, {5.0, 1.0}};
  const Ring open = {{5.0, 1.0}, {6.0, 1.0}, {6.0, 2.0}, {5.0, 2.0}};
  // Leaks would be seen by the sanitizers.
  EXPECT_THROW(Geometry::polygon({shell, {hole, open}}), core::InputError);
  EXPECT_THROW(Geometry::polygon({open, {hole}}), core::InputError);
  EXPECT_THROW(Geometry::multi_polygon({{shell, {hole}}, {open, {}}}), core::InputError);
}

TEST(GeometryTest, PartsAreFlattened) {
  const Geometry mixed = Geometry::from_wkt(
      "GEOMETRYCOLLECTION (MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), EMPTY), POINT (7 8),"
      "GEOMETRYCOLLECTION (LINESTRING (0 0, 1 1), POLYGON ((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 "
      "1))))");
  ASSERT_EQ(mixed.polygons().size(), 2u);
  EXPECT_EQ(mixed.polygons()[1].holes.size(), 1u);
  EXPECT_EQ(mixed.polygons()[1].shell.front(), mixed.polygons()[1].shell.back());
  EXPECT_EQ(mixed.lines().size(), 1u);
  EXPECT_EQ(mixed.points(), (std::vector<LonLat>{{7.0, 8.0}}));
  EXPECT_EQ(mixed.kind(), GeometryKind::kCollection);
  EXPECT_TRUE(Geometry().polygons().empty());
  EXPECT_TRUE(Geometry().is_empty());
}

TEST(GeometryTest, BuildersGiveWhatWktGives) {
  const Ring shell = {{0.0, 0.0}, {4.0, 0.0}, {4.0, 4.0}, {0.0, 0.0}};
  const Ring hole = {{2.0, 1.0}, {3.0, 1.0}, {3.0, 2.0}, {2.0, 1.0}};
  EXPECT_EQ(Geometry::polygon({shell, {hole}}),
            Geometry::from_wkt("POLYGON ((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1))"));
  EXPECT_EQ(Geometry::multi_polygon({{shell, {}}}),
            Geometry::from_wkt("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0)))"));
  const std::vector<LonLat> points = {{1.0, 2.0}, {3.0, 4.0}};
  EXPECT_EQ(Geometry::multi_point(points), Geometry::from_wkt("MULTIPOINT (1 2, 3 4)"));
  EXPECT_EQ(Geometry::line(points), Geometry::from_wkt("LINESTRING (1 2, 3 4)"));
  EXPECT_TRUE(Geometry::multi_polygon({}).is_empty());
}

TEST(GeometryTest, Measures) {
  const Geometry ring =
      Geometry::from_wkt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 3, 3 3, 3 1, 1 1))");
  EXPECT_DOUBLE_EQ(ring.area(), 12.0);
  EXPECT_DOUBLE_EQ(ring.length(), 24.0);
  EXPECT_EQ(ring.envelope(), (LonLatBox{0.0, 0.0, 4.0, 4.0}));
  EXPECT_EQ(ring.centroid(), (LonLat{2.0, 2.0}));
  EXPECT_FALSE(ring.covers(ring.centroid())) << "the centre lies in the hole";
  EXPECT_TRUE(ring.covers(ring.point_on_surface()));
  EXPECT_TRUE(ring.covers({0.0, 2.0})) << "the edge counts as inside";
  EXPECT_TRUE(ring.covers({1.0, 2.0})) << "so does the edge of a hole";
  EXPECT_DOUBLE_EQ(ring.distance(Geometry::point({7.0, 8.0})), 5.0);
  EXPECT_TRUE(Geometry().envelope().empty());
  EXPECT_THROW(Geometry().centroid(), core::InputError);
}

TEST(GeometryTest, SaysWhyAndWhereItIsBroken) {
  const Geometry bow_tie = Geometry::from_wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))");
  EXPECT_FALSE(bow_tie.is_valid());
  EXPECT_THAT(bow_tie.invalid_reason(), HasSubstr("Self-intersection[1 1]"));
  EXPECT_EQ(Geometry::point({1.0, 2.0}).invalid_reason(), "");
}

TEST(GeometryTest, ConstUsesFromManyThreadsAgree) {
  const Geometry ring =
      Geometry::from_wkt("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 3, 3 3, 3 1, 1 1))");
  std::vector<int> inside(4, 0);
  {
    std::vector<std::jthread> threads;
    for (int& count : inside) {
      threads.emplace_back([&ring, &count] {
        for (int i = 0; i < 400; ++i) {
          const Geometry copy = ring;
          count += copy.covers({0.01 * i, 2.0}) && ring.intersects(copy) ? 1 : 0;
        }
      });
    }
  }
  // [0, 1] and [3, 4) in steps of a hundredth.
  for (const int count : inside) EXPECT_EQ(count, inside[0]);
  EXPECT_NEAR(inside[0], 201, 1);
}

/// As the polygon with a hole of kShapes.
Polygon holed() {
  return {{{0.0, 0.0}, {4.0, 0.0}, {4.0, 4.0}, {0.0, 4.0}, {0.0, 0.0}},
          {{{1.0, 1.0}, {1.0, 2.0}, {2.0, 2.0}, {2.0, 1.0}, {1.0, 1.0}}}};
}

TEST(GeometryTest, APolygonOfRingsIsWhatGeosMakesOfThem) {
  const Geometry of_geos = Geometry::from_wkt(kShapes[2]);
  EXPECT_EQ(of_geos.rings(), nullptr);
  const Geometry lone = Geometry::polygon(holed());
  ASSERT_NE(lone.rings(), nullptr);
  for (int asked = 0; asked < 2; ++asked) {  // before and after GEOS has its own
    EXPECT_EQ(lone.kind(), of_geos.kind());
    EXPECT_EQ(lone.is_empty(), of_geos.is_empty());
    EXPECT_EQ(lone.has_area(), of_geos.has_area());
    EXPECT_EQ(lone.envelope(), of_geos.envelope());
    EXPECT_EQ(lone.wkb(), of_geos.wkb());
    EXPECT_EQ(lone.polygons(), of_geos.polygons());
    EXPECT_EQ(lone.lines(), of_geos.lines());
    EXPECT_EQ(lone.points(), of_geos.points());
    EXPECT_EQ(lone.is_valid(), of_geos.is_valid());
    EXPECT_EQ(lone.area(), of_geos.area());
  }
  EXPECT_EQ(lone, of_geos);
  EXPECT_EQ(lone, Geometry(lone));
  EXPECT_NE(lone, Geometry::polygon({holed().shell, {}}));
}

TEST(GeometryTest, RingsThatGeosWouldMindAreLeftToIt) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  Polygon odd = holed();
  odd.holes.front()[1].lat = none;
  const Geometry kept = Geometry::polygon(odd);
  EXPECT_EQ(kept.rings(), nullptr);
  EXPECT_EQ(kept.kind(), GeometryKind::kPolygon);
  EXPECT_FALSE(kept.is_valid());
  EXPECT_TRUE(Geometry::polygon({}).is_empty());
}

TEST(GeometryTest, NothingIsEmptyAndCanBeAskedAnything) {
  Geometry moved_from = Geometry::polygon(holed());
  const Geometry taken = std::move(moved_from);
  EXPECT_TRUE(taken.has_area());
  for (const Geometry& nothing : {Geometry(), Geometry(moved_from)}) {  // NOLINT: it is defined
    EXPECT_TRUE(nothing.is_empty());
    EXPECT_FALSE(nothing.has_area());
    EXPECT_TRUE(nothing.envelope().empty());
    EXPECT_TRUE(nothing.polygons().empty());
    EXPECT_EQ(nothing.kind(), GeometryKind::kCollection);
    EXPECT_EQ(nothing, Geometry::from_wkt("GEOMETRYCOLLECTION EMPTY"));
    EXPECT_EQ(nothing.area(), 0.0);
  }
}

TEST(GeometryTest, ManyThreadsMayAskFirst) {
  for (int round = 0; round < 50; ++round) {
    const Geometry lone = Geometry::polygon(holed());
    std::vector<const GEOSGeom_t*> seen(4, nullptr);
    {
      std::vector<std::jthread> threads;
      for (const GEOSGeom_t*& raw : seen) {
        threads.emplace_back([&lone, &raw] {
          raw = lone.covers({3.0, 3.0}) ? lone.raw() : nullptr;
        });
      }
    }
    for (const GEOSGeom_t* raw : seen) EXPECT_EQ(raw, lone.raw());
  }
}

}  // namespace
}  // namespace nearnet::geo
