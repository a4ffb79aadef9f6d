// SPDX-License-Identifier: Apache-2.0
// What menus and shortcuts can do, as one table: menus, tooltips and the keyboard all read it.
//
// Keys are read as GLFW numbers them in ImGui's KeysDown: letters by their capital ASCII code.
#pragma once

#include <span>

#include "ui/context.h"
#include "ui/ui_state.h"

namespace nearnet::ui {

enum class CommandId {
  kOpen,
  kImport,
  kUndo,
  kRedo,
  kEvaluate,
  kTerritories,
  kDays,
  kCoverage,
  kAddresses,
  kInspector,
  kFind,
  kClearSelection,
  kZoomIn,
  kZoomOut,
  kFit,
  kToggleTheme,
  kToggleLayers,
  kToggleTable,
  kToggleSide,
};

struct CommandInfo {
  CommandId id;
  const char* key;  ///< "undo": its item is "menu/undo"
  const char* label;
  const char* shortcut;  ///< as shown; "" for none
};

std::span<const CommandInfo> commands();
const CommandInfo& info(CommandId id);
bool enabled(CommandId id, const Context& context);
/// What undo would take back: of the plan under the hand where there is one, else of the workspace.
std::string undo_title(const Context& context);
/// For commands that switch something on and off.
bool checked(CommandId id, const UiState& state);
void perform(CommandId id, const Context& context, UiState& state);

/// Performs the commands whose keys were pressed in this frame, unless a text field has the
/// keyboard.
void handle_shortcuts(const Context& context, UiState& state);

}  // namespace nearnet::ui
