// SPDX-License-Identifier: Apache-2.0
// The design problem as the search sees it: flat arrays, indices, weights scaled so that every
// territory ideally holds 1 of each. For the files of this folder.
//
// A cell is one unit, or a unit together with the light one-neighbour units that hang on it (a town
// inside a township): those can never go elsewhere without falling off, and their host could never
// move.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "geo/local_frame.h"
#include "model/territory.h"
#include "territory/adjacency.h"
#include "territory/design.h"
#include "territory/objective.h"

namespace nearnet::territory {

/// Shares nearer than this are equal: sums of many small weights.
inline constexpr double kShareNoise = 1e-9;

/// From a cell to one beside it.
struct Link {
  std::uint32_t unit;   ///< the cell beside
  float shared_metres;  ///< of common border; 0 for a bridge
  /// Bit i: the i-th link of the same cell leads to a cell beside this one. So a cell's ring can be
  /// looked at without leaving it. 0 where the cell has more links than bits.
  std::uint64_t ring = 0;
};

/// The links of all cells, one after the other.
class Links {
 public:
  static constexpr std::size_t kMostInRing = 64;

  void add(std::span<const Link> of_next_cell) {
    all_.insert(all_.end(), of_next_cell.begin(), of_next_cell.end());
    first_.push_back(static_cast<std::uint32_t>(all_.size()));
  }
  std::span<const Link> operator[](std::size_t cell) const {
    return {all_.data() + first_[cell], all_.data() + first_[cell + 1]};
  }
  std::size_t size() const { return first_.size() - 1; }
  /// Sets Link::ring everywhere.
  void close_rings();

 private:
  std::vector<Link> all_;
  std::vector<std::uint32_t> first_{0};
};

struct Problem {
  std::size_t count = 0;  ///< territories
  std::size_t cells = 0;
  std::size_t kinds = 0;     ///< balance weights that are not 0 everywhere, then limited ones
  std::size_t balanced = 0;  ///< how many of them are to be balanced

  std::vector<std::size_t> cell_of_unit;
  Links links;                ///< by cell
  std::vector<double> load;   ///< cell × kind; 1 is what a territory should hold
  std::vector<double> size;   ///< by cell: its loads weighed by the kinds' shares
  std::vector<double> share;  ///< by balanced kind, adding up to 1
  struct Band {
    double least = 0.0;
    double most = 0.0;
  };
  std::vector<Band> bands;                   ///< by limited kind, as loads
  std::vector<geo::XY> centre;               ///< by cell, in metres
  std::vector<Shape> shape;                  ///< by cell
  std::vector<std::size_t> locked;           ///< by cell: its territory, or kUnassigned
  std::vector<std::size_t> present;          ///< by cell: its territory today, or kUnassigned
  std::vector<double> disruption;            ///< by cell: share of all that moving can cost
  std::vector<double> nuisance;              ///< by cell: what the search holds against moving it
  std::vector<std::optional<geo::XY>> home;  ///< by territory
  std::vector<bool> forbidden;               ///< cell × territory; empty: nothing is
  double tolerance = 0.0;
  /// Deviation that a search aims at, a little inside the tolerance, and the smaller one that it
  /// also seeks where shape hardly suffers.
  double aim = 0.0;
  double ease = 0.0;
  static constexpr double kEasePrice = 0.05;  ///< beside that of missing the tolerance
  double max_moved = 1.0;

  bool has_present() const;
  std::span<const double> load_of(std::size_t cell) const {
    return std::span(load).subspan(cell * kinds, kinds);
  }
  bool is_forbidden(std::size_t cell, std::size_t territory) const {
    return !forbidden.empty() && forbidden[cell * count + territory];
  }
  /// Share of the weight that `assignment` moves out of its present territory.
  double moved(std::span<const std::size_t> assignment) const;
  /// The same of the nuisance.
  double unrest(std::span<const std::size_t> assignment) const;
  /// Cells where they may not be.
  std::size_t trespassers(std::span<const std::size_t> assignment) const;
  /// Balanced as asked for, within limits, and no cell where it may not be.
  bool is_good_enough(std::span<const std::size_t> assignment) const {
    return amiss(assignment) == 0.0;
  }
  /// How much is wrong otherwise: loads beyond the tolerance and limits, and cells.
  double amiss(std::span<const std::size_t> assignment) const;
};

/// Checks options against units. Throws as design() says.
Problem make_problem(std::span<const model::BasicUnit> units, const Adjacency& graph,
                     const DesignOptions& options, const core::JobContext& job);

}  // namespace nearnet::territory
