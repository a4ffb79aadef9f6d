// SPDX-License-Identifier: Apache-2.0
#include "territory/flaws.h"

#include "core/random.h"
#include "geo/local_frame.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace nearnet::territory {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr double kCell = 0.01;

geo::Geometry box(double west, double south, double east, double north) {
  return geo::Geometry::polygon(
      {.shell = {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}},
       .holes = {}});
}

NamedArea cell(int column, int row) {
  return {std::to_string(column) + ":" + std::to_string(row),
          static_cast<std::size_t>(column * 1000 + row),
          box(column * kCell, 45.0 + row * kCell, (column + 1) * kCell, 45.0 + (row + 1) * kCell)};
}

std::vector<NamedArea> grid(int wide, int high) {
  std::vector<NamedArea> areas;
  for (int column = 0; column < wide; ++column) {
    for (int row = 0; row < high; ++row) areas.push_back(cell(column, row));
  }
  return areas;
}

/// By GEOS alone: every pair, and the holes of the union.
struct Oracle {
  std::map<std::pair<std::size_t, std::size_t>, double> overlaps;
  double gaps = 0.0;  // square metres
};

double metres(const geo::Geometry& geometry) {
  return geometry.has_area() ? geo::LocalFrame(geometry.centroid()).to_metres(geometry).area()
                             : 0.0;
}

Oracle oracle(const std::vector<NamedArea>& areas) {
  Oracle result;
  std::vector<geo::Geometry> shapes;
  for (std::size_t a = 0; a < areas.size(); ++a) {
    shapes.push_back(areas[a].geometry);
    for (std::size_t b = a + 1; b < areas.size(); ++b) {
      if (areas[a].group == areas[b].group) continue;
      const double common = metres(geo::intersection(areas[a].geometry, areas[b].geometry));
      if (common > 10.0) result.overlaps[{a, b}] = common;
    }
  }
  std::vector<geo::Geometry> inside;
  for (const geo::Polygon& part : geo::union_all(shapes).polygons()) {
    for (const geo::Ring& hole : part.holes) {
      inside.push_back(geo::Geometry::polygon({.shell = hole, .holes = {}}));
    }
  }
  // Islands in a hole are no gap.
  for (const geo::Geometry& hole : inside) {
    double filled = 0.0;
    for (const geo::Polygon& part : geo::union_all(shapes).polygons()) {
      const geo::Geometry island = geo::Geometry::polygon(part);
      filled += metres(geo::intersection(hole, island));
    }
    const double gap = metres(hole) - filled;
    if (gap > 10.0) result.gaps += gap;
  }
  return result;
}

void expect_as_oracle(const std::vector<NamedArea>& areas) {
  const Oracle expected = oracle(areas);
  const FlawReport report = find_flaws(areas, {});
  std::map<std::pair<std::size_t, std::size_t>, double> overlaps;
  double gaps = 0.0;
  for (const Flaw& flaw : report.flaws) {
    if (flaw.kind == FlawKind::kOverlap) {
      overlaps[{flaw.a, flaw.b}] = flaw.square_metres;
      EXPECT_TRUE(areas[flaw.a].geometry.covers(flaw.place));
      EXPECT_TRUE(areas[flaw.b].geometry.covers(flaw.place));
    } else {
      gaps += flaw.square_metres;
      for (const NamedArea& area : areas) EXPECT_FALSE(area.geometry.covers(flaw.place));
    }
  }
  ASSERT_EQ(overlaps.size(), expected.overlaps.size());
  for (const auto& [pair, area] : expected.overlaps) {
    ASSERT_TRUE(overlaps.contains(pair)) << areas[pair.first].name << areas[pair.second].name;
    EXPECT_NEAR(overlaps[pair], area, 1e-6 * area + 0.01);
  }
  EXPECT_NEAR(gaps, expected.gaps, 1e-4 * expected.gaps + 1.0);
}

TEST(Flaws, ACleanGridHasNone) {
  EXPECT_THAT(find_flaws(grid(20, 20), {}).flaws, IsEmpty());
  EXPECT_THAT(find_flaws({}, {}).flaws, IsEmpty());
}

TEST(Flaws, AMissingCellIsAGapAndOneAtTheEdgeIsNot) {
  std::vector<NamedArea> areas = grid(5, 5);
  areas.erase(areas.begin() + 12);  // the middle
  areas.erase(areas.begin());       // a corner
  const FlawReport report = find_flaws(areas, {});
  ASSERT_THAT(report.flaws, SizeIs(1));
  EXPECT_EQ(report.flaws[0].kind, FlawKind::kGap);
  EXPECT_NEAR(report.flaws[0].square_metres, metres(cell(2, 2).geometry), 1.0);
  EXPECT_TRUE(cell(2, 2).geometry.covers(report.flaws[0].place));
}

TEST(Flaws, GapsThatTouchAtACornerAreTwo) {
  std::vector<NamedArea> areas = grid(5, 5);
  areas.erase(areas.begin() + 18);  // 3:3
  areas.erase(areas.begin() + 12);  // 2:2
  EXPECT_THAT(find_flaws(areas, {}).flaws, SizeIs(2));
  expect_as_oracle(areas);
}

TEST(Flaws, AnIslandInAGapIsNoGap) {
  std::vector<NamedArea> areas = grid(7, 7);
  std::erase_if(areas, [](const NamedArea& area) {
    return area.name != "3:3" && area.name[0] >= '2' && area.name[0] <= '4' &&
           area.name[2] >= '2' && area.name[2] <= '4';
  });
  const FlawReport report = find_flaws(areas, {});
  ASSERT_THAT(report.flaws, SizeIs(1));
  EXPECT_NEAR(report.flaws[0].square_metres, 8.0 * metres(cell(3, 3).geometry), 100.0);
  expect_as_oracle(areas);
}

TEST(Flaws, OverlapsOfEveryKindAreFound) {
  // Crossing; the same twice; one within another without touching; through shared vertices; from a
  // vertex on a side.
  std::vector<NamedArea> areas = grid(6, 6);
  areas.push_back({"crossing", 90'001, box(0.005, 45.005, 0.018, 45.012)});
  areas.push_back({"again", 90'002, cell(4, 4).geometry});
  areas.push_back({"within", 90'003, box(0.032, 45.012, 0.038, 45.018)});
  areas.push_back(
      {"corners", 90'004,
       geo::Geometry::polygon(
           {.shell = {{0.05, 45.0}, {0.06, 45.01}, {0.07, 45.01}, {0.07, 45.0}, {0.05, 45.0}},
            .holes = {}})});
  areas.push_back({"side", 90'005, box(0.02, 45.045, 0.025, 45.05)});
  expect_as_oracle(areas);
  std::map<std::string, int> found;
  for (const Flaw& flaw : find_flaws(areas, {}).flaws) ++found[areas[flaw.b].name];
  EXPECT_EQ(found, (std::map<std::string, int>{
                       {"again", 1}, {"corners", 1}, {"crossing", 4}, {"side", 1}, {"within", 1}}));
}

TEST(Flaws, AreasOfOneGroupMayOverlap) {
  std::vector<NamedArea> areas = {cell(0, 0), cell(0, 0)};
  EXPECT_THAT(find_flaws(areas, {}).flaws, IsEmpty());
  areas[1].group = 7;
  EXPECT_THAT(find_flaws(areas, {}).flaws, SizeIs(1));
}

TEST(Flaws, BordersWithOtherVerticesOnEachSideAreNoFlaw) {
  const std::vector<NamedArea> areas = {{"wide", 0, box(0.0, 45.0, 0.04, 45.01)},
                                        {"left", 1, box(0.0, 45.01, 0.01, 45.02)},
                                        {"middle", 2, box(0.01, 45.01, 0.025, 45.02)},
                                        {"right", 3, box(0.025, 45.01, 0.04, 45.02)}};
  EXPECT_THAT(find_flaws(areas, {}).flaws, IsEmpty());
}

TEST(Flaws, SliversAreCountedAndNotListed) {
  std::vector<NamedArea> areas = {cell(0, 0), cell(1, 0)};
  areas[1].geometry = box(kCell - 1e-9, 45.0, 2 * kCell, 45.0 + kCell);
  const FlawReport report = find_flaws(areas, {});
  EXPECT_THAT(report.flaws, IsEmpty());
  EXPECT_EQ(report.slivers, 1U);
  EXPECT_THAT(find_flaws(areas, {.min_square_metres = 0.0}).flaws, SizeIs(1));
}

TEST(Flaws, RandomLayersAgreeWithOverlayingEveryPair) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    std::vector<NamedArea> areas = grid(7, 7);
    // Some are missing; some are moved by a part or a whole of a cell, grown, or put on a vertex.
    std::erase_if(areas, [&](const NamedArea&) { return random.chance(0.08); });
    const auto wishes = random.below(6);
    for (std::uint64_t i = 0; i < wishes; ++i) {
      const double steps = random.chance(0.5) ? 2.0 : 3.7;
      const auto place = [&] {
        return std::floor(random.uniform(0.0, 7.0) * steps) / steps * kCell;
      };
      const double west = place();
      const double south = 45.0 + place();
      const double wide = (1.0 + std::floor(random.uniform(0.0, 5.0))) / 2.0 * kCell;
      const double high = (1.0 + std::floor(random.uniform(0.0, 5.0))) / 2.0 * kCell;
      areas.push_back(
          {"extra " + std::to_string(i), 90'000 + i, box(west, south, west + wide, south + high)});
    }
    expect_as_oracle(areas);
  }
}

}  // namespace
}  // namespace nearnet::territory
