// SPDX-License-Identifier: Apache-2.0
// Lays out the streets as people draw a town: arterials by hand, then districts of local streets
// that keep off the water and off the arterials they would run beside, then dead-end courts.
#pragma once

#include <string>
#include <vector>

#include "core/random.h"
#include "town/terrain.h"

namespace nearnet::town {

struct Street {
  std::string name;
  std::string highway;  ///< OSM value
  int max_speed_kmh = 40;
  bool one_way = false;
  bool court = false;  ///< a dead end on purpose
  Polyline line;
};

std::vector<Street> lay_out_streets(core::Random& random);

}  // namespace nearnet::town
