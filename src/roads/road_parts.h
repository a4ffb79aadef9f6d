// SPDX-License-Identifier: Apache-2.0
// Which roads hang together, and which places lie on each part.
//
//   for (const RoadPart& part : road_parts(streets, prospects, core::Metres(1'000))) …
//
// Definition. Roads with a point in common are of one part, one-way or not. A place is of the part
// of the road nearest to it, within `off_road`. Cost: linear, and a tree query a place.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/units.h"
#include "geo/lon_lat.h"
#include "model/road.h"

namespace nearnet::roads {

struct RoadPart {
  double km = 0.0;
  std::size_t roads = 0;
  std::size_t places = 0;
};

/// The longest first. Places that are off all roads are of none.
std::vector<RoadPart> road_parts(std::span<const model::Road> roads,
                                 std::span<const geo::LonLat> places, core::Metres off_road);

}  // namespace nearnet::roads
