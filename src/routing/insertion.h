// SPDX-License-Identifier: Apache-2.0
// Fills days by cheapest insertion: again and again the node of most value per added minute, where
// it adds least driving; must-visits before everyone else.
#pragma once

#include <cstddef>
#include <vector>

#include "core/job_context.h"
#include "routing/route.h"

namespace nearnet::routing {

/// Inserts from all wanted nodes that are out until none fits any more. Deterministic.
/// Cost: O(nodes × stops) per day for the first look, then O(nodes) per insertion, and O(stops of
/// the day) more for a node whose place is gone.
void insert_all(const Instance& instance, Solution& solution, const core::JobContext& job);

}  // namespace nearnet::routing
