// SPDX-License-Identifier: Apache-2.0
// Triangles of a small polygon by clipping its ears. Internal to the map.
//
//   if (auto corners = map::clip_ears(polygon)) …      // three a triangle
//
// The polygon must be valid: rings that neither cross nor touch themselves or each other, holes
// inside. Holes are joined to the shell by bridges first (Eberly, "Triangulation by Ear Clipping").
// None for more than kMostEars corners, for the cost grows with their square, and where rounding
// leaves no ear.
#pragma once

#include <optional>
#include <vector>

#include "map/shapes.h"

namespace nearnet::map {

inline constexpr std::size_t kMostEars = 1'000;

std::optional<std::vector<WorldPoint>> clip_ears(const WorldPolygon& polygon);

}  // namespace nearnet::map
