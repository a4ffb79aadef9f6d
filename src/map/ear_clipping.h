// SPDX-License-Identifier: Apache-2.0
// Triangles of a small polygon by clipping its ears. Internal to the map.
//
//   if (std::optional<map::Filling> filling = map::clip_ears(polygon)) …
//
// The polygon must be valid: rings that neither cross nor touch themselves or each other, holes
// inside. Holes are joined to the shell by bridges first (Eberly, "Triangulation by Ear Clipping").
// None for more than kMostEars corners, for the cost grows with their square, and where rounding
// leaves no ear.
#pragma once

#include <cstddef>
#include <optional>

#include "map/fill_triangles.h"

namespace nearnet::map {

inline constexpr std::size_t kMostEars = 1'000;

std::optional<Filling> clip_ears(const WorldPolygon& polygon);

}  // namespace nearnet::map
