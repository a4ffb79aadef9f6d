// SPDX-License-Identifier: Apache-2.0
// Who can be reached within a drive of so many minutes.
//
//   const auto areas = workspace::drive_areas(snapshot, home, {core::minutes(10)}, {}, job);
//   areas[0].prospects;     // eligible ones inside
#pragma once

#include <optional>
#include <vector>

#include "core/job_context.h"
#include "handoff/table_export.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// One for each time, in the order given, on the workspace's roads (roads/drive_area.h), with the
/// traffic of the time of day `at`, or none without one. Throws
/// ConfigError when there are no roads, the place is off all of them, or a time is not between 1
/// second and 3 hours.
std::vector<handoff::DriveArea> drive_areas(const Snapshot& snapshot, geo::LonLat from,
                                            const std::vector<core::Seconds>& times,
                                            std::optional<core::TimeOfDay> at,
                                            const core::JobContext& job);

}  // namespace nearnet::workspace
