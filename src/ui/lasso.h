// SPDX-License-Identifier: Apache-2.0
// A loop drawn on the map with the mouse, and a day made of what it holds.
//
//   if (state.lasso.tool) follow_lasso(context, camera, mouse, state.lasso);   // instead of
//   panning draw_lasso(context, camera, origin, state.lasso);
#pragma once

#include <imgui.h>

#include <cstddef>
#include <vector>

#include "geo/geometry.h"
#include "map/camera.h"
#include "ui/context.h"

namespace nearnet::ui {

struct DaysState;

struct LassoState {
  bool tool = false;              ///< the next drag draws a loop
  bool closed = false;            ///< there is one
  std::vector<geo::LonLat> line;  ///< of the loop, drawn or being drawn
  std::size_t prospects = 0;      ///< eligible ones inside
  std::int64_t counted_for = -1;  ///< version of the prospects
};

/// Lets the map's item, which was drawn last, draw the loop under the mouse.
void follow_lasso(const Context& context, const map::Camera& camera, map::ScreenPoint mouse,
                  LassoState& state);
/// The loop, over the map whose top left corner is `origin`.
void draw_lasso(const Context& context, const map::Camera& camera, ImVec2 origin,
                const LassoState& state);
/// What the loop holds and what to do with it; nothing without a loop.
void draw_lasso_card(const Context& context, ImVec2 map_low, LassoState& state,
                     const DaysState& days);

/// What the loop goes round, made valid.
geo::Geometry area_of(const LassoState& state);

}  // namespace nearnet::ui
