// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "workspace/prospect_changes.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(EligibilityStep, RefusesWithoutBusinessesOrFootprints) {
  const Town town;
  Workspace market = town.open();
  const auto run = [&] { run_eligibility(market.snapshot(), {}, Town::job()); };
  EXPECT_THAT(run, ThrowsMessage<core::InputError>(HasSubstr("no businesses")));
  town.import(market, ImportKind::kBusinesses, town.file("businesses.csv"));
  EXPECT_THAT(run, ThrowsMessage<core::InputError>(HasSubstr("no footprints")));
  town.import(market, ImportKind::kFootprints, town.file("plant.geojson"));
  EXPECT_NO_THROW(run());
}

TEST(EligibilityStep, JudgesEveryBusinessOfTheTown) {
  const Town town;
  Workspace market = town.imported();
  town.import(market, ImportKind::kNoSolicit, town.file("no_solicit.geojson"));
  town.import(market, ImportKind::kCustomers, town.file("customers.csv"));
  const EligibilityRun run = run_eligibility(market.snapshot(), {}, Town::job());
  market.apply(run.command);
  // Five rows of ten inside; the sixth lies 445 m north of the plant; one has no place.
  EXPECT_EQ(run.summary.businesses, 61);
  EXPECT_EQ(run.summary.on_net, 50);
  EXPECT_EQ(run.summary.near_net, 0);
  EXPECT_EQ(run.summary.off_net, 10);
  EXPECT_EQ(run.summary.unknown, 1);
  EXPECT_EQ(run.summary.eligible, 48) << "all but the customer and the one in Elm Park";
  const Snapshot now = market.snapshot();
  EXPECT_EQ(now.prospects.size(), 61u);
  EXPECT_FALSE(now.prospects.find(core::BusinessId("001"))->eligible);
  EXPECT_FALSE(now.prospects.find(core::BusinessId("002"))->eligible);
  EXPECT_EQ(now.prospects.find(core::BusinessId("061"))->status, model::NetStatus::kUnknown);
}

TEST(EligibilityStep, AWiderReachMakesTheTopRowNearNet) {
  const Town town;
  Workspace market = town.imported();
  EligibilityRequest request;
  request.rules.near_net = core::Metres(500.0);
  const EligibilityRun run = run_eligibility(market.snapshot(), request, Town::job());
  EXPECT_EQ(run.summary.near_net, 10);
  EXPECT_EQ(run.command.what, "near-net 500.0 m");
}

TEST(EligibilityStep, TheRulesAreKeptWithTheResult) {
  const Town town;
  Workspace market = town.evaluated();
  EXPECT_EQ(market.snapshot().rules, eligibility::default_rules());
  EligibilityRequest request;
  request.rules.near_net = core::Metres(321.5);
  request.rules.providers = {"Pine", "O'Connor \"Cable\""};
  request.rules.score.on_net = 33.2;
  market.apply(run_eligibility(market.snapshot(), request, Town::job()).command);
  EXPECT_EQ(market.snapshot().rules, request.rules);
  EXPECT_EQ(town.open().snapshot().rules, request.rules) << "for everyone who opens it";
  market.undo();
  EXPECT_EQ(market.snapshot().rules, eligibility::default_rules());
  request.rules.score.on_net = 1000.0;
  EXPECT_THROW(run_eligibility(market.snapshot(), request, Town::job()), core::InputError)
      << "rules that could not be read again are not kept";
}

TEST(EligibilityStep, ExplainAgreesWithTheStoredVerdicts) {
  const Town town;
  Workspace market = town.imported();
  town.import(market, ImportKind::kNoSolicit, town.file("no_solicit.geojson"));
  town.import(market, ImportKind::kCompetitors, town.file("competitor.geojson"));
  market.apply(run_eligibility(market.snapshot(), {}, Town::job()).command);
  const Snapshot now = market.snapshot();
  for (const model::Prospect& prospect : now.prospects.rows()) {
    EXPECT_EQ(explain(now, prospect.business, now.rules).prospect, prospect)
        << prospect.business.text();
  }
  EXPECT_THAT([&] { explain(now, core::BusinessId("nobody"), now.rules); },
              ThrowsMessage<core::ConfigError>(HasSubstr("nobody")));
}

TEST(EligibilityStep, ExplainAgreesAlongTheRoadsStoredOrMeasuredAnew) {
  const Town town;
  Workspace market = town.imported();
  town.import(market, ImportKind::kRoads, town.file("roads.geojson"));
  EligibilityRequest request;
  request.rules.method = eligibility::Method::kAlongRoad;
  request.rules.near_net = core::Metres(3'000.0);
  request.rules.drop.aerial_max = core::Metres(2'000.0);
  market.apply(run_eligibility(market.snapshot(), request, Town::job()).command);
  Snapshot now = market.snapshot();
  std::size_t along = 0;
  for (const model::Prospect& prospect : now.prospects.rows()) {
    along += prospect.route && prospect.route->value > 0.0 ? 1U : 0U;
    EXPECT_EQ(explain(now, prospect.business, now.rules).prospect, prospect)
        << prospect.business.text();
  }
  const std::vector<model::Prospect> stored = now.prospects.rows();
  now.prospects = {};
  for (const model::Prospect& prospect : stored) {
    EXPECT_EQ(explain(now, prospect.business, now.rules).prospect, prospect)
        << prospect.business.text();
  }
  EXPECT_EQ(along, 0U) << "the top row lies farther than 300 m from the only street";
}

TEST(EligibilityStep, OnlyTheFirstEvaluationHasNothingToCompareWith) {
  const Town town;
  Workspace market = town.imported();
  EligibilityRun run = run_eligibility(market.snapshot(), {}, Town::job());
  EXPECT_TRUE(run.first);
  EXPECT_THAT(run.changes, ::testing::IsEmpty());
  market.apply(run.command);
  EligibilityRequest wider;
  wider.rules.near_net = core::Metres(500.0);
  run = run_eligibility(market.snapshot(), wider, Town::job());
  EXPECT_FALSE(run.first);
  ASSERT_EQ(run.changes.size(), 10U) << "the top row comes within reach";
  EXPECT_EQ(run.changes[0].cause, "RULES_CHANGED");
  EXPECT_EQ(run.changes[0].run, 1);
  EXPECT_EQ(summary_of(run.changes), "10 newly eligible, 0 lost, 0 changed");
  market.apply(run.command);
  EXPECT_EQ(market.snapshot().prospect_changes.rows(), run.changes);
  run = run_eligibility(market.snapshot(), {}, Town::job());
  EXPECT_EQ(count(run.changes).lost, 10);
  EXPECT_EQ(run.changes[0].run, 2);
  market.apply(run.command);
  EXPECT_EQ(market.snapshot().prospect_changes.size(), 20U);
}

TEST(EligibilityStep, RunningItAgainChangesNothing) {
  const Town town;
  Workspace market = town.evaluated();
  const std::size_t commands = market.audit().size();
  const EligibilityRun run = run_eligibility(market.snapshot(), {}, Town::job());
  EXPECT_EQ(market.apply(run.command).rows_changed, 0);
  EXPECT_EQ(market.audit().size(), commands);
}

}  // namespace
}  // namespace nearnet::workspace
