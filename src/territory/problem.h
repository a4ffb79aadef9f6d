// SPDX-License-Identifier: Apache-2.0
// The design problem as the search sees it: flat arrays, indices, weights scaled so that every
// territory ideally holds 1 of each. For the files of this folder.
//
// A cell is one unit, or a unit together with the light one-neighbour units that hang on it (a town
// inside a township): those can never go elsewhere without falling off, and their host could never
// move.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "geo/local_frame.h"
#include "model/territory.h"
#include "territory/adjacency.h"
#include "territory/design.h"
#include "territory/objective.h"

namespace nearnet::territory {

/// Shares nearer than this are equal: sums of many small weights.
inline constexpr double kShareNoise = 1e-9;

struct Problem {
  std::size_t count = 0;  ///< territories
  std::size_t cells = 0;
  std::size_t kinds = 0;  ///< balance weights that are not 0 everywhere

  std::vector<std::size_t> cell_of_unit;
  std::vector<std::vector<Neighbour>> links;  ///< by cell; Neighbour::unit is a cell
  std::vector<double> load;                   ///< cell × kind; 1 is what a territory should hold
  std::vector<double> size;                   ///< by cell: its loads weighed by the kinds' shares
  std::vector<double> share;                  ///< by kind, adding up to 1
  std::vector<geo::XY> centre;                ///< by cell, in metres
  std::vector<Shape> shape;                   ///< by cell
  std::vector<std::size_t> locked;            ///< by cell: its territory, or kUnassigned
  std::vector<std::size_t> present;           ///< by cell: its territory today, or kUnassigned
  std::vector<double> disruption;             ///< by cell: share of all weight that moves with it
  std::vector<std::optional<geo::XY>> home;   ///< by territory
  double tolerance = 0.0;
  double max_moved = 1.0;

  bool has_present() const;
  std::span<const double> load_of(std::size_t cell) const {
    return std::span(load).subspan(cell * kinds, kinds);
  }
  /// Share of the weight that `assignment` moves out of its present territory.
  double moved(std::span<const std::size_t> assignment) const;
};

/// Checks options against units. Throws as design() says.
Problem make_problem(std::span<const model::BasicUnit> units, const Adjacency& graph,
                     const DesignOptions& options);

}  // namespace nearnet::territory
