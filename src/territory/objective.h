// SPDX-License-Identifier: Apache-2.0
// How good an assignment of units to territories is: balance, compactness, connectedness.
// Everything is recomputed from scratch; searches keep their own running figures and are checked
// against these.
//
//   auto totals = territory::weight_totals(units, design.territory_of_unit, 4);
//   territory::max_deviation(totals, {"prospects", "mrc"});          // 0.031
//   territory::polsby_popper(territory::shape_of(outline));          // 0.55
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry.h"
#include "model/territory.h"
#include "territory/adjacency.h"

namespace nearnet::territory {

/// In place of a territory's index: the unit belongs to none.
inline constexpr std::size_t kUnassigned = std::numeric_limits<std::size_t>::max();

/// One sum a territory, of every weight that any unit has. Unassigned units count nowhere.
std::vector<model::Weights> weight_totals(std::span<const model::BasicUnit> units,
                                          std::span<const std::size_t> territory_of_unit,
                                          std::size_t count);

/// max over territories and `balanced` weights of |weight − mean| / mean, the mean taken over the
/// territories. A weight whose mean is 0 is balanced by definition.
double max_deviation(std::span<const model::Weights> totals, std::span<const std::string> balanced);

/// In square metres and metres, holes included in the perimeter.
struct Shape {
  double area = 0.0;
  double perimeter = 0.0;
  friend bool operator==(const Shape&, const Shape&) = default;
};

/// Measured in the local frame at the middle of the geometry; edges straight in lon/lat.
Shape shape_of(const geo::Geometry& polygons);

/// 4πA/P² (Polsby and Popper 1991): 1 for a circle, 0.785 for a square; 0 without a perimeter.
double polsby_popper(Shape shape);

/// Connected parts of each territory on the graph: 0 for an empty one, 1 for a whole one.
std::vector<std::size_t> part_counts(const Adjacency& graph,
                                     std::span<const std::size_t> territory_of_unit,
                                     std::size_t count);

}  // namespace nearnet::territory
