// SPDX-License-Identifier: Apache-2.0
// What it takes to turn where streets meet. Internal to roads.
//
//   Turning turning(segments, costs);
//   turning.cost(came_by, going_on_by);
#pragma once

#include <cstdint>
#include <vector>

#include "roads/cost.h"
#include "roads/driving_profile.h"
#include "roads/turn_rules.h"

namespace nearnet::roads {

class Turning {
 public:
  /// Keeps a reference to the segments.
  Turning(const RoadSegments& segments, const TurnCosts& costs);

  /// The second begins where the first ends. A bend costs nothing where only two pieces of street
  /// meet; what turns by less than 45° goes straight on.
  Cost cost(Move came_by, Move next) const;

 private:
  const RoadSegments& segments_;
  TurnCosts costs_;
  std::vector<std::uint32_t> streets_;  ///< pieces that meet at each place
};

}  // namespace nearnet::roads
