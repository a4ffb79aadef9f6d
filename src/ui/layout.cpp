// SPDX-License-Identifier: Apache-2.0
#include "ui/layout.h"

#include <algorithm>

#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

constexpr float kStatusHeight = 28.0F;
constexpr float kGrip = 5.0F;  ///< width of a border that can be dragged
constexpr float kLeastMap = 220.0F;
constexpr float kLeastLayers = 170.0F;
constexpr float kLeastSide = 320.0F;
constexpr float kLeastTable = 110.0F;

enum class Axis { kX, kY };

/// Returns by how many layout units the border was moved.
float grip(const Context& context, const std::string& key, const Area& area, Axis axis) {
  if (area.empty()) return 0.0F;
  ImGui::SetCursorScreenPos(area.low);
  ImGui::InvisibleButton(key.c_str(), area.size());
  record(context, key);
  const bool lit = ImGui::IsItemHovered() || ImGui::IsItemActive();
  if (lit) {
    ImGui::SetMouseCursor(axis == Axis::kX ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  }
  const std::uint32_t colour =
      lit ? packed(context.look.colours.accent) : packed(context.look.colours.border);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(area.low, area.high, packed(context.look.colours.panel));
  const ImVec2 middle{(area.low.x + area.high.x) / 2.0F, (area.low.y + area.high.y) / 2.0F};
  const float width = context.px(lit ? 2.0F : 1.0F);
  if (axis == Axis::kX) {
    list->AddLine({middle.x, area.low.y}, {middle.x, area.high.y}, colour, width);
  } else {
    list->AddLine({area.low.x, middle.y}, {area.high.x, middle.y}, colour, width);
  }
  if (!ImGui::IsItemActive()) return 0.0F;
  return axis == Axis::kX ? ImGui::GetIO().MouseDelta.x : ImGui::GetIO().MouseDelta.y;
}

float clamped(float value, float low, float high) {
  return std::clamp(value, low, std::max(low, high));
}

void keep_in_bounds(const Context& context, const Area& window, LayoutState& state) {
  const float scale = context.look.scale;
  const float width = window.size().x / scale;
  const float height = window.size().y / scale;
  state.right = clamped(state.right, kLeastSide, width - kLeastMap - state.left);
  state.left = clamped(state.left, kLeastLayers, width - kLeastMap - state.right);
  state.bottom = clamped(state.bottom, kLeastTable, height - kLeastMap - kStatusHeight);
}

}  // namespace

Layout arrange(const Context& context, const Area& window, LayoutState& state) {
  keep_in_bounds(context, window, state);
  const float grip_width = context.px(kGrip);
  const float left = state.layers_open ? context.px(state.left) : 0.0F;
  const float right = state.side_open ? context.px(state.right) : 0.0F;
  const float bottom = state.table_open ? context.px(state.bottom) : 0.0F;
  const float left_grip = state.layers_open ? grip_width : 0.0F;
  const float right_grip = state.side_open ? grip_width : 0.0F;
  const float bottom_grip = state.table_open ? grip_width : 0.0F;

  const float foot = window.high.y - context.px(kStatusHeight);
  const float side = window.high.x - right;
  const float centre = side - right_grip;
  const float table = foot - bottom;
  const float map_foot = table - bottom_grip;
  const float map_left = window.low.x + left + left_grip;

  Layout layout;
  layout.layers = {window.low, {window.low.x + left, map_foot}};
  layout.map = {{map_left, window.low.y}, {centre, map_foot}};
  layout.table = {{window.low.x, table}, {centre, foot}};
  layout.side = {{side, window.low.y}, {window.high.x, foot}};
  layout.status = {{window.low.x, foot}, window.high};

  const float scale = context.look.scale;
  const Area left_area{{window.low.x + left, window.low.y}, {map_left, map_foot}};
  const Area right_area{{centre, window.low.y}, {side, foot}};
  const Area bottom_area{{window.low.x, map_foot}, {centre, table}};
  state.left += grip(context, "layout/left", left_area, Axis::kX) / scale;
  state.right -= grip(context, "layout/right", right_area, Axis::kX) / scale;
  state.bottom -= grip(context, "layout/bottom", bottom_area, Axis::kY) / scale;
  return layout;
}

Pane::Pane(const Context& context, const char* id, const Area& area, Padding padding) {
  if (area.empty()) return;
  drawn_ = true;
  const bool scrolls = padding == Padding::kNormal;
  const float across = padding == Padding::kNone ? 0.0F : context.px(12.0F);
  const float down = padding == Padding::kNone ? 0.0F : context.px(scrolls ? 8.0F : 6.0F);
  const ImGuiWindowFlags still = ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::SetCursorScreenPos(area.low);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{across, down});
  ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, 0.0F);
  visible_ = ImGui::BeginChild(
      id, area.size(), false,
      ImGuiWindowFlags_AlwaysUseWindowPadding | (scrolls ? ImGuiWindowFlags_None : still));
  ImGui::PopStyleVar(2);
}

Pane::~Pane() {
  if (drawn_) ImGui::EndChild();
}

}  // namespace nearnet::ui
