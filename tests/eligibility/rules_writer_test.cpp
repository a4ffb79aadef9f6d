// SPDX-License-Identifier: Apache-2.0
// Rules written as a file read back as the same rules.
#include <gtest/gtest.h>

#include <string>

#include "core/random.h"
#include "eligibility/rules.h"

namespace nearnet::eligibility {
namespace {

std::vector<std::string> random_texts(core::Random& random) {
  static const std::vector<std::string> kTexts = {"Pine",     "O'Connor \"Cable\"", "a\\b, c",
                                                  "Ärger №1", "tab\there",          "[x] = # 1"};
  std::vector<std::string> texts;
  for (const std::string& text : kTexts) {
    if (random.chance(0.3)) texts.push_back(text);
  }
  return texts;
}

/// Points have one decimal and weights share a hundred.
double random_points(core::Random& random) {
  return static_cast<double>(random.below(100)) / 10.0;
}

std::vector<IndustryRange> random_industries(core::Random& random) {
  std::vector<IndustryRange> ranges;
  for (const char* text : {"31-33", "722", "06", "541512"}) {
    if (random.chance(0.3)) ranges.push_back(*parse_industry(text));
  }
  return ranges;
}

std::optional<core::Metres> random_length(core::Random& random) {
  return random.chance(0.5) ? std::optional(core::Metres(random.uniform(0.0, 900.0)))
                            : std::nullopt;
}

std::optional<core::Cents> random_money(core::Random& random) {
  if (random.chance(0.3)) return std::nullopt;
  return core::Cents(static_cast<std::int64_t>(random.below(1'000'000)) + 1);
}

void draw_trade(core::Random& random, Rules& rules) {
  rules.category = {random_industries(random), random_industries(random), random_texts(random),
                    random_texts(random), random.chance(0.5)};
  if (random.chance(0.5)) rules.size.employees_min = static_cast<int>(random.below(9)) + 1;
  if (random.chance(0.5)) rules.size.employees_max = static_cast<int>(random.below(99)) + 10;
  rules.size.est_mrc_min = random_money(random);
  rules.size.unknown_excluded = random.chance(0.5);
  rules.drop = {random_length(random), random_length(random), "place \"ment\""};
  for (std::uint64_t i = random.below(3); i > 0; --i) {
    rules.priorities.push_back({.label = "no. " + std::to_string(i),
                                .points = random_points(random),
                                .naics = {*parse_industry("722")},
                                .categories = random_texts(random),
                                .column = "c",
                                .equals = "v"});
  }
}

void draw_economics(core::Random& random, Economics& economics) {
  if (random.chance(0.5)) return;
  economics.aerial_per_foot = core::Cents(static_cast<std::int64_t>(random.below(5'000)) + 1);
  economics.buried_per_foot = random_money(random);
  economics.standard_drop = random_length(random);
  economics.admin_share = random.uniform(0.0, 1.0);
  economics.subscribers_per_mile = static_cast<int>(random.below(60));
  economics.drop = random_money(random);
  economics.equipment = random_money(random);
  economics.acquisition = random_money(random);
  economics.assumed_mrc = random_money(random);
  economics.margin = random.uniform(0.01, 1.0);
  economics.max_payback_months = random.uniform(1.0, 100.0);
  economics.survey_payback_months = random.uniform(0.0, 100.0);
  economics.survey_beyond = random_length(random);
  economics.share_among = static_cast<int>(random.below(20)) + 1;
  economics.share_within = core::Metres(random.uniform(0.0, 900.0));
}

Rules random_rules(core::Random& random) {
  Rules rules;
  rules.near_net = core::Metres(random.uniform(0.0, 2000.0));
  rules.search = core::Metres(random.uniform(0.0, 50'000.0));
  rules.position_accuracy = core::Metres(random.uniform(0.0, 100.0));
  rules.providers = random_texts(random);
  rules.technologies = random_texts(random);
  if (random.chance(0.5)) rules.segments = {model::Segment::kBusiness, model::Segment::kUnknown};
  for (bool* flag :
       {&rules.exclude_customers, &rules.exclude_do_not_contact, &rules.exclude_no_solicit,
        &rules.exclude_closed, &rules.exclude_residential, &rules.exclude_near_net,
        &rules.exclude_under_contract, &rules.exclude_barriers}) {
    *flag = random.chance(0.5);
  }
  if (random.chance(0.5)) rules.method = Method::kAlongRoad;
  rules.technology_rank = random_texts(random);
  rules.barriers = random_texts(random);
  draw_trade(random, rules);
  draw_economics(random, rules.economics);
  rules.contract_days = static_cast<int>(random.below(1000));
  rules.stale_days = static_cast<int>(random.below(1000)) + 1;
  for (double* points :
       {&rules.score.on_net, &rules.score.near_net, &rules.score.employees, &rules.score.est_mrc,
        &rules.score.former_customer, &rules.score.contract_ending, &rules.score.no_competitor,
        &rules.score.not_visited}) {
    *points = random_points(random);
  }
  rules.score.employees_full = static_cast<int>(random.below(500)) + 1;
  rules.score.est_mrc_full = core::Cents(static_cast<std::int64_t>(random.below(1'000'000)) + 1);
  rules.score.not_visited_days = static_cast<int>(random.below(500)) + 1;
  rules.score.contract_ending_days = static_cast<int>(random.below(500));
  return rules;
}

TEST(RulesWriter, DefaultsReadBack) {
  EXPECT_EQ(parse_rules(to_toml(default_rules()), "rules"), default_rules());
}

TEST(RulesWriter, AnyRulesReadBack) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    const Rules rules = random_rules(random);
    EXPECT_EQ(parse_rules(to_toml(rules), "rules"), rules) << to_toml(rules);
  }
}

}  // namespace
}  // namespace nearnet::eligibility
