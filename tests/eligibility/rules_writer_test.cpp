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

Rules random_rules(core::Random& random) {
  Rules rules;
  rules.near_net = core::Metres(random.uniform(0.0, 2000.0));
  rules.search = core::Metres(random.uniform(0.0, 50'000.0));
  rules.position_accuracy = core::Metres(random.uniform(0.0, 100.0));
  rules.providers = random_texts(random);
  rules.technologies = random_texts(random);
  if (random.chance(0.5)) rules.segments = {model::Segment::kBusiness, model::Segment::kUnknown};
  for (bool* flag : {&rules.exclude_customers, &rules.exclude_do_not_contact,
                     &rules.exclude_no_solicit, &rules.exclude_closed, &rules.exclude_residential,
                     &rules.exclude_near_net, &rules.exclude_under_contract}) {
    *flag = random.chance(0.5);
  }
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
