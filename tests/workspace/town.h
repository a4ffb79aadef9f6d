// SPDX-License-Identifier: Apache-2.0
// A hand-made town of 60 businesses on a grid, two plant nodes and three reps, as files and as a
// workspace.
//
//   Town town;
//   Workspace market = town.evaluated();      // imported, eligibility run
//   town.apply(market, plan_days(market.snapshot(), {…}, town.job()).command);
#pragma once

#include <string>

#include "testing/temp_dir.h"
#include "workspace/steps.h"
#include "workspace/workspace.h"

namespace nearnet::workspace {

class Town {
 public:
  /// Writes the source files and an empty workspace.
  Town();

  std::string workspace_path() const { return file("town.gpkg"); }
  std::string file(const std::string& name) const { return dir_.file(name); }
  std::string write(const std::string& name, std::string_view text) const {
    return dir_.write(name, text);
  }
  const std::filesystem::path& folder() const { return dir_.path(); }

  /// Today is Friday, 20 November 2026.
  Workspace open() const;
  /// With plant, businesses and reps.
  Workspace imported() const;
  /// And eligibility run.
  Workspace evaluated() const;
  /// And two territories designed, assigned to R1 and R2, published.
  Workspace published() const;

  ImportRun import(Workspace& market, ImportKind kind, const std::string& path) const;

  static core::JobContext job(unsigned threads = 1) {
    return core::JobContext({.threads = threads, .seed = 7});
  }

 private:
  testing::TempDir dir_;
};

/// The file of the town for each kind of import.
std::string town_file(ImportKind kind);

inline const core::Date kFriday = core::parse_date("2026-11-20");
inline const core::Date kMonday = core::parse_date("2026-11-23");

/// Territories of hexagons of 400 m, one a rep.
TerritoryRequest hexagons(const std::string& scenario);

/// A visit with that outcome on Friday at ten.
model::Activity visit(const std::string& business, model::Outcome outcome);

}  // namespace nearnet::workspace
