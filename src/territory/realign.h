// SPDX-License-Identifier: Apache-2.0
// Brings a present layout within its tolerance: moves little, and leaves borders as compact as it
// found them. For search.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "territory/improve.h"
#include "territory/problem.h"

namespace nearnet::territory {

/// Improves a plan between two shares, 0 to 1, of what the realignment may take: iterations and
/// time are for the caller to set.
using Stretch = std::function<Improved(std::vector<std::size_t> plan, SearchOptions options,
                                       double from, double to)>;

/// `start`: the present layout, repaired.
///
/// What moves should not exceed the hop flow (see hop_flow.h), and territories on average be no
/// less compact, by 4πA/P², than today. Of plans within the tolerance that hold both the one that
/// moves least is returned, else the one that misses them least. A layout that is within the
/// tolerance stays as it is.
///
/// Method: annealing from the present layout, a few times, the price of moving set anew each time
/// by what was missed; then the best of those is worked on by chains of moves that keep the
/// balance, cooling, the price still following.
Improved realigned(const Problem& problem, std::vector<std::size_t> start,
                   const SearchOptions& search, const Stretch& stretch);

}  // namespace nearnet::territory
