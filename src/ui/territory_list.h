// SPDX-License-Identifier: Apache-2.0
// The scenarios of the workspace and the territories of the one shown.
#pragma once

#include "ui/context.h"
#include "ui/scene_sync.h"
#include "ui/territories_panel.h"

namespace nearnet::ui {

void draw_scenarios(const Context& context, const SceneSync& sync, TerritoriesState& state);

}  // namespace nearnet::ui
