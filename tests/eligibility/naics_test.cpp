// SPDX-License-Identifier: Apache-2.0
#include "eligibility/naics.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace nearnet::eligibility {
namespace {

Match matches(std::string_view rule, std::string_view code) {
  const auto range = parse_industry(rule);
  EXPECT_TRUE(range) << rule;
  return range ? match(*range, code) : Match::kUnknown;
}

TEST(Naics, SectorsThatAreRangesHoldAllTheirPrefixes) {
  for (int code = 100; code <= 999; ++code) {
    SCOPED_TRACE(code);
    const auto expected = [&](int low, int high) {
      const bool inside = code / 10 >= low && code / 10 <= high;
      return inside ? Match::kYes : Match::kNo;
    };
    const std::string text = std::to_string(code);
    EXPECT_EQ(matches("31-33", text), expected(31, 33));
    EXPECT_EQ(matches("44-45", text), expected(44, 45));
    EXPECT_EQ(matches("48-49", text), expected(48, 49));
  }
  EXPECT_EQ(matches("44-45", "441110"), Match::kYes);
  EXPECT_EQ(matches("44-45", "459999"), Match::kYes);
  EXPECT_EQ(matches("44-45", "45"), Match::kYes);
  EXPECT_EQ(matches("44-45", "44-45"), Match::kYes);
  EXPECT_EQ(matches("44-45", "46"), Match::kNo);
}

TEST(Naics, CodesMatchByPrefixFromTwoToSixDigits) {
  EXPECT_EQ(matches("722", "722511"), Match::kYes);
  EXPECT_EQ(matches("722511", "722511"), Match::kYes);
  EXPECT_EQ(matches("7225", "722310"), Match::kNo);
  EXPECT_EQ(matches("72", " 722511 "), Match::kYes);
}

TEST(Naics, ACoarserCodeThanAskedForIsUnknownUnlessItIsElsewhere) {
  EXPECT_EQ(matches("722", "72"), Match::kUnknown);
  EXPECT_EQ(matches("722", "71"), Match::kNo);
  EXPECT_EQ(matches("44", "44-45"), Match::kUnknown);
  EXPECT_EQ(matches("445", "44-45"), Match::kUnknown);
  EXPECT_EQ(matches("72", "44-45"), Match::kNo);
}

TEST(Naics, WhatIsNoCodeIsUnknown) {
  for (const char* code : {"", " ", "7", "7225111", "72a", "restaurant", "-72", "72-", "45-44"}) {
    EXPECT_EQ(matches("722", code), Match::kUnknown) << code;
    EXPECT_FALSE(parse_industry(code)) << code;
  }
}

TEST(Naics, RangesReadBackAsTheyAreWritten) {
  for (const char* text : {"31-33", "72", "722511", "441-459", "06"}) {
    EXPECT_EQ(to_text(*parse_industry(text)), text);
  }
}

TEST(Naics, OfSeveralRangesOneYesIsEnough) {
  const std::vector<IndustryRange> ranges = {*parse_industry("722"), *parse_industry("44-45")};
  EXPECT_EQ(match_any(ranges, "44"), Match::kYes);
  EXPECT_EQ(match_any(ranges, "72"), Match::kUnknown);
  EXPECT_EQ(match_any(ranges, "62"), Match::kNo);
  EXPECT_EQ(match_any({}, "62"), Match::kNo);
}

}  // namespace
}  // namespace nearnet::eligibility
