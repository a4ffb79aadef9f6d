// SPDX-License-Identifier: Apache-2.0
#include "io/osm.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "core/text.h"

namespace nearnet::io {
namespace {

using std::string_view;

constexpr std::array<string_view, 15> kDrivable = {
    "motorway",     "motorway_link", "trunk",          "trunk_link", "primary",
    "primary_link", "secondary",     "secondary_link", "tertiary",   "tertiary_link",
    "unclassified", "residential",   "living_street",  "service",    "road"};

constexpr std::array<string_view, 17> kNotDrivable = {
    "track",        "path",     "footway",  "cycleway", "bridleway",  "steps",
    "pedestrian",   "corridor", "elevator", "platform", "busway",     "bus_guideway",
    "construction", "proposed", "raceway",  "escape",   "via_ferrata"};

/// Values of access tags that keep the public's cars out.
constexpr std::array<string_view, 10> kNoAccess = {
    "no",       "private", "permit", "agricultural", "forestry", "agricultural;forestry",
    "military", "bus",     "psv",    "emergency"};

constexpr std::array<string_view, 19> kPaved = {
    "paved",  "asphalt", "concrete",    "paving_stones",      "sett",    "cobblestone", "bricks",
    "brick",  "metal",   "wood",        "chipseal",           "tar",     "bituminous",  "stone",
    "tarmac", "bitumen", "grass_paver", "unhewn_cobblestone", "blacktop"};
constexpr std::array<string_view, 17> kUnpaved = {
    "unpaved",   "gravel", "fine_gravel", "compacted", "dirt",      "ground",
    "earth",     "sand",   "grass",       "mud",       "rock",      "pebblestone",
    "woodchips", "clay",   "shells",      "natural",   "unimproved"};

/// Street furniture, parking and other amenities that no one answers the door of.
constexpr std::array<string_view, 42> kNoBusinessAmenity = {"parking",
                                                            "parking_space",
                                                            "parking_entrance",
                                                            "motorcycle_parking",
                                                            "bicycle_parking",
                                                            "bicycle_rental",
                                                            "bicycle_repair_station",
                                                            "bench",
                                                            "lounger",
                                                            "waste_basket",
                                                            "waste_disposal",
                                                            "waste_transfer_station",
                                                            "recycling",
                                                            "post_box",
                                                            "letter_box",
                                                            "parcel_locker",
                                                            "telephone",
                                                            "toilets",
                                                            "shower",
                                                            "drinking_water",
                                                            "water_point",
                                                            "fountain",
                                                            "watering_place",
                                                            "shelter",
                                                            "hunting_stand",
                                                            "grave_yard",
                                                            "atm",
                                                            "vending_machine",
                                                            "charging_station",
                                                            "bbq",
                                                            "clock",
                                                            "taxi",
                                                            "ferry_terminal",
                                                            "bus_station",
                                                            "grit_bin",
                                                            "public_bookcase",
                                                            "give_box",
                                                            "smoking_area",
                                                            "compressed_air",
                                                            "dog_toilet",
                                                            "feeding_place",
                                                            "lavoir"};

/// Of leisure and tourism only few values are run by someone.
constexpr std::array<string_view, 13> kBusinessLeisure = {
    "fitness_centre", "sports_centre", "sports_hall",    "bowling_alley",
    "golf_course",    "marina",        "dance",          "amusement_arcade",
    "ice_rink",       "water_park",    "miniature_golf", "adult_gaming_centre",
    "escape_game"};
constexpr std::array<string_view, 13> kBusinessTourism = {
    "hotel",  "motel",   "hostel",     "guest_house", "apartment", "chalet",      "camp_site",
    "museum", "gallery", "theme_park", "zoo",         "aquarium",  "caravan_site"};

constexpr std::array<string_view, 5> kBusinessBuilding = {"commercial", "retail", "office", "hotel",
                                                          "supermarket"};

bool contains(std::span<const string_view> list, string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool says_no(string_view value) {
  return value.empty() || value == "no" || value == "vacant" || value == "disused";
}

}  // namespace

const std::vector<std::string>& osm_tags() {
  static const std::vector<std::string> tags = {"name",
                                                "brand",
                                                "operator",
                                                "shop",
                                                "amenity",
                                                "office",
                                                "craft",
                                                "leisure",
                                                "tourism",
                                                "healthcare",
                                                "club",
                                                "building",
                                                "highway",
                                                "oneway",
                                                "junction",
                                                "maxspeed",
                                                "access",
                                                "motor_vehicle",
                                                "motorcar",
                                                "vehicle",
                                                "service",
                                                "surface",
                                                "lanes",
                                                "ref",
                                                "boundary",
                                                "addr:housenumber",
                                                "addr:street",
                                                "addr:unit",
                                                "addr:city",
                                                "addr:state",
                                                "addr:postcode",
                                                "phone",
                                                "contact:phone",
                                                "email",
                                                "contact:email",
                                                "website",
                                                "contact:website",
                                                "opening_hours"};
  return tags;
}

std::string osm_configuration() {
  std::string text =
      "closed_ways_are_polygons=aeroway,amenity,boundary,building,craft,geological,healthcare,"
      "historic,landuse,leisure,military,natural,office,place,shop,sport,tourism,"
      "highway=platform,public_transport=platform\n"
      "attribute_name_laundering=no\n";
  for (const string_view layer :
       {"points", "lines", "multipolygons", "multilinestrings", "other_relations"}) {
    text += fmt::format(
        "[{}]\nosm_id=yes\nattributes={}\nunsignificant=created_by,source,time,ele\n"
        "other_tags=no\n",
        layer, core::join(osm_tags(), ","));
  }
  return text;
}

std::vector<std::string> osm_layers(Wanted wanted) {
  switch (wanted) {
    case Wanted::kLines:
      return {"lines"};
    case Wanted::kAreas:
      return {"multipolygons"};
    default:
      return {"points", "multipolygons"};
  }
}

std::optional<std::string> osm_business_category(const TagLookup& tag) {
  for (const string_view key : {"shop", "craft", "office", "healthcare"}) {
    const std::string value = tag(key);
    if (!says_no(value)) return fmt::format("{}:{}", key, value);
  }
  const std::string amenity = tag("amenity");
  if (!says_no(amenity) && !contains(kNoBusinessAmenity, amenity)) return "amenity:" + amenity;
  const std::string tourism = tag("tourism");
  if (contains(kBusinessTourism, tourism)) return "tourism:" + tourism;
  const std::string leisure = tag("leisure");
  if (contains(kBusinessLeisure, leisure)) return "leisure:" + leisure;
  const std::string building = tag("building");
  if (contains(kBusinessBuilding, building)) return "building:" + building;
  return std::nullopt;
}

bool osm_is_drivable(string_view highway) {
  return contains(kDrivable, highway);
}

bool osm_is_highway_class(string_view highway) {
  return contains(kDrivable, highway) || contains(kNotDrivable, highway);
}

bool osm_is_open_to_cars(const TagLookup& tag) {
  if (core::lower_case(tag("oneway")) == "reversible") return false;
  for (const string_view key : {"motorcar", "motor_vehicle", "vehicle", "access"}) {
    const std::string value = core::lower_case(tag(key));
    if (!value.empty()) return !contains(kNoAccess, value);
  }
  return true;
}

std::optional<bool> osm_is_paved(string_view surface) {
  const std::string value = core::lower_case(surface.substr(0, surface.find_first_of(":;,")));
  if (contains(kPaved, core::trimmed(value))) return true;
  return contains(kUnpaved, core::trimmed(value)) ? std::optional(false) : std::nullopt;
}

model::OneWay osm_one_way(string_view oneway, string_view junction, string_view highway) {
  const std::string value = core::lower_case(core::trimmed(oneway));
  if (value == "-1" || value == "reverse") return model::OneWay::kBackward;
  if (const std::optional<bool> yes = core::parse_yes_no(value)) {
    return *yes ? model::OneWay::kForward : model::OneWay::kNo;
  }
  const bool implied = junction == "roundabout" || junction == "circular" || highway == "motorway";
  return implied ? model::OneWay::kForward : model::OneWay::kNo;
}

std::optional<double> osm_max_speed_kmh(string_view text) {
  constexpr double kKmhPerMph = 1.609344;
  constexpr double kKmhPerKnot = 1.852;
  constexpr double kWalk = 5.0;
  std::string value = core::lower_case(core::trimmed(text));
  if (value == "walk") return kWalk;
  double factor = 1.0;
  for (const auto& [unit, kmh] : {std::pair<string_view, double>{"mph", kKmhPerMph},
                                  {"km/h", 1.0},
                                  {"kmh", 1.0},
                                  {"kph", 1.0},
                                  {"knots", kKmhPerKnot}}) {
    if (!value.ends_with(unit)) continue;
    value.resize(value.size() - unit.size());
    factor = kmh;
    break;
  }
  const std::optional<double> number = core::parse_number(value);
  return number && *number > 0.0 ? std::optional(*number * factor) : std::nullopt;
}

}  // namespace nearnet::io
