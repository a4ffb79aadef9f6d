// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "io/source_profiles.h"

namespace nearnet::io {
namespace {

/// Census feature class codes and the OpenStreetMap classes that they mean.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kFeatureClasses = {
    {{"S1100", "motorway"},
     {"S1200", "primary"},
     {"S1400", "residential"},
     {"S1500", "track"},
     {"S1630", "motorway_link"},
     {"S1640", "service"},
     {"S1710", "footway"},
     {"S1720", "steps"},
     {"S1730", "service"},
     {"S1740", "service"},
     {"S1750", "service"},
     {"S1780", "service"},
     {"S1820", "cycleway"},
     {"S1830", "bridleway"}}};

}  // namespace

std::string_view highway_of_feature_class(std::string_view code) {
  for (const auto& [known, highway] : kFeatureClasses) {
    if (code == known) return highway;
  }
  return {};
}

bool is_feature_class(std::string_view code) {
  constexpr std::size_t kLength = 5;
  const bool letter = code.size() == kLength && code.front() >= 'A' && code.front() <= 'Z';
  return letter && code.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

const std::vector<KnownSource>& known_roads() {
  static const std::vector<KnownSource> table = {
      {.name = "TIGER roads",
       .columns = {{"linearid"}, {"fullname"}, {"mtfcc"}},
       .fields = {{"name", {"fullname"}}, {"road_class", {"mtfcc"}}}},
      {.name = "TIGER edges",
       .columns = {{"tlid"}, {"fullname"}, {"mtfcc"}},
       .fields = {{"name", {"fullname"}}, {"road_class", {"mtfcc"}}}},
  };
  return table;
}

}  // namespace nearnet::io
