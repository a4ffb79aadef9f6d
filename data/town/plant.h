// SPDX-License-Identifier: Apache-2.0
// Coax plant along the streets. Every piece of street belongs to the plant node that feeds it; the
// node's polygon is the ground nearer to those pieces than to any other, as far as a drop reaches.
// So borders run through the middle of blocks, unserved streets leave holes and gaps, and nodes of
// one system overlap by no more than a hairline.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/random.h"
#include "geo/geometry.h"
#include "town/network.h"

namespace nearnet::town {

struct System {
  std::size_t nodes = 1;
  double reach = 62.0;                ///< metres from the street
  std::function<bool(XY)> is_served;  ///< asked along the streets
};

/// One polygon (in metres) a node, west to east.
std::vector<geo::Geometry> lay_plant(const System& system, const std::vector<Block>& blocks,
                                     core::Random& random);

/// A competitor's area: all ground within `reach` of the streets where `is_served`.
geo::Geometry service_area(const std::vector<Block>& blocks, double reach,
                           const std::function<bool(XY)>& is_served);

/// The systems of Maple Harbor: the home system on the west bank and the one bought on the east.
System home_system();
System acquired_system();

}  // namespace nearnet::town
