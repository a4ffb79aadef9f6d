// SPDX-License-Identifier: Apache-2.0
#include "io/field.h"

#include <gtest/gtest.h>

namespace nearnet::io {
namespace {

using std::string;

TEST(Field, ShowsNumbersInTheirShortestForm) {
  EXPECT_EQ(to_text(FieldValue(std::int64_t{42})), "42");
  EXPECT_EQ(to_text(FieldValue(2.5)), "2.5");
  EXPECT_EQ(to_text(FieldValue(4401.0)), "4401");
  EXPECT_EQ(to_text(FieldValue(string("04401"))), "04401");
  EXPECT_EQ(to_text(FieldValue()), "");
}

TEST(Field, ReadsNumbersFromTextAndNumbers) {
  EXPECT_EQ(to_number(FieldValue(string(" -68.77 "))), -68.77);
  EXPECT_EQ(to_number(FieldValue(std::int64_t{7})), 7.0);
  EXPECT_EQ(to_number(FieldValue(string("7 m"))), std::nullopt);
  EXPECT_EQ(to_number(FieldValue()), std::nullopt);
}

TEST(Field, ReadsTheWaysPeopleWriteDates) {
  using namespace std::chrono;
  const core::Date expected = 2026y / November / 23d;
  for (const char* text : {"2026-11-23", "2026/11/23", "11/23/2026", "2026-11-23T08:30:00",
                           "11/23/2026 02:06:11 PM", " 2026-11-23 "}) {
    EXPECT_EQ(to_date(FieldValue(string(text))), expected) << text;
  }
  for (const char* text :
       {"", "soon", "2026-13-01", "2026-02-30", "23.11.2026", "11-23", "2026-11", "2026-11-23x"}) {
    EXPECT_EQ(to_date(FieldValue(string(text))), std::nullopt) << text;
  }
}

TEST(Field, ReadsTimes) {
  const auto afternoon = to_local_time(FieldValue(string("11/23/2026 02:06:11 PM")));
  ASSERT_TRUE(afternoon);
  EXPECT_EQ(core::format_local_time(*afternoon), "2026-11-23T14:06:11");
  const auto noon = to_local_time(FieldValue(string("2026-11-23 12:00 pm")));
  ASSERT_TRUE(noon);
  EXPECT_EQ(core::format_local_time(*noon), "2026-11-23T12:00:00");
  const auto midnight = to_local_time(FieldValue(string("2026-11-23")));
  ASSERT_TRUE(midnight);
  EXPECT_EQ(core::format_local_time(*midnight), "2026-11-23T00:00:00");
  EXPECT_FALSE(to_local_time(FieldValue(string("2026-11-23 25:00"))));
}

TEST(Field, KnowsTheWordsForNothing) {
  for (const char* text : {"", "  ", "NA", "n/a", "NULL", "<Null>", "NaN", "none"}) {
    EXPECT_TRUE(is_blank(FieldValue(string(text)))) << text;
  }
  EXPECT_TRUE(is_blank(FieldValue()));
  EXPECT_FALSE(is_blank(FieldValue(string("Nan's Diner"))));
  EXPECT_FALSE(is_blank(FieldValue(std::int64_t{0})));
}

}  // namespace
}  // namespace nearnet::io
