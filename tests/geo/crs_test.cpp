// SPDX-License-Identifier: Apache-2.0
#include "geo/crs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/error.h"

namespace nearnet::geo {
namespace {

TEST(ToLonLatTest, Wgs84PassesThroughBitForBit) {
  for (const char* crs : {"EPSG:4326", "OGC:CRS84"}) {
    const ToLonLat convert(crs);
    EXPECT_TRUE(convert.is_identity()) << crs;
    EXPECT_EQ(convert(-68.7712345678901, 44.8012345678901),
              (LonLat{-68.7712345678901, 44.8012345678901}))
        << "longitude first, whatever the authority says";
  }
}

TEST(ToLonLatTest, AnotherDatumIsNotPassedThrough) {
  EXPECT_FALSE(ToLonLat("EPSG:4267").is_identity()) << "NAD 27 lies metres away";
  EXPECT_FALSE(ToLonLat("EPSG:4269").is_identity()) << "NAD 83 is another system by name";
  const auto place = ToLonLat("EPSG:4267")(-68.77, 44.80);
  ASSERT_TRUE(place.has_value());
  EXPECT_GT(std::abs(place->lon + 68.77) + std::abs(place->lat - 44.80), 1e-5);
}

TEST(ToLonLatTest, UtmZone19) {
  const ToLonLat convert("EPSG:26919");
  EXPECT_FALSE(convert.is_identity());
  // The central meridian of the zone, on the equator.
  const auto origin = convert(500'000.0, 0.0);
  ASSERT_TRUE(origin.has_value());
  EXPECT_NEAR(origin->lon, -69.0, 1e-9);
  EXPECT_NEAR(origin->lat, 0.0, 1e-9);
  const auto bangor = convert(518'000.0, 4'961'000.0);
  ASSERT_TRUE(bangor.has_value());
  EXPECT_NEAR(bangor->lon, -68.772, 0.01);
  EXPECT_NEAR(bangor->lat, 44.80, 0.01);
}

TEST(ToLonLatTest, WebMercator) {
  const ToLonLat convert("EPSG:3857");
  const auto edge = convert(20'037'508.342789244, 0.0);
  ASSERT_TRUE(edge.has_value());
  EXPECT_NEAR(edge->lon, 180.0, 1e-7);
  const auto bangor = convert(-7'655'000.0, 5'593'000.0);
  ASSERT_TRUE(bangor.has_value());
  EXPECT_NEAR(bangor->lon, -68.766, 0.01);
  EXPECT_NEAR(bangor->lat, 44.80, 0.02);
}

TEST(ToLonLatTest, WhatCannotBeProjectedIsNone) {
  const ToLonLat convert("EPSG:26919");
  EXPECT_FALSE(convert(std::numeric_limits<double>::infinity(), 0.0).has_value());
  EXPECT_FALSE(convert(1e30, 1e30).has_value());
}

TEST(ToLonLatTest, AnUnknownSystemIsAnInputErrorThatNamesIt) {
  for (const char* crs : {"EPSG:999999", "somewhere", ""}) {
    EXPECT_THAT([&] { ToLonLat convert(crs); },
                ::testing::ThrowsMessage<core::InputError>(::testing::HasSubstr("EPSG:26919")))
        << crs;
  }
}

}  // namespace
}  // namespace nearnet::geo
