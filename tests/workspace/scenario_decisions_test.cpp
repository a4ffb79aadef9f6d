// SPDX-License-Identifier: Apache-2.0
// From a draft to the plan in force, and who had which account when.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/error.h"
#include "storage/tables.h"
#include "workspace/check.h"
#include "workspace/scenario_impact.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

const core::ScenarioId kSouth("south");

class Decisions : public ::testing::Test {
 protected:
  Decisions() {
    apply(design_territories(now(), hexagons("south"), Town::job()).command);
    apply(assign_territory(now(), kSouth, core::TerritoryId("1"), core::RepId("R2")));
  }
  Snapshot now() { return market_.snapshot(); }
  void apply(const Command& command) { market_.apply(command); }
  const model::Scenario& south() {
    last_ = now();
    return *last_.scenarios.find(kSouth);
  }

  const Town town_;
  Workspace market_ = town_.published();
  Snapshot last_;
};

TEST_F(Decisions, WithoutTheSettingAnybodyMayPublish) {
  EXPECT_FALSE(now().settings.second_person_approves);
  apply(approve_scenario(now(), kSouth, "Ada"));
  apply(publish_scenario(now(), kSouth, kMonday, "Ada"));
  EXPECT_EQ(south().state, model::ScenarioState::kPublished);
  EXPECT_EQ(south().published_by, "Ada");
}

TEST_F(Decisions, ASecondPersonApprovesWhereTheWorkspaceAsksForOne) {
  apply(require_approval(now(), true));
  EXPECT_TRUE(now().settings.second_person_approves);
  EXPECT_THAT([&] { publish_scenario(now(), kSouth, kMonday, "Mo"); },
              ThrowsMessage<core::ConfigError>(HasSubstr("propose south --by NAME")));
  EXPECT_THAT([&] { approve_scenario(now(), kSouth, "Mo"); },
              ThrowsMessage<core::ConfigError>(HasSubstr("has not been put forward")));
  EXPECT_THAT([&] { propose_scenario(now(), kSouth, " "); },
              ThrowsMessage<core::ConfigError>(HasSubstr("--by NAME")));
  apply(propose_scenario(now(), kSouth, "Ada"));
  EXPECT_EQ(south().state, model::ScenarioState::kProposed);
  EXPECT_THAT([&] { publish_scenario(now(), kSouth, kMonday, "Mo"); },
              ThrowsMessage<core::ConfigError>(HasSubstr("somebody other than Ada")));
  for (const char* ada : {"Ada", "ADA", " ada "}) {
    EXPECT_THAT([&] { approve_scenario(now(), kSouth, ada); },
                ThrowsMessage<core::ConfigError>(HasSubstr("cannot approve it")));
  }
  apply(approve_scenario(now(), kSouth, "Mo"));
  apply(publish_scenario(now(), kSouth, kMonday, "Ada"));
  EXPECT_EQ(south().approved_by, "Mo");
  EXPECT_EQ(south().proposed_by, "Ada");
  EXPECT_THAT(check(now(), market_.store()), IsEmpty());
}

TEST_F(Decisions, TurningTheSettingOnLaterDoesNotLetAnOldApprovalPass) {
  apply(approve_scenario(now(), kSouth, "Ada"));
  apply(require_approval(now(), true));
  EXPECT_THAT([&] { publish_scenario(now(), kSouth, kMonday, "Ada"); },
              ThrowsMessage<core::ConfigError>(HasSubstr("propose south --by NAME")));
  market_.undo();
  EXPECT_FALSE(now().settings.second_person_approves);
  apply(publish_scenario(now(), kSouth, kMonday, "Ada"));
}

TEST_F(Decisions, AChangeMakesADraftOfAnApprovedPlan) {
  apply(require_approval(now(), true));
  apply(propose_scenario(now(), kSouth, "Ada"));
  apply(approve_scenario(now(), kSouth, "Mo"));
  apply(assign_territory(now(), kSouth, core::TerritoryId("1"), core::RepId("R1")));
  EXPECT_EQ(south().state, model::ScenarioState::kDraft);
  EXPECT_EQ(south().approved_by, "");
  EXPECT_THROW(publish_scenario(now(), kSouth, kMonday, "Mo"), core::ConfigError);
  apply(propose_scenario(now(), kSouth, "Ada"));
  apply(approve_scenario(now(), kSouth, "Mo"));
  const auto unit = now().scenario_units.rows();
  const auto moved = std::find_if(unit.begin(), unit.end(), [](const model::ScenarioUnit& each) {
    return each.scenario == kSouth && each.territory.text() == "1";
  });
  apply(move_units(now(), kSouth, {moved->unit}, core::TerritoryId("2"), Town::job()));
  EXPECT_EQ(south().state, model::ScenarioState::kDraft);
}

TEST_F(Decisions, EveryAccountThatMovesHasOneRowAndHistoryFollows) {
  const Snapshot before = now();
  const ScenarioImpact impact = compare_accounts(before, core::ScenarioId("north"), kSouth);
  ASSERT_FALSE(impact.accounts.empty());
  const core::Date december = core::parse_date("2026-12-01");
  EXPECT_THAT([&] { publish_scenario(before, kSouth, kFriday, "Ada"); },
              ThrowsMessage<core::ConfigError>(HasSubstr("\"north\" is in force from 2026-11-23")));
  apply(publish_scenario(before, kSouth, december, "Ada"));
  const Snapshot after = now();
  std::map<core::BusinessId, model::AccountPeriod> rows;
  for (const model::AccountPeriod& row : after.account_periods.rows()) {
    if (row.scenario != kSouth) continue;
    EXPECT_TRUE(rows.emplace(row.business, row).second);
  }
  ASSERT_EQ(rows.size(), impact.accounts.size());
  for (const AccountMove& move : impact.accounts) {
    const model::AccountPeriod& row = rows.at(move.business);
    EXPECT_EQ(row.from, december);
    EXPECT_EQ(row.until, std::nullopt);
    EXPECT_EQ(row.from_rep, move.from);
    EXPECT_EQ(row.rep, move.to);
    EXPECT_EQ(row.by, "Ada");
    EXPECT_EQ(after.businesses.find(move.business)->owner, move.to);
  }
  // What north gave them ends as south begins; what stayed goes on.
  for (const model::AccountPeriod& row : after.account_periods.rows()) {
    if (row.scenario == kSouth) continue;
    EXPECT_EQ(row.until, rows.contains(row.business) ? std::optional(december) : std::nullopt);
  }
  EXPECT_EQ(after.scenarios.find(core::ScenarioId("north"))->published_until, december);
  EXPECT_THAT(check(after, market_.store()), IsEmpty());

  market_.undo();
  const Snapshot undone = now();
  EXPECT_EQ(undone.account_periods.rows(), before.account_periods.rows());
  EXPECT_EQ(undone.businesses.rows(), before.businesses.rows());
  EXPECT_EQ(undone.scenarios.rows(), before.scenarios.rows());
}

TEST_F(Decisions, TwoPlansOnOneDayLeaveAPeriodOfNoDays) {
  apply(publish_scenario(now(), kSouth, kMonday, "Ada"));
  EXPECT_THAT(check(now(), market_.store()), IsEmpty());
  int empty = 0;
  for (const model::AccountPeriod& row : now().account_periods.rows()) {
    empty += row.until == row.from ? 1 : 0;
  }
  EXPECT_GT(empty, 0);
}

TEST_F(Decisions, CheckFindsAnAccountThatTwoHaveAtATime) {
  model::AccountPeriod row = now().account_periods.rows().front();
  row.from = core::add_days(row.from, 10);
  market_.apply({"test", "", std::nullopt, [row](storage::Transaction& transaction) {
                   storage::upsert(transaction, storage::account_periods(), {row});
                 }});
  EXPECT_THAT(check(now(), market_.store()), Contains(HasSubstr("belongs to")));
}

}  // namespace
}  // namespace nearnet::workspace
