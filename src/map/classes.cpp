// SPDX-License-Identifier: Apache-2.0
#include "map/classes.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "core/calendar.h"

namespace nearnet::map {
namespace {

bool is_any_of(std::string_view text, std::initializer_list<std::string_view> values) {
  return std::find(values.begin(), values.end(), text) != values.end();
}

std::string footprint_label(const model::Footprint& footprint) {
  if (footprint.provider.empty() && footprint.technology.empty()) return "Footprint";
  if (footprint.technology.empty()) return footprint.provider;
  if (footprint.provider.empty()) return footprint.technology;
  return footprint.provider + " · " + footprint.technology;
}

/// Position of `key` among the distinct keys in ascending order.
template <typename Key>
std::size_t rank(const std::set<Key>& keys, const Key& key) {
  return static_cast<std::size_t>(std::distance(keys.begin(), keys.find(key)));
}

}  // namespace

ProspectClass class_of(const model::Prospect& prospect) {
  const auto& reasons = prospect.reasons;
  if (std::find(reasons.begin(), reasons.end(), "EXISTING_CUSTOMER") != reasons.end()) {
    return ProspectClass::kCustomer;
  }
  switch (prospect.status) {
    case model::NetStatus::kUnknown:
      return ProspectClass::kUnknown;
    case model::NetStatus::kOffNet:
      return ProspectClass::kOffNet;
    case model::NetStatus::kNearNet:
      return prospect.eligible ? ProspectClass::kNearNet : ProspectClass::kExcluded;
    case model::NetStatus::kOnNet:
      return prospect.eligible ? ProspectClass::kOnNet : ProspectClass::kExcluded;
  }
  return ProspectClass::kUnknown;
}

std::vector<std::string> prospect_class_names() {
  return {"Status unknown",     "Off-net",         "Ruled out", "Existing customer",
          "Near-net, eligible", "On-net, eligible"};
}

RoadClass class_of(const model::Road& road) {
  std::string_view name = road.road_class;
  if (name.ends_with("_link")) name.remove_suffix(5);
  if (is_any_of(name, {"motorway", "trunk", "S1100"})) return RoadClass::kHighway;
  if (is_any_of(name, {"primary", "secondary", "S1200"})) return RoadClass::kArterial;
  if (is_any_of(name, {"tertiary", "S1630"})) return RoadClass::kCollector;
  if (is_any_of(name, {"footway", "path", "cycleway", "track", "steps", "pedestrian", "bridleway",
                       "S1500", "S1710", "S1720", "S1820", "S1830"})) {
    return RoadClass::kPath;
  }
  return RoadClass::kLocal;
}

std::vector<std::string> road_class_names() {
  return {"Path or track", "Local street", "Collector", "Main road", "Highway"};
}

BarrierClass class_of(const model::Barrier& barrier) {
  if (barrier.kind == "rail") return BarrierClass::kRail;
  if (barrier.kind == "water") return BarrierClass::kWater;
  if (barrier.kind == "limited_access") return BarrierClass::kLimitedAccess;
  return BarrierClass::kOther;
}

std::vector<std::string> barrier_class_names() {
  return {"Railway", "Water", "Limited-access road", "Other barrier"};
}

Classes footprint_classes(std::span<const model::Footprint> footprints) {
  Classes classes;
  std::set<std::string> labels;
  for (const model::Footprint& footprint : footprints) labels.insert(footprint_label(footprint));
  classes.names.assign(labels.begin(), labels.end());
  for (const model::Footprint& footprint : footprints) {
    classes.of_feature.push_back(rank(labels, footprint_label(footprint)));
  }
  return classes;
}

DayClasses day_classes(std::span<const model::DayRoute> days, std::span<const model::Stop> stops) {
  using Key = std::pair<core::RepId, core::Date>;
  std::set<Key> keys;
  for (const model::DayRoute& day : days) keys.emplace(day.rep, day.date);
  for (const model::Stop& stop : stops) keys.emplace(stop.rep, stop.date);
  DayClasses classes;
  for (const auto& [rep, date] : keys) {
    classes.names.push_back(rep.text() + ", " + core::format_date(date));
  }
  for (const model::DayRoute& day : days) {
    classes.of_day.push_back(rank(keys, Key{day.rep, day.date}));
  }
  for (const model::Stop& stop : stops) {
    classes.of_stop.push_back(rank(keys, Key{stop.rep, stop.date}));
  }
  return classes;
}

}  // namespace nearnet::map
