// SPDX-License-Identifier: Apache-2.0
// How far is it to the plant along the roads? The way a cable would take: from a place to the
// nearest road, over the roads, and from them to the plant.
//
//   roads::RoadDistance roads(streets, plant, {.longest = core::Metres(5000)}, job);
//   if (auto metres = roads.to_plant({-68.77, 44.80})) …      // none: no road is near
//
// Definition. Roads meet at equal coordinates, in both directions, one-way or not: a cable minds no
// traffic. Where roads touch a piece of plant, its entries are every crossing of a road with its
// edge and every road vertex inside; else the road position nearest to it (all that are, to the
// millimetre), with the straight way between them. The way of a place is the straight line to its
// nearest road position (of several, to the millimetre, the one whose way is shortest), plus the
// shortest way over roads to an entry, plus the entry's straight way. Straight ends are at most
// `off_road` long, and the whole at most `longest`; else there is no answer.
//
// Method: the roads as an undirected graph over all their vertices and entries; one Dijkstra from
// all entries at once, cut off at `longest`. Lengths are within 3 mm a kilometre of the geodesic.
// Cost: building O(vertices log vertices) plus, for each piece of plant, the road segments near it;
// a question one tree query. Safe to ask from several threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "core/job_context.h"
#include "core/units.h"
#include "geo/geometry.h"
#include "geo/lon_lat.h"
#include "model/road.h"

namespace nearnet::roads {

struct RoadDistanceOptions {
  core::Metres longest{5'000.0};
  core::Metres off_road{300.0};
};

class RoadDistance {
 public:
  /// Plant: polygons or lines; nothing is kept of it nor of the roads.
  RoadDistance(std::span<const model::Road> roads, std::span<const geo::Geometry* const> plant,
               const RoadDistanceOptions& options, const core::JobContext& job);
  RoadDistance(RoadDistance&&) noexcept;
  RoadDistance& operator=(RoadDistance&&) noexcept;
  ~RoadDistance();

  /// Whole millimetres.
  std::optional<core::Metres> to_plant(geo::LonLat position) const;

 private:
  struct Network;
  std::unique_ptr<const Network> network_;
};

}  // namespace nearnet::roads
