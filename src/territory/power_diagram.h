// SPDX-License-Identifier: Apache-2.0
// First assignment of cells to territories by distance and weight alone. For design.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "core/job_context.h"
#include "core/random.h"
#include "territory/problem.h"

namespace nearnet::territory {

/// Cells of a balanced power diagram: sites from homes, locked cells and weighted k-means++
/// (Arthur, Vassilvitskii 2007), moved to their cells' middles by Lloyd's iterations while each
/// site's radius grows or shrinks until its cell holds its share. Territories with a home keep
/// half-way to it.
///
/// `core` gives the cells whose territory is fixed (kUnassigned: free). The result is compact and
/// roughly balanced, but knows nothing of the graph: parts may hang apart and territories may be
/// empty.
std::vector<std::size_t> power_diagram(const Problem& problem, const std::vector<std::size_t>& core,
                                       core::Random random, const core::JobContext& job);

/// Rounds of power_diagram(), each O(cells + cells / 32 · count).
inline constexpr std::size_t kPowerRounds = 100;

}  // namespace nearnet::territory
