// SPDX-License-Identifier: Apache-2.0
// What a user can ask for, as data: panels return actions, Session carries them out.
#pragma once

#include <string>
#include <variant>

#include "workspace/address_steps.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

struct OpenWorkspace {
  std::string path;
};
struct ImportSource {
  ImportRequest request;
};
struct EvaluateEligibility {
  EligibilityRequest request;
};
/// Against the rules; who signs and when are filled in.
struct OverrideBusiness {
  model::Override override;
};
struct ClearOverride {
  core::BusinessId business;
};
struct DesignTerritories {
  TerritoryRequest request;
};
struct AssignTerritory {
  core::ScenarioId scenario;
  core::TerritoryId territory;
  core::RepId rep;
};
/// Opens a draft for editing by hand: Session::editor() then has it.
struct EditTerritories {
  core::ScenarioId scenario;
};
/// What the engine works out for the plan under the hand, as one step of it.
struct SplitEdited {
  std::size_t territory = 0;
  std::size_t into = 2;
};
struct FinishEdited {
  bool keep_touched = true;  ///< touched units stay where they are
};
/// One territory more, for that rep; empty: vacant.
struct AddEdited {
  core::RepId rep;
  bool keep_touched = true;
};
/// One territory less, dealt to the others.
struct RemoveEdited {
  std::size_t territory = 0;
  bool keep_touched = true;  ///< those of the others
};
struct SaveEdited {};
struct DiscardEdited {};
struct ProposeScenario {
  core::ScenarioId scenario;
};
struct ApproveScenario {
  core::ScenarioId scenario;
  std::string by = {};  ///< empty: the user
};
struct PublishScenario {
  core::ScenarioId scenario;
};
struct PlanDays {
  DayPlanRequest request;
};
/// Takes over the better plan that was found beside the work.
struct UseBetterPlan {};
/// The rest of a day under way; `now` of the request is filled in unless it was given.
struct ReplanDay {
  ReplanRequest request;
  bool now_given = false;
};
struct LogActivity {
  model::Activity activity;  ///< id and time are filled in
};
/// One rep's days as a folder of sheets and routes.
struct ExportDayPack {
  core::RepId rep;
  std::string folder;
};
/// Looks up every business of the work list.
struct GeocodeAddresses {
  GeocodeRequest request;
};
struct PlaceBusiness {
  core::BusinessId business;
  geo::LonLat place;
};
struct MergeBusinesses {
  core::BusinessId keep;
  std::vector<core::BusinessId> drop;
};
struct MarkDistinct {
  std::vector<core::BusinessId> businesses;
};
/// Rewrites what a stale result would have changed: runs the step again on the present workspace.
struct RunAgain {};
struct Undo {};
struct CancelJob {};

using Action =
    std::variant<OpenWorkspace, ImportSource, EvaluateEligibility, OverrideBusiness, ClearOverride,
                 DesignTerritories, AssignTerritory, EditTerritories, SplitEdited, FinishEdited,
                 AddEdited, RemoveEdited, SaveEdited, DiscardEdited, ProposeScenario,
                 ApproveScenario, PublishScenario, PlanDays, UseBetterPlan, ReplanDay, LogActivity,
                 ExportDayPack, GeocodeAddresses, PlaceBusiness, MergeBusinesses, MarkDistinct,
                 RunAgain, Undo, CancelJob>;

}  // namespace nearnet::workspace
