// SPDX-License-Identifier: Apache-2.0
// What changes between two scenarios: every unit that moves, and what each territory gains and
// loses.
//
//   territory::Comparison change = territory::compare(present, draft);
//   change.moved.size();                          // units that change hands
//   change.moved_after.at("prospects");           // 231
//   change.territories[0].after.at("mrc");
//
// compare(b, a) is the exact inverse of compare(a, b): from and to, before and after change places.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/ids.h"
#include "model/territory.h"

namespace nearnet::territory {

/// A unit whose territory differs. An empty id: unassigned there, or no such unit in that scenario.
struct MovedUnit {
  core::UnitId unit;
  core::TerritoryId from;
  core::TerritoryId to;
  model::Weights weights_before;  ///< as the first scenario has them; empty without the unit
  model::Weights weights_after;   ///< as the second has them
  friend bool operator==(const MovedUnit&, const MovedUnit&) = default;
};

struct TerritoryChange {
  core::TerritoryId territory;
  std::size_t units_before = 0;
  std::size_t units_after = 0;
  std::size_t gained = 0;  ///< units that came
  std::size_t lost = 0;    ///< units that went
  model::Weights before;
  model::Weights after;
  friend bool operator==(const TerritoryChange&, const TerritoryChange&) = default;
};

struct Comparison {
  std::vector<MovedUnit> moved;              ///< by unit id
  std::vector<TerritoryChange> territories;  ///< by territory id, those of either scenario
  /// Sums over the moved units: what they weigh in the first scenario and in the second.
  model::Weights moved_before;
  model::Weights moved_after;
};

/// Units are matched by id, territories too. Throws InputError for a unit listed twice in one
/// scenario. Cost: O(units · log units).
Comparison compare(std::span<const model::ScenarioUnit> before,
                   std::span<const model::ScenarioUnit> after);

}  // namespace nearnet::territory
