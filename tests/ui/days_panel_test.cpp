// SPDX-License-Identifier: Apache-2.0
// The days panel's paths, clicked through by a user without a screen.
#include <gtest/gtest.h>

#include "testing/ui_driver.h"
#include "ui/small_market.h"

namespace nearnet::ui {
namespace {

using testing::small_market;
using testing::UiDriver;

TEST(Days, PlansFromTheNextWorkingDay) {
  UiDriver user(small_market());
  user.click("tab/days");
  user.choose("days/rep", 1);
  user.enter("days/end", "16:00");
  user.click("days/plan");
  const auto request = user.only_action<workspace::PlanDays>().request;
  EXPECT_EQ(request.rep.text(), "ae-2");
  EXPECT_EQ(core::format_date(request.from), "2026-11-23") << "the Monday after a Friday";
  EXPECT_EQ(request.days, 5);
  EXPECT_EQ(request.start, std::nullopt);
  EXPECT_EQ(request.end, core::parse_time_of_day("16:00"));
  EXPECT_EQ(request.visit, core::minutes(15));
}

TEST(Days, AskNothingOfRoadsThatAreNotThere) {
  UiDriver user(small_market());
  user.click("tab/days");
  user.choose("days/rep", 1);
  EXPECT_TRUE(user.sees("days/plan"));
  EXPECT_FALSE(user.sees("days/curb"));
}

TEST(Days, AskOfTheRoadsWhatTheyCanTell) {
  workspace::Snapshot market = small_market();
  model::Road road;
  road.id = core::RoadId("1");
  road.line = {{-68.78, 44.8}, {-68.76, 44.8}};
  market.roads = {1, {road}};
  UiDriver user(market);
  user.click("tab/days");
  user.choose("days/rep", 1);
  user.click("days/curb");
  user.enter("days/road_limit", "far");
  user.frame();
  EXPECT_FALSE(user.box("days/plan").enabled);
  user.enter("days/road_limit", "0.3km");
  user.frame();
  user.click("days/plan");
  const auto request = user.only_action<workspace::PlanDays>().request;
  EXPECT_TRUE(request.curb);
  EXPECT_EQ(request.farthest_road, core::Metres(300));
}

TEST(Days, RefusesADayThatEndsBeforeItStarts) {
  UiDriver user(small_market());
  user.click("tab/days");
  user.choose("days/rep", 1);
  user.enter("days/start", "16:00");
  user.enter("days/end", "09:00");
  EXPECT_FALSE(user.box("days/plan").enabled);
}

TEST(Days, PlansTheRestOfTodayFromTheChosenBusiness) {
  workspace::Snapshot market = small_market();
  market.today = market.routes.rows().front().date;
  UiDriver user(market);
  user.click("tab/days");
  user.frame();
  user.click("days/under_way");
  user.frame();
  EXPECT_FALSE(user.box("days/replan").enabled) << "nobody knows where";
  user.click("days/stop/A-2");
  user.enter("days/now", "11:20");
  user.state.days.form.curb = true;
  user.state.days.form.road_limit = "300m";
  user.frame();
  user.click("days/replan");
  const auto action = user.only_action<workspace::ReplanDay>();
  EXPECT_TRUE(action.request.day.curb) << "the rest is driven as the day was";
  EXPECT_EQ(action.request.day.farthest_road, core::Metres(300));
  EXPECT_TRUE(action.now_given);
  EXPECT_EQ(action.request.now, core::parse_time_of_day("11:20"));
  EXPECT_EQ(action.request.at, *market.prospects.find(core::BusinessId("A-2"))->position);
  EXPECT_EQ(action.request.day.from, market.today);
  user.enter("days/now", "noon");
  user.frame();
  EXPECT_FALSE(user.box("days/replan").enabled);
}

TEST(Days, ChoosesAStopAndSomeoneLeftOut) {
  UiDriver user(small_market());
  user.click("tab/days");
  user.frame();
  user.click("days/stop/A-2");
  EXPECT_EQ(user.state.selection.business.text(), "A-2");
  EXPECT_EQ(user.state.tab, SideTab::kDays) << "the list stays";
  user.click("days/reason/NO_TIME_LEFT");
  user.frame();
  user.click("days/unserved/A-10");
  EXPECT_EQ(user.state.selection.business.text(), "A-10");
}

TEST(Days, OpensTodayAndNotTheDaysBehind) {
  workspace::Snapshot market = small_market();
  std::vector<model::DayRoute> days = market.routes.rows();
  market.today = days.front().date;
  model::DayRoute yesterday = days.front();
  yesterday.date = core::add_days(market.today, -1);
  days.insert(days.begin(), yesterday);
  market.routes = {2, days};
  UiDriver user(market);
  user.click("tab/days");
  user.frame();
  user.click("days/stop/A-2");
  EXPECT_EQ(user.state.selection.business.text(), "A-2");
}

TEST(Days, ShowsADayAndATerritoryOnTheMap) {
  UiDriver user(small_market());
  const double all = user.state.map.camera.metres_per_pixel();
  user.click("tab/days");
  user.frame();
  user.click("days/day/2026-11-24");
  user.frame();
  const double day = user.state.map.camera.metres_per_pixel();
  EXPECT_LT(day, all) << "one day is less than everything";
  user.click("tab/territories");
  user.frame();
  user.click("territories/name/T1");
  user.frame();
  EXPECT_GT(user.state.map.camera.metres_per_pixel(), day);
}

TEST(Days, WritesTheDayPack) {
  UiDriver user(small_market());
  user.click("tab/days");
  user.click("days/pack");
  user.enter("days/folder", "/tmp/ana");
  user.click("days/write_pack");
  const auto pack = user.only_action<workspace::ExportDayPack>();
  EXPECT_EQ(pack.rep.text(), "ae-1");
  EXPECT_EQ(pack.folder, "/tmp/ana");
}

TEST(Days, OnlyThoseOfTheChosenRepAreOnTheMap) {
  UiDriver user(small_market());
  EXPECT_EQ(user.scene.layer(map::LayerId::kStops).points.size(), 2U);
  user.click("tab/days");
  user.choose("days/rep", 1);
  user.frame();
  EXPECT_TRUE(user.scene.layer(map::LayerId::kStops).empty());
}

}  // namespace
}  // namespace nearnet::ui
