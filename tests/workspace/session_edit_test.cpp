// SPDX-License-Identifier: Apache-2.0
// A draft under the hand in a session: opened, changed, finished by the engine, saved or thrown
// away.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workspace/session.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using ::testing::HasSubstr;

const core::ScenarioId kPlan("plan");

class SessionEdit : public ::testing::Test {
 protected:
  SessionEdit() {
    Workspace market = town_.evaluated();
    market.apply(design_territories(market.snapshot(), hexagons("plan"), Town::job()).command);
    perform(OpenWorkspace{town_.workspace_path()});
  }
  void perform(const Action& action) {
    session_.perform(action);
    session_.wait();
  }
  const std::string& last() const { return session_.messages().back().text; }
  /// Gives some of the first territory's units to the second.
  std::vector<std::size_t> give(std::size_t count) {
    TerritoryEditor& editor = *session_.editor();
    std::vector<std::size_t> units = territory::units_of(editor.plan(), 0);
    units.resize(count);
    editor.edit().make(territory::moved(editor.plan(), units, 1), "Give");
    return units;
  }
  std::string territory_of(const core::UnitId& id) const {
    for (const model::ScenarioUnit& unit : session_.snapshot().scenario_units.rows()) {
      if (unit.unit == id) return unit.territory.text();
    }
    return "none";
  }

  Town town_;
  Session session_{{.threads = 1, .seed = 7}};
};

TEST_F(SessionEdit, SavesWhatTheHandAndTheEngineMade) {
  EXPECT_EQ(session_.editor(), nullptr);
  perform(EditTerritories{kPlan});
  ASSERT_NE(session_.editor(), nullptr);
  const auto units = give(territory::units_of(session_.editor()->plan(), 0).size() / 2);
  const core::UnitId first = session_.editor()->plan().ground().units[units.front()].id;
  const double spoilt = session_.editor()->plan().max_deviation();
  perform(FinishEdited{});
  EXPECT_THAT(last(), HasSubstr("Balancing the rest: "));
  EXPECT_LT(session_.editor()->plan().max_deviation(), spoilt);
  EXPECT_EQ(session_.editor()->plan().territory_of(units.front()), 1U) << "touched, so it stays";
  perform(SplitEdited{0, 2});
  EXPECT_EQ(session_.editor()->plan().territories().size(), 3U);
  EXPECT_EQ(territory_of(first), "1") << "nothing is saved yet";
  const double shown = session_.editor()->plan().max_deviation();
  perform(SaveEdited{});
  EXPECT_EQ(last(), "Scenario \"plan\" saved");
  EXPECT_EQ(session_.editor(), nullptr);
  EXPECT_EQ(territory_of(first), "2");
  EXPECT_EQ(session_.snapshot().territories.size(), 3U);
  EXPECT_NEAR(session_.snapshot().scenarios.find(kPlan)->max_deviation, shown, 1e-9);
  perform(Undo{});
  EXPECT_EQ(territory_of(first), "1") << "a whole edit is one command";
}

TEST_F(SessionEdit, OneRepMoreAndOneFewerAreStepsOfTheEdit) {
  perform(EditTerritories{kPlan});
  const auto given = give(2);
  perform(AddEdited{});
  EXPECT_THAT(last(), HasSubstr("Making room for one more: "));
  EXPECT_THAT(last(), HasSubstr("no plan within the tolerance moves less than"));
  const territory::LivePlan& plan = session_.editor()->plan();
  ASSERT_EQ(plan.territories().size(), 3U);
  EXPECT_TRUE(plan.labels()[2]->rep.empty());
  EXPECT_GT(plan.figures(2).units, 0U);
  for (const std::size_t unit : given) EXPECT_EQ(plan.territory_of(unit), 1U) << "touched";
  EXPECT_EQ(session_.editor()->edit().touched_count(), given.size()) << "the engine is no hand";

  perform(AddEdited{core::RepId("R1")});
  EXPECT_THAT(last(), HasSubstr("rep R1 has territory 1"));
  perform(RemoveEdited{1});
  EXPECT_THAT(last(), HasSubstr("Dealing out: "));
  EXPECT_EQ(plan.territories().size(), 2U);
  EXPECT_EQ(plan.figures(0).parts, 1U);
  session_.editor()->edit().undo();
  session_.editor()->edit().undo();
  EXPECT_EQ(plan.territories().size(), 2U);
  EXPECT_EQ(plan.territory_of(given[0]), 1U);
}

TEST_F(SessionEdit, WhatAHandMovedIsStillTouchedWhenOpenedAgain) {
  perform(EditTerritories{kPlan});
  const auto given = give(2);
  perform(SaveEdited{});
  perform(EditTerritories{kPlan});
  ASSERT_NE(session_.editor(), nullptr);
  EXPECT_EQ(session_.editor()->edit().touched_count(), given.size());
  perform(FinishEdited{});
  for (const std::size_t unit : given) {
    EXPECT_EQ(session_.editor()->plan().territory_of(unit), 1U);
  }
}

TEST_F(SessionEdit, DiscardChangesNothing) {
  perform(EditTerritories{kPlan});
  give(3);
  const std::int64_t version = session_.snapshot().version;
  perform(DiscardEdited{});
  EXPECT_EQ(session_.editor(), nullptr);
  EXPECT_EQ(session_.snapshot().version, version);
}

TEST_F(SessionEdit, AnEnginesResultIsNotUsedOnAnotherPlan) {
  perform(EditTerritories{kPlan});
  session_.perform(FinishEdited{});
  const auto units = give(2);  // while the engine works
  session_.wait();
  EXPECT_THAT(last(), HasSubstr("changed meanwhile"));
  EXPECT_EQ(session_.editor()->edit().undo_title(), "Give");
  EXPECT_EQ(session_.editor()->plan().territory_of(units[0]), 1U);
}

TEST_F(SessionEdit, AnotherProgramsChangeIsNotOverwritten) {
  perform(EditTerritories{kPlan});
  const auto units = give(2);
  const core::UnitId first = session_.editor()->plan().ground().units[units[0]].id;
  Workspace other = town_.open();
  other.apply(move_units(other.snapshot(), kPlan, {first}, core::TerritoryId("2"), Town::job()));
  session_.wait();
  perform(SaveEdited{});
  EXPECT_THAT(last(), HasSubstr("changed elsewhere"));
  EXPECT_NE(session_.editor(), nullptr) << "what was edited is still there";
  // A change of something else is no obstacle.
  perform(DiscardEdited{});
  perform(EditTerritories{kPlan});
  give(2);
  other.apply(log_activity(other.snapshot(), visit("023", model::Outcome::kNotIn)));
  session_.wait();
  perform(SaveEdited{});
  EXPECT_EQ(last(), "Scenario \"plan\" saved");
}

TEST_F(SessionEdit, APublishedPlanIsNotOpened) {
  perform(PublishScenario{kPlan});
  perform(EditTerritories{kPlan});
  EXPECT_EQ(session_.editor(), nullptr);
  EXPECT_THAT(last(), HasSubstr("--keep plan"));
}

}  // namespace
}  // namespace nearnet::workspace
