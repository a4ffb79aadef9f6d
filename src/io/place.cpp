// SPDX-License-Identifier: Apache-2.0
#include "io/place.h"

#include <cmath>
#include <vector>

namespace nearnet::io {

std::optional<geo::LonLat> place_of(const geo::Geometry& geometry) {
  const std::vector<geo::LonLat> points = geometry.points();
  if (!points.empty()) return points.front();
  if (!geometry.has_area()) return std::nullopt;
  if (geometry.is_valid()) return geometry.point_on_surface();
  const geo::Geometry repaired = geo::make_valid(geometry);
  return repaired.is_empty() ? std::nullopt : std::optional(repaired.point_on_surface());
}

bool is_null_island(geo::LonLat place) {
  constexpr double kDegrees = 1e-9;
  return std::abs(place.lon) < kDegrees && std::abs(place.lat) < kDegrees;
}

}  // namespace nearnet::io
