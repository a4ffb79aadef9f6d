// SPDX-License-Identifier: Apache-2.0
#include "roads/driving_speeds.h"

#include <algorithm>

#include "core/text.h"

namespace nearnet::roads {

double DrivingSpeeds::kmh(const model::Road& road) const {
  constexpr double kSlowest = 1.0;
  if (road.max_speed_kmh) return std::max(kSlowest, *road.max_speed_kmh * of_the_limit);
  const auto known = by_class.find(core::lower_case(core::trimmed(road.road_class)));
  const double usual = known == by_class.end() ? other_kmh : known->second;
  return std::max(kSlowest, road.paved.value_or(true) ? usual : usual * unpaved);
}

}  // namespace nearnet::roads
