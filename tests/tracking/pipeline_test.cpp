// SPDX-License-Identifier: Apache-2.0
#include "tracking/pipeline.h"

#include "tracking/activities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nearnet::tracking {
namespace {

using model::Outcome;
using model::Stage;
using testing::business_at;
using testing::visit;

model::Business business(const std::string& id, Stage stage, const std::string& owner,
                         std::int64_t est_mrc) {
  model::Business result = business_at(stage, id);
  result.owner = core::RepId(owner);
  result.est_mrc = core::Cents(est_mrc);
  return result;
}

class PipelineTest : public ::testing::Test {
 protected:
  void SetUp() override {
    businesses_ = {business("1", Stage::kNew, "R1", 10000), business("2", Stage::kNew, "R1", 0),
                   business("3", Stage::kProposalOut, "R1", 20000),
                   business("4", Stage::kProposalOut, "R2", 30001),
                   business("5", Stage::kBilling, "R2", 50000)};
    activities_ = {visit("2", Outcome::kNotIn)};
    model::Activity proposal = testing::activity("3", model::ActivityKind::kProposal,
                                                 Outcome::kProposalSent, "2026-11-20");
    proposal.mrc = core::Cents(45000);
    proposal.follow_up = core::parse_date("2026-11-27");
    activities_.push_back(proposal);
  }

  std::vector<std::string> listed(const PipelineOptions& options) const {
    std::vector<std::string> ids;
    for (const PipelineEntry& entry : pipeline(businesses_, activities_, options).entries) {
      ids.push_back(entry.business.text());
    }
    return ids;
  }

  std::vector<model::Business> businesses_;
  std::vector<model::Activity> activities_;
};

TEST_F(PipelineTest, CountsAndWeighsByStage) {
  const Pipeline all = pipeline(businesses_, activities_, {});
  ASSERT_EQ(all.stages.size(), 3U);
  EXPECT_EQ(all.stages[0].stage, Stage::kNew);
  EXPECT_EQ(all.stages[0].businesses, 2);
  EXPECT_EQ(all.stages[0].weighted, core::Cents(0));
  EXPECT_EQ(all.stages[1].stage, Stage::kProposalOut);
  EXPECT_EQ(all.stages[1].mrc, core::Cents(45000 + 30001));
  EXPECT_EQ(all.stages[1].weighted, core::Cents(22500 + 15001)) << "half a cent rounds up";
  EXPECT_EQ(all.open_mrc, core::Cents(75001)) << "neither new ones nor customers are open";
  EXPECT_EQ(all.open_weighted, core::Cents(37501));
}

TEST_F(PipelineTest, ListsWhoIsBeingWorked) {
  using ::testing::ElementsAre;
  EXPECT_THAT(listed({}), ElementsAre("2", "3", "4", "5")) << "an untouched new one is not listed";
  EXPECT_THAT(listed({.rep = core::RepId("R1")}), ElementsAre("2", "3"));
  EXPECT_THAT(listed({.stage = Stage::kProposalOut}), ElementsAre("3", "4"));
  const PipelineEntry entry = pipeline(businesses_, activities_, {}).entries.at(1);
  EXPECT_EQ(entry.follow_up, core::parse_date("2026-11-27"));
  EXPECT_EQ(entry.mrc, core::Cents(45000)) << "the proposal, not the estimate";
}

TEST_F(PipelineTest, UsesTheGivenProbabilities) {
  const Pipeline all =
      pipeline(businesses_, activities_, {.probabilities = {{Stage::kProposalOut, 0.25}}});
  EXPECT_EQ(all.open_weighted, core::Cents(11250 + 7500));
}

}  // namespace
}  // namespace nearnet::tracking
