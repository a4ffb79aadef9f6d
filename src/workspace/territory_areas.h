// SPDX-License-Identifier: Apache-2.0
// Territories that somebody drew: where they leave gaps and overlap, and a draft scenario made of
// them.
//
//   auto flaws = workspace::territory_flaws(snapshot, {.source = "sketch.geojson"}, job);
//   auto run = workspace::import_territories(snapshot, {.areas = {.source = "sketch.geojson",
//                                                       .name = "AREA"}, .rep = "AE"}, job);
//   workspace.apply(run.command);
//
// Broken polygons are repaired first. Throws InputError for a source without polygons, ConfigError
// for a column that it lacks.
#pragma once

#include <string>
#include <vector>

#include "territory/flaws.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

/// Polygons of any OGR source.
struct AreaSource {
  std::string source = {};
  std::string layer = {};
  std::string where = {};
  std::string crs = {};
  std::string name = {};  ///< column that names them; empty: the first called name, else the row
};

struct FlawRequest {
  std::optional<core::ScenarioId> scenario = {};  ///< its units; or else
  AreaSource areas = {};
  double min_square_metres = 10.0;
};

struct NamedFlaw {
  territory::Flaw flaw;
  std::string a;  ///< overlaps: names of the two; of units with their territory
  std::string b;
};

struct TerritoryFlaws {
  std::size_t areas = 0;
  std::vector<NamedFlaw> flaws;  ///< overlaps, then gaps, largest first
  std::size_t slivers = 0;
  std::size_t unassigned_units = 0;         ///< of a scenario
  std::vector<core::BusinessId> uncovered;  ///< eligible prospects in none of the areas
};

TerritoryFlaws territory_flaws(const Snapshot& snapshot, const FlawRequest& request,
                               const core::JobContext& job);

/// As polygons: kind, a, b, square_metres. Format by the extension. Throws StorageError.
void write_flaws(const TerritoryFlaws& flaws, const std::string& path);

struct ImportTerritoriesRequest {
  AreaSource areas;
  std::string rep = {};  ///< column with rep ids, names or e-mail addresses; empty: vacant
  core::ScenarioId scenario = {};
  std::string units = "hex:500m";
  std::string balance = "prospects=50,hours=30,mrc=20";
};

struct ImportTerritoriesRun {
  model::Scenario scenario;
  std::vector<model::Territory> territories;
  std::vector<std::string> notes;
  Command command;
};

/// A draft whose units go to the polygon that holds a point well inside them, of several the first.
/// Rows of one name are one territory. Columns `district` and `region` are kept.
ImportTerritoriesRun import_territories(const Snapshot& snapshot,
                                        const ImportTerritoriesRequest& request,
                                        const core::JobContext& job);

}  // namespace nearnet::workspace
