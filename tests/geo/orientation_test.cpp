// SPDX-License-Identifier: Apache-2.0
#include "geo/orientation.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/random.h"

namespace nearnet::geo {
namespace {

__extension__ using Wide = __int128;

/// The sign in 128-bit integers, for whole coordinates.
int exact_sign(LonLat a, LonLat b, LonLat p) {
  const auto whole = [](double value) { return static_cast<Wide>(value); };
  const Wide left = whole(a.lon - p.lon) * whole(b.lat - p.lat);
  const Wide right = whole(a.lat - p.lat) * whole(b.lon - p.lon);
  return left > right ? 1 : left < right ? -1 : 0;
}

TEST(Orientation, TellsTheSideOfTheWay) {
  EXPECT_EQ(orientation({0, 0}, {4, 0}, {2, 1}), 1);
  EXPECT_EQ(orientation({0, 0}, {4, 0}, {2, -1}), -1);
  EXPECT_EQ(orientation({0, 0}, {4, 0}, {2, 0}), 0);
  EXPECT_EQ(orientation({4, 0}, {0, 0}, {2, 1}), -1);
}

TEST(Orientation, IsExactOnWholeNumbersThatRound) {
  constexpr std::uint64_t kSeed = 97;
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  core::Random random(kSeed);
  constexpr double kLarge = 9.0e14;
  int collinear = 0;
  for (int i = 0; i < 200'000; ++i) {
    const LonLat a{std::floor(random.uniform(-kLarge, kLarge)),
                   std::floor(random.uniform(-kLarge, kLarge))};
    const double dx = std::floor(random.uniform(-1e6, 1e6));
    const double dy = std::floor(random.uniform(-1e6, 1e6));
    const double steps = std::floor(random.uniform(-1e6, 1e6));
    // On the line, or one unit off it: products near 1e24 lose such differences in doubles.
    const LonLat b{a.lon + 1000.0 * dx, a.lat + 1000.0 * dy};
    const LonLat p{a.lon + steps * dx + static_cast<double>(random.below(2)), a.lat + steps * dy};
    const int expected = exact_sign(a, b, p);
    collinear += expected == 0 ? 1 : 0;
    ASSERT_EQ(orientation(a, b, p), expected) << i;
  }
  EXPECT_GT(collinear, 50'000);
}

TEST(Orientation, SeesOneStepOfADouble) {
  const LonLat a{-68.77, 44.80};
  const LonLat b{-68.75, 44.82};
  const LonLat middle{(a.lon + b.lon) / 2.0, (a.lat + b.lat) / 2.0};
  const double far = std::numeric_limits<double>::infinity();
  const int below = orientation(a, b, {middle.lon, std::nextafter(middle.lat, -far)});
  const int above = orientation(a, b, {middle.lon, std::nextafter(middle.lat, far)});
  EXPECT_LE(below, 0);
  EXPECT_GE(above, 0);
  EXPECT_LT(below, above);
}

}  // namespace
}  // namespace nearnet::geo
