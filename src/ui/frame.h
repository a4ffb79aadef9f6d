// SPDX-License-Identifier: Apache-2.0
// The whole screen of the app, one frame. Panels read the view and return what the user asked for;
// nothing is changed, loaded or computed on the way but what the panels cache for themselves.
//
//   ui::UiState state;
//   state.look = ui::make_look(ui::ThemeKind::kDark, scale);
//   ui::load_fonts(state.look, density);  ui::apply(state.look);
//   // each frame, between ImGui::NewFrame() and ImGui::Render():
//   for (const workspace::Action& action : ui::draw_frame(state, view)) session.perform(action);
//
// Needs a current ImGui context; no window and no OpenGL: a test draws into a null context with a
// fake map::MapSurface. Cost: what is visible, whatever the size of the workspace.
#pragma once

#include <vector>

#include "ui/ui_state.h"
#include "ui/view.h"
#include "workspace/action.h"

namespace nearnet::ui {

std::vector<workspace::Action> draw_frame(UiState& state, const View& view);

}  // namespace nearnet::ui
