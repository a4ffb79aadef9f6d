// SPDX-License-Identifier: Apache-2.0
#include "territory/adjacency.h"

#include "core/error.h"
#include "geo/geodesic.h"
#include "territory/disjoint_sets.h"
#include "territory/lattice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace nearnet::territory {
namespace {

/// Pairs that share a line, by overlaying every two polygons (GEOS), with the line's length in
/// degrees.
std::map<std::pair<std::size_t, std::size_t>, double> overlaid_pairs(
    const std::vector<model::BasicUnit>& units) {
  std::map<std::pair<std::size_t, std::size_t>, double> pairs;
  for (std::size_t i = 0; i < units.size(); ++i) {
    for (std::size_t j = i + 1; j < units.size(); ++j) {
      if (!units[i].geometry.intersects(units[j].geometry)) continue;
      double shared = 0.0;
      for (const geo::Line& line :
           geo::intersection(units[i].geometry, units[j].geometry).lines()) {
        shared += geo::Geometry::line(line).length();
      }
      if (shared > 1e-9) pairs[{i, j}] = shared;
    }
  }
  return pairs;
}

std::map<std::pair<std::size_t, std::size_t>, double> touching_pairs(const Adjacency& graph) {
  std::map<std::pair<std::size_t, std::size_t>, double> pairs;
  for (std::size_t i = 0; i < graph.of.size(); ++i) {
    for (const Neighbour& next : graph.of[i]) {
      if (i < next.unit && next.shared_metres > 0.0) pairs[{i, next.unit}] = next.shared_metres;
    }
  }
  return pairs;
}

/// Random rectangles that fill a square, cut again and again: borders without common vertices.
void cut(core::Random& random, int depth, geo::LonLatBox box,
         std::vector<model::BasicUnit>& units) {
  if (depth == 0) {
    units.push_back(unit(std::to_string(units.size()),
                         rectangle(box.min_lon, box.min_lat, box.max_lon, box.max_lat), 1.0));
    return;
  }
  const double share = static_cast<double>(2 + random.below(5)) / 8.0;
  geo::LonLatBox a = box;
  geo::LonLatBox b = box;
  if (random.chance(0.5)) {
    a.max_lon = b.min_lon = box.min_lon + share * (box.max_lon - box.min_lon);
  } else {
    a.max_lat = b.min_lat = box.min_lat + share * (box.max_lat - box.min_lat);
  }
  cut(random, depth - 1, a, units);
  cut(random, depth - 1, b, units);
}

/// Strips of one to three touching rectangles, anywhere in a square, overlapping none.
std::vector<model::BasicUnit> scattered_strips(core::Random& random, int strips) {
  std::vector<model::BasicUnit> units;
  std::vector<geo::LonLatBox> taken;
  while (strips > 0) {
    const double x = random.uniform(-69.0, -68.0);
    const double y = random.uniform(44.0, 45.0);
    const auto length = 1 + random.below(3);
    const geo::LonLatBox all{x, y, x + 0.02 * static_cast<double>(length), y + 0.015};
    if (std::any_of(taken.begin(), taken.end(),
                    [&](const geo::LonLatBox& box) { return box.intersects(all); })) {
      continue;
    }
    taken.push_back(all);
    for (std::uint64_t i = 0; i < length; ++i) {
      const double west = x + 0.02 * static_cast<double>(i);
      const double east = x + 0.02 * static_cast<double>(i + 1);
      units.push_back(unit(std::to_string(units.size()), rectangle(west, y, east, y + 0.015), 1.0));
    }
    --strips;
  }
  return units;
}

DisjointSets parts_by_border(const Adjacency& graph) {
  DisjointSets parts(graph.of.size());
  for (const auto& [pair, metres] : touching_pairs(graph)) parts.join(pair.first, pair.second);
  return parts;
}

/// Every pair whose circle, midpoint and half the distance, holds no third centre.
std::vector<std::pair<std::size_t, std::size_t>> gabriel_pairs_by_all_triples(
    const std::vector<model::BasicUnit>& units) {
  const geo::LocalFrame frame({-68.5, 44.5});
  std::vector<geo::XY> centres;
  for (const model::BasicUnit& unit : units) {
    centres.push_back(frame.to_metres(unit.geometry.envelope().centre()));
  }
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t a = 0; a < units.size(); ++a) {
    for (std::size_t b = a + 1; b < units.size(); ++b) {
      const double x = (centres[a].x + centres[b].x) / 2.0;
      const double y = (centres[a].y + centres[b].y) / 2.0;
      const double radius = std::hypot(centres[a].x - x, centres[a].y - y);
      bool free = true;
      for (std::size_t c = 0; c < units.size(); ++c) {
        free &= c == a || c == b || std::hypot(centres[c].x - x, centres[c].y - y) > radius;
      }
      if (free) pairs.emplace_back(a, b);
    }
  }
  return pairs;
}

TEST(Adjacency, OfSquaresIsRookNotQueen) {
  const Adjacency graph = adjacency(squares(3, 3));
  ASSERT_EQ(graph.of[4].size(), 4U);
  EXPECT_EQ(graph.of[4][0].unit, 1U);
  EXPECT_EQ(graph.of[4][1].unit, 3U);
  EXPECT_EQ(graph.of[0].size(), 2U);
  EXPECT_TRUE(graph.bridges.empty());
  EXPECT_NEAR(graph.of[4][0].shared_metres,
              geo::geodesic_distance({0.01, 0.01}, {0.02, 0.01}).value, 0.01);
}

TEST(Adjacency, FindsEveryNeighbourOfALattice) {
  const int columns = 20;
  const int rows = 15;
  const Adjacency graph = adjacency(hexagons(columns, rows, 1));
  std::size_t links = 0;
  for (const auto& neighbours : graph.of) links += neighbours.size();
  // Along each row, and two upward links a hexagon except one a row at the end.
  const int expected = rows * (columns - 1) + (rows - 1) * (2 * columns - 1);
  EXPECT_EQ(links, 2U * static_cast<std::size_t>(expected));
  for (const auto& neighbours : graph.of) {
    for (const Neighbour& next : neighbours) EXPECT_NEAR(next.shared_metres, 500.0, 2.0);
  }
}

TEST(Adjacency, AgreesWithOverlayOnRandomCuts) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    std::vector<model::BasicUnit> units;
    cut(random, 6, {0.0, 0.0, 0.5, 0.5}, units);
    const Adjacency graph = adjacency(units);
    const auto found = touching_pairs(graph);
    const auto expected = overlaid_pairs(units);
    ASSERT_EQ(found.size(), expected.size());
    for (const auto& [pair, degrees] : expected) {
      ASSERT_TRUE(found.contains(pair)) << pair.first << " and " << pair.second;
      // Near the equator a degree has 110.6 to 111.3 km in any direction.
      EXPECT_NEAR(found.at(pair) / degrees, 111e3, 500.0);
    }
    EXPECT_TRUE(graph.bridges.empty());
  }
}

TEST(Adjacency, IsSymmetricAndSorted) {
  core::Random random(5);
  std::vector<model::BasicUnit> units;
  cut(random, 5, {10.0, 50.0, 10.3, 50.2}, units);
  const Adjacency graph = adjacency(units);
  for (std::size_t i = 0; i < units.size(); ++i) {
    for (std::size_t n = 0; n < graph.of[i].size(); ++n) {
      const Neighbour& next = graph.of[i][n];
      if (n > 0) {
        EXPECT_LT(graph.of[i][n - 1].unit, next.unit);
      }
      EXPECT_NE(std::find(graph.of[next.unit].begin(), graph.of[next.unit].end(),
                          Neighbour{i, next.shared_metres}),
                graph.of[next.unit].end());
    }
  }
}

TEST(Adjacency, ToleratesVerticesALittleOffTheOtherSide) {
  // The right-hand units meet at 1e-7° (1 cm) beside the left one's edge.
  const std::vector<model::BasicUnit> units = {
      unit("left", rectangle(0.0, 0.0, 0.01, 0.02), 1.0),
      unit("low", rectangle(0.0100001, 0.0, 0.02, 0.009), 1.0),
      unit("high", rectangle(0.0100001, 0.009, 0.02, 0.02), 1.0)};
  const Adjacency graph = adjacency(units);
  EXPECT_TRUE(graph.bridges.empty());
  EXPECT_EQ(graph.of[0].size(), 2U);
}

TEST(Adjacency, HandlesEnclavesAndPartsApart) {
  geo::Polygon ring = rectangle(0.0, 0.0, 0.03, 0.03).polygons().front();
  ring.holes.push_back(rectangle(0.01, 0.01, 0.02, 0.02).polygons().front().shell);
  const geo::Polygon apart = rectangle(0.03, 0.0, 0.04, 0.01).polygons().front();
  const geo::Polygon far = rectangle(0.06, 0.0, 0.07, 0.01).polygons().front();
  const std::vector<model::BasicUnit> units = {
      unit("ring", geo::Geometry::polygon(ring), 1.0),
      unit("town", rectangle(0.01, 0.01, 0.02, 0.02), 1.0),
      unit("two parts", geo::Geometry::multi_polygon({apart, far}), 1.0),
      unit("beyond", rectangle(0.07, 0.0, 0.08, 0.01), 1.0)};
  const Adjacency graph = adjacency(units);
  EXPECT_TRUE(graph.bridges.empty());
  EXPECT_EQ(graph.of[1].size(), 1U);
  EXPECT_EQ(graph.of[1][0].unit, 0U);
  EXPECT_EQ(graph.of[2].size(), 2U);
}

TEST(Adjacency, BridgesIslandsToTheNearestAndReportsThem) {
  const std::vector<model::BasicUnit> units = {
      unit("mainland", rectangle(0.0, 0.0, 0.01, 0.01), 1.0),
      unit("coast", rectangle(0.01, 0.0, 0.02, 0.01), 1.0),
      unit("island", rectangle(0.03, 0.0, 0.04, 0.01), 1.0),
      unit("corner", rectangle(0.04, 0.01, 0.05, 0.02), 1.0)};
  const Adjacency graph = adjacency(units);
  ASSERT_EQ(graph.bridges.size(), 2U);
  EXPECT_EQ(graph.bridges[0].metres, 0.0);  // meets the island in a corner
  EXPECT_EQ(std::minmax(graph.bridges[0].from, graph.bridges[0].to), std::minmax(2UL, 3UL));
  EXPECT_EQ(std::minmax(graph.bridges[1].from, graph.bridges[1].to), std::minmax(1UL, 2UL));
  EXPECT_NEAR(graph.bridges[1].metres, geo::geodesic_distance({0.02, 0.0}, {0.03, 0.0}).value,
              0.01);
}

TEST(Adjacency, ContainsAMinimumSpanningTreeOverManyIslands) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    std::vector<model::BasicUnit> units;
    for (int i = 0; i < 40; ++i) {
      const double x = 0.02 * static_cast<double>(random.below(30));
      const double y = 0.02 * i;
      units.push_back(unit(std::to_string(i), rectangle(x, y, x + 0.01, y + 0.01), 1.0));
    }
    const Adjacency graph = adjacency(units);
    EXPECT_EQ(graph.parts, units.size());
    ASSERT_GE(graph.bridges.size(), units.size() - 1);
    const std::span<const Bridge> tree = std::span(graph.bridges).first(units.size() - 1);
    DisjointSets tied(units.size());
    for (const Bridge& bridge : tree) EXPECT_TRUE(tied.join(bridge.from, bridge.to));

    // Prim's algorithm on all pairs.
    double expected = 0.0;
    std::vector<double> reach(units.size(), 1e12);
    std::vector<bool> done(units.size(), false);
    reach[0] = 0.0;
    for (std::size_t step = 0; step < units.size(); ++step) {
      std::size_t next = units.size();
      for (std::size_t i = 0; i < units.size(); ++i) {
        if (!done[i] && (next == units.size() || reach[i] < reach[next])) next = i;
      }
      done[next] = true;
      expected += reach[next];
      for (std::size_t i = 0; i < units.size(); ++i) {
        geo::LonLatBox both = units[i].geometry.envelope();
        both.grow(units[next].geometry.envelope());
        const geo::LocalFrame frame(both.centre());
        reach[i] = std::min(
            reach[i],
            frame.to_metres(units[i].geometry).distance(frame.to_metres(units[next].geometry)));
      }
    }
    double total = 0.0;
    for (const Bridge& bridge : tree) total += bridge.metres;
    EXPECT_NEAR(total, expected, 0.1);
  }
}

TEST(Adjacency, TiesGabrielNeighboursOfDifferentParts) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    const auto units = scattered_strips(random, 25);
    const Adjacency graph = adjacency(units);
    DisjointSets parts = parts_by_border(graph);
    EXPECT_EQ(graph.parts, parts.count());

    std::set<std::pair<std::size_t, std::size_t>> expected;
    for (const auto& [a, b] : gabriel_pairs_by_all_triples(units)) {
      if (parts.find(a) != parts.find(b)) expected.insert({a, b});
    }
    std::set<std::pair<std::size_t, std::size_t>> further;
    for (std::size_t i = 0; i < graph.bridges.size(); ++i) {
      const auto pair = std::minmax(graph.bridges[i].from, graph.bridges[i].to);
      EXPECT_NE(parts.find(pair.first), parts.find(pair.second));
      if (i < graph.parts - 1) {
        expected.erase(pair);  // the tree has it
      } else {
        EXPECT_TRUE(further.insert(pair).second) << pair.first << " and " << pair.second;
      }
    }
    EXPECT_EQ(further, expected);
    EXPECT_GT(further.size(), 10U);
  }
}

TEST(Adjacency, TiesUnitsAroundOneCentreOnce) {
  // Two pairs of slabs, the second across the first, with a town between: three units, one centre.
  const auto beside = [](double x, double y, double width, double height) {
    return geo::Geometry::multi_polygon(
        {rectangle(x, y, x + width, y + height).polygons().front(),
         rectangle(-x - width, -y - height, -x, -y).polygons().front()});
  };
  const std::vector<model::BasicUnit> units = {
      unit("west and east", beside(0.03, -0.005, 0.01, 0.01), 1.0),
      unit("south and north", beside(-0.005, 0.03, 0.01, 0.01), 1.0),
      unit("town", rectangle(-0.005, -0.005, 0.005, 0.005), 1.0),
      unit("far", rectangle(0.1, 0.0, 0.11, 0.01), 1.0)};
  const Adjacency graph = adjacency(units);
  EXPECT_EQ(graph.parts, 4U);
  EXPECT_EQ(judged_parts(graph, std::vector<std::size_t>(units.size(), 0)), 1U);
  EXPECT_EQ(graph.bridges.size(), 3U);  // the tree's; "west and east" stands for the centre
}

TEST(Adjacency, BridgesTheAntimeridian) {
  // Fiji: Taveuni lies on both sides of it, Vanua Levu to the west, Lau to the east.
  const std::vector<model::BasicUnit> units = {
      unit("vanua levu", rectangle(179.90, -16.8, 179.94, -16.7), 1.0),
      unit("taveuni", rectangle(179.96, -16.8, 180.0, -16.7), 1.0),
      unit("lau", rectangle(-179.98, -16.8, -179.94, -16.7), 1.0),
      unit("rotuma", rectangle(179.0, -16.8, 179.04, -16.7), 1.0)};
  const Adjacency graph = adjacency(units);
  ASSERT_EQ(graph.bridges.size(), 3U);
  const double degrees_002 = geo::geodesic_distance({179.94, -16.7}, {179.96, -16.7}).value;
  double longest = 0.0;
  for (const Bridge& bridge : graph.bridges) longest = std::max(longest, bridge.metres);
  EXPECT_NEAR(graph.bridges[0].metres, degrees_002, 2.0);
  EXPECT_NEAR(longest, 43.0 * degrees_002, 100.0);  // rotuma to vanua levu
  EXPECT_TRUE(std::any_of(graph.bridges.begin(), graph.bridges.end(), [&](const Bridge& bridge) {
    return std::minmax(bridge.from, bridge.to) == std::minmax(1UL, 2UL) &&
           std::abs(bridge.metres - degrees_002) < 2.0;
  }));
}

TEST(Adjacency, RefusesAUnitWithoutPolygon) {
  const std::vector<model::BasicUnit> units = {unit("empty", geo::Geometry(), 1.0)};
  EXPECT_THROW(adjacency(units), core::InputError);
  EXPECT_TRUE(adjacency({}).of.empty());
}

TEST(Adjacency, IsTheSameOnAnyNumberOfThreads) {
  const auto units = hexagons(80, 60, 4);
  const Adjacency one = adjacency(units, core::JobContext({.threads = 1}));
  const Adjacency many = adjacency(units, core::JobContext({.threads = 4}));
  EXPECT_EQ(one.of, many.of);
  EXPECT_EQ(one.bridges, many.bridges);
}

}  // namespace
}  // namespace nearnet::territory
