// SPDX-License-Identifier: Apache-2.0
#include "core/calendar.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace nearnet::core {
namespace {

TEST(Dates, AreIsoText) {
  EXPECT_EQ(format_date(parse_date(" 2026-11-23 ")), "2026-11-23");
  EXPECT_EQ(format_date(parse_date("2028-02-29")), "2028-02-29");
  EXPECT_EQ(format_date_long(parse_date("2026-11-23")), "Mon 23 Nov 2026");
  EXPECT_EQ(format_date_long(parse_date("2026-03-01")), "Sun 1 Mar 2026");
}

TEST(Dates, ThatDoNotExistAreRefused) {
  for (const char* text : {"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "23.11.2026",
                           "11/23/2026", "2026-11-23x", "2026-1-3", "26-11-23"}) {
    EXPECT_THROW(parse_date(text), ConfigError) << text;
  }
}

TEST(Dates, CountDaysAcrossMonthsAndLeapYears) {
  EXPECT_EQ(format_date(add_days(parse_date("2026-11-30"), 1)), "2026-12-01");
  EXPECT_EQ(format_date(add_days(parse_date("2027-01-01"), -1)), "2026-12-31");
  EXPECT_EQ(format_date(add_days(parse_date("2028-02-28"), 1)), "2028-02-29");
  EXPECT_EQ(days_between(parse_date("2028-01-01"), parse_date("2029-01-01")), 366);
  EXPECT_EQ(days_between(parse_date("2026-11-23"), parse_date("2026-11-20")), -3);
}

TEST(Dates, KnowTheWeekend) {
  const Date monday = parse_date("2026-11-23");
  for (int day = 0; day < 7; ++day) {
    EXPECT_EQ(is_weekend(add_days(monday, day)), day >= 5) << day;
  }
}

TEST(Weeks, StartOnTheMondayOfTheIsoWeek) {
  EXPECT_EQ(format_date(parse_iso_week("2026-W48")), "2026-11-23");
  // Week 1 holds the first Thursday: it may start in the year before.
  EXPECT_EQ(format_date(parse_iso_week("2026-W01")), "2025-12-29");
  EXPECT_EQ(format_date(parse_iso_week("2026-W53")), "2026-12-28");
  for (const char* text : {"", "2025-W53", "2026-W00", "2026-W54", "2026-48", "2026-W4", "W48"}) {
    EXPECT_THROW(parse_iso_week(text), ConfigError) << text;
  }
}

TEST(TimesOfDay, AreReadAndWritten) {
  EXPECT_EQ(parse_time_of_day("08:30").since_midnight, minutes(510));
  EXPECT_EQ(parse_time_of_day("08:30:15").since_midnight, Seconds(510 * 60 + 15));
  EXPECT_EQ(parse_time_of_day("24:00").since_midnight, minutes(1440));
  EXPECT_EQ(format_time_of_day(parse_time_of_day("08:30:59")), "08:30") << "cut, not rounded";
  for (const char* text : {"", "8:30", "08:60", "24:01", "25:00", "08:30:60", "08:30 pm", "0830"}) {
    EXPECT_THROW(parse_time_of_day(text), ConfigError) << text;
  }
}

TEST(LocalTimes, AreReadAndWritten) {
  EXPECT_EQ(format_local_time(parse_local_time("2026-11-23T08:30")), "2026-11-23T08:30:00");
  EXPECT_EQ(format_local_time(parse_local_time("2026-11-23 08:30:15")), "2026-11-23T08:30:15");
  EXPECT_LT(parse_local_time("2026-11-23T23:59"), parse_local_time("2026-11-24T00:00"));
  for (const char* text : {"", "2026-11-23", "2026-11-23T", "08:30", "2026-11-23x08:30",
                           "2026-11-31T08:30", "2026-11-23T08:30Z"}) {
    EXPECT_THROW(parse_local_time(text), ConfigError) << text;
  }
}

TEST(Zones, AreIanaNames) {
  const LocalTime here = now_in_zone("America/New_York");
  EXPECT_GE(here.date, parse_date("2024-01-01"));
  EXPECT_LT(here.time.since_midnight, minutes(1440));
  // Fourteen hours apart whatever the season: the dates differ by a day at most.
  const int apart = days_between(now_in_zone("UTC").date, now_in_zone("Pacific/Kiritimati").date);
  EXPECT_TRUE(apart == 0 || apart == 1) << apart;
  EXPECT_THROW(now_in_zone("Maine/Nowhere"), ConfigError);
  EXPECT_NO_THROW(now_in_zone(system_time_zone()));
}

}  // namespace
}  // namespace nearnet::core
