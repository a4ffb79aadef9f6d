// SPDX-License-Identifier: Apache-2.0
// Edits of a draft scenario as single steps: what the app does by hand, for the command line. Each
// opens the scenario, makes one edit and returns the command that saves it.
//
//   auto run = workspace::split_territory(snapshot, scenario, core::TerritoryId("2"), 3, job);
//   workspace.apply(run.command);
//
// All throw ConfigError for a scenario, territory or unit that is not there and for a scenario that
// is published or retired.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/job_context.h"
#include "geo/geometry.h"
#include "model/territory.h"
#include "workspace/command.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

struct TerritoryEdit {
  model::Scenario scenario;
  std::vector<model::Territory> territories;
  std::size_t moved = 0;  ///< units that changed hands
  /// Where the engine had to move little: the share that moved, and what no plan within the
  /// tolerance goes below.
  std::optional<double> moved_share;
  std::optional<double> least_share;
  std::vector<std::string> notes;  ///< territories in parts, what keeps the engine from its goal
  Command command;
};

/// One territory becomes `into` connected ones of equal weight. The one at the rep's home keeps id,
/// name and rep; the new ones are vacant. Throws InfeasibleError for more parts than units.
TerritoryEdit split_territory(const Snapshot& snapshot, const core::ScenarioId& scenario,
                              const core::TerritoryId& territory, std::size_t into,
                              const core::JobContext& job);

/// The units of `gone` come to `keep`; there is one territory less.
TerritoryEdit merge_territories(const Snapshot& snapshot, const core::ScenarioId& scenario,
                                const core::TerritoryId& keep, const core::TerritoryId& gone,
                                const core::JobContext& job);

enum class Swap { kReps, kUnits };

TerritoryEdit swap_territories(const Snapshot& snapshot, const core::ScenarioId& scenario,
                               const core::TerritoryId& a, const core::TerritoryId& b, Swap what,
                               const core::JobContext& job);

/// Units go to the side of the line that their centroid lies on; the side of the rep's home keeps
/// the territory. The line is drawn on beyond its ends.
TerritoryEdit cut_territory(const Snapshot& snapshot, const core::ScenarioId& scenario,
                            const core::TerritoryId& territory, const geo::Line& line,
                            const core::JobContext& job);

struct FinishRequest {
  core::ScenarioId scenario;
  std::vector<core::UnitId> locks = {};
  double max_moved = 1.0;  ///< share that may change hands
  /// What that share is of: a weight of the units, or "deals", the open ones; empty: the first
  /// balance weight.
  std::string moved_by = {};
  bool lock_touched = false;  ///< units that were moved by hand stay too
};

/// The engine balances the scenario, starting from how it stands; locked units stay. Throws
/// InfeasibleError that names the locks where they leave no way.
TerritoryEdit finish_territories(const Snapshot& snapshot, const FinishRequest& request,
                                 const core::JobContext& job);

/// One rep more or less.
struct StaffRequest {
  core::ScenarioId scenario;
  std::vector<core::UnitId> locks = {};
  std::string moved_by = {};  ///< as in FinishRequest
  bool lock_touched = false;  ///< as in FinishRequest
  core::RepId rep = {};       ///< who gets the new territory; empty: vacant
  bool near_home = false;     ///< it begins where the rep lives, however much moves
};

/// A territory comes, out of what the others have to spare; else they stay as they are as far as
/// the tolerance allows. Throws ConfigError for a rep that has a territory there already, or whose
/// home is not known where it matters; InfeasibleError as finish_territories.
TerritoryEdit add_territory(const Snapshot& snapshot, const StaffRequest& request,
                            const core::JobContext& job);

/// A territory goes and is dealt to the others. Throws InfeasibleError for the only one, and for
/// locks in it.
TerritoryEdit remove_territory(const Snapshot& snapshot, const StaffRequest& request,
                               const core::TerritoryId& territory, const core::JobContext& job);

}  // namespace nearnet::workspace
