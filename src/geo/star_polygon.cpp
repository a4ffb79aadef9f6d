// SPDX-License-Identifier: Apache-2.0
#include "geo/star_polygon.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "geo/orientation.h"

namespace nearnet::geo {
namespace {

constexpr std::size_t kFewestPoints = 4;
/// Far beyond the rounding of squared distances.
constexpr double kClear = 1.0 + 1e-6;

double squared_distance(LonLat a, LonLat b) {
  const double lon = b.lon - a.lon;
  const double lat = b.lat - a.lat;
  return lon * lon + lat * lat;
}

double squared_distance(LonLat place, LonLat from, LonLat to) {
  const double lon = to.lon - from.lon;
  const double lat = to.lat - from.lat;
  const double along = (place.lon - from.lon) * lon + (place.lat - from.lat) * lat;
  const double share = std::clamp(along / squared_distance(from, to), 0.0, 1.0);
  return squared_distance(place, {from.lon + share * lon, from.lat + share * lat});
}

LonLat middle_of(const Ring& ring) {
  LonLat sum{0.0, 0.0};
  for (std::size_t i = 1; i < ring.size(); ++i) {
    sum.lon += ring[i].lon - ring.front().lon;
    sum.lat += ring[i].lat - ring.front().lat;
  }
  const auto corners = static_cast<double>(ring.size() - 1);
  return {ring.front().lon + sum.lon / corners, ring.front().lat + sum.lat / corners};
}

/// Seen from the middle, every corner lies to the same side of the one before, and the ring goes
/// round once: the parallel through the middle is crossed twice.
bool goes_round(const Ring& ring) {
  if (ring.size() < kFewestPoints || ring.front() != ring.back()) return false;
  const LonLat middle = middle_of(ring);
  // Of an infinite corner or none at all, the middle is none either.
  if (!std::isfinite(middle.lon) || !std::isfinite(middle.lat)) return false;
  const int side = orientation(ring[0], ring[1], middle);
  if (side == 0) return false;
  int crossings = 0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    if (orientation(ring[i - 1], ring[i], middle) != side) return false;
    if ((ring[i - 1].lat > middle.lat) != (ring[i].lat > middle.lat)) ++crossings;
  }
  return crossings == 2;
}

struct Circle {
  LonLat middle;
  double radius;
};

Circle circle_around(const Ring& ring) {
  const LonLat middle = middle_of(ring);
  double farthest = 0.0;
  for (const LonLat& corner : ring) {
    farthest = std::max(farthest, squared_distance(middle, corner));
  }
  return {middle, std::sqrt(farthest)};
}

bool lies_inside(const Circle& circle, const Ring& ring) {
  const double clear = circle.radius * circle.radius * kClear;
  bool odd = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const LonLat from = ring[i - 1];
    const LonLat to = ring[i];
    if (squared_distance(circle.middle, from, to) <= clear) return false;
    const LonLat place = circle.middle;
    if ((from.lat > place.lat) == (to.lat > place.lat)) continue;
    if ((orientation(from, to, place) > 0) == (to.lat > place.lat)) odd = !odd;
  }
  return odd;
}

bool apart(const Circle& a, const Circle& b) {
  const double reach = a.radius + b.radius;
  return squared_distance(a.middle, b.middle) > reach * reach * kClear;
}

}  // namespace

bool is_star_polygon(const Polygon& polygon) {
  if (!goes_round(polygon.shell)) return false;
  std::vector<Circle> holes;
  for (const Ring& hole : polygon.holes) {
    if (!goes_round(hole)) return false;
    const Circle circle = circle_around(hole);
    if (!lies_inside(circle, polygon.shell)) return false;
    if (!std::all_of(holes.begin(), holes.end(),
                     [&](const Circle& other) { return apart(circle, other); })) {
      return false;
    }
    holes.push_back(circle);
  }
  return true;
}

}  // namespace nearnet::geo
