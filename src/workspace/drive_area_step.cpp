// SPDX-License-Identifier: Apache-2.0
#include "workspace/drive_area_step.h"

#include <fmt/format.h>

#include "core/error.h"
#include "core/parallel.h"
#include "roads/drive_area.h"
#include "workspace/driving_step.h"

namespace nearnet::workspace {
namespace {

/// Midnight, when traffic slows nobody unless the profile says otherwise.
constexpr core::TimeOfDay kFreeRoads{core::Seconds(0)};

void require_times(const std::vector<core::Seconds>& times) {
  const core::Seconds most = core::minutes(180);
  for (const core::Seconds time : times) {
    if (time.value >= 1 && time <= most) continue;
    throw core::ConfigError(
        fmt::format("a drive of {} s: expected between 1 second and 3 hours", time.value));
  }
}

void count_prospects(const Snapshot& snapshot, handoff::DriveArea& area) {
  const geo::LonLatBox box = area.area.envelope();
  for (const model::Prospect& prospect : snapshot.prospects.rows()) {
    if (!prospect.eligible || !prospect.position || !box.contains(*prospect.position)) continue;
    if (!area.area.covers(*prospect.position)) continue;
    ++area.prospects;
    const model::Business* business = snapshot.businesses.find(prospect.business);
    if (business != nullptr) area.est_mrc += business->est_mrc.value_or(core::Cents(0));
  }
}

}  // namespace

std::vector<handoff::DriveArea> drive_areas(const Snapshot& snapshot, geo::LonLat from,
                                            const std::vector<core::Seconds>& times,
                                            std::optional<core::TimeOfDay> at,
                                            const core::JobContext& job) {
  require_times(times);
  if (snapshot.roads.empty()) {
    throw core::ConfigError(
        "the workspace has no roads to drive on: run nearnet import WORKSPACE roads FILE");
  }
  const core::TimeOfDay from_time = at.value_or(kFreeRoads);
  const auto network =
      network_between(snapshot, from_time, from_time, job.part(0.0, 0.5, "preparing roads"));
  std::vector<handoff::DriveArea> areas(times.size());
  core::parallel_ranges(times.size(), 1, job.part(0.5, 1.0, "driving"),
                        [&](std::size_t begin, std::size_t end) {
                          for (std::size_t i = begin; i < end; ++i) {
                            areas[i].within = times[i];
                            areas[i].area = roads::drive_area(*network, from, times[i]);
                            count_prospects(snapshot, areas[i]);
                          }
                        });
  if (!areas.empty() && areas.front().area.is_empty()) {
    throw core::ConfigError(fmt::format(
        "lon {}, lat {} is not near a road that leads to the others", from.lon, from.lat));
  }
  return areas;
}

}  // namespace nearnet::workspace
