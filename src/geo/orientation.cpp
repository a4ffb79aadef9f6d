// SPDX-License-Identifier: Apache-2.0
#include "geo/orientation.h"

#include "geo/geos_context.h"

namespace nearnet::geo {

int orientation_in_doubt(LonLat a, LonLat b, LonLat p) {
  const int sign = GEOSOrientationIndex_r(geos(), a.lon, a.lat, b.lon, b.lat, p.lon, p.lat);
  if (sign < -1 || sign > 1) throw_geos_error("comparing directions");
  return sign;
}

}  // namespace nearnet::geo
