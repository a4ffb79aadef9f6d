// SPDX-License-Identifier: Apache-2.0
// What is written over the map: labels, scale bar, the text under the cursor, and what to do when
// there is nothing to see.
#pragma once

#include <imgui.h>

#include <string>

#include "ui/context.h"
#include "ui/map_panel.h"
#include "ui/scene_sync.h"

namespace nearnet::ui {

void draw_labels(const Context& context, MapState& state, ImVec2 origin);
void draw_scale_bar(const Context& context, const map::Camera& camera, ImVec2 bottom_left);
/// Says what the hovered feature is.
void draw_feature_tooltip(const Context& context, const SceneSync& sync, map::FeatureId feature);
/// Whose place the next click says, and a way out; nothing when none waits for one.
void draw_placing_card(const Context& context, ImVec2 map_low);
/// Nothing when the workspace has something to show.
void draw_empty_state(const Context& context, ImVec2 low, ImVec2 high);

}  // namespace nearnet::ui
