// SPDX-License-Identifier: Apache-2.0
#include "eligibility/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/error.h"
#include "eligibility/reasons.h"

namespace nearnet::eligibility {
namespace {

using ::testing::HasSubstr;

std::string refusal(std::string_view toml) {
  try {
    parse_rules(toml, "mine.toml");
  } catch (const core::InputError& error) {
    EXPECT_EQ(error.exit_code(), core::ExitCode::kInput);
    return error.what();
  }
  return "accepted";
}

TEST(Rules, TheBuiltInFileSaysWhatTheCodeDoesWithoutAFile) {
  EXPECT_EQ(default_rules(), Rules{});
  EXPECT_EQ(parse_rules("", "empty.toml"), Rules{});
}

TEST(Rules, TheDefaultsExcludeWhatNobodyShouldKnockAt) {
  const Rules rules = default_rules();
  EXPECT_EQ(rules.near_net, core::Metres(150.0));
  EXPECT_TRUE(rules.exclude_customers && rules.exclude_do_not_contact && rules.exclude_no_solicit &&
              rules.exclude_closed && rules.exclude_residential && rules.exclude_under_contract);
  EXPECT_EQ(rules.contract_days, 0);
  EXPECT_EQ(rules.score.contract_ending_days, 90);
  EXPECT_FALSE(rules.exclude_near_net);
}

TEST(Rules, AFileChangesOnlyWhatItNames) {
  Rules expected;
  expected.near_net = core::Metres(152.4);
  expected.search = core::Metres(2'000.0);
  expected.providers = {"Example Cable"};
  expected.technologies = {"40", "43"};
  expected.segments = {model::Segment::kBusiness, model::Segment::kBoth, model::Segment::kUnknown,
                       model::Segment::kResidential};
  expected.exclude_customers = false;
  expected.exclude_do_not_contact = false;
  expected.exclude_no_solicit = false;
  expected.exclude_closed = false;
  expected.exclude_residential = false;
  expected.exclude_near_net = true;
  expected.exclude_under_contract = false;
  expected.contract_days = 30;
  expected.stale_days = 10;
  expected.position_accuracy = core::Metres(3.0);
  expected.score = {.on_net = 30.5,
                    .near_net = 20,
                    .employees = 1,
                    .est_mrc = 2,
                    .former_customer = 3,
                    .contract_ending = 4,
                    .no_competitor = 6,
                    .not_visited = 7,
                    .employees_full = 8,
                    .est_mrc_full = core::Cents(12'345),
                    .not_visited_days = 9,
                    .contract_ending_days = 60};
  const Rules rules = parse_rules(R"(
[network]
near_net = "500ft"
search = "2 km"
providers = ["Example Cable"]
technologies = ["40", "43"]
segments = ["business", "both", "unknown", "residential"]
[exclude]
customers = false
do_not_contact = false
no_solicit = false
closed = false
residential = false
near_net = true
under_contract = false
contract_days = 30
[confidence]
stale_days = 10
position_accuracy = "3m"
[score]
on_net = 30.5
near_net = 20
employees = 1
est_mrc = 2
former_customer = 3
contract_ending = 4
no_competitor = 6
not_visited = 7
employees_full = 8
est_mrc_full = "123.45"
not_visited_days = 9
contract_ending_days = 60
)",
                                  "mine.toml");
  EXPECT_EQ(rules, expected);
}

TEST(Rules, AnUnknownKeyIsRefusedWithItsPlaceAndWhatThereIs) {
  const std::string message = refusal("[network]\nnearnet = \"150m\"\n");
  EXPECT_THAT(message, HasSubstr("mine.toml, line 2, column 1"));
  EXPECT_THAT(message, HasSubstr("found unknown key network.nearnet"));
  EXPECT_THAT(message, HasSubstr("near_net, method, search, providers"));
  EXPECT_THAT(refusal("[networks]\n"), HasSubstr("found unknown key networks"));
  EXPECT_THAT(refusal("network = 3\n"), HasSubstr("expected a table"));
}

TEST(Rules, AWrongTypeIsRefusedWithWhatWasFoundAndExpected) {
  const std::string message = refusal("[network]\n\nnear_net = 150\n");
  EXPECT_THAT(message, HasSubstr("mine.toml, line 3, column 12"));
  EXPECT_THAT(message, HasSubstr("network.near_net: found 150, expected a distance"));
  EXPECT_THAT(refusal("[exclude]\nclosed = \"yes\"\n"),
              HasSubstr("exclude.closed: found 'yes', expected true or false"));
  EXPECT_THAT(refusal("[network]\nproviders = \"A\"\n"), HasSubstr("expected a list"));
  EXPECT_THAT(refusal("[network]\nproviders = [1]\n"), HasSubstr("found 1, expected a text"));
  EXPECT_THAT(refusal("[network]\nsegments = [\"shops\"]\n"), HasSubstr("\"residential\""));
  EXPECT_THAT(refusal("[score]\nest_mrc_full = 1000\n"), HasSubstr("expected an amount"));
}

TEST(Rules, ValuesOutOfRangeAreRefused) {
  for (const char* text : {"[network]\nnear_net = \"-1m\"", "[network]\nnear_net = \"51km\"",
                           "[network]\nnear_net = \"150\"", "[exclude]\ncontract_days = -1",
                           "[exclude]\ncontract_days = 1.5", "[score]\ncontract_ending_days = -1",
                           "[score]\non_net = -1", "[score]\non_net = nan",
                           "[score]\non_net = 40.05", "[score]\nemployees_full = 0",
                           "[score]\nnot_visited_days = 0", "[score]\nest_mrc_full = \"0\""}) {
    SCOPED_TRACE(text);
    EXPECT_THAT(refusal(text), HasSubstr("mine.toml, line 2"));
    EXPECT_THAT(refusal(text), HasSubstr("expected"));
  }
}

TEST(Rules, TradeSizeDropAndEconomicsAreRead) {
  const Rules rules = parse_rules(R"(
[network]
method = "along-road"
technology_rank = ["fibre"]
barriers = ["rail"]
[category]
naics = ["722", "44-45"]
naics_exclude = ["4481"]
categories = ["Dentist"]
categories_exclude = ["ATM"]
unknown = "exclude"
[size]
employees_min = 2
employees_max = 99
est_mrc_min = "49.95"
unknown = "exclude"
[drop]
aerial_max = "150ft"
buried_max = "75ft"
placement_column = "OH_UG"
[economics]
aerial_per_foot = "12.00"
admin = "10%"
margin = 0.5
max_payback_months = 24
[[priority]]
label = "restaurants"
points = 5
naics = ["722"]
)",
                                  "mine.toml");
  EXPECT_EQ(rules.method, Method::kAlongRoad);
  EXPECT_EQ(rules.category.naics, (std::vector<IndustryRange>{{722, 722, 3}, {44, 45, 2}}));
  EXPECT_TRUE(rules.category.unknown_excluded && rules.size.unknown_excluded);
  EXPECT_EQ(rules.size.employees_max, 99);
  EXPECT_EQ(rules.size.est_mrc_min, core::Cents(4'995));
  EXPECT_NEAR(rules.drop.aerial_max->value, 45.72, 1e-9);
  EXPECT_NEAR(rules.drop.buried_max->value, 22.86, 1e-9);
  EXPECT_TRUE(rules.economics.on());
  EXPECT_DOUBLE_EQ(rules.economics.admin_share, 0.1);
  ASSERT_EQ(rules.priorities.size(), 1U);
  EXPECT_EQ(rules.priorities[0].points, 5.0);
  EXPECT_FALSE(Rules{}.economics.on());
}

TEST(Rules, NewTablesRefuseWithPlaceFoundAndExpected) {
  EXPECT_THAT(
      refusal("[category]\nnaics = [\"72\",\n  \"7a\"]\n"),
      HasSubstr("mine.toml, line 3, column 3: category.naics: found '7a', expected a NAICS"));
  EXPECT_THAT(refusal("[category]\nunknown = \"maybe\"\n"),
              HasSubstr("category.unknown: found 'maybe', expected \"allow\" or \"exclude\""));
  EXPECT_THAT(refusal("[size]\nemployees_min = 9\nemployees_max = 3\n"),
              HasSubstr("line 1, column 1: [size]: found employees_min 9 above employees_max 3"));
  EXPECT_THAT(refusal("[drop]\naerial_max = \"150\"\n"), HasSubstr("expected a distance"));
  EXPECT_THAT(refusal("[economics]\nmargin = \"50%\"\n"), HasSubstr("expected all of"));
  EXPECT_THAT(refusal("[network]\nmethod = \"crow\"\n"), HasSubstr("\"along-road\""));
  EXPECT_THAT(refusal("[[priority]]\nlabel = \"x\"\n"), HasSubstr("found no condition"));
  EXPECT_THAT(refusal("[[priority]]\npoints = 3\n"), HasSubstr("found no label"));
  EXPECT_THAT(refusal("[[priority]]\nlabel = \"x\"\ncolumn = \"y\"\n"),
              HasSubstr("both or neither"));
  EXPECT_THAT(refusal("[[priority]]\nlabels = \"x\"\n"),
              HasSubstr("found unknown key priority.labels"));
  EXPECT_THAT(refusal("[priority]\nlabel = \"x\"\n"),
              HasSubstr("[[priority]] on a line of its own"));
  EXPECT_THAT(refusal("priority = [3]\n"), HasSubstr("found 3, expected tables"));
}

TEST(Rules, WeightsAboveAHundredAreRefused) {
  EXPECT_THAT(refusal("[score]\non_net = 41\n"),
              HasSubstr("add up to 101.0, expected at most 100"));
  EXPECT_EQ(parse_rules("[score]\nnear_net = 40\n", "mine.toml").score.near_net, 40.0);
}

TEST(Rules, BrokenTomlIsRefusedWithItsPlace) {
  EXPECT_THAT(refusal("[network]\nnear_net = \n"), HasSubstr("mine.toml, line 2"));
  EXPECT_THAT(refusal("\xff\xfe"), HasSubstr("mine.toml, line 1"));
}

TEST(Rules, FootprintsCountByProviderTechnologyAndSegment) {
  model::Footprint footprint;
  footprint.provider = "Example Cable";
  footprint.technology = "40";
  footprint.segment = model::Segment::kBoth;
  Rules rules;
  EXPECT_TRUE(counts(footprint, rules));
  rules.providers = {"Other", " example cable"};
  rules.technologies = {"40"};
  rules.segments = {model::Segment::kBoth};
  EXPECT_TRUE(counts(footprint, rules));
  for (auto narrow :
       {+[](Rules& r) { r.providers = {"Other"}; }, +[](Rules& r) { r.technologies = {"50"}; },
        +[](Rules& r) { r.segments = {model::Segment::kBusiness}; }}) {
    Rules narrowed = rules;
    narrow(narrowed);
    EXPECT_FALSE(counts(footprint, narrowed));
  }
}

TEST(Reasons, EveryCodeIsThereOnceWithAMeaning) {
  std::set<std::string_view> codes;
  for (const Reason& reason : reasons()) {
    EXPECT_TRUE(codes.insert(reason.code).second) << reason.code;
    EXPECT_FALSE(reason.meaning.empty());
    EXPECT_EQ(find_reason(reason.code)->meaning, reason.meaning);
  }
  EXPECT_FALSE(find_reason("NONSENSE"));
  EXPECT_FALSE(find_reason(reason::kNearNet)->blocks);
  EXPECT_TRUE(find_reason(reason::kOffNet)->blocks);
}

}  // namespace
}  // namespace nearnet::eligibility
