// SPDX-License-Identifier: Apache-2.0
#include "workspace/unit_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/error.h"
#include "territory/basic_units.h"

namespace nearnet::workspace {
namespace {

/// Driving between two visits of a day in town; a figure to balance by, not to plan by.
constexpr double kTravelMinutesPerVisit = 10.0;
constexpr double kVisitMinutes = 15.0;
constexpr int kVisitIntervalDays = 30;

constexpr std::array kWeightNames = {"prospects", "hours", "mrc"};

model::Weights weights_of(const model::Business& business) {
  const double visits_a_year =
      365.0 / std::max(1, business.visit_interval_days.value_or(kVisitIntervalDays));
  const double visit_minutes =
      business.visit_duration ? core::to_minutes(*business.visit_duration) : kVisitMinutes;
  return {{"prospects", 1.0},
          {"hours", visits_a_year * (visit_minutes + kTravelMinutesPerVisit) / 60.0},
          {"mrc", static_cast<double>(business.est_mrc.value_or(core::Cents(0)).value) / 100.0}};
}

std::vector<territory::WeightedPlace> eligible_places(const Snapshot& snapshot) {
  std::vector<territory::WeightedPlace> places;
  for (const model::Prospect& prospect : snapshot.prospects.rows()) {
    const model::Business* business = snapshot.businesses.find(prospect.business);
    if (prospect.eligible && prospect.position && business != nullptr) {
      places.push_back({*prospect.position, weights_of(*business)});
    }
  }
  return places;
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

/// Weights polygons that were not made from the places themselves.
void share_out(const std::vector<territory::WeightedPlace>& places, WeightedUnits& made) {
  for (model::BasicUnit& unit : made.units) {
    for (const char* name : kWeightNames) unit.weights.erase(name);
  }
  const std::size_t outside = territory::add_weights(made.units, places).size();
  if (outside > 0) {
    made.notes.push_back(
        fmt::format("{} of {} eligible prospects lie outside every unit", outside, places.size()));
  }
}

}  // namespace

WeightedUnits weighted_units(const Snapshot& snapshot, const std::string& spec) {
  const std::vector<territory::WeightedPlace> places = eligible_places(snapshot);
  if (places.empty()) {
    throw core::InputError(
        "there are no eligible prospects to share out; run nearnet eligibility first");
  }
  WeightedUnits made;
  if (spec.starts_with("hex:")) {
    made.units = territory::hex_units(places, core::parse_distance(spec.substr(4)));
  } else if (spec == "units" || spec == "blocks") {
    made.units = imported_units(snapshot);
  } else if (spec == "node") {
    made.units = node_units(snapshot, made.notes);
  } else {
    throw core::ConfigError(fmt::format(
        "\"{}\" is no kind of unit; use hex:500m (hexagons of that side), units (the imported "
        "layer) or node (plant nodes)",
        spec));
  }
  if (!spec.starts_with("hex:")) share_out(places, made);
  // Every unit has every weight, so that one without prospects counts as zero.
  for (model::BasicUnit& unit : made.units) {
    for (const char* name : kWeightNames) unit.weights.try_emplace(name, 0.0);
  }
  return made;
}

}  // namespace nearnet::workspace
