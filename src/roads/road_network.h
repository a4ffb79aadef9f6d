// SPDX-License-Identifier: Apache-2.0
// Driving: how long it takes from any place to any other on the roads, and which way it goes.
//
//   roads::RoadNetwork network(streets, turns, {}, job);
//   auto [travel, off_road] = network.matrix({home, shop_a, shop_b}, job);
//   if (auto drive = network.drive(home, shop_a)) draw(drive->line);
//
// Definition. Roads meet where they have a point in common; one-way roads are driven one way. A
// place is at the nearest point of a road of the main part (from where one can drive to everywhere
// in it and back), within `off_road` in a straight line, driven at off-road speed. The quickest way
// counts, of equally quick ones the shortest. Turns cost what the options say. Restrictions are
// obeyed where their lines go over road points, others mean nothing; and nobody evades one by
// turning round: who comes to a crossing by a way from which a turn is restricted there turns round
// neither there nor along the street taken next, its other end included, but at dead ends. Else one
// may turn round anywhere. At a crossing a place is left and reached by any street.
//
// A place lies on one side of its street. Who arrives on its own side (Arrive) comes to a door on a
// big road with the door on the side where one parks, or crosses the road on foot, which takes
// `crossing`: whichever is sooner. One-way streets are parked on either side.
//
// Method: each road point a node, with copies where turns are restricted (turn_graph.h), a
// contraction hierarchy over all (contraction_hierarchy.h). Cost: preparing some 10 µs a road
// point; a matrix of 500 places some 30 ms. Safe to ask from several threads.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "core/job_context.h"
#include "core/units.h"
#include "geo/geometry.h"
#include "geo/lon_lat.h"
#include "model/road.h"
#include "model/turn_restriction.h"
#include "roads/driving_profile.h"
#include "roads/travel_matrix.h"

namespace nearnet::roads {

struct RoadNetworkOptions {
  DrivingSpeeds speeds;
  /// Any above zero makes the graph that of all turns, some four times as large.
  TurnCosts turns;
  DriveOn drive_on = DriveOn::kRight;
  std::set<std::string, std::less<>> big = DrivingProfile{}.big;  ///< classes of road
  core::Seconds crossing = DrivingProfile{}.crossing;
  core::Metres off_road{1'000.0};
  /// For places that no road leads to.
  CrowFlight beyond_roads;

  friend bool operator==(const RoadNetworkOptions& a, const RoadNetworkOptions& b) {
    const auto all = [](const RoadNetworkOptions& o) {
      return std::tie(o.speeds, o.turns, o.drive_on, o.big, o.crossing, o.off_road,
                      o.beyond_roads.detour, o.beyond_roads.speed_kmh);
    };
    return all(a) == all(b);
  }
};

/// What the profile says, at these speeds.
RoadNetworkOptions network_options(const DrivingProfile& profile, const DrivingSpeeds& speeds);

/// On which side of its street a place may be reached.
enum class Arrive { kAnySide, kOwnSide };

class RoadNetwork {
 public:
  /// Nothing is kept of roads and turns. Throws core::Cancelled.
  RoadNetwork(std::span<const model::Road> roads, std::span<const model::TurnRestriction> turns,
              const RoadNetworkOptions& options, const core::JobContext& job);
  RoadNetwork(RoadNetwork&&) noexcept;
  RoadNetwork& operator=(RoadNetwork&&) noexcept;
  ~RoadNetwork();

  struct Matrix {
    TravelMatrix travel;
    std::vector<std::size_t> off_road;  ///< places whose travel is estimated from straight lines
  };
  /// Between all places, as TravelMatrix has them; times are rounded up to whole seconds. Places
  /// must be valid. Memory: 24 bytes a pair while it is made, 8 afterwards.
  Matrix matrix(std::span<const geo::LonLat> places, const core::JobContext& job,
                Arrive arrive = Arrive::kAnySide) const;

  struct Drive {
    core::Seconds time;
    core::Metres distance;
    geo::Line line;  ///< from place to place
  };
  /// None when a place is off all roads.
  std::optional<Drive> drive(geo::LonLat from, geo::LonLat to,
                             Arrive arrive = Arrive::kAnySide) const;

  enum class Side { kOn, kLeft, kRight };
  /// Where a place is on the roads.
  struct Spot {
    std::size_t road = 0;  ///< index among those given
    geo::LonLat point;     ///< of the road, nearest to the place
    core::Metres away;
    Side side = Side::kOn;  ///< of the road, seen along the order of its points
  };
  /// None when a place is off all roads.
  std::optional<Spot> spot(geo::LonLat place) const;

  /// The pieces of road that can be driven within a time, those of two-way streets once for each
  /// direction. The way to the first road counts. Empty when the place is off all roads. Method:
  /// Dijkstra up to the limit. Cost: some microseconds a road point reached.
  std::vector<geo::Line> reach(geo::LonLat from, core::Seconds within) const;

  /// Kilometres of road that are cut off from the main part, or lead only in or only out.
  double cut_off_km() const;
  double total_km() const;

 private:
  struct Streets;
  std::unique_ptr<const Streets> streets_;
};

}  // namespace nearnet::roads
