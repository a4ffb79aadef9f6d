// SPDX-License-Identifier: Apache-2.0
// A smaller problem that stands for a large one: cells that lie together are joined, so that a
// search moves a whole neighbourhood at once. For search.cpp.
//
//   const Coarse coarse = coarsened(problem, core, problem.cells / 8, core::Random(7));
//   auto plan = spread_out(coarse, improved(coarse.problem, …).territory_of_cell);
//
// A plan of the smaller problem and what spread_out() makes of it weigh the same, have the same
// outlines, and are connected alike.
//
// Method: pairs of neighbours again and again, as multilevel graph partitioning does (Hendrickson,
// Leland 1995), here those whose common outline is the most compact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/random.h"
#include "territory/problem.h"

namespace nearnet::territory {

struct Coarse {
  Problem problem;
  std::vector<std::size_t> core;      ///< by its cells, as lock_cores() of the fine problem
  std::vector<std::uint32_t> joined;  ///< by fine cell: the cell it is part of
};

/// Joins cells until `wanted` or fewer are left, or no more can be joined. Cells with different
/// locks, cores, present territories or keep-outs stay apart, and none becomes heavier than a small
/// part of a territory unless it is already. Cost: O(links) for each halving.
Coarse coarsened(const Problem& fine, const std::vector<std::size_t>& core, std::size_t wanted,
                 core::Random random);

/// The same plan, by fine cell.
std::vector<std::size_t> spread_out(const Coarse& coarse, const std::vector<std::size_t>& plan);

}  // namespace nearnet::territory
