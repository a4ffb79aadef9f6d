// SPDX-License-Identifier: Apache-2.0
#include "ui/frame.h"

#include <imgui.h>

#include <algorithm>
#include <array>

#include "ui/commands.h"
#include "ui/context.h"
#include "ui/layout.h"
#include "ui/status_bar.h"
#include "ui/top_bar.h"
#include "ui/widgets.h"

namespace nearnet::ui {
namespace {

/// Another workspace: forget what was derived from the last one, and look at all of it. What was
/// chosen before the first one opened stays chosen.
void start_over(UiState& state, const View& view) {
  if (!state.path.empty()) state.selection.clear();
  state.path = view.path;
  state.market = {};
  state.sync = {};
  state.map.fit_pending = true;
  state.table.rows = {};
  state.inspector = {};
  state.territories = {};
  state.days = {};
  state.coverage = {};
  state.addresses = {};
  view.scene = map::Scene();
  view.scene.set_visible(map::LayerId::kUnits, false);
}

core::ScenarioId shown_scenario(const UiState& state, const workspace::Snapshot& snapshot) {
  const core::ScenarioId& chosen = state.territories.shown;
  if (!chosen.empty() && snapshot.scenarios.find(chosen) != nullptr) return chosen;
  return workspace::scenario_in_force(snapshot).value_or(core::ScenarioId());
}

void answer_selection(UiState& state) {
  if (state.seen_selection == state.selection.serial) return;
  state.seen_selection = state.selection.serial;
  const bool asks_for_details =
      state.selection.origin != Origin::kPanel && !state.selection.business.empty();
  if (asks_for_details) state.tab = SideTab::kInspector;
}

/// Brings everything derived up to the view, before anything is drawn.
void prepare(UiState& state, const View& view) {
  if (state.path != view.path) start_over(state, view);
  state.market.update(view.snapshot);
  const Shown shown{shown_scenario(state, view.snapshot), shown_rep(view.snapshot, state.days),
                    state.look.theme == ThemeKind::kDark};
  state.sync.update(view.snapshot, state.market, shown, view.scene);
  state.sync.follow(view.editor, view.scene);
  update_territory_edit(view, state.territories.edit);
  answer_selection(state);
  update_inspector(view.snapshot, state.selection.business, state.inspector);
  if (state.tab == SideTab::kCoverage) update_coverage(view.snapshot, state.coverage);
  if (state.tab == SideTab::kAddresses) update_addresses(view.snapshot, state.addresses);
}

struct TabInfo {
  SideTab tab;
  const char* key;
  const char* label;
};

constexpr std::array<TabInfo, 5> kTabs = {
    {{SideTab::kInspector, "tab/inspector", "Inspector"},
     {SideTab::kTerritories, "tab/territories", "Territories"},
     {SideTab::kDays, "tab/days", "Days"},
     {SideTab::kCoverage, "tab/coverage", "Coverage"},
     {SideTab::kAddresses, "tab/addresses", "Addresses"}}};

/// As much room beside the labels as the panel has, up to what buttons have elsewhere.
float tab_padding(const Context& context, float width) {
  const FontScope font(context.look.fonts.semibold);
  float labels = 0.0F;
  for (const TabInfo& tab : kTabs) labels += ImGui::CalcTextSize(tab.label).x + context.px(2.0F);
  const float room = (width - labels) / (2.0F * static_cast<float>(kTabs.size()));
  return std::clamp(room, context.px(1.0F), ImGui::GetStyle().FramePadding.x);
}

void draw_tabs(const Context& context, SideTab& active) {
  const float left = ImGui::GetCursorScreenPos().x;
  const float right = left + ImGui::GetContentRegionAvail().x;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      {tab_padding(context, right - left), ImGui::GetStyle().FramePadding.y});
  for (const TabInfo& tab : kTabs) {
    const bool is_active = tab.tab == active;
    const FontScope font(is_active ? context.look.fonts.semibold : context.look.fonts.regular);
    if (button(context, tab.key, tab.label, {.kind = ButtonKind::kQuiet})) active = tab.tab;
    if (is_active) {
      const ImVec2 low = ImGui::GetItemRectMin();
      const ImVec2 high = ImGui::GetItemRectMax();
      ImGui::GetWindowDrawList()->AddRectFilled({low.x, high.y},
                                                {high.x, high.y + context.px(2.0F)},
                                                packed(context.look.colours.accent));
    }
    ImGui::SameLine(0.0F, context.px(2.0F));
  }
  ImGui::PopStyleVar();
  ImGui::NewLine();
  const float y =
      ImGui::GetCursorScreenPos().y - ImGui::GetStyle().ItemSpacing.y + context.px(2.0F);
  ImGui::GetWindowDrawList()->AddLine({left, y}, {right, y}, packed(context.look.colours.border),
                                      context.px(1.0F));
  gap(context, 1.0F);
}

void draw_side(const Context& context, UiState& state) {
  draw_tabs(context, state.tab);
  const bool scrolls = ImGui::BeginChild("panel");
  if (scrolls) {
    switch (state.tab) {
      case SideTab::kInspector:
        draw_inspector(context, state.inspector);
        break;
      case SideTab::kTerritories:
        draw_territories_panel(context, state.sync, state.territories);
        break;
      case SideTab::kDays:
        draw_days_panel(context, state.sync, state.days);
        break;
      case SideTab::kCoverage:
        draw_coverage_panel(context, state.coverage);
        break;
      case SideTab::kAddresses:
        draw_addresses_panel(context, state.addresses);
        break;
    }
  }
  ImGui::EndChild();
}

/// The one window, as large as the screen. Returns what is left below the menu bar.
Area begin_screen(const Context& context, UiState& state) {
  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  ImGui::SetNextWindowPos(viewport->Pos);
  ImGui::SetNextWindowSize(viewport->Size);
  const ImVec2 bar_padding{context.px(9.0F), context.px(10.0F)};
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, bar_padding);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0F, 0.0F});
  ImGui::Begin("nearnet", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_MenuBar |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNavInputs |
                   ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar();
  draw_top_bar(context, state);
  ImGui::PopStyleVar();
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const Area below{low, {viewport->Pos.x + viewport->Size.x, viewport->Pos.y + viewport->Size.y}};
  ImGui::GetWindowDrawList()->AddLine(below.low, {below.high.x, below.low.y},
                                      packed(context.look.colours.border), context.px(1.0F));
  return {{low.x, low.y + context.px(1.0F)}, below.high};
}

void draw_panels(const Context& context, const Layout& layout, UiState& state) {
  if (const Pane pane(context, "layers", layout.layers, Pane::Padding::kNormal); pane.visible()) {
    draw_layers_panel(context, state.layers);
  }
  if (const Pane pane(context, "map", layout.map, Pane::Padding::kNone); pane.visible()) {
    draw_map_panel(context, state.sync, state.days, state.map, state.territories.edit);
  }
  if (const Pane pane(context, "table", layout.table, Pane::Padding::kLine); pane.visible()) {
    draw_prospect_table(context, state.table);
  }
  if (const Pane pane(context, "side", layout.side, Pane::Padding::kNormal); pane.visible()) {
    draw_side(context, state);
  }
  if (const Pane pane(context, "status", layout.status, Pane::Padding::kLine); pane.visible()) {
    draw_status_bar(context, state.map.cursor);
  }
}

}  // namespace

std::vector<workspace::Action> draw_frame(UiState& state, const View& view) {
  prepare(state, view);
  std::vector<workspace::Action> actions;
  if (state.log != nullptr) state.log->clear();
  const Context context{view, state.look, state.market, state.selection, actions, state.log};
  handle_shortcuts(context, state);
  const Area below = begin_screen(context, state);
  draw_panels(context, arrange(context, below, state.layout), state);
  draw_dialogs(context, state.dialogs);
  ImGui::End();
  return actions;
}

}  // namespace nearnet::ui
