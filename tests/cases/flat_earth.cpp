// SPDX-License-Identifier: Apache-2.0
#include "cases/flat_earth.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace nearnet::cases {
namespace {

struct Metric {
  double east_per_degree;
  double north_per_degree;
  double east_slope;  ///< how much east_per_degree grows with each degree to the north
};

/// Radii of curvature of WGS 84 at a latitude.
Metric metric_at(double latitude) {
  constexpr double kMajorAxis = 6378137.0;
  constexpr double kSquaredEccentricity = 6.69437999014e-3;
  constexpr double kRadian = std::numbers::pi / 180.0;
  const double sine = std::sin(latitude * kRadian);
  const double w = 1.0 - kSquaredEccentricity * sine * sine;
  const double prime_vertical = kMajorAxis / std::sqrt(w);
  const double meridian = kMajorAxis * (1.0 - kSquaredEccentricity) / (w * std::sqrt(w));
  return {prime_vertical * std::cos(latitude * kRadian) * kRadian, meridian * kRadian,
          -meridian * sine * kRadian * kRadian};
}

double distance_to_edge(geo::LonLat place, geo::LonLat a, geo::LonLat b, const Metric& metric) {
  // East is measured half-way between the place and the point.
  const auto east = [&](geo::LonLat point) {
    return (point.lon - place.lon) *
           (metric.east_per_degree + metric.east_slope * (point.lat - place.lat) / 2.0);
  };
  const double ax = east(a);
  const double ay = (a.lat - place.lat) * metric.north_per_degree;
  const double dx = east(b) - ax;
  const double dy = (b.lat - a.lat) * metric.north_per_degree;
  const double squared = dx * dx + dy * dy;
  const double along = squared > 0.0 ? std::clamp(-(ax * dx + ay * dy) / squared, 0.0, 1.0) : 0.0;
  return std::hypot(ax + along * dx, ay + along * dy);
}

/// Even-odd rule.
bool ring_holds(const geo::Ring& ring, geo::LonLat place) {
  bool inside = false;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const geo::LonLat a = ring[i];
    const geo::LonLat b = ring[i + 1];
    if ((a.lat > place.lat) == (b.lat > place.lat)) continue;
    if (place.lon < a.lon + (b.lon - a.lon) * (place.lat - a.lat) / (b.lat - a.lat)) {
      inside = !inside;
    }
  }
  return inside;
}

double distance_to(const Plant& plant, geo::LonLat place, const Metric& metric) {
  double least = std::numeric_limits<double>::infinity();
  for (const geo::Polygon& polygon : plant.polygons) {
    std::vector<const geo::Ring*> rings = {&polygon.shell};
    bool inside = ring_holds(polygon.shell, place);
    for (const geo::Ring& hole : polygon.holes) {
      rings.push_back(&hole);
      inside = inside && !ring_holds(hole, place);
    }
    if (inside) return 0.0;
    for (const geo::Ring* ring : rings) {
      for (std::size_t i = 0; i + 1 < ring->size(); ++i) {
        least = std::min(least, distance_to_edge(place, (*ring)[i], (*ring)[i + 1], metric));
      }
    }
  }
  return least;
}

}  // namespace

Opinion opinion_on(geo::LonLat place, const std::vector<Plant>& plant) {
  constexpr double kOnTheEdge = 1e-6;
  const Metric metric = metric_at(place.lat);
  Opinion opinion;
  opinion.distance_m = std::numeric_limits<double>::infinity();
  opinion.runner_up_m = opinion.distance_m;
  for (const Plant& each : plant) {
    const double distance = distance_to(each, place, metric);
    if (distance <= kOnTheEdge) {
      if (!opinion.covered || each.id < opinion.footprint) opinion.footprint = each.id;
      opinion.covered = true;
      opinion.distance_m = 0.0;
    } else if (!opinion.covered && distance < opinion.distance_m) {
      opinion.runner_up_m = opinion.distance_m;
      opinion.distance_m = distance;
      opinion.footprint = each.id;
    } else {
      opinion.runner_up_m = std::min(opinion.runner_up_m, distance);
    }
  }
  return opinion;
}

}  // namespace nearnet::cases
