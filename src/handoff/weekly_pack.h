// SPDX-License-Identifier: Apache-2.0
// The Monday meeting on paper: the funnel and quota of each rep for a week, and coverage by rep, as
// one self-contained HTML page and as CSV with the same figures.
//
//   handoff::WeeklyPack pack{.title = "Maple", .week = "2026-W48", .performance = …, .coverage =
//   …}; std::string page = handoff::weekly_pack_html(pack);
#pragma once

#include <map>
#include <string>

#include "core/ids.h"
#include "tracking/coverage.h"
#include "tracking/performance.h"

namespace nearnet::handoff {

struct WeeklyPack {
  std::string title = {};
  std::string week = {};  ///< "2026-W48"
  tracking::Performance performance = {};
  tracking::CoverageReport coverage = {};
  std::map<core::RepId, std::string> rep_names = {};  ///< ids stand in where a name is missing
};

std::string weekly_pack_html(const WeeklyPack& pack);
/// The same two tables as the page, a blank line between them.
std::string weekly_pack_csv(const WeeklyPack& pack);

}  // namespace nearnet::handoff
