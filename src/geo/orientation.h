// SPDX-License-Identifier: Apache-2.0
// On which side of a line is a point? Exactly: never wrong by rounding, and the same answer as GEOS
// gives.
//
//   geo::orientation({0, 0}, {4, 0}, {2, 1});      // 1: to the left of the way from a to b
//   geo::orientation({0, 0}, {4, 0}, {2, 0});      // 0: on the line
//
// Cost: a few nanoseconds where the sign is clear of rounding errors (Shewchuk 1997, first stage);
// else GEOS decides in double-double arithmetic. Safe from any thread.
#pragma once

#include <cmath>

#include "geo/lon_lat.h"

namespace nearnet::geo {

/// The sign when rounding may have changed it. For orientation() only.
int orientation_in_doubt(LonLat a, LonLat b, LonLat p);

/// 1 when `p` is left of the way from `a` to `b`, -1 when right, 0 when on the line.
inline int orientation(LonLat a, LonLat b, LonLat p) {
  // Three roundings in each product: 3 ulp of their sum bounds the error (Shewchuk's ccwerrboundA).
  constexpr double kErrorBound = 3.3306690738754716e-16;
  const double left = (a.lon - p.lon) * (b.lat - p.lat);
  const double right = (a.lat - p.lat) * (b.lon - p.lon);
  const double determinant = left - right;
  const double error = kErrorBound * (std::abs(left) + std::abs(right));
  if (determinant > error) return 1;
  if (determinant < -error) return -1;
  return orientation_in_doubt(a, b, p);
}

}  // namespace nearnet::geo
