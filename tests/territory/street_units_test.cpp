// SPDX-License-Identifier: Apache-2.0
#include "territory/street_units.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/error.h"
#include "core/random.h"
#include "geo/local_frame.h"
#include "territory/adjacency.h"

namespace nearnet::territory {
namespace {

const geo::LocalFrame kFrame({-68.77, 44.80});

model::Road road(const std::string& id, const std::vector<geo::XY>& places,
                 const std::string& road_class = "residential") {
  model::Road made;
  made.id = core::RoadId(id);
  made.road_class = road_class;
  for (const geo::XY& place : places) made.line.push_back(kFrame.to_lon_lat(place));
  return made;
}

/// Streets every 300 m, `count` each way, with a vertex at every crossing.
std::vector<model::Road> grid(int count) {
  std::vector<model::Road> roads;
  for (int i = 0; i < count; ++i) {
    std::vector<geo::XY> east;
    std::vector<geo::XY> north;
    for (int k = 0; k < count; ++k) {
      east.push_back({300.0 * k, 300.0 * i});
      north.push_back({300.0 * i, 300.0 * k});
    }
    roads.push_back(road(fmt::format("E{}", i), east));
    roads.push_back(road(fmt::format("N{}", i), north));
  }
  return roads;
}

double distance_to(geo::XY a, geo::XY b, geo::XY at) {
  const geo::XY way{b.x - a.x, b.y - a.y};
  const double length = way.x * way.x + way.y * way.y;
  const double share = std::clamp(((at.x - a.x) * way.x + (at.y - a.y) * way.y) / length, 0.0, 1.0);
  return std::hypot(at.x - a.x - share * way.x, at.y - a.y - share * way.y);
}

/// To each stretch of the grid by its unit's id.
std::map<std::string, double> distances(int count, geo::XY at) {
  std::map<std::string, double> all;
  for (int i = 0; i < count; ++i) {
    for (int k = 1; k < count; ++k) {
      all[fmt::format("street:E{}:{}", i, k)] =
          distance_to({300.0 * (k - 1), 300.0 * i}, {300.0 * k, 300.0 * i}, at);
      all[fmt::format("street:N{}:{}", i, k)] =
          distance_to({300.0 * i, 300.0 * (k - 1)}, {300.0 * i, 300.0 * k}, at);
    }
  }
  return all;
}

TEST(StreetUnits, HoldTheGroundNearestToTheirStreet) {
  constexpr int kCount = 5;
  constexpr double kSampling = 11.0;  // how far the samples may move a border, and a bit
  const auto units = street_units(grid(kCount), core::Metres(100));
  ASSERT_EQ(units.size(), 2U * kCount * (kCount - 1));
  core::Random random(3);
  int covered = 0;
  for (int probe = 0; probe < 2'000; ++probe) {
    const geo::XY at{random.uniform(-150, 1350), random.uniform(-150, 1350)};
    const auto to = distances(kCount, at);
    double nearest = 1e9;
    for (const auto& [id, metres] : to) nearest = std::min(nearest, metres);
    int holders = 0;
    for (const model::BasicUnit& unit : units) {
      if (!unit.geometry.covers(kFrame.to_lon_lat(at))) continue;
      ++holders;
      EXPECT_LE(to.at(unit.id.text()), nearest + kSampling) << at.x << ", " << at.y;
    }
    covered += holders;
    // Between streets nothing is 400 m wide, so that all of it is shared out.
    const bool outside = at.x < 0 || at.y < 0 || at.x > 1200 || at.y > 1200;
    EXPECT_LE(holders, outside && nearest > 100.0 + kSampling ? 0 : 1) << at.x << ", " << at.y;
    EXPECT_GE(holders, outside && nearest > 100.0 - kSampling ? 0 : 1) << at.x << ", " << at.y;
  }
  EXPECT_GT(covered, 1'000);
}

TEST(StreetUnits, StreetsThatMeetAreNeighbours) {
  const auto units = street_units(grid(4), core::Metres(100));
  const Adjacency graph = adjacency(units);
  EXPECT_EQ(graph.parts, 1U);
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < units.size(); ++i) index[units[i].id.text()] = i;
  const auto touch = [&](const char* a, const char* b) {
    const auto& of = graph.of[index.at(a)];
    return std::any_of(of.begin(), of.end(),
                       [&](const Neighbour& n) { return n.unit == index.at(b); });
  };
  EXPECT_TRUE(touch("street:E1:1", "street:N1:1"));
  EXPECT_TRUE(touch("street:E1:1", "street:N1:2"));
  EXPECT_FALSE(touch("street:E0:1", "street:E3:1"));
}

TEST(StreetUnits, ALongRoadIsOneStretchUntilAnotherMeetsIt) {
  const std::vector<model::Road> alone = {road("A", {{0, 0}, {100, 0}, {200, 30}, {900, 30}})};
  const auto one = street_units(alone, core::Metres(50));
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].id.text(), "street:A");
  std::vector<model::Road> joined = alone;
  joined.push_back(road("B", {{200, 30}, {200, 400}}));
  joined.push_back(road("M", {{100, 0}, {100, -900}}, "motorway"));
  std::set<std::string> ids;
  for (const auto& unit : street_units(joined, core::Metres(50))) ids.insert(unit.id.text());
  EXPECT_EQ(ids, (std::set<std::string>{"street:A:1", "street:A:2", "street:B"}))
      << "motorways have no doors and cut nothing";
}

TEST(StreetUnits, RefuseAReachThatReachesNothing) {
  EXPECT_THROW(street_units(grid(2), core::Metres(0)), core::ConfigError);
  EXPECT_TRUE(street_units({}, core::Metres(100)).empty());
}

}  // namespace
}  // namespace nearnet::territory
