// SPDX-License-Identifier: Apache-2.0
// The tangent metric at a place: metres east and north of it by the radii of curvature there.
// Internal to the engine.
//
//   const Tangent tangent({-68.77, 44.80});
//   const double metres = std::sqrt(tangent.squared(from, to));   // to the edge's nearest point
//   tangent.doubt(metres);                                        // how far off that may be
//
// Cost: a sine, a cosine and a root once; then multiplications.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "eligibility/degrees.h"
#include "geo/local_frame.h"
#include "geo/lon_lat.h"

namespace nearnet::eligibility {

class Tangent {
 public:
  explicit Tangent(geo::LonLat place)
      : place_(place),
        frame_(place),
        steepness_(std::abs(frame_.sine()) / std::max(frame_.cosine(), 1e-12)) {}

  /// The same metric, with the place's longitude written some turns on.
  Tangent turned(double degrees) const {
    Tangent other = *this;
    other.place_.lon += degrees;
    return other;
  }

  geo::LonLat place() const { return place_; }

  /// Squared distance in metres to the nearest point of the edge.
  double squared(geo::LonLat from, geo::LonLat to) const {
    const Edge edge = metres(from, to);
    const Pair nearest = edge.start + share(edge) * edge.way;
    return sum(nearest * nearest);
  }

  /// The nearest point itself.
  geo::LonLat foot(geo::LonLat from, geo::LonLat to) const {
    const double at = share(metres(from, to))[0];
    return {std::lerp(from.lon, to.lon, at), std::lerp(from.lat, to.lat, at)};
  }

  /// By how much this metric and the geodesic may differ at a distance, a millimetre more:
  /// parallels shorten towards the pole by the tangent of the latitude.
  double doubt(double metres) const {
    constexpr double kLeastRadius = 6.33e6;
    const double angle = metres / kLeastRadius;
    return metres * angle * (steepness_ + angle * (1.0 + steepness_ * steepness_)) + 0.001;
  }

  /// Metres that a degree of longitude measures at least, anywhere within `reach` metres.
  double least_metres_per_degree_lon(double reach) const {
    // cos(a + b) = cos a cos b − sin a sin b, each term bounded from below.
    const double angle = std::min(reach / kLeastMetresPerDegreeLat * std::numbers::pi / 180.0, 2.0);
    const double cosine =
        frame_.cosine() * (1.0 - angle * angle / 2.0) - std::abs(frame_.sine()) * angle;
    return kMetresPerDegreeOfEquator * std::max(0.0, cosine);
  }

 private:
  /// East and north, or longitude and latitude, worked on at once.
  using Pair [[gnu::vector_size(16)]] = double;

  struct Edge {
    Pair start;  ///< metres from the place
    Pair way;    ///< metres from start to end
  };

  static Pair pair(geo::LonLat place) { return Pair{place.lon, place.lat}; }
  static double sum(Pair pair) { return pair[0] + pair[1]; }

  Edge metres(geo::LonLat from, geo::LonLat to) const {
    const Pair per_degree{frame_.metres_per_degree_lon(), frame_.metres_per_degree_lat()};
    return {(pair(from) - pair(place_)) * per_degree, (pair(to) - pair(from)) * per_degree};
  }

  /// How far along the edge its nearest point to the place lies, 0 … 1, twice. Selected without a
  /// branch: which end is near cannot be foretold. An edge of no length divides to NaN: taken as 0.
  static Pair share(const Edge& edge) {
    const double along = -sum(edge.start * edge.way) / sum(edge.way * edge.way);
    const Pair both{along, along};
    const Pair none{0.0, 0.0};
    const Pair whole{1.0, 1.0};
    const Pair from_start = both > none ? both : none;
    return from_start < whole ? from_start : whole;
  }

  geo::LonLat place_;
  geo::LocalFrame frame_;
  double steepness_;
};

}  // namespace nearnet::eligibility
