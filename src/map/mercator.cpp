// SPDX-License-Identifier: Apache-2.0
#include "map/mercator.h"

#include <cmath>
#include <numbers>

namespace nearnet::map {
namespace {

constexpr double kRadius = kWorldWidth / (2.0 * std::numbers::pi);
constexpr double kRadians = std::numbers::pi / 180.0;

}  // namespace

WorldPoint to_world(geo::LonLat position) {
  const double lat = std::clamp(position.lat, -kMaxLatitude, kMaxLatitude) * kRadians;
  return {position.lon * kRadians * kRadius, std::asinh(std::tan(lat)) * kRadius};
}

geo::LonLat to_lon_lat(WorldPoint point) {
  return {point.x / kRadius / kRadians, std::atan(std::sinh(point.y / kRadius)) / kRadians};
}

double metres_per_unit(double world_y) {
  return 1.0 / std::cosh(world_y / kRadius);
}

double unwrapped(double lon, double reference) {
  return lon - 360.0 * std::round((lon - reference) / 360.0);
}

}  // namespace nearnet::map
