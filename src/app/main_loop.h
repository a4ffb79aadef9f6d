// SPDX-License-Identifier: Apache-2.0
// The window's life: wait, draw what has changed, carry out what the user asked for.
#pragma once

#include "app/gui.h"
#include "app/window.h"
#include "map/map_surface.h"
#include "map/scene.h"
#include "ui/ui_state.h"
#include "ui/view.h"
#include "workspace/session.h"

namespace nearnet::app {

/// What the panels are shown of a session.
ui::View view_of(const workspace::Session& session, map::MapSurface& surface, map::Scene& scene);

/// Until the window is closed. Sleeps while nothing happens: no frame is drawn then but two looks a
/// second at what other programs have written to the workspace.
void run_loop(Window& window, Gui& gui, workspace::Session& session, map::MapSurface& surface,
              ui::UiState& state);

}  // namespace nearnet::app
