// SPDX-License-Identifier: Apache-2.0
// From an assignment of units to the territories people see: one outline each, with its totals.
//
//   auto labels = territory::territory_labels(options.count, options.seats);
//   std::vector<model::Territory> outlines =
//       territory::dissolve({scenario, units, graph, plan.territory_of_unit, labels}, job);
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/job_context.h"
#include "model/territory.h"
#include "territory/adjacency.h"
#include "territory/design.h"

namespace nearnet::territory {

struct TerritoryLabel {
  core::TerritoryId id;
  std::string name;
  core::RepId rep;  ///< empty: vacant
  friend bool operator==(const TerritoryLabel&, const TerritoryLabel&) = default;
};

/// Ids "1" … "count"; the seat's name and rep where there are seats, else "Territory 1" … and
/// vacant.
std::vector<TerritoryLabel> territory_labels(std::size_t count, std::span<const Seat> seats);

struct DissolveInput {
  const core::ScenarioId& scenario;
  std::span<const model::BasicUnit> units;
  const Adjacency& graph;
  std::span<const std::size_t> territory_of_unit;  ///< kUnassigned units are left out
  std::span<const TerritoryLabel> labels;          ///< one a territory
};

/// One record a label, in order: union of the units' polygons, weight totals, compactness,
/// connectedness. A territory without units has an empty geometry. Territories are computed in
/// parallel.
std::vector<model::Territory> dissolve(const DissolveInput& input, const core::JobContext& job);

}  // namespace nearnet::territory
