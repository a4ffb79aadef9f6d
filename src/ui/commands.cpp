// SPDX-License-Identifier: Apache-2.0
#include "ui/commands.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace nearnet::ui {
namespace {

constexpr double kArrowStep = 80.0;
constexpr int kKeyF = 'F';

constexpr std::array<CommandInfo, 19> kCommands = {{
    {CommandId::kOpen, "open", "Open …", ""},
    {CommandId::kImport, "import", "Import …", ""},
    {CommandId::kUndo, "undo", "Undo", "Ctrl+Z"},
    {CommandId::kRedo, "redo", "Redo", "Ctrl+Y"},
    {CommandId::kEvaluate, "evaluate", "Evaluate eligibility …", ""},
    {CommandId::kTerritories, "territories", "Territories", ""},
    {CommandId::kDays, "days", "Days", ""},
    {CommandId::kCoverage, "coverage", "Coverage", ""},
    {CommandId::kAddresses, "addresses", "Addresses", ""},
    {CommandId::kInspector, "inspector", "Inspector", ""},
    {CommandId::kFind, "find", "Find a business", "Ctrl+F"},
    {CommandId::kClearSelection, "clear_selection", "Clear the selection", "Esc"},
    {CommandId::kZoomIn, "zoom_in", "Closer", "+"},
    {CommandId::kZoomOut, "zoom_out", "Farther", "−"},
    {CommandId::kFit, "fit", "Show everything", "0"},
    {CommandId::kToggleTheme, "theme", "Dark theme", ""},
    {CommandId::kToggleLayers, "show_layers", "Layers", ""},
    {CommandId::kToggleTable, "show_table", "Table", ""},
    {CommandId::kToggleSide, "show_side", "Side panel", ""},
}};

bool pressed(ImGuiKey key) {
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false);
}

ThemeKind other(ThemeKind theme) {
  return theme == ThemeKind::kDark ? ThemeKind::kLight : ThemeKind::kDark;
}

void show_tab(UiState& state, SideTab tab) {
  state.tab = tab;
  state.layout.side_open = true;
}

/// Commands that only change what is on the screen.
void arrange_screen(CommandId id, UiState& state) {
  switch (id) {
    case CommandId::kInspector:
      show_tab(state, SideTab::kInspector);
      break;
    case CommandId::kTerritories:
      show_tab(state, SideTab::kTerritories);
      break;
    case CommandId::kDays:
      show_tab(state, SideTab::kDays);
      break;
    case CommandId::kCoverage:
      show_tab(state, SideTab::kCoverage);
      break;
    case CommandId::kAddresses:
      show_tab(state, SideTab::kAddresses);
      break;
    case CommandId::kToggleTheme:
      set_theme(state.look, other(state.look.theme));
      break;
    case CommandId::kToggleLayers:
      state.layout.layers_open = !state.layout.layers_open;
      break;
    case CommandId::kToggleTable:
      state.layout.table_open = !state.layout.table_open;
      break;
    case CommandId::kToggleSide:
      state.layout.side_open = !state.layout.side_open;
      break;
    default:
      assert(false && "not a command of the screen");
  }
}

/// '+' and '−' are read as characters: where they lie on the keyboard depends on its layout.
void handle_characters(const Context& context, UiState& state) {
  for (const ImWchar character : ImGui::GetIO().InputQueueCharacters) {
    if (character == '+' || character == '=') perform(CommandId::kZoomIn, context, state);
    if (character == '-') perform(CommandId::kZoomOut, context, state);
    if (character == '0') perform(CommandId::kFit, context, state);
  }
}

void handle_arrows(UiState& state) {
  const auto step = [](ImGuiKey key) {
    return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key)) ? kArrowStep : 0.0;
  };
  const double dx = step(ImGuiKey_LeftArrow) - step(ImGuiKey_RightArrow);
  const double dy = step(ImGuiKey_UpArrow) - step(ImGuiKey_DownArrow);
  if (dx != 0.0 || dy != 0.0) state.map.camera.pan(dx, dy);
}

}  // namespace

std::span<const CommandInfo> commands() {
  return kCommands;
}

const CommandInfo& info(CommandId id) {
  const auto found = std::find_if(kCommands.begin(), kCommands.end(),
                                  [&](const CommandInfo& command) { return command.id == id; });
  assert(found != kCommands.end());
  return *found;
}

std::string undo_title(const Context& context) {
  return context.view.editor != nullptr ? context.view.editor->edit().undo_title()
                                        : context.view.undo_title;
}

bool enabled(CommandId id, const Context& context) {
  switch (id) {
    case CommandId::kImport:
    case CommandId::kEvaluate:
      return context.view.open && !context.busy();
    case CommandId::kUndo:
      return !undo_title(context).empty() && !context.busy();
    case CommandId::kRedo:
      return context.view.editor != nullptr && context.view.editor->edit().can_redo() &&
             !context.busy();
    case CommandId::kClearSelection:
      return !context.selection.business.empty();
    case CommandId::kFit:
      return !context.view.scene.bounds().empty();
    default:
      return true;
  }
}

bool checked(CommandId id, const UiState& state) {
  switch (id) {
    case CommandId::kToggleTheme:
      return state.look.theme == ThemeKind::kDark;
    case CommandId::kToggleLayers:
      return state.layout.layers_open;
    case CommandId::kToggleTable:
      return state.layout.table_open;
    case CommandId::kToggleSide:
      return state.layout.side_open;
    default:
      return false;
  }
}

void perform(CommandId id, const Context& context, UiState& state) {
  if (!enabled(id, context)) return;
  switch (id) {
    case CommandId::kOpen:
      state.dialogs.open.wanted = true;
      break;
    case CommandId::kImport:
      state.dialogs.import.wanted = true;
      break;
    case CommandId::kEvaluate:
      state.dialogs.eligibility.wanted = true;
      break;
    case CommandId::kUndo:
      if (context.view.editor != nullptr) {
        context.view.editor->edit().undo();
      } else {
        context.actions.push_back(workspace::Undo{});
      }
      break;
    case CommandId::kRedo:
      context.view.editor->edit().redo();
      break;
    case CommandId::kFind:
      state.layout.table_open = true;
      state.table.focus_filter = true;
      break;
    case CommandId::kClearSelection:
      // What was begun last ends first.
      if (!std::exchange(context.selection.placing, false)) context.selection.clear();
      break;
    case CommandId::kZoomIn:
      zoom(state.map, kZoomStep);
      break;
    case CommandId::kZoomOut:
      zoom(state.map, 1.0 / kZoomStep);
      break;
    case CommandId::kFit:
      fit(state.map, context.view.scene);
      break;
    default:
      arrange_screen(id, state);
  }
}

void handle_shortcuts(const Context& context, UiState& state) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.KeyCtrl && ImGui::IsKeyPressed(kKeyF, false)) perform(CommandId::kFind, context, state);
  const bool modal = ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup);
  if (io.WantTextInput || modal) return;
  if (io.KeyCtrl && pressed(ImGuiKey_Z)) perform(CommandId::kUndo, context, state);
  if (io.KeyCtrl && pressed(ImGuiKey_Y)) perform(CommandId::kRedo, context, state);
  if (pressed(ImGuiKey_Escape)) perform(CommandId::kClearSelection, context, state);
  if (io.KeyCtrl) return;
  handle_characters(context, state);
  handle_arrows(state);
}

}  // namespace nearnet::ui
