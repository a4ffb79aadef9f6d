// SPDX-License-Identifier: Apache-2.0
// Positions in degrees, longitude first, always WGS 84.
#pragma once

#include <algorithm>
#include <compare>
#include <limits>

namespace nearnet::geo {

struct LonLat {
  double lon = 0.0;
  double lat = 0.0;
  friend auto operator<=>(const LonLat&, const LonLat&) = default;
};

/// Finite and within ±180, ±90.
bool is_valid(LonLat position);

/// An axis-parallel box in degrees; the default one is empty and grows.
struct LonLatBox {
  double min_lon = std::numeric_limits<double>::infinity();
  double min_lat = std::numeric_limits<double>::infinity();
  double max_lon = -std::numeric_limits<double>::infinity();
  double max_lat = -std::numeric_limits<double>::infinity();

  bool empty() const { return min_lon > max_lon || min_lat > max_lat; }
  void grow(LonLat position) {
    min_lon = std::min(min_lon, position.lon);
    min_lat = std::min(min_lat, position.lat);
    max_lon = std::max(max_lon, position.lon);
    max_lat = std::max(max_lat, position.lat);
  }
  void grow(const LonLatBox& box) {
    min_lon = std::min(min_lon, box.min_lon);
    min_lat = std::min(min_lat, box.min_lat);
    max_lon = std::max(max_lon, box.max_lon);
    max_lat = std::max(max_lat, box.max_lat);
  }
  bool contains(LonLat p) const {
    return p.lon >= min_lon && p.lon <= max_lon && p.lat >= min_lat && p.lat <= max_lat;
  }
  bool intersects(const LonLatBox& box) const {
    return box.min_lon <= max_lon && box.max_lon >= min_lon && box.min_lat <= max_lat &&
           box.max_lat >= min_lat;
  }
  LonLat centre() const { return {(min_lon + max_lon) / 2.0, (min_lat + max_lat) / 2.0}; }
  friend auto operator<=>(const LonLatBox&, const LonLatBox&) = default;
};

}  // namespace nearnet::geo
