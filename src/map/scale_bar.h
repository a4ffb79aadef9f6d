// SPDX-License-Identifier: Apache-2.0
// A round length for the bar in the corner of the map.
//
//   map::ScaleBar bar = map::scale_bar(camera, map::LengthUnits::kMetric, 120.0);
//   draw_bar(bar.pixels); text(bar.label);                       // "200 m"
#pragma once

#include <string>

#include "map/camera.h"

namespace nearnet::map {

enum class LengthUnits { kMetric, kImperial };

struct ScaleBar {
  double metres = 0.0;  ///< what the bar spans on the ground at the centre of the map
  double pixels = 0.0;  ///< how long to draw it, ≤ max_pixels
  std::string label;    ///< "200 m", "5 km", "500 ft", "2 mi"
};

/// The longest 1, 2 or 5 × 10ⁿ (metres or kilometres; feet below a mile, miles above) that fits.
ScaleBar scale_bar(const Camera& camera, LengthUnits units, double max_pixels);

}  // namespace nearnet::map
