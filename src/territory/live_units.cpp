// SPDX-License-Identifier: Apache-2.0
#include "territory/live_units.h"

#include "core/parallel.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>
#include <utility>

namespace nearnet::territory {
namespace {

constexpr std::size_t kUnitsAtOnce = 2048;

/// The power of two that amounts with this total of sizes are rounded to.
double grain_of(double total) {
  return total > 0.0 && std::isfinite(total) ? std::ldexp(1.0, std::ilogb(total) - 51) : 1.0;
}

double rounded(double amount, double grain) {
  return std::nearbyint(amount / grain) * grain;
}

void read_weights(LiveUnits& live) {
  std::set<std::string> names;
  for (const model::BasicUnit& unit : live.units) {
    for (const auto& weight : unit.weights) names.insert(weight.first);
  }
  live.weights.assign(names.begin(), names.end());
  const std::size_t kinds = live.weights.size();
  std::vector<double> totals(kinds, 0.0);
  live.amounts.assign(live.size() * kinds, 0.0);
  for (std::size_t unit = 0; unit < live.size(); ++unit) {
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      const auto found = live.units[unit].weights.find(live.weights[kind]);
      if (found == live.units[unit].weights.end()) continue;
      live.amounts[unit * kinds + kind] = found->second;
      totals[kind] += std::abs(found->second);
    }
  }
  for (std::size_t i = 0; i < live.amounts.size(); ++i) {
    live.amounts[i] = rounded(live.amounts[i], grain_of(totals[i % kinds]));
  }
}

void measure(LiveUnits& live, const core::JobContext& job) {
  live.shapes.resize(live.size());
  live.centroids.resize(live.size());
  core::parallel_ranges(live.size(), kUnitsAtOnce, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t unit = begin; unit < end; ++unit) {
      live.shapes[unit] = shape_of(live.units[unit].geometry);
      live.centroids[unit] = live.units[unit].geometry.centroid();
    }
  });
  Shape total;
  for (const Shape& shape : live.shapes) {
    total.area += shape.area;
    total.perimeter += shape.perimeter;
  }
  // Borders are subtracted twice, so lengths need room for two totals.
  const double area_grain = grain_of(total.area);
  const double length_grain = grain_of(2.0 * total.perimeter);
  for (Shape& shape : live.shapes) {
    shape = {rounded(shape.area, area_grain), rounded(shape.perimeter, length_grain)};
  }
  for (LiveUnits::Neighbour& next : live.flat) {
    next.shared_metres = rounded(next.shared_metres, length_grain);
  }
}

void flatten(LiveUnits& live) {
  live.first.assign(1, 0);
  for (const auto& neighbours : live.graph.of) {
    for (const Neighbour& next : neighbours) {
      live.flat.push_back({static_cast<std::uint32_t>(next.unit), next.shared_metres});
    }
    live.first.push_back(live.flat.size());
  }
}

}  // namespace

std::shared_ptr<const LiveUnits> live_units(std::vector<model::BasicUnit> units, Adjacency graph,
                                            const core::JobContext& job) {
  assert(units.size() == graph.of.size());
  auto live = std::make_shared<LiveUnits>();
  live->units = std::move(units);
  live->graph = std::move(graph);
  flatten(*live);
  read_weights(*live);
  measure(*live, job);
  return live;
}

}  // namespace nearnet::territory
