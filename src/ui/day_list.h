// SPDX-License-Identifier: Apache-2.0
// The planned days of the shown rep, and who was left out.
#pragma once

#include "ui/context.h"
#include "ui/days_panel.h"
#include "ui/scene_sync.h"

namespace nearnet::ui {

void draw_days(const Context& context, const SceneSync& sync);
void draw_unserved(const Context& context, const core::RepId& rep, DaysState& state);

}  // namespace nearnet::ui
