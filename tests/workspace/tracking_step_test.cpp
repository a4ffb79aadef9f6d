// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(LogActivity, MovesTheStageAndRemembersTheVisit) {
  const Town town;
  Workspace market = town.evaluated();
  const Receipt receipt =
      market.apply(log_activity(market.snapshot(), visit("023", model::Outcome::kInterested)));
  EXPECT_EQ(receipt.rows_changed, 2);
  const Snapshot now = market.snapshot();
  const model::Business& shop = *now.businesses.find(core::BusinessId("023"));
  EXPECT_EQ(shop.stage, model::Stage::kQualified);
  EXPECT_EQ(shop.last_visit, kFriday);
  ASSERT_EQ(now.activities.size(), 1u);
  EXPECT_EQ(now.activities.rows()[0].id.text(), "A000001");
  EXPECT_EQ(market.audit().front().what, "visit at 023");
}

TEST(LogActivity, NumbersGoOnFromTheLargest) {
  const Town town;
  Workspace market = town.evaluated();
  model::Activity numbered = visit("023", model::Outcome::kNotIn);
  numbered.id = core::ActivityId("A000041");
  market.apply(log_activity(market.snapshot(), numbered));
  market.apply(log_activity(market.snapshot(), visit("023", model::Outcome::kNotIn)));
  EXPECT_EQ(market.snapshot().activities.rows().back().id.text(), "A000042");
}

TEST(LogActivity, AnAttemptInVainIsNoVisit) {
  const Town town;
  Workspace market = town.evaluated();
  market.apply(log_activity(market.snapshot(), visit("023", model::Outcome::kNotIn)));
  const Snapshot now = market.snapshot();
  const model::Business& shop = *now.businesses.find(core::BusinessId("023"));
  EXPECT_EQ(shop.stage, model::Stage::kNew);
  EXPECT_FALSE(shop.last_visit.has_value());
}

TEST(LogActivity, TheKindImpliesTheOutcomeWhereItCan) {
  const Town town;
  Workspace market = town.evaluated();
  model::Activity proposal = visit("023", model::Outcome::kNone);
  proposal.kind = model::ActivityKind::kProposal;
  market.apply(log_activity(market.snapshot(), proposal));
  EXPECT_EQ(market.snapshot().activities.rows()[0].outcome, model::Outcome::kProposalSent);
  EXPECT_THROW(log_activity(market.snapshot(), visit("023", model::Outcome::kNone)),
               core::ConfigError);
  EXPECT_THAT([&] { log_activity(market.snapshot(), visit("999", model::Outcome::kNotIn)); },
              ThrowsMessage<core::ConfigError>(HasSubstr("no business \"999\"")));
}

TEST(Quota, IsReplacedByOneOfTheSameDay) {
  const Town town;
  Workspace market = town.imported();
  model::Quota quota{core::RepId("R1"), kMonday, core::add_days(kMonday, 7), core::Cents(100'000)};
  market.apply(set_quota(market.snapshot(), quota));
  quota.mrc = core::Cents(200'000);
  market.apply(set_quota(market.snapshot(), quota));
  EXPECT_EQ(market.snapshot().quotas.rows(), (std::vector<model::Quota>{quota}));
  quota.to = quota.from;
  EXPECT_THROW(set_quota(market.snapshot(), quota), core::ConfigError);
  quota.rep = core::RepId("R9");
  EXPECT_THROW(set_quota(market.snapshot(), quota), core::ConfigError);
}

TEST(Reports, CountWhatWasDone) {
  const Town town;
  Workspace market = town.published();
  const core::RepId rep = market.snapshot().businesses.find(core::BusinessId("023"))->owner;
  model::Activity sale = visit("023", model::Outcome::kSold);
  sale.rep = rep;
  sale.mrc = core::Cents(15'000);
  market.apply(log_activity(market.snapshot(), sale));
  const core::Date monday = core::monday_of(kFriday);
  market.apply(
      set_quota(market.snapshot(), {rep, monday, core::add_days(monday, 7), core::Cents(30'000)}));
  const Snapshot now = market.snapshot();

  const tracking::CoverageReport all = coverage(now, 90, tracking::CoverageBy::kRep);
  EXPECT_EQ(all.total.universe, 50);
  EXPECT_EQ(all.total.visited, 1);
  int universe = 0;
  for (const tracking::CoverageLine& line : all.by) universe += line.universe;
  EXPECT_EQ(universe, 50);
  EXPECT_EQ(coverage(now, 90, tracking::CoverageBy::kTerritory).by.size(), 2u);
  EXPECT_EQ(coverage(now, 90, tracking::CoverageBy::kNode).by.size(), 2u);

  const tracking::Performance week = performance(now, monday, rep);
  ASSERT_EQ(week.reps.size(), 1u);
  EXPECT_EQ(week.reps[0].funnel.sales, 1);
  EXPECT_EQ(week.reps[0].funnel.mrc_sold, core::Cents(15'000));
  EXPECT_EQ(week.reps[0].quota, core::Cents(30'000));
  EXPECT_GT(week.reps[0].accounts, 0);

  const tracking::Pipeline sold = pipeline(now, rep, model::Stage::kOrderSubmitted);
  ASSERT_EQ(sold.entries.size(), 1u);
  EXPECT_EQ(sold.entries[0].business.text(), "023");
  EXPECT_EQ(sold.entries[0].mrc, core::Cents(15'000));
}

}  // namespace
}  // namespace nearnet::workspace
