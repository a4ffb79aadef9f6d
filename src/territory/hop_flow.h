// SPDX-License-Identifier: Apache-2.0
// How much has to change hands before a layout is within its tolerance, where weight only ever goes
// from a territory to one beside it. For realign.cpp.
//
//   hop_flow(problem, problem.present);   // 0.04 of all: what lies between hands on what it takes
//
// An estimate of what a realignment costs, not a bound: single units go past a territory where
// three meet, and whole units seldom add up to what has to move.
//
// Method: the cheapest flow between territories, each step over a border costing 1 for a unit of
// weight; of several weights the one that needs most. Cost: O(territories · borders) for each
// territory that gives or takes.
#pragma once

#include <cstddef>
#include <span>

#include "territory/problem.h"

namespace nearnet::territory {

/// As a share of all weight; what borders do not let through counts once over. `assignment` gives
/// every cell a territory.
double hop_flow(const Problem& problem, std::span<const std::size_t> assignment);

}  // namespace nearnet::territory
