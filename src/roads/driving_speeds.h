// SPDX-License-Identifier: Apache-2.0
// How fast one drives on a road.
//
//   DrivingSpeeds speeds;
//   speeds.kmh(road);                       // 25 on a residential street that names no limit
//
// Speeds are means over the whole way, waiting and turning included: well below what signs allow.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "model/road.h"

namespace nearnet::roads {

struct DrivingSpeeds {
  using ByClass = std::map<std::string, double, std::less<>>;

  /// By OpenStreetMap's highway classes or a source's own ones in lower case, km/h. Those of
  /// OpenStreetMap are close to what the car profile of OSRM drives.
  ByClass by_class = {{"motorway", 90},      {"motorway_link", 45},  {"trunk", 80},
                      {"trunk_link", 40},    {"primary", 60},        {"primary_link", 30},
                      {"secondary", 50},     {"secondary_link", 25}, {"tertiary", 40},
                      {"tertiary_link", 20}, {"unclassified", 30},   {"residential", 25},
                      {"living_street", 10}, {"service", 15},        {"road", 30}};
  double other_kmh = 30.0;     ///< on roads of any other class, or none
  double of_the_limit = 0.8;   ///< share of a speed limit that is driven on average
  double unpaved = 0.75;       ///< share of its class's speed that is driven on an unpaved road
  double off_road_kmh = 15.0;  ///< across the parking lot or up the driveway
  /// Share of the speed that the traffic leaves, on roads of a class or else on all others.
  ByClass traffic = {};
  double other_traffic = 1.0;

  /// Its limit's share where it has one, else its class's speed, less where it is unpaved; less for
  /// the traffic. Always above 0.
  double kmh(const model::Road& road) const;

  friend bool operator==(const DrivingSpeeds&, const DrivingSpeeds&) = default;
};

/// The road's class as speeds are told by: in lower case, without blanks around it.
std::string speed_class(const model::Road& road);

}  // namespace nearnet::roads
