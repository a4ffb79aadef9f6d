// SPDX-License-Identifier: Apache-2.0
#include "territory/compare.h"

#include "core/error.h"
#include "territory/weights.h"

#include <map>

namespace nearnet::territory {
namespace {

using UnitsById = std::map<core::UnitId, const model::ScenarioUnit*>;

UnitsById by_id(std::span<const model::ScenarioUnit> units) {
  UnitsById result;
  for (const model::ScenarioUnit& unit : units) {
    if (!result.emplace(unit.unit, &unit).second) {
      throw core::InputError("scenario " + unit.scenario.text() + " lists unit " +
                             unit.unit.text() + " twice; every unit must occur once");
    }
  }
  return result;
}

}  // namespace

Comparison compare(std::span<const model::ScenarioUnit> before,
                   std::span<const model::ScenarioUnit> after) {
  const UnitsById old_units = by_id(before);
  const UnitsById new_units = by_id(after);
  // Pairs (before, after) by unit id; null where one side does not know the unit.
  std::map<core::UnitId, std::pair<const model::ScenarioUnit*, const model::ScenarioUnit*>> pairs;
  for (const auto& [id, unit] : old_units) pairs[id].first = unit;
  for (const auto& [id, unit] : new_units) pairs[id].second = unit;

  Comparison result;
  std::map<core::TerritoryId, TerritoryChange> changes;
  for (const auto& [id, pair] : pairs) {
    MovedUnit moved;
    moved.unit = id;
    if (pair.first != nullptr) {
      moved.from = pair.first->territory;
      moved.weights_before = pair.first->weights;
    }
    if (pair.second != nullptr) {
      moved.to = pair.second->territory;
      moved.weights_after = pair.second->weights;
    }
    const bool moves = moved.from != moved.to;
    if (!moved.from.empty()) {
      TerritoryChange& change = changes[moved.from];
      ++change.units_before;
      change.lost += moves ? 1U : 0U;
      add(change.before, moved.weights_before);
    }
    if (!moved.to.empty()) {
      TerritoryChange& change = changes[moved.to];
      ++change.units_after;
      change.gained += moves ? 1U : 0U;
      add(change.after, moved.weights_after);
    }
    if (!moves) continue;
    add(result.moved_before, moved.weights_before);
    add(result.moved_after, moved.weights_after);
    result.moved.push_back(std::move(moved));
  }
  for (auto& [id, change] : changes) {
    change.territory = id;
    result.territories.push_back(std::move(change));
  }
  return result;
}

}  // namespace nearnet::territory
