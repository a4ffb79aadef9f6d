// SPDX-License-Identifier: Apache-2.0
#include "geo/lon_lat.h"

#include <cmath>

namespace nearnet::geo {

bool is_valid(LonLat position) {
  return std::isfinite(position.lon) && std::isfinite(position.lat) &&
         std::abs(position.lon) <= 180.0 && std::abs(position.lat) <= 90.0;
}

}  // namespace nearnet::geo
