// SPDX-License-Identifier: Apache-2.0
#include "territory/objective.h"

#include "geo/local_frame.h"
#include "territory/weights.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace nearnet::territory {

std::vector<model::Weights> weight_totals(std::span<const model::BasicUnit> units,
                                          std::span<const std::size_t> territory_of_unit,
                                          std::size_t count) {
  assert(units.size() == territory_of_unit.size());
  model::Weights none;
  for (const model::BasicUnit& unit : units) {
    for (const auto& [name, amount] : unit.weights) none.emplace(name, 0.0);
  }
  std::vector<model::Weights> totals(count, none);
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    const std::size_t territory = territory_of_unit[unit];
    if (territory != kUnassigned) add(totals[territory], units[unit].weights);
  }
  return totals;
}

double max_deviation(std::span<const model::Weights> totals,
                     std::span<const std::string> balanced) {
  double worst = 0.0;
  for (const std::string& name : balanced) {
    const auto amount = [&](const model::Weights& weights) {
      const auto found = weights.find(name);
      return found == weights.end() ? 0.0 : found->second;
    };
    double mean = 0.0;
    for (const model::Weights& weights : totals) mean += amount(weights);
    mean /= static_cast<double>(totals.size());
    if (!(mean > 0.0)) continue;
    for (const model::Weights& weights : totals) {
      worst = std::max(worst, std::abs(amount(weights) - mean) / mean);
    }
  }
  return worst;
}

Shape shape_of(const geo::Geometry& polygons) {
  if (polygons.is_empty()) return {};
  const geo::LocalFrame frame(polygons.envelope().centre());
  Shape shape;
  const auto add_ring = [&](const geo::Ring& ring, double sign) {
    if (ring.empty()) return;
    double twice_area = 0.0;
    geo::XY last = frame.to_metres(ring.front());
    for (const geo::LonLat& point : ring) {
      const geo::XY here = frame.to_metres(point);
      twice_area += last.x * here.y - here.x * last.y;
      shape.perimeter += std::hypot(here.x - last.x, here.y - last.y);
      last = here;
    }
    shape.area += sign * std::abs(twice_area) / 2.0;
  };
  for (const geo::Polygon& part : polygons.polygons()) {
    add_ring(part.shell, 1.0);
    for (const geo::Ring& hole : part.holes) add_ring(hole, -1.0);
  }
  return shape;
}

double polsby_popper(Shape shape) {
  if (!(shape.perimeter > 0.0)) return 0.0;
  return 4.0 * std::numbers::pi * shape.area / (shape.perimeter * shape.perimeter);
}

std::vector<std::size_t> part_counts(const Adjacency& graph,
                                     std::span<const std::size_t> territory_of_unit,
                                     std::size_t count) {
  std::vector<std::size_t> parts(count, 0);
  std::vector<bool> seen(territory_of_unit.size(), false);
  std::vector<std::size_t> open;
  for (std::size_t start = 0; start < territory_of_unit.size(); ++start) {
    const std::size_t territory = territory_of_unit[start];
    if (territory == kUnassigned || seen[start]) continue;
    ++parts[territory];
    seen[start] = true;
    open.push_back(start);
    while (!open.empty()) {
      const std::size_t unit = open.back();
      open.pop_back();
      for (const Neighbour& next : graph.of[unit]) {
        if (seen[next.unit] || territory_of_unit[next.unit] != territory) continue;
        seen[next.unit] = true;
        open.push_back(next.unit);
      }
    }
  }
  return parts;
}

}  // namespace nearnet::territory
