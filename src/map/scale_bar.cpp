// SPDX-License-Identifier: Apache-2.0
#include "map/scale_bar.h"

#include <cmath>

#include <fmt/format.h>

namespace nearnet::map {
namespace {

constexpr double kMetresPerFoot = 0.3048;
constexpr double kMetresPerMile = 1609.344;

/// The greatest 1, 2 or 5 × 10ⁿ not above `limit`, within rounding.
double round_down(double limit) {
  const double power = std::pow(10.0, std::floor(std::log10(limit) + 1e-9));
  for (const double step : {5.0, 2.0}) {
    if (step * power <= limit * (1.0 + 1e-9)) return step * power;
  }
  return power;
}

}  // namespace

ScaleBar scale_bar(const Camera& camera, LengthUnits units, double max_pixels) {
  const double metres_per_pixel = camera.metres_per_pixel();
  const double limit = metres_per_pixel * max_pixels;
  double unit = 1.0;
  const char* name = "m";
  if (units == LengthUnits::kMetric && limit >= 1000.0) {
    unit = 1000.0;
    name = "km";
  } else if (units == LengthUnits::kImperial) {
    unit = limit >= kMetresPerMile ? kMetresPerMile : kMetresPerFoot;
    name = limit >= kMetresPerMile ? "mi" : "ft";
  }
  ScaleBar bar;
  const double number = round_down(limit / unit);
  bar.metres = number * unit;
  bar.pixels = bar.metres / metres_per_pixel;
  bar.label = fmt::format("{:g} {}", number, name);
  return bar;
}

}  // namespace nearnet::map
