// SPDX-License-Identifier: Apache-2.0
#include "workspace/territory_edits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/error.h"
#include "workspace/check.h"
#include "workspace/territory_editor.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

const core::ScenarioId kPlan("plan");

/// Two territories of R1 and R2, a draft.
class TerritoryEdits : public ::testing::Test {
 protected:
  TerritoryEdits() : market_(town_.evaluated()) {
    market_.apply(design_territories(market_.snapshot(), hexagons("plan"), Town::job()).command);
  }

  Snapshot now() { return market_.snapshot(); }

  /// Applies it; what the workspace then holds is sound.
  TerritoryEdit apply(TerritoryEdit run) {
    market_.apply(run.command);
    EXPECT_THAT(check(now(), market_.store()), IsEmpty());
    return run;
  }

  std::map<std::string, std::string> where() {
    std::map<std::string, std::string> where;
    for (const model::ScenarioUnit& unit : now().scenario_units.rows()) {
      where[unit.unit.text()] = unit.territory.text();
    }
    return where;
  }

  std::set<core::UnitId> touched(const std::string& scenario = "plan") {
    std::set<core::UnitId> touched;
    for (const model::ScenarioUnit& unit : now().scenario_units.rows()) {
      if (unit.by_hand && unit.scenario.text() == scenario) touched.insert(unit.unit);
    }
    return touched;
  }

  Town town_;
  Workspace market_;
};

TEST_F(TerritoryEdits, SplitKeepsTheRepAtHomeAndAddsVacantOnes) {
  const auto before = where();
  const TerritoryEdit run =
      apply(split_territory(now(), kPlan, core::TerritoryId("1"), 2, Town::job()));
  ASSERT_EQ(run.territories.size(), 3U);
  EXPECT_EQ(run.territories[0].rep.text(), "R1");
  EXPECT_EQ(run.territories[2].id.text(), "3");
  EXPECT_EQ(run.territories[2].name, "Territory 3");
  EXPECT_TRUE(run.territories[2].rep.empty());
  EXPECT_TRUE(run.territories[0].connected && run.territories[2].connected);
  for (const auto& [unit, territory] : where()) {
    EXPECT_TRUE(territory == before.at(unit) || (before.at(unit) == "1" && territory == "3"));
  }
  EXPECT_EQ(run.command.what, "plan territory 1 into 2");
  market_.undo();
  EXPECT_EQ(where(), before);
}

TEST_F(TerritoryEdits, MergeTakesATerritoryAway) {
  const TerritoryEdit run = apply(
      merge_territories(now(), kPlan, core::TerritoryId("2"), core::TerritoryId("1"), Town::job()));
  ASSERT_EQ(run.territories.size(), 1U);
  EXPECT_EQ(run.territories[0].id.text(), "2");
  EXPECT_EQ(run.scenario.max_deviation, 0.0);
  EXPECT_GT(run.moved, 0U);
  EXPECT_THAT(
      [&] {
        merge_territories(now(), kPlan, core::TerritoryId("2"), core::TerritoryId("2"),
                          Town::job());
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("one territory")));
}

TEST_F(TerritoryEdits, SwapRepsOrUnits) {
  const auto before = where();
  TerritoryEdit run = apply(swap_territories(now(), kPlan, core::TerritoryId("1"),
                                             core::TerritoryId("2"), Swap::kReps, Town::job()));
  EXPECT_EQ(run.territories[0].rep.text(), "R2");
  EXPECT_EQ(run.territories[1].rep.text(), "R1");
  EXPECT_EQ(run.moved, 0U);
  EXPECT_EQ(where(), before);
  run = apply(swap_territories(now(), kPlan, core::TerritoryId("1"), core::TerritoryId("2"),
                               Swap::kUnits, Town::job()));
  EXPECT_EQ(run.moved, before.size());
  for (const auto& [unit, territory] : where()) EXPECT_NE(territory, before.at(unit));
}

TEST_F(TerritoryEdits, CutGoesAlongTheLine) {
  const TerritoryEditor editor(now(), kPlan, Town::job());
  geo::LonLatBox box;
  for (const std::size_t unit : territory::units_of(editor.plan(), 0)) {
    box.grow(editor.plan().ground().centroids[unit]);
  }
  const geo::LonLat middle = box.centre();
  const TerritoryEdit run =
      apply(cut_territory(now(), kPlan, core::TerritoryId("1"),
                          {middle, {middle.lon, middle.lat + 0.001}}, Town::job()));
  ASSERT_EQ(run.territories.size(), 3U);
  const double west = run.territories[0].geometry.centroid().lon;
  const double east = run.territories[2].geometry.centroid().lon;
  EXPECT_NE(west < middle.lon, east < middle.lon);
  EXPECT_THAT(
      [&] {
        cut_territory(now(), kPlan, core::TerritoryId("1"), {{10.0, 10.0}, {10.0, 11.0}},
                      Town::job());
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("on one side")));
}

TEST_F(TerritoryEdits, FinishLeavesLockedUnitsAndBalancesTheRest) {
  TerritoryEditor editor(now(), kPlan, Town::job());
  std::vector<std::size_t> some = territory::units_of(editor.plan(), 0);
  some.resize(some.size() / 2);
  editor.edit().make(territory::moved(editor.plan(), some, 1));
  market_.apply(editor.save(now(), "territories edit", "by hand", Town::job()).command);
  const double spoilt = now().scenarios.find(kPlan)->max_deviation;
  FinishRequest request{kPlan, {editor.plan().ground().units[some.front()].id}, 1.0};
  const TerritoryEdit run = apply(finish_territories(now(), request, Town::job()));
  EXPECT_LT(run.scenario.max_deviation, spoilt);
  EXPECT_EQ(where().at(request.locks.front().text()), "2");
}

TEST_F(TerritoryEdits, WhatAHandMovedIsRememberedAndStays) {
  const TerritoryEditor opened(now(), kPlan, Town::job());
  std::vector<core::UnitId> some;
  for (const std::size_t unit : territory::units_of(opened.plan(), 0)) {
    some.push_back(opened.plan().ground().units[unit].id);
  }
  some.resize(some.size() / 2);
  market_.apply(move_units(now(), kPlan, some, core::TerritoryId("2"), Town::job()));
  EXPECT_EQ(touched(), std::set(some.begin(), some.end()));
  const double spoilt = now().scenarios.find(kPlan)->max_deviation;

  TerritoryEdit run =
      apply(finish_territories(now(), {.scenario = kPlan, .lock_touched = true}, Town::job()));
  for (const core::UnitId& unit : some) EXPECT_EQ(where().at(unit.text()), "2");
  EXPECT_LT(run.scenario.max_deviation, spoilt);
  EXPECT_EQ(touched(), std::set(some.begin(), some.end())) << "the engine is no hand";

  const std::size_t before = where().size();
  apply(finish_territories(now(), {.scenario = kPlan}, Town::job()));
  EXPECT_EQ(where().size(), before);
  market_.apply(copy_scenario(now(), kPlan, core::ScenarioId("copy")));
  EXPECT_THAT(touched("copy"), IsEmpty());
  market_.apply(design_territories(now(), hexagons("plan"), Town::job()).command);
  EXPECT_THAT(touched(), IsEmpty()) << "a new design forgets";
  while (touched().empty() && market_.undo()) {
  }
  EXPECT_EQ(touched(), std::set(some.begin(), some.end())) << "undo brings the marks back";
}

TEST_F(TerritoryEdits, WhoMakesAnEditDecidesWhatIsTouched) {
  apply(split_territory(now(), kPlan, core::TerritoryId("1"), 2, Town::job()));
  EXPECT_THAT(touched(), IsEmpty()) << "the engine chose the units";
  apply(
      merge_territories(now(), kPlan, core::TerritoryId("1"), core::TerritoryId("3"), Town::job()));
  EXPECT_THAT(touched(), ::testing::Not(IsEmpty()));
  const TerritoryEditor again(now(), kPlan, Town::job());
  EXPECT_EQ(again.edit().touched_count(), touched().size()) << "also where it is opened anew";
}

TEST_F(TerritoryEdits, AnEditorSavesWhatItShows) {
  const auto before = where();
  TerritoryEditor editor(now(), kPlan, Town::job());
  const std::size_t unit = territory::units_of(editor.plan(), 0).front();
  editor.edit().make(territory::moved(editor.plan(), std::vector<std::size_t>{unit}, 1));
  const auto saved = editor.save(now(), "territories edit", "1 unit", Town::job());
  EXPECT_EQ(where(), before) << "nothing is changed before the command is applied";
  market_.apply(saved.command);
  EXPECT_THAT(check(now(), market_.store()), IsEmpty());
  EXPECT_EQ(where().at(editor.plan().ground().units[unit].id.text()), "2");
  EXPECT_NEAR(saved.scenario.max_deviation, editor.plan().max_deviation(), 1e-9);
  for (std::size_t t = 0; t < 2; ++t) {
    EXPECT_EQ(static_cast<std::size_t>(saved.territories[t].units), editor.plan().figures(t).units);
  }
  // Somebody changed the scenario meanwhile: saving over that is refused.
  EXPECT_THAT([&] { editor.save(now(), "territories edit", "again", Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("changed elsewhere")));
}

TEST_F(TerritoryEdits, APublishedPlanIsNotEdited) {
  market_.apply(publish_scenario(now(), kPlan, kMonday));
  EXPECT_THAT([&] { split_territory(now(), kPlan, core::TerritoryId("1"), 2, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("--keep plan")));
  EXPECT_THAT(
      [&] {
        split_territory(now(), core::ScenarioId("x"), core::TerritoryId("1"), 2, Town::job());
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("there are: plan")));
}

TEST_F(TerritoryEdits, MistakesNameWhatThereIs) {
  EXPECT_THAT([&] { split_territory(now(), kPlan, core::TerritoryId("9"), 2, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("1, 2")));
  EXPECT_THROW(split_territory(now(), kPlan, core::TerritoryId("1"), 5000, Town::job()),
               core::InfeasibleError);
  EXPECT_THAT(
      [&] {
        finish_territories(now(), {kPlan, {core::UnitId("nosuch")}, 1.0}, Town::job());
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("nosuch")));
}

}  // namespace
}  // namespace nearnet::workspace
