// SPDX-License-Identifier: Apache-2.0
// The map and the table: what is chosen in one is seen in the other.
#include <gtest/gtest.h>

#include "testing/ui_driver.h"
#include "ui/small_market.h"

namespace nearnet::ui {
namespace {

using testing::place_of;
using testing::small_market;
using testing::UiDriver;

TEST(MapPanel, ChoosesTheProspectUnderAClick) {
  UiDriver user(small_market());
  user.state.tab = SideTab::kTerritories;
  user.click_at(user.on_screen(place_of(user.snapshot, "B-1")));
  EXPECT_EQ(user.state.selection.business.text(), "B-1");
  EXPECT_EQ(user.state.tab, SideTab::kInspector);
  EXPECT_TRUE(user.sees("inspector/title"));
  EXPECT_EQ(user.scene.selected(), (map::FeatureId{map::LayerId::kProspects, 4}));
  EXPECT_TRUE(user.actions.empty()) << "looking changes nothing";
}

TEST(MapPanel, ChoosesTheBusinessOfAStop) {
  UiDriver user(small_market());
  user.click_at(user.on_screen(place_of(user.snapshot, "A-2")));
  EXPECT_EQ(user.state.selection.business.text(), "A-2");
}

TEST(MapPanel, ClearsTheChoiceWhereThereIsNothing) {
  UiDriver user(small_market());
  user.state.selection.choose(core::BusinessId("A-1"), Origin::kPanel);
  user.frame();
  user.scene.set_visible(map::LayerId::kFootprints, false);
  const ItemBox canvas = user.box("map/canvas");
  user.click_at({canvas.left + 30.0F, canvas.top + 30.0F});
  EXPECT_TRUE(user.state.selection.business.empty());
  EXPECT_EQ(user.scene.selected(), std::nullopt);
}

TEST(MapPanel, StartsWithEverythingInSight) {
  UiDriver user(small_market());
  const ItemBox canvas = user.box("map/canvas");
  for (const char* id : {"A-1", "C-1"}) {
    const ImVec2 at = user.on_screen(place_of(user.snapshot, id));
    EXPECT_GT(at.x, canvas.left);
    EXPECT_LT(at.x, canvas.right);
  }
}

TEST(MapPanel, FollowsTheMouseWhenDragged) {
  UiDriver user(small_market());
  const ImVec2 before = user.on_screen(place_of(user.snapshot, "A-9"));
  const ItemBox canvas = user.box("map/canvas");
  user.drag({canvas.left + 60.0F, canvas.bottom - 90.0F}, {80.0F, -40.0F});
  const ImVec2 after = user.on_screen(place_of(user.snapshot, "A-9"));
  EXPECT_NEAR(after.x - before.x, 80.0F, 0.01F);
  EXPECT_NEAR(after.y - before.y, -40.0F, 0.01F);
  EXPECT_TRUE(user.state.selection.business.empty()) << "a drag is no click";
}

TEST(MapPanel, ZoomsAboutTheCursor) {
  UiDriver user(small_market());
  const geo::LonLat place = place_of(user.snapshot, "B-1");
  const ImVec2 before = user.on_screen(place);
  const double scale = user.state.map.camera.metres_per_pixel();
  user.wheel(before, 3.0F);
  EXPECT_LT(user.state.map.camera.metres_per_pixel(), scale);
  EXPECT_NEAR(user.on_screen(place).x, before.x, 0.5F);
  EXPECT_NEAR(user.on_screen(place).y, before.y, 0.5F);
}

TEST(MapPanel, ShowsTheMarketFirstAndEverythingWhenAsked) {
  workspace::Snapshot market = small_market();
  const geo::LonLat far{-70.5, 43.2};
  std::vector<model::Footprint> plant = market.footprints.rows();
  plant.push_back(plant.front());
  plant.back().id = core::FootprintId("far away");
  plant.back().geometry = geo::Geometry::polygon(
      {{far, {far.lon + 0.1, far.lat}, {far.lon + 0.1, far.lat + 0.1}, far}, {}});
  market.footprints = {2, plant};
  UiDriver user(market);
  const ItemBox canvas = user.box("map/canvas");
  const auto is_shown = [&](geo::LonLat place) {
    const ImVec2 at = user.on_screen(place);
    return at.x > canvas.left && at.x < canvas.right && at.y > canvas.top && at.y < canvas.bottom;
  };
  for (const model::Prospect& prospect : market.prospects.rows()) {
    EXPECT_TRUE(is_shown(*prospect.position)) << prospect.name;
  }
  EXPECT_FALSE(is_shown(far));
  user.click("map/fit");
  EXPECT_TRUE(is_shown(far));
}

TEST(MapPanel, ZoomsByButtonsAndKeys) {
  UiDriver user(small_market());
  user.click("map/fit");
  const map::Camera all = user.state.map.camera;
  user.click("map/zoom_in");
  EXPECT_LT(user.state.map.camera.metres_per_pixel(), all.metres_per_pixel());
  user.click("map/zoom_out");
  EXPECT_NEAR(user.state.map.camera.metres_per_pixel(), all.metres_per_pixel(), 1e-9);
  user.type("+");
  EXPECT_LT(user.state.map.camera.metres_per_pixel(), all.metres_per_pixel());
  user.press(ImGuiKey_LeftArrow);
  user.type("0");
  EXPECT_NEAR(user.state.map.camera.centre().x, all.centre().x, 1e-6);
  user.click("map/zoom_in");
  user.click("map/fit");
  EXPECT_NEAR(user.state.map.camera.metres_per_pixel(), all.metres_per_pixel(), 1e-9);
}

TEST(MapPanel, TellsWhatIsUnderTheCursor) {
  UiDriver user(small_market());
  const geo::LonLat place = place_of(user.snapshot, "C-1");
  user.move_to(user.on_screen(place));
  EXPECT_EQ(user.state.map.hovered, (map::FeatureId{map::LayerId::kProspects, 5}));
  ASSERT_TRUE(user.state.map.cursor.has_value());  // to the pixel: ImGui knows no part of one
  EXPECT_NEAR(user.state.map.cursor->lon, place.lon, 1e-4);
  EXPECT_NEAR(user.state.map.cursor->lat, place.lat, 1e-4);
  EXPECT_EQ(user.scene.hovered(), user.state.map.hovered);
  user.move_to({5.0F, 5.0F});
  EXPECT_EQ(user.state.map.hovered, std::nullopt);
}

TEST(MapPanel, LeavesAreasUnlit) {
  UiDriver user(small_market());
  const geo::LonLat beside{place_of(user.snapshot, "A-1").lon + 0.005, 44.797};
  user.move_to(user.on_screen(beside));
  ASSERT_TRUE(user.state.map.hovered.has_value());
  EXPECT_EQ(user.state.map.hovered->layer, map::LayerId::kTerritories);
  EXPECT_EQ(user.scene.hovered(), std::nullopt);
}

TEST(MapPanel, WorksInDesignUnitsOnDenseDisplays) {
  UiDriver user(small_market(), 2560.0F, 1440.0F, 2.0F);
  user.click_at(user.on_screen(place_of(user.snapshot, "B-1")));
  EXPECT_EQ(user.state.selection.business.text(), "B-1");
  const ItemBox canvas = user.box("map/canvas");
  EXPECT_NEAR(user.surface.size().width, canvas.right - canvas.left, 1.0);
  EXPECT_NEAR(user.state.map.camera.viewport().width, (canvas.right - canvas.left) / 2.0F, 1.0);
}

TEST(LayersPanel, SwitchesALayer) {
  UiDriver user(small_market());
  EXPECT_TRUE(user.scene.visible(map::LayerId::kProspects));
  user.click("layers/prospects");
  EXPECT_FALSE(user.scene.visible(map::LayerId::kProspects));
  user.click("layers/prospects");
  EXPECT_TRUE(user.scene.visible(map::LayerId::kProspects));
  EXPECT_FALSE(user.sees("layers/roads")) << "there are none";
}

TEST(ProspectTable, ChoosesARowAndTheMapFollows) {
  UiDriver user(small_market());
  user.click("table/row/C-1");
  EXPECT_EQ(user.state.selection.business.text(), "C-1");
  EXPECT_EQ(user.scene.selected(), (map::FeatureId{map::LayerId::kProspects, 5}));
  EXPECT_TRUE(user.sees("inspector/title"));
}

TEST(ProspectTable, CentresTheMapOnADoubleClick) {
  UiDriver user(small_market());
  user.double_click("table/row/C-1");
  const geo::LonLat place = place_of(user.snapshot, "C-1");
  const map::ScreenSize size = user.state.map.camera.viewport();
  const map::ScreenPoint at = user.state.map.camera.to_screen(place);
  EXPECT_NEAR(at.x, size.width / 2.0, 1.0);
  EXPECT_NEAR(at.y, size.height / 2.0, 1.0);
}

TEST(ProspectTable, SortsByAClickOnAHeader) {
  UiDriver user(small_market());
  EXPECT_LT(user.box("table/row/A-1").top, user.box("table/row/B-1").top) << "best score first";
  user.click("table/header/name");
  EXPECT_EQ(user.state.table.sort, (RowSort{Column::kName, false}));
  EXPECT_LT(user.box("table/row/A-10").top, user.box("table/row/A-2").top) << "Shop 9, Shop 10";
  user.click("table/header/name");
  EXPECT_GT(user.box("table/row/A-10").top, user.box("table/row/A-2").top);
}

TEST(ProspectTable, FiltersByTextAndStatus) {
  UiDriver user(small_market());
  user.enter("table/filter", "shop");
  EXPECT_TRUE(user.sees("table/row/A-2"));
  EXPECT_FALSE(user.sees("table/row/B-1"));
  user.click("table/clear");
  user.choose("table/status", 2);
  EXPECT_EQ(user.state.table.filter.status, model::NetStatus::kNearNet);
  EXPECT_TRUE(user.sees("table/row/B-1"));
  EXPECT_FALSE(user.sees("table/row/A-2"));
  user.choose("table/status", 0);
  EXPECT_EQ(user.state.table.filter.status, std::nullopt);
}

TEST(ProspectTable, ScrollsToWhatTheMapChose) {
  workspace::Snapshot snapshot = small_market();
  std::vector<model::Business> businesses = snapshot.businesses.rows();
  std::vector<model::Prospect> prospects = snapshot.prospects.rows();
  for (int i = 0; i < 5000; ++i) {
    model::Prospect prospect = prospects[0];
    prospect.business = core::BusinessId("X" + std::to_string(i));
    prospect.position = std::nullopt;
    model::Business business = businesses[0];
    business.id = prospect.business;
    prospects.push_back(prospect);
    businesses.push_back(business);
  }
  snapshot.businesses = {2, businesses};
  snapshot.prospects = {2, prospects};
  UiDriver user(snapshot);
  EXPECT_FALSE(user.sees("table/row/B-1")) << "below 5,000 better ones";
  user.click_at(user.on_screen(place_of(user.snapshot, "B-1")));
  user.frames(2);
  EXPECT_TRUE(user.sees("table/row/B-1"));
}

}  // namespace
}  // namespace nearnet::ui
