// SPDX-License-Identifier: Apache-2.0
#include "workspace/snapshot.h"

namespace nearnet::workspace {

std::optional<core::ScenarioId> scenario_in_force(const Snapshot& snapshot) {
  std::optional<core::ScenarioId> latest;
  for (const model::Scenario& scenario : snapshot.scenarios.rows()) {
    if (scenario.state == model::ScenarioState::kPublished) return scenario.id;
    if (scenario.state != model::ScenarioState::kRetired) latest = scenario.id;
  }
  return latest;
}

}  // namespace nearnet::workspace
