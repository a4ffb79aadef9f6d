// SPDX-License-Identifier: Apache-2.0
#include "handoff/gpx.h"

#include "handoff/files.h"
#include "handoff/sample_day.h"
#include "io/vector_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nearnet::handoff {
namespace {

std::vector<io::Feature> read_layer(const std::string& file, const std::string& layer) {
  io::SourceOptions options;
  options.source = file;
  options.layer = layer;
  io::VectorReader reader(options);
  std::vector<io::Feature> features;
  io::Feature feature;
  while (reader.next(feature)) features.push_back(feature);
  return features;
}

TEST(Gpx, GdalReadsAWaypointAStopAndOneRoute) {
  const testing::SampleTown town = testing::sample_town();
  const DaySheet sheet = testing::sample_day(town);
  const testing::TestFolder folder;
  const std::string file = folder.file("day.gpx");
  std::ofstream(file) << gpx(sheet);

  const auto waypoints = read_layer(file, "waypoints");
  ASSERT_EQ(waypoints.size(), 14U);
  for (std::size_t i = 0; i < waypoints.size(); ++i) {
    const geo::LonLat read = waypoints[i].geometry.points().at(0);
    EXPECT_NEAR(read.lon, sheet.stops[i].stop.position.lon, 1e-7);
    EXPECT_NEAR(read.lat, sheet.stops[i].stop.position.lat, 1e-7);
  }
  const auto routes = read_layer(file, "routes");
  ASSERT_EQ(routes.size(), 1U);
  EXPECT_EQ(routes[0].geometry.lines().at(0).size(), 16U) << "home, 14 stops, home";
}

TEST(Gpx, EscapesNamesAndRepeatsItself) {
  const testing::SampleTown town = testing::sample_town();
  DaySheet sheet = testing::sample_day(town, 1);
  sheet.stops[0].stop.name = "<Dunn> & \"Sons\"\x01";
  const std::string text = gpx(sheet);
  EXPECT_THAT(text, ::testing::HasSubstr("<name>1 &lt;Dunn&gt; &amp; &quot;Sons&quot;</name>"));
  EXPECT_EQ(text, gpx(sheet));
}

}  // namespace
}  // namespace nearnet::handoff
