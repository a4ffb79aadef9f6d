// SPDX-License-Identifier: Apache-2.0
// What leaves the workspace as files. Reads a snapshot, writes files, changes nothing.
//
//   workspace::export_files(snapshot, {.what = ExportWhat::kProspects, .out = "list.csv"});
//   workspace::export_files(snapshot, {.what = ExportWhat::kDayPack, .out = "pack/", .rep = rep});
//
// Files are written beside and renamed; same snapshot, same bytes. Throws StorageError where a file
// cannot be written, ConfigError where there is nothing of the kind to export.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostics.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

enum class ExportWhat {
  kProspects,
  kTerritories,
  kDays,
  kActivities,
  kCrmSalesforce,
  kCrmHubspot,
  kDayPack,
  kWeeklyPack,
  kTerritoryReport
};

std::optional<ExportWhat> export_what_from_text(std::string_view text);

struct ExportRequest {
  ExportWhat what = ExportWhat::kProspects;
  std::string out = {};
  core::RepId rep = {};                           ///< empty: all reps
  std::optional<core::Date> date = {};            ///< days and packs: this day (week) only
  std::string format = {};                        ///< of tables; empty: by the extension of `out`
  std::optional<core::ScenarioId> scenario = {};  ///< territories and their report: none: in force
};

struct ExportRun {
  std::vector<std::string> files;
  core::Diagnostics diagnostics;  ///< rows left out and why; what the format could not keep
};

ExportRun export_files(const Snapshot& snapshot, const ExportRequest& request);

}  // namespace nearnet::workspace
