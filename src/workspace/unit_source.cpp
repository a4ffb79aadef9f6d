// SPDX-License-Identifier: Apache-2.0
#include "workspace/unit_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/error.h"
#include "territory/basic_units.h"
#include "territory/street_units.h"
#include "territory/weights.h"
#include "workspace/unit_weights.h"

namespace nearnet::workspace {
namespace {

bool is_prospect(const territory::WeightedPlace& place) {
  return place.weights.contains("prospects");
}

/// One unit a plant node: the union of its footprints. Cables are no ground to share out.
std::vector<model::BasicUnit> node_units(const Snapshot& snapshot,
                                         std::vector<std::string>& notes) {
  std::map<std::string, std::vector<geo::Geometry>> by_node;
  for (const model::Footprint& footprint : snapshot.footprints.rows()) {
    if (footprint.node.empty()) continue;
    std::vector<geo::Geometry>& parts = by_node[footprint.node];
    if (footprint.geometry.lines().empty()) parts.push_back(footprint.geometry);
  }
  const auto without_area = static_cast<std::size_t>(
      std::erase_if(by_node, [](const auto& node) { return node.second.empty(); }));
  if (without_area > 0) {
    notes.push_back(
        fmt::format("{} nodes have cables alone and make no unit; --units hex:500m needs no areas",
                    without_area));
  }
  std::vector<model::BasicUnit> units;
  for (const auto& [node, parts] : by_node) {
    model::BasicUnit unit;
    unit.id = core::UnitId(node);
    unit.name = node;
    unit.geometry = geo::union_all(parts);
    unit.source = "node";
    units.push_back(std::move(unit));
  }
  if (units.empty()) {
    throw core::InputError("no footprint that is an area has a node; use --units hex:500m");
  }
  return units;
}

std::vector<model::BasicUnit> imported_units(const Snapshot& snapshot) {
  if (snapshot.units.empty()) {
    throw core::InputError(
        "the workspace has no units; run nearnet import WORKSPACE units FILE, or use --units "
        "hex:500m");
  }
  return snapshot.units.rows();
}

/// "streets" or "streets:150m", which is how far from its street a unit reaches.
std::vector<model::BasicUnit> units_of_streets(const Snapshot& snapshot, const std::string& spec) {
  constexpr core::Metres kReach{200.0};
  const std::size_t colon = spec.find(':');
  const core::Metres reach =
      colon == std::string::npos ? kReach : core::parse_distance(spec.substr(colon + 1));
  std::vector<model::BasicUnit> units = territory::street_units(snapshot.roads.rows(), reach);
  if (units.empty()) {
    throw core::InputError(
        "the workspace has no streets; run nearnet import WORKSPACE roads FILE, or use --units "
        "hex:500m");
  }
  return units;
}

/// Weights polygons by the places in them.
void share_out(const std::vector<territory::WeightedPlace>& places, WeightedUnits& made) {
  const std::vector<std::size_t> outside = territory::add_weights(made.units, places);
  const auto left_out = std::count_if(outside.begin(), outside.end(),
                                      [&](std::size_t i) { return is_prospect(places[i]); });
  if (left_out > 0) {
    made.notes.push_back(fmt::format("{} of {} eligible prospects lie outside every unit", left_out,
                                     std::count_if(places.begin(), places.end(), is_prospect)));
  }
}

/// A prospect belongs to the node that serves it, wherever it lies: most that are near the plant
/// and not on it lie outside of every footprint. The others by where they are.
void share_out_by_plant(const Snapshot& snapshot, const std::vector<AccountPlace>& accounts,
                        WeightedUnits& made) {
  std::map<std::string, model::BasicUnit*> unit_of_node;
  for (model::BasicUnit& unit : made.units) unit_of_node.emplace(unit.name, &unit);
  std::vector<territory::WeightedPlace> others;
  for (const AccountPlace& account : accounts) {
    const model::Footprint* plant = snapshot.footprints.find(account.plant);
    const auto unit = unit_of_node.find(plant == nullptr ? std::string() : plant->node);
    if (unit == unit_of_node.end()) {
      others.push_back(account.place);
    } else {
      territory::add(unit->second->weights, account.place.weights);
    }
  }
  share_out(others, made);
}

}  // namespace

WeightedUnits weighted_units(const Snapshot& snapshot, const std::string& spec) {
  const std::vector<AccountPlace> accounts = account_places(snapshot);
  const std::vector<territory::WeightedPlace> places = positions_of(accounts);
  if (std::none_of(places.begin(), places.end(), is_prospect)) {
    throw core::InputError(
        "there are no eligible prospects to share out; run nearnet eligibility first");
  }
  WeightedUnits made;
  if (spec.starts_with("hex:")) {
    made.units = territory::hex_units(places, core::parse_distance(spec.substr(4)));
  } else if (spec == "units" || spec == "blocks") {
    made.units = imported_units(snapshot);
    clear_weights(accounts, made.units);
    share_out(places, made);
  } else if (spec == "streets" || spec.starts_with("streets:")) {
    made.units = units_of_streets(snapshot, spec);
    share_out(places, made);
  } else if (spec == "node") {
    made.units = node_units(snapshot, made.notes);
    share_out_by_plant(snapshot, accounts, made);
  } else {
    throw core::ConfigError(fmt::format(
        "\"{}\" is no kind of unit; use hex:500m (hexagons of that side), hex (of a side that "
        "suits), streets (from junction to junction), units (the imported layer) or node (plant "
        "nodes)",
        spec));
  }
  finish_weights(made.units);
  return made;
}

}  // namespace nearnet::workspace
