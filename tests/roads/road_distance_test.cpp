// SPDX-License-Identifier: Apache-2.0
#include "roads/road_distance.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "core/random.h"
#include "geo/geodesic.h"

namespace nearnet::roads {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr double kMetre = 1.0 / 111'319.490793;  // of longitude at the equator

model::Road road(geo::Line line) {
  model::Road road;
  road.line = std::move(line);
  return road;
}

/// East and north of (0, 0), in metres as good as these.
geo::LonLat at(double east, double north) {
  return {east * kMetre, north * kMetre};
}

geo::Geometry square(double west, double south, double side) {
  return geo::Geometry::polygon(
      {{at(west, south), at(west + side, south), at(west + side, south + side),
        at(west, south + side), at(west, south)},
       {}});
}

std::optional<core::Metres> measure(const std::vector<model::Road>& roads,
                                    const std::vector<geo::Geometry>& plant, geo::LonLat position,
                                    const RoadDistanceOptions& options = {}) {
  std::vector<const geo::Geometry*> pieces;
  for (const geo::Geometry& piece : plant) pieces.push_back(&piece);
  return RoadDistance(roads, pieces, options, core::JobContext({.threads = 2})).to_plant(position);
}

TEST(RoadDistance, FollowsTheRoadRoundTheCorner) {
  // Plant in the north-east; the road runs east along 0, then north into the plant.
  const std::vector<model::Road> roads = {road({at(0, 0), at(200, 0), at(200, 300)})};
  const auto metres = measure(roads, {square(150, 100, 150)}, at(50, 20));
  ASSERT_TRUE(metres);
  EXPECT_NEAR(metres->value, 20 + 150 + 100, 2.0) << "latitudes are a little shorter";
}

TEST(RoadDistance, LeavesTheRoadStraightForPlantThatNoRoadTouches) {
  const std::vector<model::Road> roads = {road({at(0, 0), at(500, 0)})};
  const auto metres = measure(roads, {square(300, 40, 50)}, at(100, -10));
  ASSERT_TRUE(metres);
  EXPECT_NEAR(metres->value, 10 + 200 + 40, 1.0);
}

TEST(RoadDistance, IsUnknownWithoutARoadNearOrAWay) {
  const std::vector<model::Road> roads = {road({at(0, 0), at(100, 0)}),
                                          road({at(0, 5'000), at(100, 5'000)})};
  const std::vector<geo::Geometry> plant = {square(80, -5, 10)};
  EXPECT_FALSE(measure(roads, plant, at(50, 400))) << "the nearest road is 400 m away";
  EXPECT_FALSE(measure(roads, plant, at(50, 5'000))) << "that road does not lead to the plant";
  EXPECT_FALSE(measure({}, plant, at(50, 0)));
  EXPECT_FALSE(measure(roads, {}, at(50, 0)));
  EXPECT_FALSE(measure(roads, {square(80, 2'000, 10)}, at(50, 0))) << "plant far from any road";
  EXPECT_TRUE(measure(roads, plant, at(10, 0), {.longest = core::Metres(75)}));
  EXPECT_FALSE(measure(roads, plant, at(10, 0), {.longest = core::Metres(65)}));
}

TEST(RoadDistance, RoadsMeetOnlyAtEqualCoordinates) {
  const std::vector<model::Road> bridge = {road({at(0, 0), at(100, 0)}),
                                           road({at(50, -50), at(50, 50)})};
  EXPECT_FALSE(measure(bridge, {square(90, -5, 20)}, at(50, 48)));
  const std::vector<model::Road> crossing = {road({at(0, 0), at(50, 0), at(100, 0)}),
                                             road({at(50, -50), at(50, 0), at(50, 50)})};
  EXPECT_TRUE(measure(crossing, {square(90, -5, 20)}, at(50, 48)));
}

TEST(RoadDistance, LinesOfPlantAreReachedWhereRoadsCrossThem) {
  const std::vector<model::Road> roads = {road({at(0, 0), at(300, 0)})};
  const auto metres = measure(roads, {geo::Geometry::line({at(200, -50), at(200, 50)})}, at(20, 5));
  ASSERT_TRUE(metres);
  EXPECT_NEAR(metres->value, 5 + 180, 1.0);
}

// An independent answer: every vertex, crossing and foot becomes a node, Floyd and Warshall do the
// rest. Streets are axis-parallel, so that crossings and feet are plain arithmetic.
struct Grid {
  struct Street {
    double x0, y0, x1, y1;  // metres; x0 == x1 or y0 == y1
  };
  struct Box {
    double west, south, east, north;
  };
  std::vector<Street> streets;
  std::vector<Box> plant;
};

using Point = std::pair<double, double>;

double straight(Point a, Point b) {
  return geo::geodesic_distance(at(a.first, a.second), at(b.first, b.second)).value;
}

Point nearest_on(const Grid::Street& s, Point p) {
  return {std::clamp(p.first, std::min(s.x0, s.x1), std::max(s.x0, s.x1)),
          std::clamp(p.second, std::min(s.y0, s.y1), std::max(s.y0, s.y1))};
}

Point nearest_in(const Grid::Box& box, Point p) {
  return {std::clamp(p.first, box.west, box.east), std::clamp(p.second, box.south, box.north)};
}

/// Positions of roads that lead into the plant, with their straight ways.
std::map<Point, double> brute_entries(const Grid& grid, double off_road) {
  std::map<Point, double> entries;
  const auto keep = [&](Point p, double metres) {
    const auto [found, fresh] = entries.emplace(p, metres);
    if (!fresh) found->second = std::min(found->second, metres);
  };
  for (const Grid::Box& box : grid.plant) {
    bool touched = false;
    std::map<Point, double> candidates;
    double best = kFar;
    for (const Grid::Street& s : grid.streets) {
      const Point low{std::min(s.x0, s.x1), std::min(s.y0, s.y1)};
      const Point high{std::max(s.x0, s.x1), std::max(s.y0, s.y1)};
      const Point in_low{std::max(low.first, box.west), std::max(low.second, box.south)};
      const Point in_high{std::min(high.first, box.east), std::min(high.second, box.north)};
      if (in_low.first <= in_high.first && in_low.second <= in_high.second) {
        touched = true;
        keep(in_low, 0.0);
        keep(in_high, 0.0);
        continue;
      }
      const auto consider = [&](Point on_street) {
        const double metres = straight(on_street, nearest_in(box, on_street));
        candidates[on_street] = metres;
        best = std::min(best, metres);
      };
      consider({s.x0, s.y0});
      consider({s.x1, s.y1});
      for (const double x : {box.west, box.east}) {
        for (const double y : {box.south, box.north}) consider(nearest_on(s, {x, y}));
      }
    }
    if (touched || best > off_road) continue;
    for (const auto& [place, metres] : candidates) {
      if (metres <= best + 0.001) keep(place, metres);
    }
  }
  return entries;
}

/// The way from a place of a street to the plant, over roads and off them.
double brute_way(const Grid& grid, Point foot, std::size_t on_street, double off_road) {
  const std::map<Point, double> entries = brute_entries(grid, off_road);
  std::vector<Point> nodes;
  const auto number = [&](Point p) {
    const auto found = std::ranges::find(nodes, p);
    if (found != nodes.end()) return static_cast<std::size_t>(found - nodes.begin());
    nodes.push_back(p);
    return nodes.size() - 1;
  };
  std::vector<std::vector<std::size_t>> along(grid.streets.size());
  for (std::size_t i = 0; i < grid.streets.size(); ++i) {
    const Grid::Street& s = grid.streets[i];
    std::vector<Point> points = {{s.x0, s.y0}, {s.x1, s.y1}};
    for (const auto& [place, metres] : entries) {
      if (nearest_on(s, place) == place) points.push_back(place);
    }
    if (i == on_street) points.push_back(foot);
    std::ranges::sort(points);
    for (const Point& point : points) along[i].push_back(number(point));
  }
  std::vector<std::vector<double>> way(nodes.size(), std::vector<double>(nodes.size(), kFar));
  for (const auto& street : along) {
    for (std::size_t i = 1; i < street.size(); ++i) {
      const double metres = straight(nodes[street[i - 1]], nodes[street[i]]);
      way[street[i - 1]][street[i]] = std::min(way[street[i - 1]][street[i]], metres);
      way[street[i]][street[i - 1]] = way[street[i - 1]][street[i]];
    }
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) way[i][i] = 0.0;
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (std::size_t j = 0; j < nodes.size(); ++j) {
        way[i][j] = std::min(way[i][j], way[i][k] + way[k][j]);
      }
    }
  }
  double best = kFar;
  for (const auto& [place, metres] : entries) {
    best = std::min(best, way[number(foot)][number(place)] + metres);
  }
  return best;
}

/// Of several positions of roads that are nearest, to the millimetre, the one with the shortest
/// way.
std::optional<double> brute(const Grid& grid, Point from, const RoadDistanceOptions& options) {
  double off = options.off_road.value;
  for (const Grid::Street& s : grid.streets)
    off = std::min(off, straight(from, nearest_on(s, from)));
  double best = kFar;
  for (std::size_t i = 0; i < grid.streets.size(); ++i) {
    const Point foot = nearest_on(grid.streets[i], from);
    const double metres = straight(from, foot);
    if (metres > off + 0.001 || metres > options.off_road.value) continue;
    best = std::min(best, metres + brute_way(grid, foot, i, options.off_road.value));
  }
  return best <= options.longest.value ? std::optional(best) : std::nullopt;
}

/// Streets between the corners of a grid, some missing; entries lie only where street and entry
/// meet, so no two streets overlap.
Grid random_grid(core::Random& random) {
  Grid grid;
  constexpr double kBlock = 100.0;
  for (int i = 0; i < 5; ++i) {
    for (int j = 0; j < 5; ++j) {
      const double x = i * kBlock;
      const double y = j * kBlock;
      if (i < 4 && random.chance(0.7)) grid.streets.push_back({x, y, x + kBlock, y});
      if (j < 4 && random.chance(0.7)) grid.streets.push_back({x, y + kBlock, x, y});
    }
  }
  for (std::uint64_t i = random.below(3) + 1; i > 0; --i) {
    const double west = random.uniform(-100.0, 450.0);
    const double south = random.uniform(-100.0, 450.0);
    grid.plant.push_back(
        {west, south, west + random.uniform(5.0, 120.0), south + random.uniform(5.0, 120.0)});
  }
  return grid;
}

TEST(RoadDistance, EqualsFloydAndWarshallOnRandomGrids) {
  int known = 0;
  int unknown = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    core::Random random(seed);
    const Grid grid = random_grid(random);
    std::vector<model::Road> roads;
    for (const Grid::Street& s : grid.streets)
      roads.push_back(road({at(s.x0, s.y0), at(s.x1, s.y1)}));
    std::vector<geo::Geometry> plant;
    std::vector<const geo::Geometry*> pieces;
    for (const Grid::Box& b : grid.plant) {
      plant.push_back(
          geo::Geometry::polygon({{at(b.west, b.south), at(b.east, b.south), at(b.east, b.north),
                                   at(b.west, b.north), at(b.west, b.south)},
                                  {}}));
    }
    for (const geo::Geometry& piece : plant) pieces.push_back(&piece);
    const RoadDistanceOptions options{.longest = core::Metres(random.uniform(100.0, 900.0)),
                                      .off_road = core::Metres(random.uniform(20.0, 120.0))};
    const RoadDistance distance(roads, pieces, options, core::JobContext({.threads = 1}));
    for (int i = 0; i < 20; ++i) {
      const Point from{random.uniform(-80.0, 480.0), random.uniform(-80.0, 480.0)};
      SCOPED_TRACE(fmt::format("from {}, {}", from.first, from.second));
      const auto expected = brute(grid, from, options);
      const auto found = distance.to_plant(at(from.first, from.second));
      const double edge = expected ? options.longest.value - *expected : 1.0;
      if (std::abs(edge) < 0.05) continue;
      ASSERT_EQ(found.has_value(), expected.has_value());
      ++(found ? known : unknown);
      if (found) {
        ASSERT_NEAR(found->value, *expected, 0.02);
      }
    }
  }
  EXPECT_GT(known, 500);
  EXPECT_GT(unknown, 200);
}

}  // namespace
}  // namespace nearnet::roads
