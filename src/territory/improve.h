// SPDX-License-Identifier: Apache-2.0
// Moves cells across territory borders while that makes the plan better. For design.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/job_context.h"
#include "core/random.h"
#include "territory/problem.h"

namespace nearnet::territory {

/// What a squared excess of 1 costs beside perimeter / √area.
inline constexpr double kFullPrice = 20000.0;

/// What the search lowers: Σ over territories of
///   kFullPrice · Σ share · (deviation beyond 0.9 × tolerance)²  +  perimeter / √area
/// plus, with a present layout, 40 · (moved share × count). Perimeter by root of area is free of
/// scale, so that a city's territories count as much as the country's.
double plan_energy(const Problem& problem, const std::vector<std::size_t>& assignment);

struct SearchOptions {
  std::int64_t iterations = 0;
  double first_temperature = 0.5;
  double last_temperature = 0.002;
  double first_price = 50.0;  ///< of imbalance; rises to kFullPrice half-way through
};

/// Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over single cells at borders. Locked
/// cells never move, no territory is emptied or cut apart, the moved share stays within max_moved
/// (or does not grow where it is above already). Never returns a plan of higher energy than it was
/// given.
std::vector<std::size_t> improved(const Problem& problem, std::vector<std::size_t> assignment,
                                  const SearchOptions& options, core::Random random,
                                  const core::JobContext& job);

}  // namespace nearnet::territory
