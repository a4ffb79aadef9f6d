// SPDX-License-Identifier: Apache-2.0
// Moves cells across territory borders while that makes the plan better. For design.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/job_context.h"
#include "territory/patch.h"
#include "territory/problem.h"

namespace nearnet::territory {

/// What the search lowers: Σ over territories of
///   kFullPrice · Σ share · ((deviation beyond 0.9 × tolerance)² + a little · (deviation beyond
///   what anybody minds)²)  +  perimeter / √area
/// plus, with a present layout, a price · (moved share × count). Perimeter by root of area is free
/// of scale, so that a city's territories count as much as the country's.
double plan_energy(const Problem& problem, const std::vector<std::size_t>& assignment,
                   const Prices& prices = {});

/// What a cell more or less changes of an outline's perimeter / √area, about: the more of them a
/// territory has, the less. Temperatures are measured by it.
double one_step(const Problem& problem);

struct SearchOptions {
  std::int64_t iterations = 0;
  Heat first{.temperature = 0.1, .prices = {.imbalance = 5.0, .inertia = 4.0}};
  Heat last{.temperature = 0.005, .prices = {}};
  double full_price_from = 0.5;  ///< share of the search after which imbalance costs the last price
  std::size_t rounds = 48;
  bool chains = false;   ///< further moves where one alone does not pay
  bool wanders = false;  ///< ends with the last plan, even if it is of higher energy
  std::uint64_t seed = 1;
  /// Share of this search's time that is used up: it ends at 1, whatever the
  /// iterations, and rounds are as long as the clock wants them. Empty:
  /// iterations count.
  std::function<double()> spent = {};
  bool keep_best = false;  ///< a cancelled job ends the search and is no failure
};

struct Improved {
  std::vector<std::size_t> territory_of_cell;
  std::int64_t iterations = 0;
  double energy = 0.0;  ///< at the prices of the last heat
  bool stopped = false;
};

/// Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over single cells at borders. Locked
/// cells never move, no territory is emptied or cut apart, the moved share stays within max_moved
/// (or does not grow where it is above already). Never returns a plan of higher energy, at the
/// prices of the last heat, than it was given.
///
/// In rounds: each cuts the territories into groups that lie together, along other lines than the
/// round before, and the groups are worked on side by side. Groups depend on the plan and the
/// round alone, so threads never change the result.
Improved improved(const Problem& problem, std::vector<std::size_t> assignment,
                  const SearchOptions& options, const core::JobContext& job);

}  // namespace nearnet::territory
