// SPDX-License-Identifier: Apache-2.0
// Turns drawn streets into a connected graph: streets are cut where they cross, near crossings
// become one, stubs are trimmed, and what cannot be reached is left out.
#pragma once

#include <string>
#include <vector>

#include "town/streets.h"

namespace nearnet::town {

/// A street between two crossings. First and last point are shared with the neighbours exactly.
struct Block {
  std::string name;
  std::string highway;
  int max_speed_kmh = 40;
  bool one_way = false;
  bool court = false;
  double chainage = 0.0;  ///< metres from the start of its street; house numbers grow with it
  std::size_t from = 0;
  std::size_t to = 0;
  Polyline line;
};

std::vector<Block> cut_at_crossings(const std::vector<Street>& streets);

}  // namespace nearnet::town
