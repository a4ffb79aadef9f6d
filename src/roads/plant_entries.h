// SPDX-License-Identifier: Apache-2.0
// Where roads lead to a piece of plant. Internal to roads; road_distance.h defines what an entry
// is.
#pragma once

#include <cstddef>
#include <vector>

#include "geo/geometry.h"
#include "roads/road_segments.h"

namespace nearnet::roads {

struct Entry {
  std::size_t segment = 0;
  double at = 0.0;      ///< 0 … 1 along the segment
  double metres = 0.0;  ///< straight from there to the plant
};

/// Of one piece of plant; in order of segments. None when no road comes within `off_road` metres.
std::vector<Entry> entries_of(const geo::Geometry& plant, const RoadSegments& segments,
                              double off_road);

}  // namespace nearnet::roads
