// SPDX-License-Identifier: Apache-2.0
// Metres around a place: the plane tangent to the WGS 84 ellipsoid there, scaled by the radii of
// curvature. Good for distances up to some kilometres from the origin (2 mm at 1 km, mid
// latitudes).
//
//   geo::LocalFrame frame({-68.77, 44.80});
//   geo::XY shop = frame.to_metres({-68.76, 44.80});      // east, north of the origin
//   frame.to_lon_lat(shop);
//
// Longitudes are unwrapped to within ±180° of the origin, so frames work across the antimeridian.
#pragma once

#include "geo/geometry.h"
#include "geo/lon_lat.h"

namespace nearnet::geo {

struct XY {
  double x = 0.0;
  double y = 0.0;
};

class LocalFrame {
 public:
  explicit LocalFrame(LonLat origin);

  XY to_metres(LonLat position) const;
  LonLat to_lon_lat(XY metres) const;
  /// The whole geometry moved into the frame: its "lon/lat" then are metres.
  Geometry to_metres(const Geometry& geometry) const;
  Geometry to_lon_lat(const Geometry& geometry) const;

  LonLat origin() const { return origin_; }
  /// Of the origin's latitude.
  double sine() const { return sine_; }
  double cosine() const { return cosine_; }
  double metres_per_degree_lon() const { return metres_per_degree_lon_; }
  double metres_per_degree_lat() const { return metres_per_degree_lat_; }

 private:
  LonLat origin_;
  double sine_;
  double cosine_;
  double metres_per_degree_lon_;
  double metres_per_degree_lat_;
};

}  // namespace nearnet::geo
