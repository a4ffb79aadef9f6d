// SPDX-License-Identifier: Apache-2.0
// The side panel while a draft is under the hand: tools, what the engine can do, and the figures of
// every territory as they change.
#pragma once

#include "ui/context.h"
#include "ui/territory_edit.h"

namespace nearnet::ui {

void draw_territory_edit_panel(const Context& context, TerritoryEditState& state);

}  // namespace nearnet::ui
