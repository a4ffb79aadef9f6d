// SPDX-License-Identifier: Apache-2.0
// Reading and writing one scenario of many. Private to workspace.
#pragma once

#include <string>
#include <vector>

#include "model/territory.h"
#include "workspace/command.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// The setting that asks for a second person's approval, in the workspace's meta.
inline constexpr const char* kApprovalKey = "approval";
inline constexpr const char* kSecondPerson = "second-person";

/// Throws ConfigError when the scenario is published or retired.
void require_open(const model::Scenario& scenario);

/// A plan that was changed is a draft again: nobody has approved what it says now.
model::Scenario as_draft(model::Scenario scenario);

/// Districts and regions of the territories as they were, by id, for outlines drawn anew.
void keep_parents(const std::vector<model::Territory>& before,
                  std::vector<model::Territory>& redrawn);

std::vector<model::ScenarioUnit> units_of(const Snapshot& snapshot,
                                          const core::ScenarioId& scenario);

/// Replaces everything the workspace holds under the scenario's name; it is a draft from then on.
Command save_scenario(const Snapshot& snapshot, const model::Scenario& scenario,
                      std::vector<model::Territory> territories,
                      std::vector<model::ScenarioUnit> units, std::string command);

}  // namespace nearnet::workspace
