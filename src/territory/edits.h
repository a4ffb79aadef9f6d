// SPDX-License-Identifier: Apache-2.0
// The edits people make by hand, as values for LivePlan::apply: what each would change, without
// changing it.
//
//   plan.apply(territory::moved(plan, brushed, target));
//   plan.apply(territory::merged(plan, 2, 5));              // 5 goes, its units come to 2
//   plan.apply(territory::cut(plan, 2, river));             // a new territory beyond the line
//
// All throw ConfigError for a territory that is not there.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry.h"
#include "geo/lon_lat.h"
#include "territory/live_plan.h"

namespace nearnet::territory {

/// The units that are not there yet go to the territory; units given twice count once.
Edit moved(const LivePlan& plan, std::span<const std::size_t> units, std::size_t to);

/// All units of `gone` come to `keep`; `gone` is no territory any more.
Edit merged(const LivePlan& plan, std::size_t keep, std::size_t gone);

/// Two territories change reps; the units stay.
Edit swapped_reps(const LivePlan& plan, std::size_t a, std::size_t b);

/// Two territories change all their units; names and reps stay.
Edit swapped_units(const LivePlan& plan, std::size_t a, std::size_t b);

/// Parts of one territory, by position in `units`: part 0 keeps its label, each other part becomes
/// a new vacant territory (see new_label).
Edit divided(const LivePlan& plan, std::size_t territory, std::span<const std::size_t> units,
             std::span<const std::size_t> part);

/// The label of a territory that comes: as id the first whole number above all in use, "Territory
/// 7", vacant. `more`: so many were given away already.
TerritoryLabel new_label(const LivePlan& plan, std::size_t more = 0);

/// Which side of a line each place lies on: true for one, false for the other. An open line is
/// drawn on beyond its ends in the direction that each end has; a closed one (first point = last)
/// parts inside from outside. A line that crosses itself parts the plane like a chessboard.
/// Throws ConfigError for fewer than two different points.
std::vector<bool> sides_of(const geo::Line& line, std::span<const geo::LonLat> places);

/// Cuts a territory along a line: a unit goes to the side that its centroid lies on. The side
/// nearer to `home` (by the nearest unit's centroid) keeps the label; without a home the one with
/// more units. Throws ConfigError where all units lie on one side.
Edit cut(const LivePlan& plan, std::size_t territory, const geo::Line& line,
         std::optional<geo::LonLat> home = std::nullopt);

/// Indices of a territory's units, ascending.
std::vector<std::size_t> units_of(const LivePlan& plan, std::size_t territory);

}  // namespace nearnet::territory
