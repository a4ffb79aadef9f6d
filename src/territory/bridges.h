// SPDX-License-Identifier: Apache-2.0
// Ties parts of the adjacency graph that share no border. For adjacency.cpp.
#pragma once

#include <span>
#include <vector>

#include "model/territory.h"
#include "territory/adjacency.h"
#include "territory/disjoint_sets.h"

namespace nearnet::territory {

/// The bridges that make one part of all `parts` (sets of unit indices, joined on return), shortest
/// first as Borůvka's algorithm finds them, so they form a minimum spanning tree over the parts.
std::vector<Bridge> bridge_parts(std::span<const model::BasicUnit> units, DisjointSets& parts);

}  // namespace nearnet::territory
