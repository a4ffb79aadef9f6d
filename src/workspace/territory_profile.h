// SPDX-License-Identifier: Apache-2.0
// What one territory holds, counted for reports. Private to workspace.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "workspace/account_facts.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

/// A prospect of a territory, for the list of the best.
struct ProspectLine {
  const model::Business* business = nullptr;
  const model::Prospect* prospect = nullptr;
  core::Cents mrc{0};
  std::optional<core::Seconds> drive;  ///< from the rep's home
};

struct TerritoryProfile {
  model::Territory territory;
  tracking::Parents parents;
  const model::Rep* rep = nullptr;
  AccountFigures figures;
  std::int64_t customers = 0;           ///< active ones
  std::vector<ProspectLine> prospects;  ///< best score first
  std::map<model::Stage, std::int64_t> stages;
  std::map<std::string, std::int64_t> industries;  ///< NAICS sector, else the category
  std::map<model::NetStatus, std::int64_t> statuses;
  core::Seconds round{0};  ///< driving to see each prospect once
};

/// In the order of the scenario's territories. Points into the snapshot.
std::vector<TerritoryProfile> territory_profiles(const Snapshot& snapshot,
                                                 const core::ScenarioId& scenario);

/// "Retail trade" for "44-45"; the code itself when it is no sector.
std::string sector_title(const std::string& sector);

}  // namespace nearnet::workspace
