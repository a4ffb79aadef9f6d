// SPDX-License-Identifier: Apache-2.0
#include "workspace/driving_step.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace nearnet::workspace {

Command set_driving(const Snapshot& snapshot, const roads::DrivingProfile& profile) {
  const std::string what =
      fmt::format("{} classes, {} slow hours", profile.speeds.by_class.size(), profile.slow.size());
  return {"driving", what, snapshot.version,
          [text = roads::to_toml(profile)](storage::Transaction& transaction) {
            transaction.set_meta("driving", text);
          }};
}

std::shared_ptr<const roads::RoadNetwork> network_between(const Snapshot& snapshot,
                                                          core::TimeOfDay from, core::TimeOfDay to,
                                                          const core::JobContext& job) {
  const roads::RoadNetworkOptions options =
      roads::network_options(snapshot.driving, roads::speeds_between(snapshot.driving, from, to));
  return snapshot.road_cache->get(snapshot.roads, snapshot.turn_restrictions, options, job);
}

std::vector<model::Unserved> leave_off_road(const Snapshot& snapshot, const DayPlanRequest& request,
                                            routing::DayRequest& days,
                                            const core::JobContext& job) {
  const bool by_road =
      request.travel == TravelBy::kRoads || request.travel == TravelBy::kRoadsIfAny;
  if (!request.farthest_road || !by_road || snapshot.roads.empty()) return {};
  const auto network = network_between(snapshot, days.shift_start, days.shift_end, job);
  std::vector<model::Unserved> left;
  const auto is_far = [&](const routing::Candidate& who) {
    const bool asked =
        std::any_of(request.appointments.begin(), request.appointments.end(),
                    [&](const AppointmentRequest& one) { return one.business == who.business; });
    if (who.must || asked) return false;
    const auto spot = network->spot(who.position);
    if (spot && spot->away.value <= request.farthest_road->value) return false;
    left.push_back({.rep = days.rep,
                    .business = who.business,
                    .name = who.name,
                    .position = who.position,
                    .reason = "OFF_ROAD",
                    .detail = fmt::format("{} to the nearest road that leads to the others, and at "
                                          "most {} is allowed.",
                                          spot ? core::format_distance(spot->away) : "Over 1 km",
                                          core::format_distance(*request.farthest_road))});
    return true;
  };
  std::erase_if(days.candidates, is_far);
  return left;
}

}  // namespace nearnet::workspace
