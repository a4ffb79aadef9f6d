// SPDX-License-Identifier: Apache-2.0
// An independent opinion on what covers a place and what is nearest: every edge of every footprint
// is looked at, by the mid-latitude formula around the place. Within a few kilometres it is true to
// a few millimetres.
#pragma once

#include <string>
#include <vector>

#include "core/ids.h"
#include "geo/geometry.h"

namespace nearnet::cases {

struct Plant {
  core::FootprintId id;
  std::vector<geo::Polygon> polygons;
};

struct Opinion {
  bool covered = false;
  core::FootprintId footprint;  ///< smallest id of those covering, else of the nearest
  double distance_m = 0.0;
  double runner_up_m = 0.0;  ///< distance of the next footprint that does not cover
};

Opinion opinion_on(geo::LonLat place, const std::vector<Plant>& plant);

}  // namespace nearnet::cases
