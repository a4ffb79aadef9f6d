// SPDX-License-Identifier: Apache-2.0
// Which serviceable addresses nobody has called on: coverage against the whole eligible universe,
// not against the list of accounts somebody happened to enter.
//
//   tracking::CoverageReport report = tracking::coverage(inputs, {.today = today, .days = 90,
//                                                                 .by = CoverageBy::kRep});
//   report.total.rate().text();     // "320 of 400 = 80.0 %"
//   report.definition;              // names the universe and the window: print it above the
//   figures
//
// Universe U = eligible prospects that are neither active customers nor do-not-contact.
// visited    ≥ 1 completed visit in the last N days, today included (N = 0: ever). A business's own
//            last_visit counts as one; "not-in" does not.
// planned    a stop on today or later. Counted whatever else holds.
// due, overdue   by cadence (cadence.h), never both.
// never_visited  no completed visit at all, whatever the window.
//
// Pure; O(n log n) in its inputs. Lines are sorted by key, the catch-all keys "unassigned" and
// "unknown" last.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.h"
#include "core/ids.h"
#include "model/activity.h"
#include "model/business.h"
#include "model/day.h"
#include "model/footprint.h"
#include "model/prospect.h"
#include "tracking/cadence.h"
#include "tracking/rate.h"

namespace nearnet::tracking {

enum class CoverageBy { kNone, kRep, kTerritory, kNaics, kNode, kDistrict, kRegion };

/// "rep", "territory", "naics", "node", "district", "region", "none".
std::optional<CoverageBy> coverage_by_from_text(std::string_view text);
std::string_view to_text(CoverageBy by);

/// What a territory, and so its rep, is part of; either may be empty.
struct Parents {
  std::string district = {};
  std::string region = {};
  friend bool operator==(const Parents&, const Parents&) = default;
};

/// Where the published plan puts a business.
struct Assignment {
  std::string territory = {};
  core::RepId rep = {};  ///< empty: vacant territory
  Parents parents = {};  ///< of the territory
};

/// Views of what the workspace holds; nothing is copied.
struct CoverageInputs {
  std::span<const model::Business> businesses = {};
  std::span<const model::Prospect> prospects = {};
  std::span<const model::Activity> activities = {};
  std::span<const model::Stop> stops = {};
  std::span<const model::Footprint> footprints = {};  ///< for their node names; may be empty
  /// Needed by rep and by territory. A business's own owner goes before the territory's rep.
  std::map<core::BusinessId, Assignment> assignments = {};
  /// Needed by district and by region: a business counts where its rep does, else where its
  /// territory does, so that a parent's figures are the sums over its reps and vacant territories.
  std::map<core::RepId, Parents> parents = {};
};

struct CoverageOptions {
  core::Date today = {};
  int days = 0;  ///< window N; 0: ever
  CoverageBy by = CoverageBy::kNone;
  CadenceOptions cadence = {};
};

struct CoverageLine {
  /// Rep id, territory, NAICS sector ("44-45"), node, district, region; "total" for the total.
  std::string key = {};
  int universe = 0;
  int visited = 0;
  int planned = 0;
  int due = 0;
  int overdue = 0;
  int never_visited = 0;

  Rate rate() const { return {visited, universe}; }
  friend bool operator==(const CoverageLine&, const CoverageLine&) = default;
};

struct CoverageReport {
  std::string definition = {};
  CoverageLine total = {};
  std::vector<CoverageLine> by = {};        ///< empty for kNone
  std::vector<core::BusinessId> gaps = {};  ///< members of U not visited in the window, by id
};

/// Throws ConfigError when `days` is negative.
CoverageReport coverage(const CoverageInputs& inputs, const CoverageOptions& options);

/// The two-digit sector of a code, "31-33", "44-45" and "48-49" for the three that are ranges;
/// "unknown" for text that is no NAICS code.
std::string naics_sector(std::string_view code);

}  // namespace nearnet::tracking
