// SPDX-License-Identifier: Apache-2.0
// A loop drawn on the map, and the day that is made of it.
#include "ui/lasso.h"

#include <gtest/gtest.h>

#include "testing/ui_driver.h"
#include "ui/small_market.h"

namespace nearnet::ui {
namespace {

using testing::place_of;
using testing::small_market;
using testing::UiDriver;

/// Around, the two westernmost businesses.
void draw_loop(UiDriver& user) {
  const ImVec2 first = user.on_screen(place_of(user.snapshot, "A-1"));
  const ImVec2 second = user.on_screen(place_of(user.snapshot, "A-2"));
  const float margin = (second.x - first.x) / 2.5F;
  user.click("map/lasso");
  user.trace({{first.x - margin, first.y - margin},
              {second.x + margin, first.y - margin},
              {second.x + margin, first.y + margin},
              {first.x - margin, first.y + margin}});
}

TEST(Lasso, MakesADayOfWhatItHolds) {
  UiDriver user(small_market());
  const map::Camera before = user.state.map.camera;
  draw_loop(user);
  EXPECT_EQ(user.state.map.camera.centre().x, before.centre().x) << "the map stays";
  ASSERT_TRUE(user.state.map.lasso.closed);
  EXPECT_EQ(user.state.map.lasso.prospects, 2U);
  user.click("lasso/plan");
  const auto plan = user.only_action<workspace::PlanDays>();
  EXPECT_EQ(plan.request.days, 1);
  EXPECT_EQ(plan.request.rep, user.snapshot.reps.rows().front().id);
  ASSERT_TRUE(plan.request.area.has_value());
  EXPECT_TRUE(plan.request.area->covers(place_of(user.snapshot, "A-1")));
  EXPECT_TRUE(plan.request.area->covers(place_of(user.snapshot, "A-2")));
  EXPECT_FALSE(plan.request.area->covers(place_of(user.snapshot, "B-1")));
  EXPECT_FALSE(user.state.map.lasso.closed) << "it has served";
}

TEST(Lasso, IsClearedOrLeftOff) {
  UiDriver user(small_market());
  draw_loop(user);
  user.click("lasso/clear");
  EXPECT_FALSE(user.state.map.lasso.closed);
  user.click("map/lasso");
  EXPECT_TRUE(user.state.map.lasso.tool);
  user.click("map/lasso");
  EXPECT_FALSE(user.state.map.lasso.tool);
  EXPECT_TRUE(user.actions.empty());
}

TEST(Lasso, AClickDrawsNothing) {
  UiDriver user(small_market());
  user.click("map/lasso");
  user.click_at(user.on_screen(place_of(user.snapshot, "A-9")));
  EXPECT_FALSE(user.state.map.lasso.closed);
  EXPECT_FALSE(user.sees("lasso/plan"));
}

TEST(StatusBar, ShowsThatDaysAreImprovedAndOffersTheBetterPlan) {
  UiDriver user(small_market());
  user.improving = true;
  user.frame();
  EXPECT_TRUE(user.sees("status/improving"));
  user.improving = false;
  user.messages.push_back({.text = "A better plan was found", .offers_better_plan = true});
  user.frame();
  EXPECT_FALSE(user.sees("status/improving"));
  user.click("status/use_better");
  user.only_action<workspace::UseBetterPlan>();
}

}  // namespace
}  // namespace nearnet::ui
