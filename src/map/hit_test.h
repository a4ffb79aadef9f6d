// SPDX-License-Identifier: Apache-2.0
// What is under the cursor, answered by geometry alone.
//
//   std::optional<map::FeatureId> feature = map::hit_test(scene, camera, {mouse_x, mouse_y});
//
// Symbols within the tolerance win over routes, routes over areas; the topmost layer wins among
// each, then the nearest symbol, then the one drawn last. Hidden layers, roads and bubbles are
// never hit. Cost: one pass over the visible points, and over the boxes of lines and areas.
#pragma once

#include <optional>

#include "map/camera.h"
#include "map/scene.h"

namespace nearnet::map {

/// How far from a symbol's edge or a line a click may land, in screen units.
inline constexpr double kPickTolerance = 4.0;

std::optional<FeatureId> hit_test(const Scene& scene, const Camera& camera, ScreenPoint at);

/// The bubble under the cursor, for zooming to Bubble::box; none where there is none.
std::optional<Bubble> bubble_at(const Scene& scene, const Camera& camera, ScreenPoint at);

}  // namespace nearnet::map
