// SPDX-License-Identifier: Apache-2.0
#include "handoff/deep_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace nearnet::handoff {
namespace {

std::string lat_lon(geo::LonLat place, std::string_view separator = ",") {
  return fmt::format("{:.6f}{}{:.6f}", place.lat, separator, place.lon);
}

std::string google_link(std::span<const geo::LonLat> leg) {
  std::string url = "https://www.google.com/maps/dir/?api=1&origin=" + lat_lon(leg.front()) +
                    "&destination=" + lat_lon(leg.back());
  const auto between = leg.subspan(1, leg.size() - 2);
  for (std::size_t i = 0; i < between.size(); ++i) {
    url += (i == 0 ? "&waypoints=" : "%7C") + lat_lon(between[i]);
  }
  return url + "&travelmode=driving&dir_action=navigate";
}

}  // namespace

std::vector<RouteLink> google_links(std::span<const geo::LonLat> way, std::size_t waypoints) {
  assert(waypoints <= 60 && "the address would grow beyond 2,047 characters");
  std::vector<RouteLink> links;
  for (std::size_t first = 0; first + 1 < way.size();) {
    const std::size_t last = std::min(first + waypoints + 1, way.size() - 1);
    links.push_back(
        {.url = google_link(way.subspan(first, last - first + 1)), .first = first, .last = last});
    first = last;
  }
  return links;
}

std::string google_pin(geo::LonLat place) {
  return "https://www.google.com/maps/search/?api=1&query=" + lat_lon(place);
}

std::vector<RouteLink> apple_links(std::span<const geo::LonLat> way) {
  std::vector<RouteLink> links;
  for (std::size_t first = 0; first + 1 < way.size();) {
    const std::size_t last = std::min(first + kAppleWaypoints + 1, way.size() - 1);
    std::string url = "https://maps.apple.com/directions?source=" + lat_lon(way[first]);
    for (std::size_t i = first + 1; i < last; ++i) url += "&waypoint=" + lat_lon(way[i]);
    url += "&destination=" + lat_lon(way[last]) + "&mode=driving";
    links.push_back({.url = std::move(url), .first = first, .last = last});
    first = last;
  }
  return links;
}

std::string apple_leg(geo::LonLat from, geo::LonLat to) {
  return "https://maps.apple.com/?saddr=" + lat_lon(from) + "&daddr=" + lat_lon(to) + "&dirflg=d";
}

std::string waze_link(geo::LonLat place) {
  return "https://waze.com/ul?ll=" + lat_lon(place, "%2C") + "&navigate=yes&zoom=17";
}

}  // namespace nearnet::handoff
