// SPDX-License-Identifier: Apache-2.0
#include "geo/geodesic.h"

#include <geodesic.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "geo/local_frame.h"

namespace nearnet::geo {
namespace {

geod_geodesic wgs84() {
  geod_geodesic ellipsoid;
  geod_init(&ellipsoid, 6378137.0, 1.0 / 298.257223563);
  return ellipsoid;
}

double ring_area(const geod_geodesic& ellipsoid, const Ring& ring) {
  geod_polygon polygon;
  geod_polygon_init(&polygon, 0);
  for (const LonLat& point : ring) {
    geod_polygon_addpoint(&ellipsoid, &polygon, point.lat, point.lon);
  }
  double area = 0.0;
  geod_polygon_compute(&ellipsoid, &polygon, 0, 1, &area, nullptr);
  return std::abs(area);
}

double line_length(const geod_geodesic& ellipsoid, const Line& line) {
  double total = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    double metres = 0.0;
    geod_inverse(&ellipsoid, line[i - 1].lat, line[i - 1].lon, line[i].lat, line[i].lon, &metres,
                 nullptr, nullptr);
    total += metres;
  }
  return total;
}

/// The nearest of many points and edges to the origin of a frame.
class NearestSearch {
 public:
  explicit NearestSearch(LonLat origin) : frame_(origin) {}

  void consider_line(const Line& line) {
    if (line.size() == 1) consider_point(line.front());
    XY from = line.empty() ? XY{} : frame_.to_metres(line.front());
    for (std::size_t i = 1; i < line.size(); ++i) {
      const XY to = frame_.to_metres(line[i]);
      consider(along(from, to), line[i - 1], line[i]);
      from = to;
    }
  }

  void consider_point(LonLat point) {
    const XY metres = frame_.to_metres(point);
    keep(std::hypot(metres.x, metres.y), point);
  }

  LonLat place() const { return place_; }

 private:
  struct OnEdge {
    double metres;
    double share;  ///< of the way from the edge's start to its end
  };

  static OnEdge along(XY from, XY to) {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double squared = dx * dx + dy * dy;
    const double share =
        squared > 0.0 ? std::clamp(-(from.x * dx + from.y * dy) / squared, 0.0, 1.0) : 0.0;
    return {std::hypot(from.x + share * dx, from.y + share * dy), share};
  }

  void consider(OnEdge nearest, LonLat from, LonLat to) {
    keep(nearest.metres,
         {std::lerp(from.lon, to.lon, nearest.share), std::lerp(from.lat, to.lat, nearest.share)});
  }

  void keep(double metres, LonLat place) {
    if (metres < best_metres_) {
      best_metres_ = metres;
      place_ = place;
    }
  }

  LocalFrame frame_;
  double best_metres_ = std::numeric_limits<double>::infinity();
  LonLat place_;
};

/// Metres by Gauss's mid-latitude rule (both ways measured in the tangent plane half-way between
/// the latitudes), with a bound of its error.
struct Estimate {
  double metres;
  double error;
};

Estimate mid_latitude_distance(LonLat a, LonLat b) {
  const LocalFrame middle({a.lon, (a.lat + b.lat) / 2.0});
  const XY way = middle.to_metres(b);
  const double north = (b.lat - a.lat) * middle.metres_per_degree_lat();
  const double metres = std::sqrt(way.x * way.x + north * north);
  // The neglected terms are of third order: s³ (1 + tan²φ) / (24 R²). Thrice that, for the
  // flattening and the steepening of the tangent within the step, and the rounding of degrees near
  // 180.
  constexpr double kRadiusSquared = 6.35e6 * 6.35e6;
  const double error =
      metres * metres * metres / (8.0 * kRadiusSquared * middle.cosine() * middle.cosine()) + 1e-8;
  return {metres, error};
}

}  // namespace

std::int64_t geodesic_millimetres(LonLat a, LonLat b) {
  const Estimate estimate = mid_latitude_distance(a, b);
  const double low = (estimate.metres - estimate.error) * 1000.0;
  const double high = (estimate.metres + estimate.error) * 1000.0;
  // Where both ends round alike the exact distance rounds so too.
  if (low > 0.0 && std::floor(low + 0.5) == std::floor(high + 0.5)) return std::llround(low);
  return std::llround(geodesic_distance(a, b).value * 1000.0);
}

core::Metres geodesic_distance(LonLat a, LonLat b) {
  double metres = 0.0;
  const geod_geodesic ellipsoid = wgs84();
  geod_inverse(&ellipsoid, a.lat, a.lon, b.lat, b.lon, &metres, nullptr, nullptr);
  return core::Metres(metres);
}

double geodesic_area(const Geometry& polygons) {
  const geod_geodesic ellipsoid = wgs84();
  double total = 0.0;
  for (const Polygon& polygon : polygons.polygons()) {
    total += ring_area(ellipsoid, polygon.shell);
    for (const Ring& hole : polygon.holes) total -= ring_area(ellipsoid, hole);
  }
  return total;
}

core::Metres geodesic_length(const Geometry& geometry) {
  const geod_geodesic ellipsoid = wgs84();
  double total = 0.0;
  for (const Line& line : geometry.lines()) total += line_length(ellipsoid, line);
  for (const Polygon& polygon : geometry.polygons()) {
    total += line_length(ellipsoid, polygon.shell);
    for (const Ring& hole : polygon.holes) total += line_length(ellipsoid, hole);
  }
  return core::Metres(total);
}

Nearest nearest_on(const Geometry& geometry, LonLat position) {
  assert(!geometry.is_empty());
  const std::vector<Polygon> polygons = geometry.polygons();
  if (!polygons.empty() && geometry.covers(position)) return {core::Metres(0.0), position};
  NearestSearch search(position);
  for (const Polygon& polygon : polygons) {
    search.consider_line(polygon.shell);
    for (const Ring& hole : polygon.holes) search.consider_line(hole);
  }
  for (const Line& line : geometry.lines()) search.consider_line(line);
  for (const LonLat& point : geometry.points()) search.consider_point(point);
  return {geodesic_distance(position, search.place()), search.place()};
}

}  // namespace nearnet::geo
