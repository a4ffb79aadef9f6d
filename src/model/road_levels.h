// SPDX-License-Identifier: Apache-2.0
// On which level a road runs: 0 is the ground, bridges are above it and tunnels below.
#pragma once

#include <optional>

namespace nearnet::model {

struct RoadLevels {
  std::optional<int> at_start;  ///< none: not known
  std::optional<int> at_end;

  friend bool operator==(const RoadLevels&, const RoadLevels&) = default;
};

}  // namespace nearnet::model
