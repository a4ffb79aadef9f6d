// SPDX-License-Identifier: Apache-2.0
#include "core/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace nearnet::core {
namespace {

using testing::ElementsAre;

TEST(Text, IsTrimmedAndLowered) {
  EXPECT_EQ(trimmed(" \t a b \r\n"), "a b");
  EXPECT_EQ(trimmed(" \t "), "");
  EXPECT_EQ(lower_case("ABC-\xC3\x89xy"), "abc-\xC3\x89xy") << "bytes above 127 pass through";
}

TEST(Text, IsSplitAndJoined) {
  EXPECT_THAT(split("a,,b,", ','), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split("", ','), ElementsAre(""));
  EXPECT_EQ(join({"a", "", "b"}, ", "), "a, , b");
  EXPECT_EQ(join({}, ","), "");
  EXPECT_EQ(join(split("x;y;;z", ';'), ";"), "x;y;;z");
}

TEST(Numbers, AreTheWholeTextAndFinite) {
  EXPECT_EQ(parse_number(" -1.5e2 "), -150.0);
  EXPECT_EQ(parse_number("+44.9"), 44.9);
  EXPECT_EQ(parse_number("00417"), 417.0);
  for (const char* text :
       {"", " ", "1,5", "12x", "n/a", "inf", "nan", "1e999", "+-1", "--1", "0x10"}) {
    EXPECT_EQ(parse_number(text), std::nullopt) << text;
  }
}

TEST(Integers, AreTheWholeText) {
  EXPECT_EQ(parse_integer(" 42 "), 42);
  EXPECT_EQ(parse_integer("-9223372036854775808"), std::numeric_limits<long long>::min());
  for (const char* text : {"", "1.0", "9223372036854775808", "1 2", "x"}) {
    EXPECT_EQ(parse_integer(text), std::nullopt) << text;
  }
}

TEST(YesNo, KnowsTheUsualWordsAndNothingElse) {
  for (const char* yes : {"yes", "Y", "TRUE", "t", "1", "on", " Yes "}) {
    EXPECT_EQ(parse_yes_no(yes), true) << yes;
  }
  for (const char* no : {"no", "N", "False", "f", "0", "OFF"}) {
    EXPECT_EQ(parse_yes_no(no), false) << no;
  }
  for (const char* unknown : {"", "maybe", "2", "ja", "yes!"}) {
    EXPECT_EQ(parse_yes_no(unknown), std::nullopt) << "unknown is never no: " << unknown;
  }
}

TEST(Utf8, IsToldFromOtherBytes) {
  for (const char* good : {"", "plain", "caf\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x97\xBA",
                           "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
  for (const char* bad : {"caf\xE9", "\x80", "\xC0\xAF", "\xC3", "\xE2\x82", "\xE0\x9F\xBF",
                          "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xFF"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
  EXPECT_TRUE(is_utf8(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace nearnet::core
