// SPDX-License-Identifier: Apache-2.0
// Reading and writing one scenario of many. Private to workspace.
#pragma once

#include <string>
#include <vector>

#include "model/territory.h"
#include "workspace/command.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

std::vector<model::ScenarioUnit> units_of(const Snapshot& snapshot,
                                          const core::ScenarioId& scenario);

/// Replaces everything the workspace holds under the scenario's name.
Command save_scenario(const Snapshot& snapshot, const model::Scenario& scenario,
                      std::vector<model::Territory> territories,
                      std::vector<model::ScenarioUnit> units, std::string command);

}  // namespace nearnet::workspace
