// SPDX-License-Identifier: Apache-2.0
// The part of a road network where everyone can drive to everyone. Internal to roads.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "roads/contraction.h"

namespace nearnet::roads {

/// Which nodes are in the largest set of nodes with a way from each to each, there and back; of
/// equally large ones the set with the smallest node. Method: R. Tarjan, "Depth-First Search and
/// Linear Graph Algorithms" (1972). Cost: linear.
std::vector<bool> main_part(std::size_t nodes, std::span<const Arc> arcs);

}  // namespace nearnet::roads
