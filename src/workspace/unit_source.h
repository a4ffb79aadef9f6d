// SPDX-License-Identifier: Apache-2.0
// The basic units a scenario is built from, weighted by the prospects in them. Private to
// workspace.
#pragma once

#include <string>
#include <vector>

#include "model/territory.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

struct WeightedUnits {
  std::vector<model::BasicUnit> units;
  std::vector<std::string> notes;  ///< nodes and prospects without a unit
};

/// `spec`: "hex:500m", "streets", "streets:150m", "units", "node", weighted as
/// workspace/unit_weights.h says. Throws ConfigError for another spec and InputError where there is
/// nothing to build from.
WeightedUnits weighted_units(const Snapshot& snapshot, const std::string& spec);

}  // namespace nearnet::workspace
