// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
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
