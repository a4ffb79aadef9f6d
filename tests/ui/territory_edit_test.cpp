// SPDX-License-Identifier: Apache-2.0
// A draft edited by hand: brush, lasso and cut on the map, figures beside it, undo and redo.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "testing/ui_driver.h"
#include "ui/small_market.h"

namespace nearnet::ui {
namespace {

using testing::small_market;
using testing::UiDriver;

constexpr int kColumns = 8;
constexpr int kRows = 2;

geo::LonLat middle_of(int column, int row) {
  return {-68.82 + 0.01 * column + 0.005, 44.79 + 0.01 * row + 0.005};
}

/// The small market's draft on 8 × 2 square units, half of them in "West", half in "East".
workspace::Snapshot market_of_units() {
  workspace::Snapshot snapshot = small_market();
  std::vector<model::Scenario> scenarios = snapshot.scenarios.rows();
  scenarios.front().balance = "prospects=100";
  snapshot.scenarios = {2, scenarios};
  std::vector<model::ScenarioUnit> units;
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kColumns; ++column) {
      model::ScenarioUnit unit;
      unit.scenario = core::ScenarioId("north");
      unit.unit = core::UnitId("u" + std::to_string(column) + std::to_string(row));
      unit.territory = core::TerritoryId(column < kColumns / 2 ? "T1" : "T2");
      unit.weights = {{"prospects", 1.0}};
      const double west = -68.82 + 0.01 * column;
      const double south = 44.79 + 0.01 * row;
      unit.geometry = geo::Geometry::polygon({{{west, south},
                                               {west + 0.01, south},
                                               {west + 0.01, south + 0.01},
                                               {west, south + 0.01},
                                               {west, south}},
                                              {}});
      units.push_back(unit);
    }
  }
  snapshot.scenario_units = {2, units};
  return snapshot;
}

class TerritoryEditing : public ::testing::Test {
 protected:
  TerritoryEditing()
      : user(market_of_units()),
        editor(user.snapshot, core::ScenarioId("north"), core::JobContext({.threads = 1})) {
    user.state.tab = SideTab::kTerritories;
    user.editor = &editor;
    user.frames(2);
    fit(user.state.map, user.scene);
    user.frame();
  }

  std::size_t at(int column, int row) const {
    return editor.plan().territory_of(static_cast<std::size_t>(row * kColumns + column));
  }
  const map::Tint& tint(int column, int row) const {
    return user.scene.layer(map::LayerId::kTerritories)
        .tints[static_cast<std::size_t>(row * kColumns + column)];
  }
  void drag(geo::LonLat from, geo::LonLat to) {
    const ImVec2 start = user.on_screen(from);
    const ImVec2 end = user.on_screen(to);
    user.drag(start, {end.x - start.x, end.y - start.y});
    user.frame();
  }

  UiDriver user;
  workspace::TerritoryEditor editor;
};

TEST(TerritoryEdit, StartsFromADraft) {
  UiDriver user(market_of_units());
  user.click("tab/territories");
  user.click("territories/edit");
  EXPECT_EQ(user.only_action<workspace::EditTerritories>().scenario.text(), "north");
}

TEST_F(TerritoryEditing, ShowsUnitsInTheColoursOfTheirTerritories) {
  const map::Layer& layer = user.scene.layer(map::LayerId::kTerritories);
  EXPECT_EQ(layer.areas.size(), 16U);
  EXPECT_EQ(layer.classes, (std::vector<std::string>{"West", "East"}));
  EXPECT_EQ(tint(0, 0), (map::Tint{0, false}));
  EXPECT_EQ(tint(7, 1), (map::Tint{1, false}));
  user.editor = nullptr;
  user.frame();
  EXPECT_TRUE(user.scene.layer(map::LayerId::kTerritories).tints.empty());
  EXPECT_EQ(user.scene.layer(map::LayerId::kTerritories).areas.size(), 2U);
}

TEST_F(TerritoryEditing, ABrushStrokeIsOneStepWithLiveFigures) {
  const std::uint64_t shapes = user.scene.layer(map::LayerId::kTerritories).version;
  const map::Camera camera = user.state.map.camera;
  user.click("edit/territory/T1");
  drag(middle_of(4, 0), middle_of(6, 0));
  EXPECT_EQ(at(4, 0), 0U);
  EXPECT_EQ(at(5, 0), 0U);
  EXPECT_EQ(at(6, 0), 0U);
  EXPECT_EQ(at(7, 0), 1U);
  EXPECT_EQ(user.state.map.camera, camera) << "the map stays where it is";
  EXPECT_EQ(tint(5, 0).paint, 0U);
  EXPECT_EQ(user.scene.layer(map::LayerId::kTerritories).version, shapes)
      << "colours alone are set anew";
  ASSERT_EQ(user.state.territories.edit.rows.size(), 2U);
  EXPECT_EQ(user.state.territories.edit.rows[0].figures.units, 11U);
  EXPECT_DOUBLE_EQ(user.state.territories.edit.deviation, 3.0 / 8.0);
  EXPECT_EQ(editor.edit().undo_title(), "Move to West");

  user.press_letter('Z', true);
  EXPECT_EQ(at(5, 0), 1U);
  EXPECT_EQ(tint(5, 0).paint, 1U);
  EXPECT_FALSE(editor.edit().can_undo()) << "a drag is one step";
  user.press_letter('Y', true);
  EXPECT_EQ(at(5, 0), 0U);
  EXPECT_TRUE(user.actions.empty()) << "nothing is saved on the way";
}

TEST_F(TerritoryEditing, NamesStandInTheirOwnTerritory) {
  // The lower row and both ends of the upper one: a trough around East.
  user.click("edit/territory/T1");
  drag(middle_of(4, 0), middle_of(7, 0));
  drag(middle_of(7, 0), middle_of(7, 1));
  user.click("edit/territory/T2");
  drag(middle_of(1, 1), middle_of(3, 1));
  ASSERT_EQ(user.state.territories.edit.rows.size(), 2U);
  for (const auto& row : user.state.territories.edit.rows) {
    const auto& centroids = editor.plan().ground().centroids;
    const auto unit = std::find(centroids.begin(), centroids.end(), row.name_place);
    ASSERT_NE(unit, centroids.end()) << row.name;
    const auto number = static_cast<std::size_t>(unit - centroids.begin());
    EXPECT_EQ(editor.plan().territory_of(number), row.territory) << row.name;
  }
}

TEST_F(TerritoryEditing, ABreakIsMarkedAndSaid) {
  user.click("edit/territory/T1");
  user.click("edit/unit");
  user.click_at(user.on_screen(middle_of(6, 0)));
  user.frame();
  EXPECT_EQ(at(6, 0), 0U);
  EXPECT_TRUE(tint(6, 0).marked);
  EXPECT_EQ(user.state.territories.edit.strays.size(), 1U);
  user.click("edit/show_breaks");
  user.click("edit/undo");
  user.frame();
  EXPECT_FALSE(tint(6, 0).marked);
  EXPECT_FALSE(user.sees("edit/show_breaks"));
}

TEST_F(TerritoryEditing, ALassoMovesWhatItHolds) {
  user.click("edit/territory/T2");
  user.click("edit/lasso");
  // Down the western edge of the second column and back along its eastern one.
  const std::vector<geo::LonLat> around = {
      {-68.812, 44.788}, {-68.812, 44.812}, {-68.798, 44.812}, {-68.798, 44.788}};
  ImGuiIO& io = ImGui::GetIO();
  user.move_to(user.on_screen(around[0]));
  io.MouseDown[0] = true;
  user.frame();
  for (const geo::LonLat& place : around) user.move_to(user.on_screen(place));
  io.MouseDown[0] = false;
  user.frames(2);
  EXPECT_EQ(at(0, 0), 0U);
  EXPECT_EQ(at(1, 0), 1U);
  EXPECT_EQ(at(1, 1), 1U);
  EXPECT_EQ(at(2, 0), 0U);
}

TEST_F(TerritoryEditing, ACutMakesANewTerritory) {
  user.click("edit/territory/T2");
  user.click("edit/cut");
  drag({-68.76, 44.789}, {-68.76, 44.811});
  ASSERT_EQ(editor.plan().labels().size(), 3U);
  EXPECT_NE(at(4, 0), at(7, 0));
  EXPECT_EQ(user.scene.layer(map::LayerId::kTerritories).classes.size(), 3U);
  // A line that misses the territory says so and changes nothing.
  user.click("edit/territory/T1");
  drag({-68.745, 44.789}, {-68.745, 44.811});
  EXPECT_NE(user.state.territories.edit.problem.find("on one side"), std::string::npos);
  EXPECT_EQ(editor.plan().labels().size(), 3U);
}

TEST_F(TerritoryEditing, MergesSwapsSplitsAndFinishes) {
  user.click("edit/territory/T1");
  user.click("edit/swap_reps");
  EXPECT_EQ(editor.plan().labels()[1]->rep.text(), "ae-1");
  user.click("edit/swap_units");
  EXPECT_EQ(at(0, 0), 1U);
  user.click("edit/split");
  EXPECT_EQ(user.only_action<workspace::SplitEdited>().territory, 0U);
  user.actions.clear();
  user.click("edit/finish");
  user.only_action<workspace::FinishEdited>();
  user.actions.clear();
  user.click("edit/merge");
  EXPECT_EQ(editor.plan().territories().size(), 1U);
  user.click("edit/save");
  user.only_action<workspace::SaveEdited>();
  user.actions.clear();
  user.click("edit/discard");
  user.only_action<workspace::DiscardEdited>();
}

TEST_F(TerritoryEditing, AsksForOneRepMoreOrFewer) {
  user.click("edit/territory/T1");
  user.click("edit/one_more");
  EXPECT_TRUE(user.only_action<workspace::AddEdited>().rep.empty()) << "nobody yet";
  user.actions.clear();
  user.click("edit/one_fewer");
  EXPECT_EQ(user.only_action<workspace::RemoveEdited>().territory, 0U);
  user.actions.clear();
  // Touched units stay unless the user lets them go.
  EXPECT_FALSE(user.sees("edit/keep_touched"));
  user.click("edit/unit");
  user.click_at(user.on_screen(middle_of(4, 0)));
  user.frame();
  user.click("edit/keep_touched");
  user.click("edit/finish");
  EXPECT_FALSE(user.only_action<workspace::FinishEdited>().keep_touched);
}

TEST_F(TerritoryEditing, WaitsWhileTheEngineWorks) {
  user.job = workspace::JobQueue::Status{"Balancing the rest", "", 0.5, false, 0};
  user.click("edit/territory/T1");
  drag(middle_of(4, 0), middle_of(6, 0));
  EXPECT_EQ(at(5, 0), 1U);
  EXPECT_FALSE(user.box("edit/save").enabled);
}

TEST_F(TerritoryEditing, SaysBeforehandWhatAPressWouldDo) {
  user.click("edit/territory/T1");
  user.click("edit/unit");
  user.move_to(user.on_screen(middle_of(6, 0)));
  user.frame();
  ASSERT_TRUE(user.state.territories.edit.preview);
  EXPECT_EQ(user.state.territories.edit.preview->territories[0].after.parts, 2U);
  EXPECT_EQ(at(6, 0), 1U);
  EXPECT_FALSE(editor.edit().can_undo());
}

}  // namespace
}  // namespace nearnet::ui
