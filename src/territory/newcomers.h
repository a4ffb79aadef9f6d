// SPDX-License-Identifier: Apache-2.0
// Where territories that a present layout knows nothing of could begin. For design.cpp.
#pragma once

#include <cstddef>
#include <vector>

#include "core/random.h"
#include "territory/problem.h"

namespace nearnet::territory {

/// Territories without a cell today.
std::vector<std::size_t> newcomers(const Problem& problem);

/// Layouts in which each newcomer has been grown from one of up to `most` places, nearest cells
/// first, out of territories that have more than they should; otherwise everything is where it is
/// today. From each place once round, and once along the ways to the territories that have to give.
/// Places are where many territories meet, then borders, then anywhere, spread over the ground; a
/// home or a lock of the newcomer is the only one. What is moved stays within max_moved. Not
/// connected yet: for repaired(). One layout that changes nothing comes first.
std::vector<std::vector<std::size_t>> newcomer_starts(const Problem& problem,
                                                      const std::vector<std::size_t>& core,
                                                      std::size_t most, core::Random random);

}  // namespace nearnet::territory
