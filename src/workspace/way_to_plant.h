// SPDX-License-Identifier: Apache-2.0
// What the roads say about the way from each business to the plant: how far along them, and which
// of them are barriers themselves. Where eligibility and roads meet.
#pragma once

#include <optional>
#include <vector>

#include "core/job_context.h"
#include "eligibility/evaluate.h"
#include "eligibility/rules.h"
#include "model/barrier.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// Metres along the roads from every business near one to the plant that the rules count; none when
/// the workspace has no roads.
std::optional<eligibility::AlongRoad> measure_roads(const Snapshot& snapshot,
                                                    const eligibility::Rules& rules,
                                                    const core::JobContext& job);

/// The barriers on record, and the roads that nobody may cross on foot: OSM motorways, and those of
/// TIGER class S1100.
std::vector<model::Barrier> all_barriers(const Snapshot& snapshot);

}  // namespace nearnet::workspace
