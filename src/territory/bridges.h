// SPDX-License-Identifier: Apache-2.0
// Ties parts of the adjacency graph that share no border. For adjacency.cpp.
#pragma once

#include <span>
#include <vector>

#include "model/territory.h"
#include "territory/adjacency.h"
#include "territory/disjoint_sets.h"

namespace nearnet::territory {

/// The bridges between `parts` (sets of unit indices): first those of a minimum spanning tree over
/// the parts, as Borůvka's algorithm finds them, then the further Gabriel neighbours of different
/// parts, ascending. adjacency() says more. `parts` are one on return.
std::vector<Bridge> bridge_parts(std::span<const model::BasicUnit> units, DisjointSets& parts);

}  // namespace nearnet::territory
