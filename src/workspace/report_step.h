// SPDX-License-Identifier: Apache-2.0
// Reports on territories: one page each as PDF, one row each as CSV or GeoPackage; and what a plan
// changes, as PDF.
//
//   workspace::write_territory_report(snapshot, {.out = "report.pdf"});
//   workspace::write_comparison_report(snapshot, impact, "changes.pdf");
//
// Files are readable by their owner only, because they name customers. Same snapshot, same bytes.
// Throws ConfigError where there is nothing to report, StorageError where it cannot be written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "workspace/scenario_impact.h"

namespace nearnet::workspace {

struct TerritoryReportRequest {
  std::string out;
  std::optional<core::ScenarioId> scenario = {};  ///< none: the one in force
  core::RepId rep = {};                           ///< empty: all
};

/// By the extension: .pdf, or a table of territories (with a layer of their best prospects as
/// .gpkg). Returns what a format could not keep.
std::vector<std::string> write_territory_report(const Snapshot& snapshot,
                                                const TerritoryReportRequest& request);

/// A PDF. Lists the first thousand accounts.
void write_comparison_report(const Snapshot& snapshot, const ScenarioImpact& impact,
                             const std::string& path);

}  // namespace nearnet::workspace
