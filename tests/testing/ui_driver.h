// SPDX-License-Identifier: Apache-2.0
// A user without a screen: draws frames of the app into an ImGui context that has no window, moves
// the mouse to widgets by their keys, clicks and types.
//
//   testing::UiDriver user(snapshot);
//   user.click("tab/days");
//   user.click("days/plan");
//   auto plan = user.only_action<workspace::PlanDays>();
//
// A key that is not on the screen fails the test.
#pragma once

#include <gtest/gtest.h>
#include <imgui.h>

#include <deque>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "testing/fake_map_surface.h"
#include "ui/frame.h"

namespace nearnet::testing {

class UiDriver {
 public:
  explicit UiDriver(workspace::Snapshot shown = {}, float width = 1600.0F, float height = 1400.0F,
                    float scale = 1.0F);
  ~UiDriver();
  UiDriver(const UiDriver&) = delete;
  UiDriver& operator=(const UiDriver&) = delete;

  void frame();
  void frames(int count);
  void move_to(ImVec2 place);
  void click_at(ImVec2 place);
  void click(const std::string& key);
  void double_click(const std::string& key);
  void wheel(ImVec2 place, float notches);
  void drag(ImVec2 from, ImVec2 by);
  /// From place to place with the button held down.
  void trace(const std::vector<ImVec2>& places);
  /// Replaces the text of a field.
  void enter(const std::string& key, std::string_view text);
  void type(std::string_view text);
  void press(ImGuiKey key, bool ctrl = false);
  void press_letter(char letter, bool ctrl);
  /// Opens a drop-down list and chooses an entry.
  void choose(const std::string& combo, std::size_t entry);

  bool sees(const std::string& key) const { return log_.find(key).has_value(); }
  ui::ItemBox box(const std::string& key) const;
  ImVec2 middle(const std::string& key) const;
  /// Where a place lies on the screen.
  ImVec2 on_screen(geo::LonLat position) const;

  /// The one action asked for so far, which must be of this kind.
  template <typename Kind>
  Kind only_action() const {
    EXPECT_EQ(actions.size(), 1U);
    if (actions.empty() || !std::holds_alternative<Kind>(actions.front())) {
      ADD_FAILURE() << "another action than expected";
      return {};
    }
    return std::get<Kind>(actions.front());
  }

  workspace::Snapshot snapshot;
  std::deque<workspace::Message> messages;
  std::optional<workspace::JobQueue::Status> job;
  bool improving = false;
  std::string undo_title;
  std::string path = "town.gpkg";
  bool open = true;
  workspace::TerritoryEditor* editor = nullptr;
  core::LocalTime now;
  map::Scene scene;
  FakeMapSurface surface;
  ui::UiState state;
  std::vector<workspace::Action> actions;  ///< all asked for so far

 private:
  void button_down(bool down);

  ui::ItemLog log_;
};

}  // namespace nearnet::testing
