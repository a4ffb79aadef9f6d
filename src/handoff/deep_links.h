// SPDX-License-Identifier: Apache-2.0
// Addresses that open a navigation program at the right place. Nothing is sent anywhere: a link is
// text until somebody follows it.
//
//   std::vector<geo::LonLat> way = {home, stop_1, …, stop_14, home};
//   for (const handoff::RouteLink& leg : handoff::google_links(way,
//   handoff::kGoogleDesktopWaypoints))
//     print(leg.url);   // two links; the second starts where the first ended
//
// Formats as published by the vendors: Google Maps URLs (api=1), Apple Map Links and unified Maps
// URLs, Waze Deep Links. Coordinates are lat,lon with six decimals; separators are percent-encoded
// where the vendors ask for it. No address is longer than 2,047 characters.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "geo/lon_lat.h"

namespace nearnet::handoff {

inline constexpr std::size_t kGoogleDesktopWaypoints = 9;  ///< between origin and destination
inline constexpr std::size_t kGoogleMobileWaypoints = 3;
inline constexpr std::size_t kAppleWaypoints = 40;

/// One link of a chain that covers a whole way.
struct RouteLink {
  std::string url = {};
  std::size_t first = 0;  ///< index of its origin in the way
  std::size_t last = 0;   ///< index of its destination; the next link starts there

  friend bool operator==(const RouteLink&, const RouteLink&) = default;
};

/// Links with at most `waypoints` intermediate points each. Fewer than two points give no link.
std::vector<RouteLink> google_links(std::span<const geo::LonLat> way, std::size_t waypoints);
/// The place alone.
std::string google_pin(geo::LonLat place);

/// For iOS 18.4, macOS 15.4 and later. One link holds 40 points between (the vendor names no limit;
/// the length of the address does).
std::vector<RouteLink> apple_links(std::span<const geo::LonLat> way);
/// From one place to another, for older systems too.
std::string apple_leg(geo::LonLat from, geo::LonLat to);

/// Waze knows one destination at a time.
std::string waze_link(geo::LonLat place);

}  // namespace nearnet::handoff
