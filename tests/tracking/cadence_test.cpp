// SPDX-License-Identifier: Apache-2.0
#include "tracking/cadence.h"

#include "core/error.h"
#include "core/random.h"
#include "tracking/activities.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace nearnet::tracking {
namespace {

using core::parse_date;
using model::Outcome;
using testing::business_at;
using testing::call;
using testing::visit;

TEST(Cadence, ThirtyDaysFromTheFirstOfMarch) {
  const Cadence next = cadence(parse_date("2026-03-01"), 30);
  EXPECT_EQ(next.eligible_from, parse_date("2026-03-22"));
  EXPECT_EQ(next.due_on, parse_date("2026-03-31"));
  EXPECT_EQ(next.overdue_from, parse_date("2026-04-01"));
}

TEST(Cadence, WaitsTheCeilingOfTheShare) {
  const core::Date last = parse_date("2026-01-01");
  for (int interval = 1; interval <= 3650; ++interval) {
    const int expected = (interval * 7 + 9) / 10;  // ceil(0.7 × interval) in whole numbers
    ASSERT_EQ(core::days_between(last, cadence(last, interval).eligible_from), expected)
        << interval;
  }
}

TEST(Cadence, RefusesNonsense) {
  EXPECT_THROW(cadence(parse_date("2026-03-01"), 0), core::ConfigError);
  EXPECT_THROW(cadence(parse_date("2026-03-01"), 30, 1.5), core::ConfigError);
}

TEST(VisitStatus, ChangesOnTheNamedDays) {
  model::Business business = business_at(model::Stage::kContacted);
  EXPECT_EQ(visit_status(business, parse_date("2026-03-02")), VisitStatus::kNeverVisited);
  business.last_visit = parse_date("2026-03-01");
  EXPECT_EQ(visit_status(business, parse_date("2026-03-21")), VisitStatus::kCovered);
  EXPECT_EQ(visit_status(business, parse_date("2026-03-22")), VisitStatus::kDue);
  EXPECT_EQ(visit_status(business, parse_date("2026-03-31")), VisitStatus::kDue);
  EXPECT_EQ(visit_status(business, parse_date("2026-04-01")), VisitStatus::kOverdue);
  business.visit_interval_days = 90;
  EXPECT_EQ(visit_status(business, parse_date("2026-04-01")), VisitStatus::kCovered);
}

TEST(VisitStatus, LostBusinessesHaveNoRhythm) {
  model::Business business = business_at(model::Stage::kClosedLost);
  business.last_visit = parse_date("2026-03-01");
  EXPECT_EQ(visit_status(business, parse_date("2026-12-01")), VisitStatus::kCovered);
}

TEST(Urgency, IsOneOnTheDueDay) {
  model::Business business = business_at(model::Stage::kContacted);
  EXPECT_FALSE(urgency(business, parse_date("2026-03-31")).has_value());
  business.last_visit = parse_date("2026-03-01");
  EXPECT_DOUBLE_EQ(urgency(business, parse_date("2026-03-31")).value(), 1.0);
  EXPECT_DOUBLE_EQ(urgency(business, parse_date("2026-03-16")).value(), 0.5);
  EXPECT_DOUBLE_EQ(urgency(business, parse_date("2026-04-30")).value(), 2.0);
}

class FollowUps : public ::testing::Test {
 protected:
  void log(model::Activity entry, const std::string& follow_up = "") {
    entry.id = core::ActivityId(std::to_string(activities_.size() + 1));
    if (!follow_up.empty()) entry.follow_up = parse_date(follow_up);
    activities_.push_back(entry);
  }

  std::string open() const {
    const auto all = open_follow_ups(activities_);
    const auto found = all.find(core::BusinessId("B1"));
    return found == all.end() ? "none" : core::format_date(found->second.date);
  }

  std::vector<model::Activity> activities_;
};

TEST_F(FollowUps, TheLatestPromiseWins) {
  log(visit("B1", Outcome::kInterested, "2026-11-02"), "2026-11-09");
  EXPECT_EQ(open(), "2026-11-09");
  log(call("B1", Outcome::kConversation, "2026-11-05"), "2026-11-12");
  EXPECT_EQ(open(), "2026-11-12");
}

TEST_F(FollowUps, AMissedAttemptKeepsThePromiseOpen) {
  log(visit("B1", Outcome::kInterested, "2026-11-02"), "2026-11-09");
  log(visit("B1", Outcome::kNotIn, "2026-11-09"));
  log(call("B1", Outcome::kSpokeToGate, "2026-11-10"));
  EXPECT_EQ(open(), "2026-11-09");
}

TEST_F(FollowUps, ALaterVisitKeepsIt) {
  log(visit("B1", Outcome::kInterested, "2026-11-02"), "2026-11-09");
  log(visit("B1", Outcome::kConversation, "2026-11-06"));
  EXPECT_EQ(open(), "none");
}

TEST_F(FollowUps, ACallKeepsItFromItsDayOn) {
  log(visit("B1", Outcome::kInterested, "2026-11-02"), "2026-11-09");
  log(call("B1", Outcome::kConversation, "2026-11-08"));
  EXPECT_EQ(open(), "2026-11-09") << "calling ahead is not coming";
  log(call("B1", Outcome::kConversation, "2026-11-09"));
  EXPECT_EQ(open(), "none");
}

TEST_F(FollowUps, ARefusalVoidsIt) {
  log(visit("B1", Outcome::kInterested, "2026-11-02"), "2026-11-09");
  log(call("B1", Outcome::kNotInterested, "2026-11-03"));
  EXPECT_EQ(open(), "none");
}

TEST_F(FollowUps, OrderOfEntryDoesNotMatter) {
  log(visit("B1", Outcome::kInterested, "2026-11-02"), "2026-11-09");
  log(visit("B1", Outcome::kConversation, "2026-11-10"));
  log(call("B1", Outcome::kInterested, "2026-11-11"), "2026-11-20");
  log(visit("B2", Outcome::kInterested, "2026-11-11"), "2026-11-30");
  const auto expected = open_follow_ups(activities_);
  ASSERT_EQ(expected.size(), 2U);
  const std::uint64_t seed = 5;
  SCOPED_TRACE("seed " + std::to_string(seed));
  core::Random random(seed);
  for (int round = 0; round < 20; ++round) {
    random.shuffle(activities_);
    EXPECT_EQ(open_follow_ups(activities_), expected);
  }
}

TEST(Capacity, TwelveVisitsOfThreeQuartersOfAnHourAreNineHours) {
  const std::vector<AccountWork> accounts = {
      {.visits_per_year = 12, .travel = core::minutes(15), .visit = core::minutes(30)}};
  EXPECT_DOUBLE_EQ(annual_hours(accounts), 9.0);
  EXPECT_DOUBLE_EQ(capacity_gap(accounts, 7.5), 1.5);
  EXPECT_DOUBLE_EQ(capacity_gap(accounts, 20.0), 0.0);
}

}  // namespace
}  // namespace nearnet::tracking
