// SPDX-License-Identifier: Apache-2.0
// Menus, the name of the workspace, undo and the theme, in the menu bar of the current window.
#pragma once

#include "ui/context.h"
#include "ui/ui_state.h"

namespace nearnet::ui {

void draw_top_bar(const Context& context, UiState& state);

}  // namespace nearnet::ui
