// SPDX-License-Identifier: Apache-2.0
#include "eligibility/score.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "eligibility/random_plant.h"

namespace nearnet::eligibility {
namespace {

const core::Date kToday = core::parse_date("2026-11-23");

double points(const std::vector<Contribution>& parts, std::string_view label) {
  for (const Contribution& part : parts) {
    if (part.label.starts_with(label)) return part.points;
  }
  ADD_FAILURE() << "no contribution " << label;
  return -1.0;
}

ScoreInput input_for(const model::Business& business) {
  return {.business = business,
          .status = model::NetStatus::kOnNet,
          .distance = core::Metres(0.0),
          .today = kToday};
}

TEST(Score, WhatIsNotKnownEarnsNothingAndSaysSo) {
  const model::Business business;
  const auto parts = score(input_for(business), Rules{});
  EXPECT_EQ(points(parts, "on-net"), 40.0);
  EXPECT_EQ(points(parts, "employees unknown"), 0.0);
  EXPECT_EQ(points(parts, "monthly revenue unknown"), 0.0);
  EXPECT_EQ(points(parts, "not marked as a former customer"), 0.0);
  EXPECT_EQ(points(parts, "contract end unknown"), 0.0);
  EXPECT_EQ(points(parts, "competitors unknown"), 0.0);
  EXPECT_EQ(points(parts, "no visit on record"), 5.0);
  EXPECT_EQ(total(parts), 45.0);
}

TEST(Score, TheBestProspectScoresAHundred) {
  model::Business business;
  business.employees = 500;
  business.est_mrc = core::Cents(250'000);
  business.customer_status = model::CustomerStatus::kFormer;
  business.contract_end = core::add_days(kToday, 90);
  ScoreInput input = input_for(business);
  input.competitor_present = false;
  EXPECT_EQ(total(score(input, Rules{})), 100.0);
}

TEST(Score, NearNetFallsToNothingAtTheLimit) {
  const model::Business business;
  const auto at = [&](double metres) {
    ScoreInput input = input_for(business);
    input.status = model::NetStatus::kNearNet;
    input.distance = core::Metres(metres);
    return points(score(input, Rules{}), "near-net");
  };
  EXPECT_EQ(at(0.0), 30.0);
  EXPECT_EQ(at(75.0), 15.0);
  EXPECT_EQ(at(150.0), 0.0);
}

TEST(Score, ContractCountsUpToTheLastOpenDay) {
  model::Business business;
  const auto ending = [&](int days) {
    business.contract_end = core::add_days(kToday, days);
    return points(score(input_for(business), Rules{}), "contract e");
  };
  EXPECT_EQ(ending(-400), 10.0);
  EXPECT_EQ(ending(90), 10.0);
  EXPECT_EQ(ending(91), 0.0);
}

TEST(Score, ACompetitorAtThePlaceEarnsNothing) {
  const model::Business business;
  ScoreInput input = input_for(business);
  input.competitor_present = true;
  EXPECT_EQ(points(score(input, Rules{}), "competitor present"), 0.0);
  input.competitor_present = false;
  EXPECT_EQ(points(score(input, Rules{}), "no competitor"), 5.0);
}

TEST(Score, RevenueEmployeesAndRestFromVisitsGrow) {
  model::Business business;
  business.employees = 6;  // log 7 / log 51 = 0.4949
  business.est_mrc = core::Cents(25'000);
  business.last_visit = core::add_days(kToday, -18);
  const auto parts = score(input_for(business), Rules{});
  EXPECT_EQ(points(parts, "6 employees"), 7.4);
  EXPECT_EQ(points(parts, "monthly revenue 250.00"), 5.0);
  EXPECT_EQ(points(parts, "last visit 2026-11-05"), 1.0);
}

TEST(Score, ContributionsAreTenthsAndAddUpExactly) {
  constexpr std::uint64_t kSeed = 99;
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  core::Random random(kSeed);
  for (int i = 0; i < 2'000; ++i) {
    const model::Business business = testing::random_business(random, "1", {0.0, 0.0}, kToday);
    ScoreInput input = input_for(business);
    if (random.chance(0.5)) {
      input.status = model::NetStatus::kNearNet;
      input.distance = core::Metres(random.uniform(0.0, 150.0));
    }
    if (random.chance(0.5)) input.competitor_present = random.chance(0.5);
    const auto parts = score(input, Rules{});
    long long tenths = 0;
    for (const Contribution& part : parts) {
      EXPECT_GE(part.points, 0.0);
      EXPECT_EQ(static_cast<double>(std::llround(part.points * 10.0)) / 10.0, part.points);
      tenths += std::llround(part.points * 10.0);
    }
    EXPECT_EQ(std::llround(total(parts) * 10.0), tenths);
    EXPECT_EQ(total(parts), score_total(input, Rules{}));
    EXPECT_LE(total(parts), 100.0);
  }
}

}  // namespace
}  // namespace nearnet::eligibility
