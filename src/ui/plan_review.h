// SPDX-License-Identifier: Apache-2.0
// What the scenario shown would change, how far it is on its way to being published, and what is
// wrong with it: accounts owned outside their territory, gaps and overlaps.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/context.h"
#include "workspace/scenario_impact.h"

namespace nearnet::ui {

/// Worked out when asked for, and shown until the workspace changes.
struct PlanReviewState {
  core::ScenarioId scenario;
  std::int64_t version = -1;
  std::optional<workspace::ScenarioImpact> impact;  ///< against the plan in force; none without one
  std::vector<workspace::OwnershipException> exceptions;
  std::size_t gaps = 0;
  std::size_t overlaps = 0;
  std::size_t uncovered = 0;
};

/// Who proposed, approved and published, and the buttons for the next step.
void draw_decisions(const Context& context, const model::Scenario& scenario);

void draw_plan_review(const Context& context, const model::Scenario& scenario,
                      PlanReviewState& state);

}  // namespace nearnet::ui
