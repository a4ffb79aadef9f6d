// SPDX-License-Identifier: Apache-2.0
// A plan that units can be moved about in by hand, with its figures always up to date.
//
//   territory::LivePlan plan(ground, territory_of_unit, labels, balanced);
//   plan.apply({.moves = {{unit, plan.territory_of(unit), 3}}});
//   plan.figures(3).amounts;             // with the unit
//   plan.figures(3).parts;               // 2: it does not touch the rest
//   plan.max_deviation();
//
// An edit is a value: what changes hands from where to where, and which territories come, go or are
// renamed. Its inverse takes it back; figures then are the same bit by bit. Territories keep their
// index for the life of the plan; one that was merged away leaves an index without a label, which
// counts nowhere.
//
// Areas and perimeters are put together from the units' own (a border inside a territory counts on
// neither side), so they differ from those of a dissolved outline by what slivers between units add
// and by the rounding of a metric frame each, well below a percent on a market's scale.
//
// Cost: a move is O(neighbours). Parts are only counted again, when somebody asks, where the
// neighbours of a moved unit do not tell: O(units) for all territories together. Belongs to one
// thread, const calls too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "territory/boundary.h"
#include "territory/live_units.h"

namespace nearnet::territory {

struct UnitMove {
  std::size_t unit;
  std::size_t from;  ///< kUnassigned: none
  std::size_t to;
  friend bool operator==(const UnitMove&, const UnitMove&) = default;
};

/// A territory comes (no label before), goes (no label after) or is called or manned otherwise.
struct LabelChange {
  std::size_t territory;
  std::optional<TerritoryLabel> before;
  std::optional<TerritoryLabel> after;
  friend bool operator==(const LabelChange&, const LabelChange&) = default;
};

struct Edit {
  std::vector<UnitMove> moves;  ///< ascending by unit, each once
  std::vector<LabelChange> labels;

  bool empty() const { return moves.empty() && labels.empty(); }
  Edit inverse() const;
  friend bool operator==(const Edit&, const Edit&) = default;
};

/// Of one territory.
struct LiveFigures {
  std::size_t units = 0;
  std::vector<double> amounts;  ///< in the order of LiveUnits::weights
  Shape shape;
  double compactness = 0.0;  ///< Polsby–Popper
  std::size_t parts = 0;     ///< connected ones; 0 without units
  friend bool operator==(const LiveFigures&, const LiveFigures&) = default;
};

class LivePlan {
 public:
  /// `balanced` are the names of the weights that max_deviation() looks at.
  LivePlan(std::shared_ptr<const LiveUnits> ground, std::vector<std::size_t> territory_of_unit,
           const std::vector<TerritoryLabel>& labels, const std::vector<std::string>& balanced);

  const LiveUnits& ground() const { return *ground_; }
  std::shared_ptr<const LiveUnits> shared_ground() const { return ground_; }
  std::span<const std::size_t> territory_of_unit() const { return territory_of_unit_; }
  std::size_t territory_of(std::size_t unit) const { return territory_of_unit_[unit]; }
  /// By territory; none: merged away.
  const std::vector<std::optional<TerritoryLabel>>& labels() const { return labels_; }
  /// Indices of the territories there are.
  std::vector<std::size_t> territories() const;
  /// Positions in LiveUnits::weights.
  const std::vector<std::size_t>& balanced() const { return balanced_; }

  /// Every move must start where the unit is, every label change from the label there is, and no
  /// unit may stay in a territory that goes: std::invalid_argument else, and nothing is changed.
  /// A territory that comes has the index after the last one.
  void apply(const Edit& edit);
  /// Grows with every edit.
  std::uint64_t revision() const { return revision_; }

  LiveFigures figures(std::size_t territory) const;
  /// Of a weight over the territories there are.
  double mean(std::size_t weight) const;
  /// As territory::max_deviation over the balanced weights.
  double max_deviation() const;
  /// Units outside the largest part of their territory, ascending: what makes it disconnected.
  std::vector<std::size_t> strays() const;

 private:
  void check_moves(const Edit& edit, std::span<const std::optional<TerritoryLabel>> labels) const;
  void check(const Edit& edit) const;
  void leave(std::size_t unit);
  void join(std::size_t unit, std::size_t territory);
  void add(std::size_t unit, std::size_t territory, double sign);
  bool tied_around(std::size_t unit, std::size_t territory);
  void count_parts() const;

  std::shared_ptr<const LiveUnits> ground_;
  std::vector<std::size_t> territory_of_unit_;
  std::vector<std::optional<TerritoryLabel>> labels_;
  std::vector<std::size_t> balanced_;
  std::uint64_t revision_ = 0;

  // By territory.
  std::vector<std::size_t> units_;
  std::vector<double> amounts_;  ///< territory × weight
  std::vector<Shape> shapes_;
  mutable std::vector<std::size_t> parts_;
  mutable std::vector<bool> parts_known_;
  mutable bool all_parts_known_ = false;

  mutable std::vector<std::uint8_t> stray_;  ///< by unit; right where the parts are known
  // Which neighbours a question is about, and which were reached: by unit, the question's number.
  std::vector<std::uint32_t> wanted_;
  std::uint32_t question_ = 0;
  std::vector<std::uint32_t> ring_;
};

}  // namespace nearnet::territory
