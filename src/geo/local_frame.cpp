// SPDX-License-Identifier: Apache-2.0
#include "geo/local_frame.h"

#include <cmath>
#include <numbers>

#include "geo/geos_context.h"

namespace nearnet::geo {
namespace {

constexpr double kSemiMajorMetres = 6378137.0;
constexpr double kFlattening = 1.0 / 298.257223563;
constexpr double kEccentricitySquared = kFlattening * (2.0 - kFlattening);
constexpr double kRadians = std::numbers::pi / 180.0;

double unwrapped(double degrees) {
  return std::abs(degrees) < 180.0 ? degrees : std::remainder(degrees, 360.0);
}

template <typename Move>
Geometry moved(const Geometry& geometry, Move move) {
  const auto callback = [](double* x, double* y, void* data) {
    (*static_cast<Move*>(data))(x, y);
    return 1;
  };
  return Geometry::adopt(
      checked(GEOSGeom_transformXY_r(geos(), geometry.raw(), callback, &move), "moving"));
}

}  // namespace

LocalFrame::LocalFrame(LonLat origin)
    : origin_(origin),
      sine_(std::sin(origin.lat * kRadians)),
      cosine_(std::cos(origin.lat * kRadians)) {
  const double root = std::sqrt(1.0 - kEccentricitySquared * sine_ * sine_);
  const double prime_vertical = kSemiMajorMetres / root;
  const double meridional = kSemiMajorMetres * (1.0 - kEccentricitySquared) / (root * root * root);
  metres_per_degree_lon_ = prime_vertical * cosine_ * kRadians;
  metres_per_degree_lat_ = meridional * kRadians;
}

XY LocalFrame::to_metres(LonLat position) const {
  return {unwrapped(position.lon - origin_.lon) * metres_per_degree_lon_,
          (position.lat - origin_.lat) * metres_per_degree_lat_};
}

LonLat LocalFrame::to_lon_lat(XY metres) const {
  return {unwrapped(origin_.lon + metres.x / metres_per_degree_lon_),
          origin_.lat + metres.y / metres_per_degree_lat_};
}

Geometry LocalFrame::to_metres(const Geometry& geometry) const {
  return moved(geometry, [this](double* x, double* y) {
    const XY metres = to_metres(LonLat{*x, *y});
    *x = metres.x;
    *y = metres.y;
  });
}

Geometry LocalFrame::to_lon_lat(const Geometry& geometry) const {
  return moved(geometry, [this](double* x, double* y) {
    const LonLat position = to_lon_lat(XY{*x, *y});
    *x = position.lon;
    *y = position.lat;
  });
}

}  // namespace nearnet::geo
