// SPDX-License-Identifier: Apache-2.0
// What a degree measures at least, for bounds that must never overshoot. Internal to the engine.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace nearnet::eligibility {

/// Metres a degree of latitude measures at least on the WGS 84 ellipsoid: the meridian is shortest
/// at the equator.
inline constexpr double kLeastMetresPerDegreeLat = 110'574.0;

inline constexpr double kMetresPerDegreeOfEquator = 111'319.49;

/// Metres a degree of longitude measures at least at this latitude: a parallel of the ellipsoid is
/// longer than that of the sphere of the equatorial radius.
inline double least_metres_per_degree_lon(double latitude) {
  const double radians = std::min(std::abs(latitude), 90.0) * std::numbers::pi / 180.0;
  return kMetresPerDegreeOfEquator * std::max(0.0, std::cos(radians));
}

/// At most how many degrees of longitude so many metres span up to this latitude; 180 near a pole.
inline double most_degrees_lon(double metres, double latitude) {
  if (metres == 0.0) return 0.0;
  const double per_degree = least_metres_per_degree_lon(latitude);
  return metres < 180.0 * per_degree ? metres / per_degree : 180.0;
}

/// The whole number at or below; std::floor is a call where the processor is not known to round.
inline std::int64_t floor_of(double value) {
  const auto whole = static_cast<std::int64_t>(value);
  return whole - (static_cast<double>(whole) > value ? 1 : 0);
}

}  // namespace nearnet::eligibility
