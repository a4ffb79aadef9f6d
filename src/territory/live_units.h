// SPDX-License-Identifier: Apache-2.0
// What a live plan needs to know of the units and does not change while they change hands: their
// weights, size and place, and who borders on whom. Measured once, shared by all who hold it.
//
//   auto ground = territory::live_units(std::move(units), territory::adjacency(units));
//   ground->neighbours(unit);            // as in Adjacency, in one flat array
//
// Amounts, areas and lengths are rounded to multiples of a power of two, 2⁻⁵¹ of their total or
// finer than that: sums of them are exact in any order, so running figures never drift and undoing
// an edit brings the very same numbers back. Cost: some microseconds a unit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/job_context.h"
#include "geo/lon_lat.h"
#include "model/territory.h"
#include "territory/adjacency.h"
#include "territory/objective.h"

namespace nearnet::territory {

struct LiveUnits {
  struct Neighbour {
    std::uint32_t unit;
    double shared_metres;  ///< 0 for a bridge
  };

  std::vector<model::BasicUnit> units;
  Adjacency graph;
  std::vector<std::string> weights;    ///< names, ascending: those that any unit has
  std::vector<double> amounts;         ///< unit × weight
  std::vector<Shape> shapes;           ///< by unit
  std::vector<geo::LonLat> centroids;  ///< by unit
  std::vector<std::size_t> first;      ///< where a unit's neighbours begin; one more than units
  std::vector<Neighbour> flat;

  std::size_t size() const { return units.size(); }
  std::span<const Neighbour> neighbours(std::size_t unit) const {
    return std::span(flat).subspan(first[unit], first[unit + 1] - first[unit]);
  }
  std::span<const double> amounts_of(std::size_t unit) const {
    return std::span(amounts).subspan(unit * weights.size(), weights.size());
  }
};

/// Units and graph belong together: adjacency() of these units. Measures in parallel.
std::shared_ptr<const LiveUnits> live_units(std::vector<model::BasicUnit> units, Adjacency graph,
                                            const core::JobContext& job);

}  // namespace nearnet::territory
