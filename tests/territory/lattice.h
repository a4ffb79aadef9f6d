// SPDX-License-Identifier: Apache-2.0
// Made-up basic units for the tests of this folder, and a judge of connectedness that shares no
// code with the engine.
#pragma once

#include "core/random.h"
#include "geo/local_frame.h"
#include "territory/basic_units.h"
#include "territory/design.h"

#include <cmath>
#include <functional>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace nearnet::territory {

inline geo::Geometry rectangle(double x0, double y0, double x1, double y1) {
  return geo::Geometry::polygon({{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}});
}

inline model::BasicUnit unit(const std::string& id, geo::Geometry geometry, double weight) {
  model::BasicUnit result;
  result.id = core::UnitId(id);
  result.weights["prospects"] = weight;
  result.geometry = std::move(geometry);
  return result;
}

/// columns × rows squares of 0.01°, row by row from the south-west, ids "0", "1", …
inline std::vector<model::BasicUnit> squares(
    int columns, int rows, const std::function<double(int)>& weight = [](int) { return 1.0; }) {
  std::vector<model::BasicUnit> units;
  const auto edge = [](int i) { return static_cast<double>(i) / 100.0; };
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const int i = y * columns + x;
      units.push_back(unit(std::to_string(i), rectangle(edge(x), edge(y), edge(x + 1), edge(y + 1)),
                           weight(i)));
    }
  }
  return units;
}

/// One place in the middle of every hexagon of a columns × rows lattice; weights skewed towards a
/// few towns, every tenth one 0, a second weight "mrc" beside them.
inline std::vector<WeightedPlace> hexagon_places(int columns, int rows, core::Metres side,
                                                 std::uint64_t seed) {
  core::Random random(seed);
  const geo::LocalFrame frame({-69.0, 45.0});
  std::vector<WeightedPlace> places;
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const double column = std::sqrt(3.0) * side.value * (x + (y % 2 == 0 ? 0.0 : 0.5));
      const double town = 1.0 + 4.0 * std::exp(-0.02 * ((x - 8) * (x - 8) + (y - 6) * (y - 6)));
      const double prospects =
          random.chance(0.1) ? 0.0 : std::round(10.0 * town * std::exp(0.6 * random.normal()));
      places.push_back({frame.to_lon_lat({column, 1.5 * side.value * y}),
                        {{"prospects", prospects}, {"mrc", prospects * random.uniform(50, 150)}}});
    }
  }
  return places;
}

inline std::vector<model::BasicUnit> hexagons(int columns, int rows, std::uint64_t seed) {
  const core::Metres side(500.0);
  return hex_units(hexagon_places(columns, rows, side, seed), side);
}

/// Number of connected parts over all territories, by joining the ends of every link inside one.
inline std::size_t judged_parts(const Adjacency& graph, const std::vector<std::size_t>& territory) {
  std::vector<std::size_t> leader(territory.size());
  std::iota(leader.begin(), leader.end(), std::size_t{0});
  const auto find = [&](std::size_t i) {
    while (leader[i] != i) i = leader[i];
    return i;
  };
  for (std::size_t i = 0; i < territory.size(); ++i) {
    for (const Neighbour& next : graph.of[i]) {
      if (territory[i] == territory[next.unit]) leader[find(i)] = find(next.unit);
    }
  }
  std::size_t parts = 0;
  for (std::size_t i = 0; i < territory.size(); ++i) parts += leader[i] == i ? 1U : 0U;
  return parts;
}

/// Every unit in a territory, every territory used, each one part.
inline bool whole_and_connected(const Adjacency& graph, const Design& plan, std::size_t count) {
  const std::set<std::size_t> used(plan.territory_of_unit.begin(), plan.territory_of_unit.end());
  return plan.territory_of_unit.size() == graph.of.size() && used.size() == count &&
         *used.rbegin() == count - 1 && judged_parts(graph, plan.territory_of_unit) == count;
}

/// Largest relative distance of any territory's sum from the mean.
inline double naive_deviation(const std::vector<model::BasicUnit>& units, const Design& plan,
                              std::size_t count, const std::string& name) {
  std::vector<double> sums(count, 0.0);
  for (std::size_t i = 0; i < units.size(); ++i) {
    sums[plan.territory_of_unit[i]] += units[i].weights.at(name);
  }
  const double mean = std::accumulate(sums.begin(), sums.end(), 0.0) / static_cast<double>(count);
  double worst = 0.0;
  for (const double sum : sums) worst = std::max(worst, std::abs(sum - mean) / mean);
  return worst;
}

inline DesignOptions options_for(std::size_t count, std::int64_t iterations = 200'000) {
  DesignOptions options;
  options.count = count;
  options.balance = {{"prospects", 1.0}};
  options.iterations = iterations;
  return options;
}

}  // namespace nearnet::territory
