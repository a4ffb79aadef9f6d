// SPDX-License-Identifier: Apache-2.0
#include "eligibility/evaluate.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"
#include "eligibility/random_plant.h"

namespace nearnet::eligibility {
namespace {

using testing::business;
using ::testing::ElementsAre;
using testing::footprint;

const core::Date kToday = core::parse_date("2026-11-23");
constexpr geo::LonLat kInside{0.005, 0.005};
constexpr geo::LonLat kNear{0.011, 0.005};  // 111.3 m east of the square
constexpr geo::LonLat kOff{0.013, 0.005};   // 334 m
constexpr geo::LonLat kFar{1.0, 1.0};

/// One square of plant, one competitor over its west half, one no-solicit area in its south-west
/// corner.
class Evaluate : public ::testing::Test {
 protected:
  Evaluate() {
    plant_ = {footprint("N-1", "POLYGON ((0 0, 0.01 0, 0.01 0.01, 0 0.01, 0 0))")};
    plant_[0].provider = "Example Cable";
    competitors_ = {footprint("C-1", "POLYGON ((0 0, 0.005 0, 0.005 0.01, 0 0.01, 0 0))")};
    areas_ = {
        testing::no_solicit_area("S-1", "POLYGON ((0 0, 0.002 0, 0.002 0.002, 0 0.002, 0 0))")};
  }

  model::Prospect judge(const model::Business& one) const {
    const auto prospects = evaluate({.businesses = std::span(&one, 1),
                                     .footprints = plant_,
                                     .no_solicit = areas_,
                                     .competitors = competitors_,
                                     .today = kToday},
                                    rules_, core::JobContext({.threads = 1}));
    EXPECT_EQ(prospects.size(), 1U);
    return prospects.at(0);
  }

  std::vector<model::Footprint> plant_;
  std::vector<model::Footprint> competitors_;
  std::vector<model::NoSolicitArea> areas_;
  Rules rules_;
};

TEST_F(Evaluate, APositionAloneGivesStatusFootprintAndDistance) {
  const model::Prospect inside = judge(business("1", {0.008, 0.005}));
  EXPECT_EQ(inside.status, model::NetStatus::kOnNet);
  EXPECT_TRUE(inside.eligible);
  EXPECT_EQ(inside.footprint.text(), "N-1");
  EXPECT_EQ(inside.distance, core::Metres(0.0));
  EXPECT_THAT(inside.reasons, ElementsAre("ON_NET"));
  EXPECT_EQ(inside.score, 50.0);

  const model::Prospect near = judge(business("2", kNear));
  EXPECT_EQ(near.status, model::NetStatus::kNearNet);
  EXPECT_TRUE(near.eligible);
  EXPECT_NEAR(near.distance->value, 111.319, 0.001);
  EXPECT_THAT(near.reasons, ElementsAre("NEAR_NET"));

  const model::Prospect off = judge(business("3", kOff));
  EXPECT_EQ(off.status, model::NetStatus::kOffNet);
  EXPECT_FALSE(off.eligible);
  EXPECT_EQ(off.footprint.text(), "N-1");
  EXPECT_NEAR(off.distance->value, 333.958, 0.001);
  EXPECT_THAT(off.reasons, ElementsAre("OFF_NET"));
  EXPECT_EQ(off.score, 0.0);

  const model::Prospect far = judge(business("4", kFar));
  EXPECT_EQ(far.status, model::NetStatus::kOffNet);
  EXPECT_TRUE(far.footprint.empty());
  EXPECT_FALSE(far.distance);
}

TEST_F(Evaluate, TheNearNetDistanceItselfIsStillNearNet) {
  const core::Metres distance = *judge(business("1", kNear)).distance;
  rules_.near_net = distance;
  EXPECT_EQ(judge(business("1", kNear)).status, model::NetStatus::kNearNet);
  rules_.near_net = distance - core::Metres(0.001);
  EXPECT_EQ(judge(business("1", kNear)).status, model::NetStatus::kOffNet);
}

TEST_F(Evaluate, ANearNetDistanceBeyondTheSearchWidensIt) {
  rules_.search = core::Metres(100.0);
  rules_.near_net = core::Metres(400.0);
  EXPECT_EQ(judge(business("1", kOff)).status, model::NetStatus::kNearNet);
}

TEST_F(Evaluate, WithoutAPlaceOnEarthTheStatusIsUnknown) {
  model::Business one = business("1", kInside);
  for (const std::optional<geo::LonLat>& position :
       {std::optional<geo::LonLat>(), std::optional(geo::LonLat{std::nan(""), 0.0}),
        std::optional(geo::LonLat{0.0, 91.0}), std::optional(geo::LonLat{181.0, 0.0})}) {
    one.position = position;
    const model::Prospect prospect = judge(one);
    EXPECT_EQ(prospect.status, model::NetStatus::kUnknown);
    EXPECT_FALSE(prospect.eligible);
    EXPECT_FALSE(prospect.position);
    EXPECT_FALSE(prospect.distance);
    EXPECT_THAT(prospect.reasons, ElementsAre("NO_POSITION"));
  }
}

TEST_F(Evaluate, EachRuleBlocksUnderItsCodeAndCanBeSwitchedOff) {
  struct Blocker {
    const char* code;
    void (*set)(model::Business&);
    bool Rules::*exclusion;
  };
  const Blocker blockers[] = {
      {"EXISTING_CUSTOMER",
       [](model::Business& b) { b.customer_status = model::CustomerStatus::kActive; },
       &Rules::exclude_customers},
      {"DO_NOT_CONTACT", [](model::Business& b) { b.do_not_contact = true; },
       &Rules::exclude_do_not_contact},
      {"CLOSED", [](model::Business& b) { b.closed = true; }, &Rules::exclude_closed},
      {"RESIDENTIAL", [](model::Business& b) { b.residential = true; },
       &Rules::exclude_residential},
      {"UNDER_CONTRACT", [](model::Business& b) { b.contract_end = core::add_days(kToday, 1); },
       &Rules::exclude_under_contract},
  };
  for (const Blocker& blocker : blockers) {
    SCOPED_TRACE(blocker.code);
    model::Business one = business("1", {0.008, 0.005});
    blocker.set(one);
    rules_ = Rules{};
    rules_.*blocker.exclusion = true;
    EXPECT_THAT(judge(one).reasons, ElementsAre("ON_NET", blocker.code));
    EXPECT_FALSE(judge(one).eligible);
    EXPECT_EQ(judge(one).score, 0.0);
    rules_.*blocker.exclusion = false;
    EXPECT_THAT(judge(one).reasons, ElementsAre("ON_NET"));
    EXPECT_TRUE(judge(one).eligible);
  }
}

TEST_F(Evaluate, NoSolicitAreasBlockWhatLiesInThem) {
  rules_.exclude_no_solicit = true;
  EXPECT_THAT(judge(business("1", {0.002, 0.001})).reasons,
              ElementsAre("ON_NET", "NO_SOLICIT_AREA", "COMPETITOR_PRESENT"));
  rules_.exclude_no_solicit = false;
  EXPECT_THAT(judge(business("1", {0.002, 0.001})).reasons,
              ElementsAre("ON_NET", "COMPETITOR_PRESENT"));
}

TEST_F(Evaluate, ACompetitorInformsAndDoesNotBlock) {
  const model::Prospect prospect = judge(business("1", {0.004, 0.005}));
  EXPECT_TRUE(prospect.eligible);
  EXPECT_THAT(prospect.reasons, ElementsAre("ON_NET", "COMPETITOR_PRESENT"));
  EXPECT_EQ(prospect.score, 45.0);
}

TEST_F(Evaluate, NearNetCanBeLeftOut) {
  rules_.exclude_near_net = true;
  EXPECT_THAT(judge(business("1", kNear)).reasons, ElementsAre("NEAR_NET", "NEAR_NET_EXCLUDED"));
  EXPECT_FALSE(judge(business("1", kNear)).eligible);
  EXPECT_TRUE(judge(business("1", kInside)).eligible);
}

TEST_F(Evaluate, AContractIsOpenFromItsLastDaysOn) {
  model::Business one = business("1", {0.008, 0.005});
  for (const int window : {0, 90}) {
    rules_.contract_days = window;
    for (const int days : {-1, window, window + 1}) {
      one.contract_end = core::add_days(kToday, days);
      EXPECT_EQ(judge(one).eligible, days <= window) << days << " of " << window;
    }
  }
  one.contract_end = std::nullopt;
  EXPECT_TRUE(judge(one).eligible) << "an unknown end is no contract";
}

TEST_F(Evaluate, FootprintsLeftOutAreAsGoodAsAbsentAndMentioned) {
  rules_.providers = {"Another"};
  const model::Prospect prospect = judge(business("1", {0.008, 0.005}));
  EXPECT_EQ(prospect.status, model::NetStatus::kOffNet);
  EXPECT_TRUE(prospect.footprint.empty());
  EXPECT_THAT(prospect.reasons, ElementsAre("OFF_NET", "FOOTPRINT_LEFT_OUT"));
}

TEST_F(Evaluate, SummaryCountsABusinessUnderEachOfItsReasons) {
  std::vector<model::Business> businesses{business("1", kInside), business("2", kNear),
                                          business("3", kOff), business("4", kOff),
                                          business("5", kInside)};
  businesses[3].closed = true;
  businesses[4].position = std::nullopt;
  const Summary summary =
      summarize(evaluate({.businesses = businesses, .footprints = plant_, .today = kToday}, rules_,
                         core::JobContext({.threads = 1})));
  const Summary expected{
      .businesses = 5,
      .on_net = 1,
      .near_net = 1,
      .off_net = 2,
      .unknown = 1,
      .eligible = 2,
      .ineligible = 3,
      .ineligible_by_reason = {{"CLOSED", 1}, {"NO_POSITION", 1}, {"OFF_NET", 2}}};
  EXPECT_EQ(summary, expected);
  EXPECT_EQ(summarize({}), Summary{});
}

TEST_F(Evaluate, ACancelledJobStops) {
  const std::vector<model::Business> businesses(10, business("1", kInside));
  core::JobContext job({.threads = 2});
  job.request_cancel();
  EXPECT_THROW(
      evaluate({.businesses = businesses, .footprints = plant_, .today = kToday}, rules_, job),
      core::Cancelled);
}

TEST(EvaluateThreads, TheNumberOfThreadsNeverChangesTheResult) {
  constexpr std::uint64_t kSeed = 31;
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  core::Random random(kSeed);
  constexpr geo::LonLat kCentre{-68.77, 44.80};
  const auto plant = testing::random_plant(random, kCentre, 60);
  const auto competitors = testing::random_plant(random, kCentre, 20);
  std::vector<model::Business> businesses;
  for (const geo::LonLat& place : testing::awkward_places(random, kCentre, plant, 12'000)) {
    businesses.push_back(
        testing::random_business(random, std::to_string(businesses.size()), place, kToday));
  }
  const Inputs inputs{
      .businesses = businesses, .footprints = plant, .competitors = competitors, .today = kToday};
  const auto one = evaluate(inputs, Rules{}, core::JobContext({.threads = 1}));
  const auto two = evaluate(inputs, Rules{}, core::JobContext({.threads = 2}));
  const auto three = evaluate(inputs, Rules{}, core::JobContext({.threads = 3}));
  EXPECT_TRUE(one == two);
  EXPECT_TRUE(one == three);
  for (std::size_t i = 0; i < one.size(); ++i) ASSERT_EQ(one[i].business, businesses[i].id);
  const Summary summary = summarize(one);
  EXPECT_GT(summary.on_net, 1'000);
  EXPECT_GT(summary.off_net, 1'000);
  EXPECT_EQ(summary.eligible + summary.ineligible, summary.businesses);
}

TEST(EvaluateWithAnswers, KeptAnswersOfTheNetworkServeOtherRules) {
  constexpr std::uint64_t kSeed = 32;
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  core::Random random(kSeed);
  constexpr geo::LonLat kCentre{-68.77, 44.80};
  const core::JobContext job({.threads = 2});
  const auto plant = testing::random_plant(random, kCentre, 60);
  std::vector<model::Business> businesses;
  for (const geo::LonLat& place : testing::awkward_places(random, kCentre, plant, 3'000)) {
    businesses.push_back(
        testing::random_business(random, std::to_string(businesses.size()), place, kToday));
  }
  Inputs inputs{.businesses = businesses, .footprints = plant, .today = kToday};
  const auto index = network_index(plant, Rules{});
  inputs.answers = std::make_shared<const NetworkAnswers>(
      ask_network(index, businesses, Rules{}.search_radius(), job));
  Inputs without = inputs;
  without.answers = nullptr;
  std::int64_t near_net = -1;
  for (const double metres : {0.0, 50.0, 150.0, 1'000.0}) {
    Rules rules;
    rules.near_net = core::Metres(metres);
    rules.exclude_customers = metres > 100.0;
    const auto kept = evaluate(inputs, rules, job);
    EXPECT_TRUE(kept == evaluate(without, rules, job)) << metres;
    const Summary summary = summarize(kept);
    EXPECT_GT(summary.near_net, near_net) << metres;
    near_net = summary.near_net;
  }
}

}  // namespace
}  // namespace nearnet::eligibility
