// SPDX-License-Identifier: Apache-2.0
#include "tracking/performance.h"

#include "core/error.h"
#include "tracking/activities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nearnet::tracking {
namespace {

using core::parse_date;
using model::ActivityKind;
using model::Outcome;
using testing::activity;
using testing::call;
using testing::sale;
using testing::visit;

const core::Date kMonday = core::parse_iso_week("2026-W48");

PerformanceOptions week() {
  return {.from = kMonday, .to = core::add_days(kMonday, 7)};
}

void repeat(std::vector<model::Activity>& log, int times, const model::Activity& entry) {
  for (int i = 0; i < times; ++i) {
    model::Activity copy = entry;
    copy.business = core::BusinessId(std::to_string(log.size()));
    log.push_back(copy);
  }
}

Funnel funnel_of(const std::vector<model::Activity>& log) {
  return performance({.activities = log}, week()).total.funnel;
}

TEST(Performance, SixtyDialsTwelveConversations) {
  std::vector<model::Activity> log;
  repeat(log, 48, call("", Outcome::kNotIn));
  repeat(log, 12, call("", Outcome::kConversation));
  const Funnel funnel = funnel_of(log);
  EXPECT_EQ(funnel.dials, 60);
  EXPECT_EQ(funnel.connect_rate().text(), "12 of 60 = 20.0 %");
}

TEST(Performance, HundredConversationsTwentyPresentationsEightProposalsTwoSales) {
  std::vector<model::Activity> log;
  repeat(log, 100, visit("", Outcome::kConversation));
  repeat(log, 20, activity("", ActivityKind::kPresentation, Outcome::kPresented));
  repeat(log, 8, activity("", ActivityKind::kProposal, Outcome::kProposalSent));
  repeat(log, 2, sale("", 10000));
  const Funnel funnel = funnel_of(log);
  EXPECT_EQ(funnel.presentation_rate().text(), "20 of 100 = 20.0 %");
  EXPECT_EQ(funnel.proposal_rate().text(), "8 of 20 = 40.0 %");
  EXPECT_EQ(funnel.proposal_win_rate().text(), "2 of 8 = 25.0 %");
  EXPECT_EQ(funnel.closing_ratio().text(), "2 of 20 = 10.0 %");
  EXPECT_EQ(funnel.conversation_to_sale().text(), "2 of 100 = 2.0 %");
}

TEST(Performance, ReachCountsABusinessOnce) {
  std::vector<model::Activity> log;
  for (int i = 0; i < 40; ++i) {
    log.push_back(call(std::to_string(i % 20), Outcome::kConversation));
  }
  const Performance result =
      performance({.activities = log, .quotas = {}, .accounts = {{core::RepId("R1"), 50}}}, week());
  ASSERT_EQ(result.reps.size(), 1U);
  EXPECT_EQ(result.reps[0].reach_rate().text(), "20 of 50 = 40.0 %");
  EXPECT_EQ(result.reps[0].funnel.frequency(), "2.0");
}

TEST(Performance, AttainmentAgainstTheQuotaOfTheWeek) {
  const std::vector<model::Activity> log = {sale("1", 400000), sale("2", 15000)};
  const std::vector<model::Quota> quotas = {{.rep = core::RepId("R1"),
                                             .from = kMonday,
                                             .to = core::add_days(kMonday, 7),
                                             .mrc = core::Cents(500000)}};
  const Performance result = performance({.activities = log, .quotas = quotas}, week());
  EXPECT_EQ(result.reps.at(0).attainment().percent(), "83.0 %");
  EXPECT_EQ(result.total.attainment().percent(), "83.0 %");
  EXPECT_EQ(performance({.activities = log}, week()).total.attainment().percent(), "n/a");
}

TEST(Performance, SharesAMonthlyQuotaByWeekdays) {
  // November 2026 has 21 weekdays; the week of the 23rd has five of them.
  const std::vector<model::Quota> quotas = {{.rep = core::RepId("R1"),
                                             .from = parse_date("2026-11-01"),
                                             .to = parse_date("2026-12-01"),
                                             .mrc = core::Cents(2100000)}};
  EXPECT_EQ(quota_in(quotas, core::RepId("R1"), kMonday, core::add_days(kMonday, 7)),
            core::Cents(500000));
  EXPECT_EQ(quota_in(quotas, core::RepId("R1"), parse_date("2026-11-01"), parse_date("2026-12-01")),
            core::Cents(2100000));
  EXPECT_EQ(quota_in(quotas, core::RepId("R2"), kMonday, core::add_days(kMonday, 7)), std::nullopt);
  EXPECT_EQ(quota_in(quotas, core::RepId("R1"), parse_date("2026-12-01"), parse_date("2026-12-08")),
            std::nullopt);
}

TEST(Performance, PeriodsAreClosedOpenAndServiceMattersAreLeftOut) {
  const std::vector<model::Activity> log = {visit("1", Outcome::kConversation, "2026-11-22"),
                                            visit("2", Outcome::kConversation, "2026-11-23"),
                                            visit("3", Outcome::kConversation, "2026-11-29"),
                                            visit("4", Outcome::kConversation, "2026-11-30"),
                                            visit("5", Outcome::kHandedToCare, "2026-11-25")};
  EXPECT_EQ(funnel_of(log).attempts(), 2);
}

TEST(Performance, ActivityCountsForWhoDidIt) {
  model::Activity other = visit("1", Outcome::kInterested);
  other.rep = core::RepId("R2");
  const std::vector<model::Activity> log = {visit("1", Outcome::kConversation), other};
  const Performance result = performance({.activities = log}, week());
  ASSERT_EQ(result.reps.size(), 2U);
  EXPECT_EQ(result.reps[0].funnel.conversations, 1);
  EXPECT_EQ(result.reps[1].funnel.conversations, 1);
  EXPECT_EQ(result.total.funnel.reach, 1);

  PerformanceOptions only = week();
  only.rep = core::RepId("R2");
  const Performance one = performance({.activities = log}, only);
  ASSERT_EQ(one.reps.size(), 1U);
  EXPECT_EQ(one.total.funnel.knocks, 1);
}

TEST(Performance, CohortFollowsTheBusinessesFirstAttemptedInThePeriod) {
  const std::vector<model::Activity> log = {
      visit("old", Outcome::kConversation, "2026-11-10"), sale("old", 9900, "2026-11-24"),
      visit("new", Outcome::kInterested, "2026-11-24"), sale("new", 5000, "2026-12-15")};
  PerformanceOptions options = week();
  EXPECT_EQ(performance({.activities = log}, options).total.funnel.mrc_sold, core::Cents(9900));
  options.basis = Basis::kCohort;
  const Performance cohort = performance({.activities = log}, options);
  EXPECT_EQ(cohort.total.funnel.mrc_sold, core::Cents(5000));
  EXPECT_EQ(cohort.total.funnel.conversations, 1);
  EXPECT_THAT(cohort.basis, ::testing::StartsWith("cohort: "));
}

TEST(Performance, NamesItsBasisAndRefusesAnEmptyPeriod) {
  const Performance result = performance({}, week());
  EXPECT_EQ(result.basis, "event: what happened from 2026-11-23 to 2026-11-29");
  EXPECT_TRUE(result.reps.empty());
  EXPECT_EQ(result.total.funnel.connect_rate().percent(), "n/a");
  EXPECT_THROW(performance({}, {.from = kMonday, .to = kMonday}), core::ConfigError);
}

}  // namespace
}  // namespace nearnet::tracking
