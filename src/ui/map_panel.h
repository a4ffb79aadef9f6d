// SPDX-License-Identifier: Apache-2.0
// The map: drag to pan or, with the lasso, to draw a loop; wheel to zoom about the cursor, click to
// choose a prospect, double click to come closer, + − 0 and the arrows from the keyboard.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "map/camera.h"
#include "map/feature_id.h"
#include "map/labels.h"
#include "ui/context.h"
#include "ui/lasso.h"
#include "ui/scene_sync.h"
#include "ui/territory_edit.h"

namespace nearnet::ui {

struct MapState {
  map::Camera camera;
  bool fit_pending = true;  ///< show the market as soon as there is something
  std::optional<map::FeatureId> hovered;
  std::optional<geo::LonLat> cursor;  ///< under the mouse, for the status bar
  LassoState lasso;
  std::uint64_t seen_selection = 0;  ///< serial that the map has brought into view

  // Labels are made again only when scene or camera have changed.
  std::vector<map::Label> labels;
  std::uint64_t labelled_revision = 0;
  map::Camera labelled_camera;
};

/// By how much a press of a button or key comes closer.
inline constexpr double kZoomStep = 1.6;

void fit(MapState& state, const map::Scene& scene);
void zoom(MapState& state, double factor);

/// Fills the current window with the map. A loop drawn on it makes a day as `days` has its form.
/// `edit`: for the plan under the hand, where there is one.
void draw_map_panel(const Context& context, const SceneSync& sync, const DaysState& days,
                    MapState& state, TerritoryEditState& edit);

}  // namespace nearnet::ui
