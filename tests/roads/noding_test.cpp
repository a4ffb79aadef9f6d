// SPDX-License-Identifier: Apache-2.0
// Lines made streets: joined where a road ends on another, apart where one passes over the other.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/random.h"
#include "geo/geodesic.h"
#include "roads/ascii_town.h"
#include "roads/noding.h"
#include "roads/road_parts.h"
#include "roads/road_segments.h"

namespace nearnet::roads {
namespace {

const core::JobContext kJob({.threads = 2});
const Town kMap({"    D    ",  //
                 "         ",  //
                 "A   B   C",  //
                 "         ",  //
                 "    E    "});

/// Lines over the letters of a map.
struct Lines {
  std::vector<model::Road> roads;
  std::vector<model::RoadLevels> levels;

  Lines& add(std::string_view letters, std::optional<int> level = std::nullopt,
             const std::string& road_class = {}) {
    roads.push_back(kMap.drawn(letters));
    roads.back().road_class = road_class;
    levels.push_back({level, level});
    return *this;
  }
  NodedRoads noded(const NodingOptions& options = {}) const {
    return node_roads(roads, roads.size(), levels, options, kJob);
  }
};

/// Which places one can drive to from there, of A to E.
std::string reached(const NodedRoads& noded, char from) {
  std::set<geo::LonLat> points = {kMap[from]};
  for (std::size_t before = 0; before != points.size();) {
    before = points.size();
    for (const model::Road& road : noded.roads) {
      const bool there =
          std::ranges::any_of(road.line, [&](geo::LonLat point) { return points.contains(point); });
      if (there) points.insert(road.line.begin(), road.line.end());
    }
  }
  std::string letters;
  for (const char letter : std::string("ABCDE")) {
    const auto close = [&](geo::LonLat point) {
      return geo::geodesic_distance(point, kMap[letter]).value < 0.1;
    };
    if (std::ranges::any_of(points, close)) letters += letter;
  }
  return letters;
}

TEST(Noding, ARoadThatEndsOnAnotherMeetsIt) {
  const NodedRoads noded = Lines().add("AC").add("EB").noded();
  EXPECT_EQ(noded.joined, 1U);
  EXPECT_EQ(noded.changed, std::vector<std::size_t>{0});
  EXPECT_EQ(noded.roads[0].line, (geo::Line{kMap['A'], kMap['B'], kMap['C']}));
  EXPECT_EQ(reached(noded, 'E'), "ABCE");
  EXPECT_TRUE(node_roads(noded.roads, 2, {}, {}, kJob).changed.empty()) << "once is enough";
}

TEST(Noding, OnlyWithinTheTolerance) {
  for (const double gap : {1.9, 2.1}) {
    Lines lines = Lines().add("AC").add("EB");
    lines.roads[1].line.back().lat -= gap / 110'574.0;
    EXPECT_EQ(lines.noded().joined, gap < 2.0 ? 1U : 0U) << gap;
  }
  Lines exact = Lines().add("AC").add("EB");
  EXPECT_EQ(exact.noded({.tolerance = core::Metres(0.0)}).joined, 1U);
}

TEST(Noding, EndsThatDoNotQuiteMeet) {
  Lines lines = Lines().add("AB").add("BC");
  lines.roads[1].line.front().lon += 1.5 * kMetre;
  const NodedRoads noded = lines.noded();
  EXPECT_EQ(noded.joined, 1U) << "once, not from both sides";
  EXPECT_EQ(reached(noded, 'A'), "ABC");
}

TEST(Noding, ARoadThatGoesTooFarMeetsWhatItEndsOn) {
  Lines lines = Lines().add("AC").add("EB");
  lines.roads[1].line.back().lat += 1.5 / 110'574.0;
  const NodedRoads noded = lines.noded();
  EXPECT_EQ(noded.joined, 1U);
  EXPECT_EQ(noded.crossings, 0U);
}

TEST(Noding, WhereRoadsMerelyCrossOneMayBeABridge) {
  const Lines lines = Lines().add("AC").add("DE");
  EXPECT_EQ(lines.noded().crossings, 1U);
  EXPECT_EQ(reached(lines.noded(), 'A'), "AC");
  EXPECT_EQ(reached(lines.noded({.at_crossings = true}), 'A'), "ABCDE");
  const Lines bridge = Lines().add("AC", 1).add("DE", 0);
  EXPECT_EQ(reached(bridge.noded({.at_crossings = true}), 'A'), "AC");
  const Lines freeway = Lines().add("AC", {}, "motorway").add("DE", {}, "residential");
  EXPECT_EQ(reached(freeway.noded({.at_crossings = true}), 'A'), "AC");
}

TEST(Noding, LevelsPartRoadsThatWereCutWhereTheyCross) {
  const NodedRoads flat = Lines().add("AB").add("BC").add("DB").add("BE").noded();
  EXPECT_EQ(reached(flat, 'A'), "ABCDE");
  EXPECT_EQ(flat.apart, 0U);
  const NodedRoads bridge = Lines().add("AB", 1).add("BC", 1).add("DB", 0).add("BE").noded();
  EXPECT_EQ(reached(bridge, 'A'), "ABC") << "not down to the street";
  EXPECT_EQ(reached(bridge, 'D'), "BDE");
  EXPECT_EQ(bridge.apart, 1U);
  EXPECT_EQ(bridge.changed, (std::vector<std::size_t>{0, 1})) << "the ground stays as it is";
  const NodedRoads tunnel = Lines().add("ABC", -1).add("DBE").noded();
  EXPECT_EQ(reached(tunnel, 'A'), "ABC");
}

TEST(Noding, ABridgeIsReachedByItsEnds) {
  const NodedRoads noded = Lines().add("AB", 0).add("BC", 1).add("DB", 0).noded();
  EXPECT_EQ(reached(noded, 'C'), "ABCD");
  const NodedRoads under = Lines().add("AC", 1).add("EB", 0).noded();
  EXPECT_EQ(reached(under, 'E'), "BE") << "what ends below a bridge does not meet it";
}

TEST(Noding, AMotorwayIsCrossedOnNoLevelButLeftByRamps) {
  const NodedRoads crossed = Lines()
                                 .add("AB", {}, "motorway")
                                 .add("BC", {}, "Motorway")
                                 .add("DB", {}, "residential")
                                 .add("BE", {}, "residential")
                                 .noded();
  EXPECT_EQ(reached(crossed, 'A'), "ABC");
  EXPECT_EQ(reached(crossed, 'D'), "BDE");
  const NodedRoads left = Lines().add("ABC", {}, "motorway").add("BE", {}, "motorway_link").noded();
  EXPECT_EQ(reached(left, 'A'), "ABCE");
  const NodedRoads beside = Lines().add("AC", {}, "motorway").add("EB", {}, "residential").noded();
  EXPECT_EQ(reached(beside, 'E'), "BE") << "a street that ends at its fence";
  const NodedRoads ends =
      Lines().add("AB", {}, "motorway").add("DB", {}, "primary").add("BE", {}, "primary").noded();
  EXPECT_EQ(reached(ends, 'A'), "ABDE");
}

TEST(Noding, KnownRoadsAreJoinedToNewOnes) {
  Lines lines = Lines().add("EB").add("AC");
  const NodedRoads noded = node_roads(lines.roads, 1, {}, {}, kJob);
  EXPECT_EQ(noded.changed, std::vector<std::size_t>{1});
  EXPECT_EQ(reached(noded, 'E'), "ABCE");
  const NodedRoads among_known = node_roads(lines.roads, 0, {}, {}, kJob);
  EXPECT_TRUE(among_known.changed.empty());
}

TEST(Noding, WhatWasTakenApartStaysApart) {
  NodedRoads bridge = Lines().add("AB", 1).add("BC", 1).add("DB", 0).add("BE", 0).noded();
  std::vector<model::Road> roads = {kMap.drawn("DB")};
  roads[0].line.front().lon += 0.5 * kBlock;
  roads.insert(roads.end(), bridge.roads.begin(), bridge.roads.end());
  const NodedRoads noded = node_roads(roads, 1, {}, {}, kJob);
  EXPECT_EQ(reached(noded, 'A'), "ABC");
  EXPECT_EQ(reached(noded, 'D'), "BDE");
}

double metres_to(const model::Road& road, geo::LonLat place) {
  double least = 1e9;
  for (std::size_t i = 1; i < road.line.size(); ++i) {
    least = std::min(least, foot_on(road.line[i - 1], road.line[i], place).metres);
  }
  return least;
}

/// Roads that share a point, or of which one ends within the tolerance of the other, hang together.
std::size_t parts_by_hand(const std::vector<model::Road>& roads, double tolerance) {
  std::vector<std::size_t> part(roads.size());
  for (std::size_t i = 0; i < roads.size(); ++i) part[i] = i;
  for (std::size_t i = 0; i < roads.size(); ++i) {
    for (std::size_t j = 0; j < roads.size(); ++j) {
      bool meet = metres_to(roads[j], roads[i].line.front()) <= tolerance ||
                  metres_to(roads[j], roads[i].line.back()) <= tolerance;
      for (const geo::LonLat point : roads[i].line) {
        meet = meet || std::ranges::find(roads[j].line, point) != roads[j].line.end();
      }
      if (!meet) continue;
      const std::size_t other = part[j];
      std::ranges::replace(part, other, part[i]);
    }
  }
  return std::set<std::size_t>(part.begin(), part.end()).size();
}

TEST(Noding, JoinsAllThatEndOnOthersAndNothingElse) {
  std::size_t joined = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    std::vector<model::Road> roads(5 + random.below(20));
    for (model::Road& road : roads) {
      for (std::uint64_t i = 2 + random.below(3); i > 0; --i) {
        // Corners of a coarse grid, most of them missed by some decimetres or metres.
        const double off = random.chance(0.3) ? 0.0 : 2.5;
        road.line.push_back(
            {(30.0 * static_cast<double>(random.below(6)) + random.uniform(-off, off)) * kMetre,
             (30.0 * static_cast<double>(random.below(6)) + random.uniform(-off, off)) * kMetre});
      }
      const auto repeated = std::unique(road.line.begin(), road.line.end());
      road.line.erase(repeated, road.line.end());
    }
    std::erase_if(roads, [](const model::Road& road) { return road.line.size() < 2; });
    const NodedRoads noded = node_roads(roads, roads.size(), {}, {}, kJob);
    joined += noded.joined;
    EXPECT_EQ(road_parts(noded.roads, {}, core::Metres(10.0)).size(), parts_by_hand(roads, 2.0));
    for (std::size_t r = 0; r < roads.size(); ++r) {
      for (const geo::LonLat point : roads[r].line) {
        EXPECT_NE(std::ranges::find(noded.roads[r].line, point), noded.roads[r].line.end());
      }
      for (const geo::LonLat point : noded.roads[r].line) {
        EXPECT_LE(metres_to(roads[r], point), 2.0);
      }
    }
    const NodedRoads again = node_roads(noded.roads, noded.roads.size(), {}, {}, kJob);
    EXPECT_LE(road_parts(again.roads, {}, core::Metres(10.0)).size(),
              road_parts(noded.roads, {}, core::Metres(10.0)).size());
  }
  EXPECT_GT(joined, 500U);
}

TEST(RoadParts, TellHowRoadsHangTogether) {
  Town town({"A-B-C   G",  //
             "        |",  //
             "D-E     H"});
  const std::vector<geo::LonLat> places = {town['A'], town['B'], town['H'], {1.0, 1.0}};
  const auto parts = road_parts(town.roads(), places, core::Metres(60.0));
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_NEAR(parts[0].km, 0.2, 0.001);
  EXPECT_EQ(parts[0].roads, 2U);
  EXPECT_EQ(parts[0].places, 2U);
  EXPECT_EQ(parts[1].places + parts[2].places, 1U);
}

}  // namespace
}  // namespace nearnet::roads
