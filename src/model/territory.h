// SPDX-License-Identifier: Apache-2.0
// Basic units, and the scenarios that group them into territories.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.h"
#include "core/ids.h"
#include "geo/geometry.h"

namespace nearnet::model {

/// Named amounts, such as {"prospects": 12, "hours": 31.5, "mrc": 1450}.
using Weights = std::map<std::string, double>;

/// The smallest area that a territory takes or leaves whole: a hexagon, block, ZIP, plant node.
struct BasicUnit {
  core::UnitId id;
  std::string name;
  Weights weights;
  geo::Geometry geometry;
  std::string source;
  std::string extra;

  friend bool operator==(const BasicUnit&, const BasicUnit&) = default;
};

/// A draft is free to change; one proposed waits for approval; the published scenario is the plan
/// in force.
enum class ScenarioState { kDraft, kProposed, kApproved, kPublished, kRetired };

std::string_view to_text(ScenarioState state);
std::optional<ScenarioState> scenario_state_from_text(std::string_view text);

struct Scenario {
  core::ScenarioId id;  ///< the name users type
  ScenarioState state = ScenarioState::kDraft;
  std::string units;    ///< how the units were made: "hex:500m", a layer name
  std::string balance;  ///< "prospects=50,hours=30,mrc=20"
  double tolerance = 0.0;
  std::uint64_t seed = 0;
  double max_deviation = 0.0;
  std::string approved_by;
  std::optional<core::Date> published_from;
  std::optional<core::Date> published_until;  ///< first day of the one that took its place
  std::string proposed_by;
  std::string published_by;

  friend bool operator==(const Scenario&, const Scenario&) = default;
};

struct Territory {
  core::ScenarioId scenario;
  core::TerritoryId id;
  std::string name;
  core::RepId rep;  ///< empty: vacant
  int units = 0;
  Weights weights;
  double compactness = 0.0;  ///< Polsby–Popper, 4πA/P², measured in metres
  bool connected = false;
  geo::Geometry geometry;
  std::string district;  ///< empty: its rep's
  std::string region;    ///< empty: its rep's

  friend bool operator==(const Territory&, const Territory&) = default;
};

/// Which territory of a scenario a unit belongs to. Carries the unit's shape and weights, so that a
/// scenario stays whole when the units it was made from change.
struct ScenarioUnit {
  core::ScenarioId scenario;
  core::UnitId unit;
  core::TerritoryId territory;  ///< empty: unassigned
  Weights weights;
  geo::Geometry geometry;
  bool by_hand = false;  ///< somebody moved it there; a new design forgets that

  friend bool operator==(const ScenarioUnit&, const ScenarioUnit&) = default;
};

/// Who had an account from when to when: one row for every account that a published scenario gave
/// to another rep. The audit of that hand-over at the same time.
struct AccountPeriod {
  core::BusinessId business;
  core::Date from;                  ///< first day
  core::ScenarioId scenario;        ///< that gave it
  core::TerritoryId territory;      ///< where it lay then
  core::RepId rep;                  ///< who has it in the period
  core::RepId from_rep;             ///< who had it before; empty: nobody
  std::optional<core::Date> until;  ///< first day of the next one; none: to this day
  std::string by;                   ///< who published

  friend bool operator==(const AccountPeriod&, const AccountPeriod&) = default;
};

}  // namespace nearnet::model
