// SPDX-License-Identifier: Apache-2.0
// What an import of roads does besides reading them: lines are joined to streets, and it is told
// how the workspace's roads hang together afterwards.
//
//   RoadJoins joins = join_roads(snapshot, request, read, job);
//   storage::upsert(transaction, storage::roads(), joins.changed);
#pragma once

#include <vector>

#include "core/job_context.h"
#include "io/import.h"
#include "roads/road_parts.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

struct RoadJoins {
  std::vector<model::Road> changed;    ///< roads known before that got other points
  std::vector<roads::RoadPart> parts;  ///< of all roads with these; places: eligible prospects
};

/// Roads of OpenStreetMap are joined as they come, and nothing else is joined to them but where
/// points agree. Says in notes (JOINED, ROAD_PARTS) what was found.
RoadJoins join_roads(const Snapshot& snapshot, const ImportRequest& request,
                     io::ImportedRoads& read, const core::JobContext& job);

}  // namespace nearnet::workspace
