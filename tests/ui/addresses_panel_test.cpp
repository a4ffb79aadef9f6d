// SPDX-License-Identifier: Apache-2.0
// The list is cleaned by a user without a screen.
#include <gtest/gtest.h>

#include "testing/ui_driver.h"
#include "ui/small_market.h"

namespace nearnet::ui {
namespace {

using testing::small_market;
using testing::UiDriver;

/// The small market, its positions with more than two decimals.
workspace::Snapshot sound_market() {
  workspace::Snapshot now = small_market();
  std::vector<model::Business> all = now.businesses.rows();
  for (model::Business& business : all) business.position->lon += 0.00123;
  now.businesses = {now.businesses.version() + 1, all};
  return now;
}

/// The same with a shop that has no position and a second record of A-1.
workspace::Snapshot market_to_clean(bool with_reference) {
  workspace::Snapshot now = sound_market();
  std::vector<model::Business> all = now.businesses.rows();
  model::Business lost;
  lost.id = core::BusinessId("L-1");
  lost.name = "Lost Shop";
  lost.address1 = "12 Main St";
  all.push_back(lost);
  model::Business twin = all.front();
  twin.id = core::BusinessId("T-1");
  twin.phone = "207-555-0112";
  all.push_back(twin);
  now.businesses = {now.businesses.version() + 1, all};
  if (with_reference) {
    now.address_points = {1, 1, [] {
                            model::AddressPoint point;
                            point.street = "12 Main St";
                            return std::vector<model::AddressPoint>{point};
                          }};
  }
  return now;
}

TEST(AddressesPanel, ListsWhoHasNoPositionAndPlacesThemByHand) {
  UiDriver user(market_to_clean(false));
  user.click("tab/addresses");
  EXPECT_FALSE(user.box("addresses/geocode").enabled) << "there is nothing to look up in";
  user.click("addresses/row/L-1");
  EXPECT_EQ(user.state.selection.business.text(), "L-1");
  EXPECT_EQ(user.state.tab, SideTab::kAddresses) << "the panel stays";
  EXPECT_FALSE(user.box("addresses/put").enabled) << "no place yet";
  user.enter("addresses/place", "-68.77, here");
  EXPECT_FALSE(user.box("addresses/put").enabled);
  user.enter("addresses/place", "-68.77,44.80");
  user.click("addresses/put");
  const auto wish = user.only_action<workspace::PlaceBusiness>();
  EXPECT_EQ(wish.business.text(), "L-1");
  EXPECT_EQ(wish.place, (geo::LonLat{-68.77, 44.80}));
}

TEST(AddressesPanel, AClickOnTheMapPlacesTheChosenOne) {
  UiDriver user(market_to_clean(false));
  user.click("tab/addresses");
  user.click("addresses/row/L-1");
  user.click("addresses/point");
  EXPECT_TRUE(user.state.selection.placing);
  EXPECT_TRUE(user.sees("map/stop_placing"));
  const geo::LonLat there{-68.7712, 44.8011};
  user.click_at(user.on_screen(there));
  const auto wish = user.only_action<workspace::PlaceBusiness>();
  EXPECT_EQ(wish.business.text(), "L-1");
  // More than a pixel in degrees.
  const double pixel = user.state.map.camera.metres_per_pixel() / 50'000.0;
  EXPECT_NEAR(wish.place.lon, there.lon, pixel);
  EXPECT_NEAR(wish.place.lat, there.lat, pixel);
  EXPECT_FALSE(user.state.selection.placing) << "one click, one place";
  EXPECT_EQ(user.state.selection.business.text(), "L-1") << "what lies there is not chosen instead";
  EXPECT_EQ(user.state.tab, SideTab::kAddresses);
}

TEST(AddressesPanel, PlacingEndsWithEscapeAnotherChoiceOrALoop) {
  UiDriver user(market_to_clean(false));
  user.click("tab/addresses");
  const auto begin = [&] {
    user.click("addresses/row/L-1");
    user.click("addresses/point");
    EXPECT_TRUE(user.state.selection.placing);
  };
  begin();
  user.press(ImGuiKey_Escape);
  EXPECT_FALSE(user.state.selection.placing);
  EXPECT_EQ(user.state.selection.business.text(), "L-1") << "still chosen";
  begin();
  user.click("map/stop_placing");
  EXPECT_FALSE(user.state.selection.placing);
  begin();
  user.state.selection.choose(core::BusinessId("A-2"), Origin::kTable);
  user.frame();
  EXPECT_FALSE(user.state.selection.placing);
  user.click("tab/addresses");
  begin();
  user.click("map/lasso");
  EXPECT_TRUE(user.state.map.lasso.tool);
  EXPECT_FALSE(user.state.selection.placing);
  begin();
  EXPECT_FALSE(user.state.map.lasso.tool) << "the mouse does one thing at a time";
  user.click_at(user.on_screen({-68.7712, 44.8011}));
  EXPECT_EQ(user.only_action<workspace::PlaceBusiness>().business.text(), "L-1");
}

TEST(AddressesPanel, LooksAllAddressesUp) {
  UiDriver user(market_to_clean(true));
  user.click("tab/addresses");
  user.click("addresses/geocode");
  EXPECT_EQ(user.only_action<workspace::GeocodeAddresses>().request.minimum,
            model::GeocodeQuality::kInterpolated);
}

TEST(AddressesPanel, MergesOrTellsApart) {
  UiDriver user(market_to_clean(false));
  user.click("tab/addresses");
  user.click("addresses/duplicates");
  user.click("addresses/member/T-1");
  EXPECT_EQ(user.state.selection.business.text(), "T-1");
  user.click("addresses/merge/T-1");
  const auto merge = user.only_action<workspace::MergeBusinesses>();
  EXPECT_EQ(merge.keep.text(), "T-1") << "the record that says more";
  ASSERT_EQ(merge.drop.size(), 1U);
  EXPECT_EQ(merge.drop[0].text(), "A-1");
  user.actions.clear();
  user.click("addresses/distinct/T-1");
  EXPECT_EQ(user.only_action<workspace::MarkDistinct>().businesses.size(), 2U);
}

TEST(AddressesPanel, SaysWhatToDoWhereThereIsNothing) {
  {
    UiDriver empty(workspace::Snapshot{});
    empty.click("tab/addresses");
    EXPECT_FALSE(empty.sees("addresses/geocode"));
  }
  UiDriver clean(sound_market());
  clean.click("tab/addresses");
  EXPECT_TRUE(clean.sees("addresses/duplicates"));
  EXPECT_FALSE(clean.sees("addresses/geocode"));
}

TEST(AddressesPanel, TheListsAreMadeOnceAVersion) {
  UiDriver user(market_to_clean(false));
  user.click("tab/addresses");
  ASSERT_EQ(user.state.addresses.items.size(), 1U);
  user.state.addresses.items.clear();
  user.frames(2);
  EXPECT_TRUE(user.state.addresses.items.empty()) << "kept";
  user.snapshot.businesses = {user.snapshot.businesses.version() + 1,
                              user.snapshot.businesses.rows()};
  user.frame();
  EXPECT_EQ(user.state.addresses.items.size(), 1U);
}

}  // namespace
}  // namespace nearnet::ui
