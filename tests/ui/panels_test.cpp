// SPDX-License-Identifier: Apache-2.0
// Each panel's main path, clicked through by a user without a screen.
#include <gtest/gtest.h>

#include "testing/ui_driver.h"
#include "ui/small_market.h"

namespace nearnet::ui {
namespace {

using testing::small_market;
using testing::UiDriver;
using testing::unjudged_market;

void inspect(UiDriver& user, const char* business) {
  user.state.selection.choose(core::BusinessId(business), Origin::kTable);
  user.frames(3);
}

TEST(Inspector, LogsAVisitWithOutcomeAndFollowUp) {
  UiDriver user(small_market());
  inspect(user, "A-2");
  EXPECT_FALSE(user.box("log/save").enabled) << "a visit without an outcome cannot be saved";
  user.click("log/save");
  EXPECT_TRUE(user.actions.empty());
  user.choose("log/outcome", 3);  // interested
  user.click("log/plus_7");
  user.enter("log/note", "Asks for two lines");
  EXPECT_TRUE(user.box("log/save").enabled);
  user.click("log/save");
  const model::Activity activity = user.only_action<workspace::LogActivity>().activity;
  EXPECT_EQ(activity.business.text(), "A-2");
  EXPECT_EQ(activity.kind, model::ActivityKind::kVisit);
  EXPECT_EQ(activity.outcome, model::Outcome::kInterested);
  EXPECT_EQ(activity.follow_up, core::parse_date("2026-11-27"));
  EXPECT_EQ(activity.note, "Asks for two lines");
  EXPECT_EQ(activity.at.date, user.now.date);
  EXPECT_FALSE(user.box("log/save").enabled) << "saved once";
}

TEST(Inspector, AsksASaleForItsRevenue) {
  UiDriver user(small_market());
  inspect(user, "A-1");
  user.choose("log/kind", 4);  // sale
  EXPECT_FALSE(user.box("log/save").enabled);
  user.enter("log/mrc", "129.95");
  user.click("log/save");
  const model::Activity activity = user.only_action<workspace::LogActivity>().activity;
  EXPECT_EQ(activity.outcome, model::Outcome::kSold);
  EXPECT_EQ(activity.mrc, core::Cents(12995));
  EXPECT_EQ(activity.rep.text(), "ae-1") << "the owner, unless said otherwise";
}

TEST(Inspector, RefusesADateThatIsNone) {
  UiDriver user(small_market());
  inspect(user, "A-1");
  user.choose("log/outcome", 2);
  user.enter("log/follow_up", "soon");
  EXPECT_FALSE(user.box("log/save").enabled);
  EXPECT_NE(user.state.inspector.form.problem.find("soon"), std::string::npos);
  user.click("log/no_follow_up");
  EXPECT_TRUE(user.box("log/save").enabled);
}

TEST(Inspector, ExplainsOnlyWhenSomethingHasChanged) {
  UiDriver user(small_market());
  inspect(user, "A-1");
  ASSERT_TRUE(user.state.inspector.explanation.has_value());
  EXPECT_EQ(user.state.inspector.explanation->prospect.status, model::NetStatus::kOnNet);
  EXPECT_EQ(user.state.inspector.history.size(), 1U);
  user.state.inspector.explanation->verdict = "kept";
  user.frames(3);
  EXPECT_EQ(user.state.inspector.explanation->verdict, "kept");
  ++user.snapshot.version;
  user.frame();
  EXPECT_NE(user.state.inspector.explanation->verdict, "kept");
}

TEST(Inspector, LeavesABusinessOutAgainstTheRules) {
  UiDriver user(small_market());
  inspect(user, "A-1");
  user.click("inspector/override");
  EXPECT_FALSE(user.box("override/save").enabled) << "an override needs a reason";
  user.enter("override/reason", " Moved away ");
  user.enter("override/until", "soon");
  EXPECT_FALSE(user.box("override/save").enabled);
  user.enter("override/until", "2026-12-24");
  user.click("override/out");
  user.click("override/save");
  const model::Override wish = user.only_action<workspace::OverrideBusiness>().override;
  EXPECT_EQ(wish.business.text(), "A-1");
  EXPECT_FALSE(wish.eligible);
  EXPECT_EQ(wish.reason, "Moved away");
  EXPECT_EQ(wish.until, core::parse_date("2026-12-24"));
}

TEST(Inspector, TakesAnOverrideBack) {
  UiDriver user(small_market());
  model::Override standing{core::BusinessId("A-2"), true, "Seen on site", "ada", {}, {}};
  user.snapshot.overrides = {user.snapshot.version, {standing}};
  inspect(user, "A-2");
  user.click("inspector/override");
  EXPECT_FALSE(user.sees("override/save")) << "one override a business";
  user.click("override/clear");
  EXPECT_EQ(user.only_action<workspace::ClearOverride>().business.text(), "A-2");
}

TEST(Territories, DesignsFromTheForm) {
  UiDriver user(small_market());
  user.click("tab/territories");
  user.click("territories/form");
  user.enter("territories/name", "spring");
  user.click("territories/by_count");
  user.click("territories/run");
  const auto request = user.only_action<workspace::DesignTerritories>().request;
  EXPECT_EQ(request.scenario.text(), "spring");
  EXPECT_EQ(request.count, 4U);
  EXPECT_EQ(request.units, "hex");
  EXPECT_EQ(request.balance, "prospects=50,hours=30,mrc=20");
  EXPECT_DOUBLE_EQ(request.tolerance, 0.05);
  EXPECT_FALSE(request.keep.has_value());
}

TEST(Territories, AssignsApprovesAndPublishes) {
  UiDriver user(small_market());
  user.click("tab/territories");
  user.choose("territories/rep/T2", 2);
  const auto assign = user.only_action<workspace::AssignTerritory>();
  EXPECT_EQ(assign.territory.text(), "T2");
  EXPECT_EQ(assign.rep.text(), "ae-2");
  user.actions.clear();
  user.click("territories/approve");
  EXPECT_EQ(user.only_action<workspace::ApproveScenario>().scenario.text(), "north");
  user.actions.clear();
  user.click("territories/publish");
  EXPECT_EQ(user.only_action<workspace::PublishScenario>().scenario.text(), "north");
}

TEST(Territories, ASecondPersonApprovesWhereTheWorkspaceAsksForOne) {
  workspace::Snapshot market = small_market();
  market.settings.second_person_approves = true;
  UiDriver user(market);
  user.click("tab/territories");
  EXPECT_FALSE(user.sees("territories/publish"));
  EXPECT_FALSE(user.sees("territories/approve"));
  user.click("territories/propose");
  EXPECT_EQ(user.only_action<workspace::ProposeScenario>().scenario.text(), "north");
  user.actions.clear();
  model::Scenario proposed = market.scenarios.rows().front();
  proposed.state = model::ScenarioState::kProposed;
  proposed.proposed_by = "Ada";
  user.snapshot.scenarios = {2, {proposed}};
  user.frame();
  EXPECT_FALSE(user.sees("territories/publish"));
  user.click("territories/approve");
  EXPECT_EQ(user.only_action<workspace::ApproveScenario>().scenario.text(), "north");
  user.actions.clear();
  proposed.state = model::ScenarioState::kApproved;
  user.snapshot.scenarios = {3, {proposed}};
  user.frame();
  user.click("territories/publish");
  EXPECT_EQ(user.only_action<workspace::PublishScenario>().scenario.text(), "north");
}

TEST(Territories, TellsWhatAPlanChanges) {
  workspace::Snapshot market = small_market();
  // The draft against a plan in force in which everything is the first rep's.
  model::Scenario present = market.scenarios.rows()[1];
  present.state = model::ScenarioState::kPublished;
  std::vector<model::Territory> territories = market.territories.rows();
  std::vector<model::ScenarioUnit> units;
  for (const model::Territory& territory : market.territories.rows()) {
    model::ScenarioUnit unit;
    unit.scenario = territory.scenario;
    unit.unit = core::UnitId(territory.id.text());
    unit.territory = territory.id;
    unit.geometry = territory.geometry;
    units.push_back(unit);
    unit.scenario = present.id;
    units.push_back(unit);
    territories.push_back(territory);
    territories.back().scenario = present.id;
    territories.back().rep = market.territories.rows().front().rep;
  }
  market.scenarios = {2, {market.scenarios.rows().front(), present}};
  market.territories = {2, territories};
  market.scenario_units = {2, units};
  UiDriver user(market);
  user.click("tab/territories");
  user.click("territories/scenario/north");
  user.click("review/section");
  user.click("review/run");
  user.frame();
  EXPECT_TRUE(user.sees("review/moved"));
  EXPECT_TRUE(user.sees("review/exceptions"));
  EXPECT_TRUE(user.sees("review/gaps"));
  ASSERT_TRUE(user.state.territories.review.impact.has_value());
  const auto expected = workspace::compare_accounts(market, present.id, core::ScenarioId("north"));
  EXPECT_EQ(user.state.territories.review.impact->accounts, expected.accounts);
  user.snapshot.version = 2;
  user.frame();
  EXPECT_TRUE(user.sees("review/run")) << "what was worked out before no longer holds";
}

TEST(Territories, ShowsTheScenarioChosen) {
  UiDriver user(small_market());
  user.click("tab/territories");
  EXPECT_EQ(user.state.sync.territories().size(), 2U);
  user.click("territories/scenario/older");
  user.frame();
  EXPECT_EQ(user.state.territories.shown.text(), "older");
  EXPECT_TRUE(user.scene.layer(map::LayerId::kTerritories).empty());
}

TEST(Territories, SayWhatIsMissing) {
  const TerritoryForm form;
  EXPECT_EQ(problem_of(form, small_market()), "");
  EXPECT_NE(problem_of(form, unjudged_market()), "");
  workspace::Snapshot nobody = small_market();
  nobody.reps = {};
  EXPECT_NE(problem_of(form, nobody), "");
  EXPECT_EQ(problem_of({.one_per_rep = false}, nobody), "");
  EXPECT_NE(problem_of({.prospects = 0, .hours = 0, .mrc = 0}, small_market()), "");
}

TEST(Territories, AsksForTheUnitsChosenAndWhatHasWeight) {
  EXPECT_EQ(request_of({}, {}).units, "hex");
  EXPECT_EQ(request_of({.suited_hex = false, .hex_metres = 300}, {}).units, "hex:300m");
  EXPECT_EQ(request_of({.units = UnitKind::kStreets}, {}).units, "streets");
  EXPECT_EQ(request_of({.units = UnitKind::kNodes}, {}).units, "node");
  EXPECT_EQ(request_of({.prospects = 40, .hours = 0, .mrc = 0, .customers = 60}, {}).balance,
            "prospects=40,customers=60");
  workspace::Snapshot market = small_market();
  std::vector<model::Footprint> plant = market.footprints.rows();
  plant.front().node = "N1";
  market.footprints = {2, plant};
  UiDriver user(market);
  user.click("tab/territories");
  user.click("territories/form");
  user.click("territories/nodes");
  EXPECT_EQ(user.state.territories.form.units, UnitKind::kNodes);
}

TEST(Territories, KeepTheShownScenarioWhenAsked) {
  const auto request =
      request_of({.units = UnitKind::kImported, .keep_shown = true}, core::ScenarioId("north"));
  EXPECT_EQ(request.units, "") << "what goes on from a scenario has its units";
  EXPECT_EQ(request.keep, core::ScenarioId("north"));
  EXPECT_DOUBLE_EQ(request.max_moved, 0.15);
}

TEST(Coverage, ReportsAndListsTheGaps) {
  UiDriver user(small_market());
  user.click("tab/coverage");
  user.frame();
  EXPECT_EQ(user.state.coverage.report.total.universe, 4);
  EXPECT_EQ(user.state.coverage.report.total.visited, 1);
  user.click("coverage/gaps");
  user.frame();
  user.click("coverage/gap/B-1");
  EXPECT_EQ(user.state.selection.business.text(), "B-1");
  user.choose("coverage/by", 0);
  user.frame();
  EXPECT_TRUE(user.state.coverage.report.by.empty());
}

TEST(StatusBar, CancelsTheJob) {
  UiDriver user(small_market());
  user.job = workspace::JobQueue::Status{"Planning days", "searching", 0.4, false, 1};
  user.frame();
  user.click("tab/days");
  user.choose("days/rep", 1);
  EXPECT_FALSE(user.box("days/plan").enabled) << "one job at a time";
  user.click("status/cancel");
  user.only_action<workspace::CancelJob>();
}

TEST(StatusBar, StopsASearchThatKeepsItsBest) {
  UiDriver user(small_market());
  user.job = workspace::JobQueue::Status{"Designing territories", "searching", 0.4, false, 0, true};
  user.frame();
  user.click("status/cancel");
  user.only_action<workspace::CancelJob>();
}

TEST(StatusBar, OffersToRunAStaleResultAgain) {
  UiDriver user(small_market());
  user.messages.push_back({workspace::Message::kWarning, "The workspace has changed.", true});
  user.frame();
  user.click("status/run_again");
  user.only_action<workspace::RunAgain>();
}

TEST(Commands, UndoByKeyAndButton) {
  UiDriver user(small_market());
  user.press(ImGuiKey_Z, true);
  EXPECT_TRUE(user.actions.empty()) << "nothing to undo";
  user.undo_title = "days plan: ae-1";
  user.press(ImGuiKey_Z, true);
  user.only_action<workspace::Undo>();
  user.actions.clear();
  user.click("top/undo");
  user.only_action<workspace::Undo>();
}

TEST(Commands, TypingIsNoShortcut) {
  UiDriver user(small_market());
  user.undo_title = "days plan: ae-1";
  const map::Camera before = user.state.map.camera;
  user.enter("table/filter", "0+-");
  user.press(ImGuiKey_Z, true);
  EXPECT_TRUE(user.actions.empty());
  EXPECT_EQ(user.state.map.camera, before);
}

TEST(Commands, FindClearAndTheme) {
  UiDriver user(small_market());
  user.press_letter('F', true);
  user.frame();
  user.type("cafe");
  user.frame();
  EXPECT_EQ(user.state.table.filter.text, "cafe");
  user.press(ImGuiKey_Escape);
  inspect(user, "B-1");
  user.press(ImGuiKey_Escape);
  EXPECT_TRUE(user.state.selection.business.empty());
  user.click("top/theme");
  user.frame();
  EXPECT_EQ(user.state.look.theme, ThemeKind::kLight);
  EXPECT_FALSE(user.scene.style().dark);
}

TEST(Layout, KeepsItsPanelsApartAtEverySize) {
  for (const ImVec2 size : {ImVec2{1280, 800}, ImVec2{900, 600}, ImVec2{2560, 1440}}) {
    UiDriver user(small_market(), size.x, size.y);
    SCOPED_TRACE(std::to_string(size.x));
    const ItemBox canvas = user.box("map/canvas");
    EXPECT_GE(canvas.right - canvas.left, 200.0F);
    EXPECT_GE(canvas.bottom - canvas.top, 200.0F);
    EXPECT_LE(user.box("layers/prospects").left, canvas.left);
    EXPECT_GE(user.box("table/filter").top, canvas.bottom);
    EXPECT_GE(user.box("tab/inspector").left, canvas.right);
    EXPECT_LE(user.box("tab/coverage").right, size.x);
  }
}

TEST(Layout, MovesItsBorders) {
  UiDriver user(small_market());
  const ItemBox before = user.box("map/canvas");
  user.drag(user.middle("layout/bottom"), {0.0F, -100.0F});
  user.drag(user.middle("layout/right"), {-50.0F, 0.0F});
  user.frame();
  const ItemBox after = user.box("map/canvas");
  EXPECT_NEAR(after.bottom, before.bottom - 100.0F, 1.0F);
  EXPECT_NEAR(after.right, before.right - 50.0F, 1.0F);
}

TEST(Frame, StartsOverWithAnotherWorkspace) {
  UiDriver user(small_market());
  inspect(user, "A-1");
  user.path = "other.gpkg";
  user.snapshot = unjudged_market();
  user.frames(2);
  EXPECT_TRUE(user.state.selection.business.empty());
  EXPECT_TRUE(user.scene.layer(map::LayerId::kTerritories).empty());
  EXPECT_EQ(user.scene.layer(map::LayerId::kProspects).points.size(), 6U);
}

TEST(Frame, SetsALayerOfTheSceneOnlyWhenItHasChanged) {
  UiDriver user(small_market());
  const auto version = [&](map::LayerId layer) { return user.scene.layer(layer).version; };
  const std::uint64_t footprints = version(map::LayerId::kFootprints);
  const std::uint64_t stops = version(map::LayerId::kStops);
  user.frames(3);
  EXPECT_EQ(version(map::LayerId::kStops), stops);
  user.snapshot.stops = {2, {}};
  user.frame();
  EXPECT_NE(version(map::LayerId::kStops), stops);
  EXPECT_EQ(version(map::LayerId::kFootprints), footprints);
}

}  // namespace
}  // namespace nearnet::ui
