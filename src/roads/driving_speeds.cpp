// SPDX-License-Identifier: Apache-2.0
#include "roads/driving_speeds.h"

#include <algorithm>

#include "core/text.h"

namespace nearnet::roads {
namespace {

double of_class(const DrivingSpeeds::ByClass& values, const std::string& name, double other) {
  const auto known = values.find(name);
  return known == values.end() ? other : known->second;
}

}  // namespace

std::string speed_class(const model::Road& road) {
  return core::lower_case(core::trimmed(road.road_class));
}

double DrivingSpeeds::kmh(const model::Road& road) const {
  constexpr double kSlowest = 1.0;
  const std::string name = speed_class(road);
  const double usual = of_class(by_class, name, other_kmh);
  const double free = road.max_speed_kmh          ? *road.max_speed_kmh * of_the_limit
                      : road.paved.value_or(true) ? usual
                                                  : usual * unpaved;
  return std::max(kSlowest, free * of_class(traffic, name, other_traffic));
}

}  // namespace nearnet::roads
