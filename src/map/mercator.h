// SPDX-License-Identifier: Apache-2.0
// The plane the map is drawn in: spherical Web Mercator (EPSG:3857), x east, y north, in units that
// are metres at the equator and cos(latitude) metres elsewhere. Conformal, so shapes and street
// corners look right at every zoom. For drawing only: distances that decide anything are geo's.
//
//   map::WorldPoint p = map::to_world({-68.77, 44.80});
//   map::to_lon_lat(p);                                    // back, to about 1e-9 degrees
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "geo/lon_lat.h"

namespace nearnet::map {

struct WorldPoint {
  double x = 0.0;
  double y = 0.0;
  friend bool operator==(const WorldPoint&, const WorldPoint&) = default;
};

using WorldLine = std::vector<WorldPoint>;  ///< rings are closed: first point equals last

/// Axis-parallel box in the plane; the default one is empty and grows.
struct WorldBox {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  bool empty() const { return min_x > max_x || min_y > max_y; }
  void grow(WorldPoint p) {
    min_x = std::min(min_x, p.x);
    min_y = std::min(min_y, p.y);
    max_x = std::max(max_x, p.x);
    max_y = std::max(max_y, p.y);
  }
  void grow(const WorldBox& box) {
    min_x = std::min(min_x, box.min_x);
    min_y = std::min(min_y, box.min_y);
    max_x = std::max(max_x, box.max_x);
    max_y = std::max(max_y, box.max_y);
  }
  WorldBox widened(double by) const { return {min_x - by, min_y - by, max_x + by, max_y + by}; }
  bool contains(WorldPoint p) const {
    return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y;
  }
  bool intersects(const WorldBox& box) const {
    return box.min_x <= max_x && box.max_x >= min_x && box.min_y <= max_y && box.max_y >= min_y;
  }
  double width() const { return max_x - min_x; }
  double height() const { return max_y - min_y; }
  WorldPoint centre() const { return {(min_x + max_x) / 2.0, (min_y + max_y) / 2.0}; }
  friend bool operator==(const WorldBox&, const WorldBox&) = default;
};

/// Length of the equator in world units: 2π × 6,378,137 m.
inline constexpr double kWorldWidth = 40'075'016.685578488;
/// Latitudes beyond ± this are drawn at the edge, where the plane is square.
inline constexpr double kMaxLatitude = 85.05112877980659;

/// `lon` may lie outside ±180; the plane then simply goes on.
WorldPoint to_world(geo::LonLat position);
geo::LonLat to_lon_lat(WorldPoint point);
/// Ground metres that one world unit spans at this height of the plane.
double metres_per_unit(double world_y);
/// The longitude moved by whole turns to within ±180 of `reference`.
double unwrapped(double lon, double reference);

}  // namespace nearnet::map
