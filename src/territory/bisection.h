// SPDX-License-Identifier: Apache-2.0
// First assignment of cells to territories by straight cuts. For design.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "core/random.h"
#include "territory/problem.h"

namespace nearnet::territory {

/// Cuts the cells in two along a straight line so that either side holds its share of the weight,
/// and each side again, down to one territory. Of 24 directions (8 while there are many cells) the
/// one whose sides are the most compact is taken; `random` turns the directions. Balanced to about
/// a cell's weight whatever the density, but knows neither locks nor homes, and parts may hang
/// apart. Cost: O(cells · log territories) for each direction.
std::vector<std::size_t> bisected(const Problem& problem, core::Random random);

}  // namespace nearnet::territory
