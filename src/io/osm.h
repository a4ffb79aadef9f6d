// SPDX-License-Identifier: Apache-2.0
// What of OpenStreetMap means something to us: the tags that become columns, the ones that make a
// business, the road classes that a car may use. For io/ only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/vector_reader.h"
#include "model/road.h"

namespace nearnet::io {

/// Tags that an OSM source shows as fields, behind "osm_key".
const std::vector<std::string>& osm_tags();
/// Content of the configuration file for GDAL's OSM driver with those tags.
std::string osm_configuration();
/// The driver's layers that hold what is wanted.
std::vector<std::string> osm_layers(Wanted wanted);

/// The value of a tag, "" when the object has none.
using TagLookup = std::function<std::string(std::string_view tag)>;

/// "shop:convenience" when the tags mean a place of business, "building:retail" when no more is
/// known; none for benches, parks and the like.
std::optional<std::string> osm_business_category(const TagLookup& tag);

/// Motor traffic is expected on this highway class (motorway … service, not track or footway).
bool osm_is_drivable(std::string_view highway);
/// The value is one of OSM's highway classes, drivable or not.
bool osm_is_highway_class(std::string_view highway);

/// Cars in general may use a road with these tags: the most telling of motorcar, motor_vehicle,
/// vehicle and access decides (destination, customers and permissive are open; private, no and
/// permit are not), and its direction does not change by the hour (oneway=reversible).
bool osm_is_open_to_cars(const TagLookup& tag);
/// "asphalt" → true, "gravel;dirt" → false, none for what says neither.
std::optional<bool> osm_is_paved(std::string_view surface);

/// oneway=yes/-1/no and the like; roundabouts and motorways are one-way unless they say no.
model::OneWay osm_one_way(std::string_view oneway, std::string_view junction,
                          std::string_view highway);
/// "50" and "50 km/h" → 50, "30 mph" → 48.3, "walk" → 5; none for "none", "signals" and the
/// unknown.
std::optional<double> osm_max_speed_kmh(std::string_view text);

}  // namespace nearnet::io
