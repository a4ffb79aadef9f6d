// SPDX-License-Identifier: Apache-2.0
// Trade and size: who is wanted, who is left out, and what happens to those of whom nothing is
// known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "eligibility/explain.h"
#include "eligibility/random_plant.h"

namespace nearnet::eligibility {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class TradeRules : public ::testing::Test {
 protected:
  TradeRules() {
    plant_ = {testing::footprint("N-1", "POLYGON ((0 0, 0.01 0, 0.01 0.01, 0 0.01, 0 0))")};
    plant_[0].as_of = today_;
    shop_ = testing::business("1", {0.005, 0.005});
  }

  Explanation judge(std::string_view toml) const {
    const Rules rules = parse_rules(toml, "test.toml");
    const Inputs inputs{.footprints = plant_, .today = today_};
    const Explanation explanation = explain(shop_, inputs, network_index(plant_, rules), rules);
    if (explanation.flipped_rules) {
      const Explanation flipped =
          explain(shop_, inputs, network_index(plant_, *explanation.flipped_rules),
                  *explanation.flipped_rules);
      EXPECT_NE(flipped.prospect.eligible, explanation.prospect.eligible) << explanation.flip;
    }
    return explanation;
  }

  static const RuleFinding& finding(const Explanation& explanation, std::string_view code) {
    return *std::ranges::find(explanation.findings, code, &RuleFinding::code);
  }

  core::Date today_ = core::parse_date("2026-11-23");
  std::vector<model::Footprint> plant_;
  model::Business shop_;
};

TEST_F(TradeRules, OnlyTheTradesAskedForAreEligible) {
  constexpr const char* kRetail = "[category]\nnaics = [\"44-45\"]\n";
  shop_.naics = "455110";
  EXPECT_THAT(judge(kRetail).prospect.reasons, ElementsAre("ON_NET"));
  shop_.naics = "722511";
  const Explanation other = judge(kRetail);
  EXPECT_THAT(other.prospect.reasons, ElementsAre("ON_NET", "CATEGORY_NOT_WANTED"));
  EXPECT_FALSE(other.prospect.eligible);
  EXPECT_EQ(finding(other, "CATEGORY_NOT_WANTED").limit, "one of NAICS 44-45");
  EXPECT_EQ(other.flip, "add \"722511\" to category.naics");
}

TEST_F(TradeRules, CategoriesInTheSourcesWordsCountToo) {
  constexpr const char* kText =
      "[category]\nnaics = [\"722\"]\ncategories = [\"Dentist\"]\n"
      "categories_exclude = [\"vet\"]\n";
  shop_.category = " dentist";
  EXPECT_TRUE(judge(kText).prospect.eligible);
  shop_.category = "Vet";
  shop_.naics = "722511";
  const Explanation vet = judge(kText);
  EXPECT_THAT(vet.prospect.reasons, ElementsAre("ON_NET", "CATEGORY_EXCLUDED"));
  EXPECT_THAT(vet.flip, HasSubstr("take \"vet\" off"));
}

TEST_F(TradeRules, AMissingTradeIsUnknownNotAFailure) {
  constexpr const char* kRetail = "[category]\nnaics = [\"44-45\"]\n";
  const Explanation allowed = judge(kRetail);
  EXPECT_TRUE(allowed.prospect.eligible);
  EXPECT_EQ(finding(allowed, "CATEGORY_NOT_WANTED").result, RuleFinding::kUnknown);
  EXPECT_THAT(finding(allowed, "CATEGORY_NOT_WANTED").measured, HasSubstr("unknown: no NAICS"));
  EXPECT_THAT(allowed.confidence, HasSubstr("CATEGORY_NOT_WANTED is unknown"));

  const Explanation excluded = judge(std::string(kRetail) + "unknown = \"exclude\"\n");
  EXPECT_THAT(excluded.prospect.reasons, ElementsAre("ON_NET", "CATEGORY_UNKNOWN"));
  EXPECT_THAT(to_text(excluded), HasSubstr("unknown: no NAICS on record"));
}

TEST_F(TradeRules, SizesAreLimitedOnBothSides) {
  constexpr const char* kSize =
      "[size]\nemployees_min = 5\nemployees_max = 50\nest_mrc_min = \"100.00\"\n";
  shop_.est_mrc = core::Cents(10'000);
  for (const auto& [employees, fits] :
       {std::pair{4, false}, {5, true}, {50, true}, {51, false}, {0, false}}) {
    shop_.employees = employees;
    EXPECT_EQ(judge(kSize).prospect.eligible, fits) << employees;
  }
  shop_.employees = 5;
  shop_.est_mrc = core::Cents(9'999);
  const Explanation small = judge(kSize);
  EXPECT_THAT(small.prospect.reasons, ElementsAre("ON_NET", "MRC_TOO_SMALL"));
  EXPECT_EQ(small.flip, "lower size.est_mrc_min from 100.00 to 99.99");
}

TEST_F(TradeRules, AMissingSizeIsUnknownNotAFailure) {
  constexpr const char* kSize = "[size]\nemployees_min = 5\n";
  EXPECT_TRUE(judge(kSize).prospect.eligible);
  const Explanation excluded = judge(std::string(kSize) + "unknown = \"exclude\"\n");
  EXPECT_THAT(excluded.prospect.reasons, ElementsAre("ON_NET", "SIZE_UNKNOWN"));
  EXPECT_THAT(excluded.flip, HasSubstr("size.unknown = \"allow\""));
}

TEST_F(TradeRules, WhatIsNotAskedForIsNotExplained) {
  for (const RuleFinding& one : judge("").findings) {
    EXPECT_THAT(one.code, ::testing::Not(::testing::AnyOf(HasSubstr("CATEGORY"), "MRC_TOO_SMALL")));
  }
}

TEST_F(TradeRules, PrioritiesAddTheirPointsToTheSum) {
  constexpr const char* kFirst =
      "[[priority]]\nlabel = \"restaurants\"\npoints = 7.5\nnaics = [\"722\"]\n"
      "[[priority]]\nlabel = \"fair\"\npoints = 3\ncolumn = \"Event\"\nequals = \"fair 2026\"\n"
      "categories = [\"Diner\"]\n";
  shop_.naics = "722511";
  shop_.category = "diner";
  const double plain = judge("").prospect.score;
  EXPECT_EQ(judge(kFirst).prospect.score, plain + 7.5);
  shop_.extra = R"({"event": "Fair 2026", "n": 3})";
  const Explanation both = judge(kFirst);
  EXPECT_EQ(both.prospect.score, plain + 10.5);
  EXPECT_EQ(total(both.score), both.prospect.score);
  EXPECT_EQ(both.score.back().label, "priority: fair");
  EXPECT_THAT(to_text(both), HasSubstr("of 110.5"));
  shop_.category = "bar";
  EXPECT_EQ(judge(kFirst).score.back().label, "no priority: not fair");
  shop_.naics.clear();
  EXPECT_EQ(judge(kFirst).score[7].label, "priority restaurants unknown");
}

}  // namespace
}  // namespace nearnet::eligibility
