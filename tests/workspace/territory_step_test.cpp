// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/error.h"
#include "storage/tables.h"
#include "workspace/check.h"
#include "workspace/town.h"
#include "workspace/unit_weights.h"

namespace nearnet::workspace {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

Workspace designed(const Town& town, const TerritoryRequest& request) {
  Workspace market = town.evaluated();
  market.apply(design_territories(market.snapshot(), request, Town::job()).command);
  return market;
}

std::vector<model::ScenarioUnit> units_of(const Snapshot& now, const std::string& scenario) {
  std::vector<model::ScenarioUnit> units;
  for (const model::ScenarioUnit& unit : now.scenario_units.rows()) {
    if (unit.scenario.text() == scenario) units.push_back(unit);
  }
  return units;
}

TEST(TerritoryStep, OneTerritoryARepByDefault) {
  const Town town;
  const Workspace unused = town.evaluated();
  Workspace market = town.open();
  const TerritoryRun run = design_territories(market.snapshot(), hexagons("north"), Town::job());
  market.apply(run.command);
  const Snapshot now = market.snapshot();
  ASSERT_EQ(now.territories.size(), 2u);
  EXPECT_EQ(now.territories.rows()[0].rep.text(), "R1");
  EXPECT_EQ(now.territories.rows()[1].rep.text(), "R2");
  EXPECT_EQ(storage::territories().encode(now.territories.rows()),
            storage::territories().encode(run.territories));
  EXPECT_TRUE(run.design.connected);
  EXPECT_LE(run.design.max_deviation, 0.2);
  double prospects = 0.0;
  for (const model::Territory& territory : now.territories.rows()) {
    prospects += territory.weights.at("prospects");
  }
  EXPECT_DOUBLE_EQ(prospects, 50.0) << "every eligible prospect is in a territory";
  const model::Scenario& scenario = *now.scenarios.find(core::ScenarioId("north"));
  EXPECT_EQ(scenario.state, model::ScenarioState::kDraft);
  EXPECT_EQ(scenario.units, "hex:400m");
  EXPECT_EQ(scenario.seed, 7u);
  EXPECT_THAT(check(now, market.store()), IsEmpty());
}

TEST(TerritoryStep, ImportedUnitsAndNodesAreUnitsToo) {
  const Town town;
  Workspace market = town.evaluated();
  town.import(market, ImportKind::kUnits, town.file("units.geojson"));
  TerritoryRequest request = hexagons("blocks");
  request.units = "units";
  request.tolerance = 0.5;
  const TerritoryRun blocks = design_territories(market.snapshot(), request, Town::job());
  EXPECT_EQ(blocks.design.territory_of_unit.size(), 4u);
  request.units = "node";
  const TerritoryRun nodes = design_territories(market.snapshot(), request, Town::job());
  EXPECT_EQ(nodes.design.territory_of_unit.size(), 2u);
  request.units = "parishes";
  EXPECT_THAT([&] { design_territories(market.snapshot(), request, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("parishes")));
}

TEST(TerritoryStep, KeepStartsFromAnotherScenarioAndMovesLittle) {
  const Town town;
  Workspace market = designed(town, hexagons("north"));
  TerritoryRequest again = hexagons("south");
  again.keep = core::ScenarioId("north");
  again.max_moved = 0.0;
  const TerritoryRun run = design_territories(market.snapshot(), again, Town::job());
  EXPECT_DOUBLE_EQ(run.design.moved_share, 0.0);
  market.apply(run.command);
  const territory::Comparison change =
      compare_scenarios(market.snapshot(), core::ScenarioId("north"), core::ScenarioId("south"));
  EXPECT_THAT(change.moved, IsEmpty());
}

TEST(TerritoryStep, WhatGoesOnFromAScenarioHasItsUnits) {
  const Town town;
  Workspace market = designed(town, hexagons("north"));
  TerritoryRequest again = hexagons("south");
  again.keep = core::ScenarioId("north");
  for (const char* units : {"", "hex"}) {
    again.units = units;
    const TerritoryRun run = design_territories(market.snapshot(), again, Town::job());
    EXPECT_EQ(run.scenario.units, "hex:400m");
  }
  again.units = "hex:130m";
  EXPECT_THAT([&] { design_territories(market.snapshot(), again, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("which is made of hex:400m")));
}

TEST(TerritoryStep, HexagonsWithoutASideHaveOneThatSuits) {
  const Town town;
  Workspace market = town.evaluated();
  TerritoryRequest request = hexagons("north");
  request.units = "hex";
  const TerritoryRun run = design_territories(market.snapshot(), request, Town::job());
  const core::Metres suited =
      territory::suited_hex_side(positions_of(account_places(market.snapshot())), 2);
  EXPECT_EQ(run.scenario.units, fmt::format("hex:{:.0f}m", suited.value));
  request.units = "";
  EXPECT_EQ(design_territories(market.snapshot(), request, Town::job()).scenario.units, "hex:500m");
}

TEST(TerritoryStep, LocksHoldUnitsWhereTheyAre) {
  const Town town;
  Workspace market = designed(town, hexagons("north"));
  const std::vector<model::ScenarioUnit> before = units_of(market.snapshot(), "north");
  TerritoryRequest again = hexagons("south");
  again.locks = {before.front().unit};
  EXPECT_THROW(design_territories(market.snapshot(), again, Town::job()), core::ConfigError)
      << "a lock needs a scenario to keep";
  again.keep = core::ScenarioId("north");
  market.apply(design_territories(market.snapshot(), again, Town::job()).command);
  const auto after = units_of(market.snapshot(), "south");
  const auto held = std::find_if(after.begin(), after.end(), [&](const auto& unit) {
    return unit.unit == before.front().unit;
  });
  ASSERT_NE(held, after.end());
  EXPECT_EQ(held->territory, before.front().territory);
  again.locks = {core::UnitId("no such unit")};
  EXPECT_THROW(design_territories(market.snapshot(), again, Town::job()), core::ConfigError);
}

TEST(TerritoryStep, MovingAUnitRedrawsBothTerritories) {
  const Town town;
  Workspace market = designed(town, hexagons("north"));
  const Snapshot before = market.snapshot();
  const auto units = units_of(before, "north");
  const auto unit = std::find_if(units.begin(), units.end(),
                                 [](const auto& u) { return u.territory.text() == "1"; });
  ASSERT_NE(unit, units.end());
  market.apply(move_units(before, core::ScenarioId("north"), {unit->unit}, core::TerritoryId("2"),
                          Town::job()));
  const Snapshot after = market.snapshot();
  EXPECT_EQ(after.territories.rows()[0].units + 1, before.territories.rows()[0].units);
  EXPECT_EQ(after.territories.rows()[1].units - 1, before.territories.rows()[1].units);
  EXPECT_THAT(check(after, market.store()), IsEmpty());
  EXPECT_THROW(move_units(after, core::ScenarioId("north"), {core::UnitId("?")},
                          core::TerritoryId("2"), Town::job()),
               core::ConfigError);
  EXPECT_THAT(
      [&] {
        move_units(after, core::ScenarioId("north"), {unit->unit}, core::TerritoryId("9"),
                   Town::job());
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("the scenario has 1, 2")));
}

TEST(TerritoryStep, AssignGivesATerritoryToARepOrToNobody) {
  const Town town;
  Workspace market = designed(town, hexagons("north"));
  const core::ScenarioId north("north");
  market.apply(
      assign_territory(market.snapshot(), north, core::TerritoryId("1"), core::RepId("R2")));
  EXPECT_EQ(market.snapshot().territories.rows()[0].rep.text(), "R2");
  market.apply(assign_territory(market.snapshot(), north, core::TerritoryId("1"), core::RepId()));
  EXPECT_TRUE(market.snapshot().territories.rows()[0].rep.empty());
  EXPECT_THROW(
      assign_territory(market.snapshot(), north, core::TerritoryId("1"), core::RepId("R9")),
      core::ConfigError);
  EXPECT_THAT(
      [&] {
        assign_territory(market.snapshot(), core::ScenarioId("x"), core::TerritoryId("1"),
                         core::RepId("R1"));
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("there are: north")));
}

TEST(TerritoryStep, PublishingGivesOutTheAccountsAndRetiresTheOldPlan) {
  const Town town;
  Workspace market = town.published();
  const core::ScenarioId south("south");
  market.apply(design_territories(market.snapshot(), hexagons("south"), Town::job()).command);
  market.apply(
      assign_territory(market.snapshot(), south, core::TerritoryId("1"), core::RepId("R2")));
  market.apply(approve_scenario(market.snapshot(), south, "Grace"));
  EXPECT_EQ(market.snapshot().scenarios.find(south)->approved_by, "Grace");
  market.apply(publish_scenario(market.snapshot(), south, kMonday));
  const Snapshot now = market.snapshot();
  EXPECT_EQ(now.scenarios.find(south)->state, model::ScenarioState::kPublished);
  EXPECT_EQ(now.scenarios.find(south)->published_from, kMonday);
  EXPECT_EQ(now.scenarios.find(core::ScenarioId("north"))->state, model::ScenarioState::kRetired);
  EXPECT_EQ(scenario_in_force(now), south);
  const auto where = assignments(now, south);
  EXPECT_FALSE(where.empty());
  for (const auto& [business, assignment] : where) {
    EXPECT_EQ(now.businesses.find(business)->owner, assignment.rep) << business.text();
    EXPECT_EQ(assignment.rep.text(), "R2");
  }
  EXPECT_THAT(check(now, market.store()), IsEmpty());
  EXPECT_THROW(approve_scenario(now, south, "Grace"), core::ConfigError);
  EXPECT_THROW(design_territories(now, hexagons("south"), Town::job()), core::ConfigError);
}

TEST(TerritoryStep, SaysWhatIsMissingOrImpossible) {
  const Town town;
  Workspace market = town.imported();
  EXPECT_THAT([&] { design_territories(market.snapshot(), hexagons("x"), Town::job()); },
              ThrowsMessage<core::InputError>(HasSubstr("run nearnet eligibility")));
  market.apply(run_eligibility(market.snapshot(), {}, Town::job()).command);
  TerritoryRequest request = hexagons("x");
  request.count = 1000;
  EXPECT_THROW(design_territories(market.snapshot(), request, Town::job()), core::InfeasibleError);
  request.reps = {core::RepId("R1")};
  EXPECT_THROW(design_territories(market.snapshot(), request, Town::job()), core::ConfigError);
  request = hexagons("x");
  request.keep = core::ScenarioId("nowhere");
  EXPECT_THAT([&] { design_territories(market.snapshot(), request, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("nowhere")));
  request = hexagons("x");
  request.balance = "penguins";
  EXPECT_THROW(design_territories(market.snapshot(), request, Town::job()), core::Error);
}

TEST(TerritoryStep, DraftsGetFreeNames) {
  const Town town;
  Workspace market = town.evaluated();
  std::set<std::string> names;
  for (int i = 0; i < 3; ++i) {
    const TerritoryRun run = design_territories(market.snapshot(), hexagons(""), Town::job());
    market.apply(run.command);
    names.insert(run.scenario.id.text());
  }
  EXPECT_EQ(names, (std::set<std::string>{"draft", "draft-2", "draft-3"}));
}

}  // namespace
}  // namespace nearnet::workspace
