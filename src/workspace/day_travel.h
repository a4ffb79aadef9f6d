// SPDX-License-Identifier: Apache-2.0
// How a plan's driving is measured: on the workspace's roads, from straight lines, or by a server
// that the user names. Where roads and routing meet.
//
//   DayTravel travel(snapshot, request, places, job);              // home first
//   DayPlan plan = routing::plan_days(request, travel.matrix(), job);
//   travel.draw(plan);                                             // lines follow the streets
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "io/osrm.h"
#include "roads/road_network.h"
#include "routing/day_planner.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

class DayTravel {
 public:
  /// As the request's `travel`, `server` and `curb` say, at the speeds between its `start` and
  /// `end` (the usual ones where it has none). Throws core::ConfigError when kRoads is asked for
  /// and the workspace has none, or when there are more places than a table of ways may have;
  /// core::InputError when the server does not answer as it should.
  DayTravel(const Snapshot& snapshot, const DayPlanRequest& request,
            std::span<const geo::LonLat> places, const core::JobContext& job);

  const roads::TravelMatrix& matrix() const { return matrix_; }
  /// The same to keep and change; only lines can be asked for afterwards.
  roads::TravelMatrix take_matrix() { return std::move(matrix_); }
  /// What the user should know about the roads.
  const std::vector<std::string>& notes() const { return notes_; }
  /// From place to place along the roads; straight where no road leads.
  geo::Line line(std::span<const geo::LonLat> places) const;
  /// The lines of the days, which must be straight ones.
  void draw(routing::DayPlan& plan) const;

 private:
  void ask_server(std::span<const geo::LonLat> places, const core::JobContext& job);
  void drive_on_roads(const Snapshot& snapshot, std::span<const geo::LonLat> places,
                      const core::JobContext& job);

  void estimate(const Snapshot& snapshot, std::span<const geo::LonLat> places,
                const core::JobContext& job);

  roads::Arrive arrive_;
  core::TimeOfDay start_;
  core::TimeOfDay end_;
  std::shared_ptr<const roads::RoadNetwork> network_;  // null: straight lines
  std::optional<io::OsrmServer> server_;
  roads::TravelMatrix matrix_;
  std::vector<std::string> notes_;
};

}  // namespace nearnet::workspace
