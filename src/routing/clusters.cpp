// SPDX-License-Identifier: Apache-2.0
#include "routing/clusters.h"

#include "geo/local_frame.h"

namespace nearnet::routing {

geo::Geometry day_area(std::span<const geo::LonLat> stops, core::Metres margin) {
  // Between the tightest hull, which reads as a scribble, and the convex one, which claims ground
  // between clusters.
  constexpr double kLengthRatio = 0.5;
  if (stops.empty()) return {};
  const geo::LocalFrame frame(stops.front());
  const geo::Geometry points = frame.to_metres(geo::Geometry::multi_point(stops));
  return frame.to_lon_lat(geo::buffer(geo::concave_hull(points, kLengthRatio), margin.value));
}

}  // namespace nearnet::routing
