// SPDX-License-Identifier: Apache-2.0
#include "core/units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"

namespace nearnet::core {
namespace {

TEST(Distance, IsReadWithItsUnit) {
  EXPECT_DOUBLE_EQ(parse_distance("150m").value, 150.0);
  EXPECT_DOUBLE_EQ(parse_distance("500 ft").value, 152.4);
  EXPECT_DOUBLE_EQ(parse_distance("0.2mi").value, 321.8688);
  EXPECT_DOUBLE_EQ(parse_distance(" 1.5KM ").value, 1500.0);
  EXPECT_DOUBLE_EQ(parse_distance("0m").value, 0.0);
}

TEST(Distance, IsRefusedWithoutUnitOrSense) {
  for (const char* text : {"", "150", "m", "150yd", "-1m", "1.5.2m", "1m2", "nanm", "1e3"}) {
    EXPECT_THROW(parse_distance(text), ConfigError) << text;
  }
}

TEST(Distance, MessageNamesTheTextAndAWayOut) {
  try {
    parse_distance("150");
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_THAT(error.what(),
                testing::AllOf(testing::HasSubstr("\"150\""), testing::HasSubstr("150m")));
    EXPECT_EQ(error.exit_code(), ExitCode::kUsage);
  }
}

TEST(Distance, IsWrittenForPeople) {
  EXPECT_EQ(format_distance(Metres(85.24)), "85.2 m");
  EXPECT_EQ(format_distance(Metres(0.0)), "0.0 m");
  EXPECT_EQ(format_distance(Metres(1000.0)), "1.00 km");
  EXPECT_EQ(format_distance(Metres(1534.0)), "1.53 km");
}

TEST(Duration, IsReadWithItsUnits) {
  EXPECT_EQ(parse_duration("15min"), minutes(15));
  EXPECT_EQ(parse_duration("90s"), Seconds(90));
  EXPECT_EQ(parse_duration("1h"), Seconds(3600));
  EXPECT_EQ(parse_duration("1h30min"), minutes(90));
  EXPECT_EQ(parse_duration("1 h 05 min"), minutes(65));
  EXPECT_EQ(parse_duration("1.5h"), minutes(90));
}

TEST(Duration, IsRefusedWithoutUnitOrSense) {
  for (const char* text : {"", "15", "min", "1h30", "-5min", "5 parsecs", "h1"}) {
    EXPECT_THROW(parse_duration(text), ConfigError) << text;
  }
}

TEST(Duration, IsWrittenForPeople) {
  EXPECT_EQ(format_duration(minutes(15)), "15 min");
  EXPECT_EQ(format_duration(minutes(65)), "1 h 05 min");
  EXPECT_EQ(format_duration(Seconds(59 * 60 + 30)), "1 h 00 min");
  EXPECT_EQ(parse_duration(format_duration(minutes(605))), minutes(605));
}

TEST(Share, IsPercentOrFraction) {
  EXPECT_DOUBLE_EQ(parse_share("5%"), 0.05);
  EXPECT_DOUBLE_EQ(parse_share("0.05"), 0.05);
  EXPECT_DOUBLE_EQ(parse_share("150 %"), 1.5);
  for (const char* text : {"", "%", "five", "-5%", "5%%"}) {
    EXPECT_THROW(parse_share(text), ConfigError) << text;
  }
}

TEST(Money, IsExactInCents) {
  EXPECT_EQ(parse_money("129"), Cents(12900));
  EXPECT_EQ(parse_money("129.95"), Cents(12995));
  EXPECT_EQ(parse_money("$1,299.50"), Cents(129950));
  EXPECT_EQ(parse_money("-0.05"), Cents(-5));
  for (const char* text : {"", "$", "12x", "1e99"}) {
    EXPECT_THROW(parse_money(text), ConfigError) << text;
  }
}

TEST(Money, SurvivesWritingAndReading) {
  EXPECT_EQ(format_money(Cents(129950)), "1299.50");
  EXPECT_EQ(format_money(Cents(5)), "0.05");
  EXPECT_EQ(format_money(Cents(-5)), "-0.05");
  for (std::int64_t cents = -100'050; cents <= 100'050; cents += 37) {
    EXPECT_EQ(parse_money(format_money(Cents(cents))), Cents(cents));
  }
}

TEST(Quantity, AddsComparesAndScales) {
  EXPECT_EQ(minutes(2) + Seconds(5) - Seconds(1), Seconds(124));
  EXPECT_EQ(Cents(250) * 3, Cents(750));
  EXPECT_LT(Metres(1.0), Metres(2.0));
  EXPECT_DOUBLE_EQ(to_minutes(Seconds(90)), 1.5);
}

}  // namespace
}  // namespace nearnet::core
