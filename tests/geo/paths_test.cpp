// SPDX-License-Identifier: Apache-2.0
#include "geo/paths.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace nearnet::geo {
namespace {

TEST(PathsTest, PathsAreCopiedRingsFirstThenLinesThenPoints) {
  const Geometry shape = Geometry::from_wkt(
      "GEOMETRYCOLLECTION (POINT (7 8), LINESTRING (0 0, 1 1, 2 0), POLYGON EMPTY, "
      "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1)), ((5 5, 6 5, 6 6, 5 5))))");
  std::vector<std::pair<PathKind, std::vector<LonLat>>> paths;
  paths.reserve(5);
  copy_paths(shape, [&](PathKind kind, std::size_t points) {
    return paths.emplace_back(kind, points).second.data();
  });
  std::vector<std::vector<LonLat>> expected;
  for (const Polygon& polygon : shape.polygons()) {
    expected.push_back(polygon.shell);
    expected.insert(expected.end(), polygon.holes.begin(), polygon.holes.end());
  }
  ASSERT_EQ(expected.size(), 3U);
  expected.push_back(shape.lines().front());
  expected.push_back({{7.0, 8.0}});
  ASSERT_EQ(paths.size(), expected.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    EXPECT_EQ(paths[i].first, i < 3    ? PathKind::kRing
                              : i == 3 ? PathKind::kLine
                                       : PathKind::kPoint);
    EXPECT_THAT(paths[i].second, ::testing::ElementsAreArray(expected[i]));
  }
}

TEST(PathsTest, PathsThatAreNotWantedAreOnlyCounted) {
  std::size_t points = 0;
  for (const char* wkt : {"POINT (1 2)", "LINESTRING (0 0, 1 1, 2 0)", "POLYGON EMPTY",
                          "POLYGON ((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1))"}) {
    copy_paths(Geometry::from_wkt(wkt), [&](PathKind, std::size_t more) {
      points += more;
      return nullptr;
    });
  }
  EXPECT_EQ(points, 12U);
}

}  // namespace
}  // namespace nearnet::geo
