// SPDX-License-Identifier: Apache-2.0
// Design territories, compare what came out, give them to reps and put them in force.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/context.h"
#include "ui/plan_review.h"
#include "ui/scene_sync.h"
#include "ui/territory_edit.h"
#include "workspace/steps.h"

namespace nearnet::ui {

enum class UnitKind { kHexagons, kStreets, kNodes, kImported };

struct TerritoryForm {
  std::string scenario = {};
  bool one_per_rep = true;
  int count = 4;
  UnitKind units = UnitKind::kHexagons;
  bool suited_hex = true;  ///< the side is left to the market
  int hex_metres = 500;
  int prospects = 50;  ///< balance weights, in any proportion
  int hours = 30;
  int mrc = 20;
  int customers = 0;
  int tolerance_percent = 5;
  bool keep_shown = false;
  int max_moved_percent = 15;
};

struct TerritoriesState {
  TerritoryForm form;
  core::ScenarioId shown;  ///< on the map and in the list; empty: the one in force
  std::string approver = "manager";
  TerritoryEditState edit;  ///< while a draft is under the hand
  PlanReviewState review;

  // Figures of the shown scenario, worked out again when it or its version changes.
  core::ScenarioId listed;
  std::int64_t territories_version = -1;
  std::int64_t reps_version = -1;
  std::vector<std::string> measures;  ///< names of the weights, the balanced ones first
  std::size_t balanced = 0;           ///< of them
  model::Weights means;
  std::vector<std::string> rep_names;  ///< "Vacant", then the reps
};

/// What the form asks for. Pure.
workspace::TerritoryRequest request_of(const TerritoryForm& form, const core::ScenarioId& shown);
/// Why the form cannot be run; empty when it can.
std::string problem_of(const TerritoryForm& form, const workspace::Snapshot& snapshot);

void draw_territories_panel(const Context& context, const SceneSync& sync, TerritoriesState& state);

}  // namespace nearnet::ui
