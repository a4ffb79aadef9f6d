// SPDX-License-Identifier: Apache-2.0
// Whether options make sense; what a territory must hold at least and at most, and what may not be
// in it. For design.cpp and problem.cpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/territory.h"
#include "territory/design.h"
#include "territory/problem.h"

namespace nearnet::territory {

/// Throws as design() says for options that do not fit the units, limits aside.
void check_options(std::span<const model::BasicUnit> units, const Adjacency& graph,
                   const DesignOptions& options);

/// Throws InfeasibleError for limits and keep-outs that no plan can hold, whatever its borders, and
/// ConfigError for those that make no sense.
void check_limits(std::span<const model::BasicUnit> units, const DesignOptions& options);

/// Which limit or keep-out this plan breaks, and by how much; "" when it holds all.
std::string broken_limit(std::span<const model::BasicUnit> units, const DesignOptions& options,
                         std::span<const std::size_t> territory_of_unit);

/// By cell and territory; empty without keep-outs.
std::vector<bool> forbidden_cells(const DesignOptions& options, const Problem& problem);

}  // namespace nearnet::territory
