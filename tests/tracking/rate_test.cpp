// SPDX-License-Identifier: Apache-2.0
#include "tracking/rate.h"

#include <gtest/gtest.h>

namespace nearnet::tracking {
namespace {

TEST(Rate, PrintsBothCountsAndOneDecimal) {
  EXPECT_EQ((Rate{320, 400}.text()), "320 of 400 = 80.0 %");
  EXPECT_EQ((Rate{320, 500}.percent()), "64.0 %");
  EXPECT_EQ((Rate{4150, 5000}.percent()), "83.0 %");
}

TEST(Rate, RoundsHalfUp) {
  EXPECT_EQ((Rate{1, 2000}.percent()), "0.1 %");  // 0.05 %
  EXPECT_EQ((Rate{1, 2001}.percent()), "0.0 %");  // just below
  EXPECT_EQ((Rate{333, 500}.percent()), "66.6 %");
  EXPECT_EQ((Rate{2, 3}.percent()), "66.7 %");
  EXPECT_EQ((Rate{5, 4}.percent()), "125.0 %");
}

TEST(Rate, NothingToMeasureIsNotZero) {
  EXPECT_EQ((Rate{0, 0}.percent()), "n/a");
  EXPECT_EQ((Rate{0, 0}.text()), "0 of 0 = n/a");
  EXPECT_FALSE((Rate{0, 0}.share()).has_value());
  EXPECT_DOUBLE_EQ((Rate{320, 400}.share().value()), 0.8);
  EXPECT_EQ(ratio_text(3, 0), "n/a");
}

TEST(Rate, IsExactForLargeSumsOfMoney) {
  // One tenth of a percent of 4 × 10^15 cents is 4 × 10^12; half of it less one cent rounds down.
  const std::int64_t whole = 4'000'000'000'000'000;
  EXPECT_EQ((Rate{2'000'000'000'000, whole}.tenths_of_percent()), 1);
  EXPECT_EQ((Rate{1'999'999'999'999, whole}.tenths_of_percent()), 0);
}

TEST(Rate, FrequencyIsARatio) {
  EXPECT_EQ(ratio_text(100, 40), "2.5");
  EXPECT_EQ(ratio_text(40, 20), "2.0");
}

}  // namespace
}  // namespace nearnet::tracking
