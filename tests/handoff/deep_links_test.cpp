// SPDX-License-Identifier: Apache-2.0
#include "handoff/deep_links.h"

#include <gtest/gtest.h>

namespace nearnet::handoff {
namespace {

std::vector<geo::LonLat> way_of(int points) {
  std::vector<geo::LonLat> way;
  for (int i = 0; i < points; ++i) way.push_back({-68.77 + 0.001 * i, 44.80});
  return way;
}

TEST(DeepLinks, GoogleDirections) {
  const std::vector<geo::LonLat> way = {
      {-68.770000, 44.800000}, {-68.765432, 44.8012345678}, {-68.76, 44.81}, {-68.75, 44.82}};
  const auto links = google_links(way, kGoogleDesktopWaypoints);
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(
      links[0].url,
      "https://www.google.com/maps/dir/?api=1&origin=44.800000,-68.770000"
      "&destination=44.820000,-68.750000&waypoints=44.801235,-68.765432%7C44.810000,-68.760000"
      "&travelmode=driving&dir_action=navigate");
}

TEST(DeepLinks, GoogleWithoutPointsBetween) {
  const auto links = google_links(way_of(2), kGoogleDesktopWaypoints);
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].url,
            "https://www.google.com/maps/dir/?api=1&origin=44.800000,-68.770000"
            "&destination=44.800000,-68.769000&travelmode=driving&dir_action=navigate");
}

TEST(DeepLinks, FourteenStopsChainEndToStart) {
  const std::vector<geo::LonLat> way = way_of(16);  // home, 14 stops, home
  for (const std::size_t most : {kGoogleDesktopWaypoints, kGoogleMobileWaypoints}) {
    const auto links = google_links(way, most);
    EXPECT_EQ(links.size(), most == 9 ? 2U : 4U);
    EXPECT_EQ(links.front().first, 0U);
    EXPECT_EQ(links.back().last, 15U);
    for (std::size_t i = 0; i < links.size(); ++i) {
      EXPECT_LE(links[i].last - links[i].first - 1, most);
      EXPECT_LT(links[i].url.size(), 2048U);
      if (i > 0) {
        EXPECT_EQ(links[i].first, links[i - 1].last);
      }
    }
  }
}

TEST(DeepLinks, NothingToDriveIsNoLink) {
  EXPECT_TRUE(google_links(way_of(1), 3).empty());
  EXPECT_TRUE(google_links({}, 3).empty());
  EXPECT_TRUE(apple_links(way_of(1)).empty());
}

TEST(DeepLinks, Apple) {
  const auto links = apple_links(way_of(4));
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links[0].url,
            "https://maps.apple.com/directions?source=44.800000,-68.770000"
            "&waypoint=44.800000,-68.769000&waypoint=44.800000,-68.768000"
            "&destination=44.800000,-68.767000&mode=driving");
  EXPECT_EQ(apple_leg({-68.77, 44.80}, {-68.75, 44.81}),
            "https://maps.apple.com/?saddr=44.800000,-68.770000&daddr=44.810000,-68.750000"
            "&dirflg=d");
  for (const RouteLink& link : apple_links(way_of(120))) EXPECT_LT(link.url.size(), 2048U);
}

TEST(DeepLinks, SinglePlaces) {
  EXPECT_EQ(google_pin({-73.985131, 40.758895}),
            "https://www.google.com/maps/search/?api=1&query=40.758895,-73.985131");
  EXPECT_EQ(waze_link({-73.985131, 40.758895}),
            "https://waze.com/ul?ll=40.758895%2C-73.985131&navigate=yes&zoom=17");
}

}  // namespace
}  // namespace nearnet::handoff
