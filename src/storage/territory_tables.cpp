// SPDX-License-Identifier: Apache-2.0
// The tables of territory plans and of what came of them.
#include "storage/fields.h"
#include "storage/tables.h"

namespace nearnet::storage {

const TableOf<model::Scenario>& scenarios() {
  using model::Scenario;
  static const auto table = make_table<Scenario>(
      "scenarios", Shape::kNone, 1, "territory plans: drafts, and the one in force",
      {field<&Scenario::id>("scenario", "key: its name"),
       field<&Scenario::state>("state", "draft, proposed, approved, published, retired"),
       field<&Scenario::units>("units", "what the units are: hex:500m, a layer"),
       field<&Scenario::balance>("balance", "weights balanced, and their shares"),
       field<&Scenario::tolerance>("tolerance", "deviation from the mean that was asked for"),
       field<&Scenario::seed>("seed", "seed of the design"),
       field<&Scenario::max_deviation>("max_deviation", "largest deviation reached"),
       field<&Scenario::approved_by>("approved_by", ""),
       field<&Scenario::published_from>("published_from", "in force from this date"),
       field<&Scenario::published_until>("published_until", "first day no longer in force"),
       field<&Scenario::proposed_by>("proposed_by", ""),
       field<&Scenario::published_by>("published_by", "")});
  return table;
}

const TableOf<model::Territory>& territories() {
  using model::Territory;
  static const auto table = make_table<Territory>(
      "territories", Shape::kMultiPolygon, 2, "one outline a scenario and territory",
      {field<&Territory::scenario>("scenario", ""),
       field<&Territory::id>("territory_id", "within the scenario"),
       field<&Territory::name>("name", ""), field<&Territory::rep>("rep_id", "empty: vacant"),
       field<&Territory::units>("units", "number of basic units"),
       field<&Territory::weights>("weights", "totals, as a JSON object"),
       field<&Territory::compactness>("compactness", "Polsby-Popper, 0 … 1"),
       field<&Territory::connected>("connected", "0/1"),
       field<&Territory::district>("district", "what it is part of; empty: its rep's"),
       field<&Territory::region>("region", "what the district is part of; empty: its rep's")},
      geometry<&Territory::geometry>());
  return table;
}

const TableOf<model::ScenarioUnit>& scenario_units() {
  using model::ScenarioUnit;
  static const auto table = make_table<ScenarioUnit>(
      "scenario_units", Shape::kMultiPolygon, 2, "which territory each basic unit belongs to",
      {field<&ScenarioUnit::scenario>("scenario", ""),
       field<&ScenarioUnit::unit>("unit_id", "within the scenario"),
       field<&ScenarioUnit::territory>("territory_id", "empty: unassigned"),
       field<&ScenarioUnit::weights>("weights", "named amounts, as a JSON object"),
       field<&ScenarioUnit::by_hand>("by_hand", "0/1: moved there by hand since the design")},
      geometry<&ScenarioUnit::geometry>());
  return table;
}

const TableOf<model::AccountPeriod>& account_periods() {
  using model::AccountPeriod;
  static const auto table = make_table<AccountPeriod>(
      "assignments", Shape::kNone, 3, "who had an account from when to when, one row a hand-over",
      {field<&AccountPeriod::business>("business_id", ""),
       field<&AccountPeriod::from>("from_date", "first day"),
       field<&AccountPeriod::scenario>("scenario", "the plan that gave it"),
       field<&AccountPeriod::territory>("territory_id", "where it lay in that plan"),
       field<&AccountPeriod::rep>("rep_id", "who has it"),
       field<&AccountPeriod::from_rep>("from_rep_id", "who had it before; empty: nobody"),
       field<&AccountPeriod::until>("until_date", "first day after; null: to this day"),
       field<&AccountPeriod::by>("by_name", "who published the plan")});
  return table;
}

}  // namespace nearnet::storage
