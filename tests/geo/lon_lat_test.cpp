// SPDX-License-Identifier: Apache-2.0
#include "geo/lon_lat.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace nearnet::geo {
namespace {

TEST(LonLatTest, ValidIsOnEarth) {
  EXPECT_TRUE(is_valid({-180.0, 90.0}));
  EXPECT_TRUE(is_valid({180.0, -90.0}));
  EXPECT_FALSE(is_valid({180.5, 0.0}));
  EXPECT_FALSE(is_valid({0.0, -90.5}));
  EXPECT_FALSE(is_valid({std::nan(""), 0.0}));
  EXPECT_FALSE(is_valid({0.0, std::numeric_limits<double>::infinity()}));
}

TEST(LonLatBoxTest, GrowsFromNothing) {
  LonLatBox box;
  EXPECT_TRUE(box.empty());
  EXPECT_FALSE(box.contains({0.0, 0.0}));
  box.grow(LonLat{1.0, 2.0});
  EXPECT_FALSE(box.empty());
  EXPECT_TRUE(box.contains({1.0, 2.0})) << "a box of one point has its point";
  box.grow(LonLatBox{});
  EXPECT_EQ(box, (LonLatBox{1.0, 2.0, 1.0, 2.0}));
  box.grow(LonLat{3.0, -2.0});
  EXPECT_EQ(box.centre(), (LonLat{2.0, 0.0}));
}

TEST(LonLatBoxTest, EdgesBelongToIt) {
  const LonLatBox box{0.0, 0.0, 1.0, 1.0};
  EXPECT_TRUE(box.contains({1.0, 0.0}));
  EXPECT_TRUE(box.intersects({1.0, 1.0, 2.0, 2.0}));
  EXPECT_FALSE(box.intersects({1.1, 0.0, 2.0, 1.0}));
  EXPECT_FALSE(box.intersects(LonLatBox{}));
}

}  // namespace
}  // namespace nearnet::geo
