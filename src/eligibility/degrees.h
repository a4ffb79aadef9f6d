// SPDX-License-Identifier: Apache-2.0
// What a degree measures at least, for bounds that must never overshoot. Internal to the engine.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

namespace nearnet::eligibility {

/// Metres a degree of latitude measures at least on the WGS 84 ellipsoid: the meridian is shortest
/// at the equator.
inline constexpr double kLeastMetresPerDegreeLat = 110'574.0;

/// Metres a degree of longitude measures at least at this latitude: a parallel of the ellipsoid is
/// longer than that of the sphere of the equatorial radius.
inline double least_metres_per_degree_lon(double latitude) {
  constexpr double kMetresPerDegreeOfEquator = 111'319.49;
  const double radians = std::min(std::abs(latitude), 90.0) * std::numbers::pi / 180.0;
  return kMetresPerDegreeOfEquator * std::max(0.0, std::cos(radians));
}

}  // namespace nearnet::eligibility
