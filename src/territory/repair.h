// SPDX-License-Identifier: Apache-2.0
// Makes every territory one part of the graph, and none empty. For design.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "territory/problem.h"

namespace nearnet::territory {

/// The cells whose territory is fixed: locked cells, and a shortest way through free cells between
/// those of one territory. kUnassigned elsewhere. Throws InfeasibleError when locks cut a territory
/// apart, or leave no unit for one without locks.
std::vector<std::size_t> lock_cores(const Problem& problem);

/// Keeps of every territory the part with its core, else its heaviest part. All other cells, and
/// those that `assignment` leaves at kUnassigned, go one by one to the neighbouring territory that
/// needs weight most. Territories left empty then take a cell from the edge of the heaviest one.
///
/// Keep-outs are minded: without a present layout, territories without a core change names until
/// few cells are where they may not be; such a cell at a dead end takes what lies between it and a
/// territory where it may be along.
///
/// With a present layout, parts stay where they are once moving them would pass max_moved; then the
/// result may not be connected. Throws InfeasibleError when a territory has to stay empty.
std::vector<std::size_t> repaired(const Problem& problem, const std::vector<std::size_t>& core,
                                  std::vector<std::size_t> assignment);

}  // namespace nearnet::territory
