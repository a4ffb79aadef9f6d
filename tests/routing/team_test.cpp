// SPDX-License-Identifier: Apache-2.0
// Several reps planned together, and visits in an order that was asked for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "routing/check.h"
#include "routing/requests.h"

namespace nearnet::routing::testing {
namespace {

using ::testing::HasSubstr;

std::string rep_of(const DayPlan& plan, const std::string& business) {
  for (const model::Stop& stop : plan.stops) {
    if (stop.business.text() == business) return stop.rep.text();
  }
  return {};
}

void expect_sound(const DayRequest& request, const DayPlan& plan) {
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
}

TEST(Team, EachVisitGoesToWhoeverIsNear) {
  DayRequest request = empty_request();
  add_colleague(request, 20, 0);
  add_candidate(request, 1, 0, 5);
  add_candidate(request, 19, 0, 5);
  const DayPlan plan = planned(request);
  EXPECT_EQ(rep_of(plan, "1"), "ae-1");
  EXPECT_EQ(rep_of(plan, "2"), "ae-2");
  ASSERT_EQ(plan.days.size(), 2U);
  EXPECT_EQ(plan.days[1].line.front(), request.colleagues[0].home);
  expect_sound(request, plan);
}

TEST(Team, ASkillIsWorthADetour) {
  DayRequest request = empty_request();
  add_colleague(request, 20, 0).skills = {"voice", "hosting"};
  add_candidate(request, 1, 0, 5).skills = {"hosting"};
  const DayPlan plan = planned(request);
  EXPECT_EQ(rep_of(plan, "1"), "ae-2");
  expect_sound(request, plan);
}

TEST(Team, SaysWhichSkillNobodyHas) {
  DayRequest request = empty_request();
  add_colleague(request, 20, 0).skills = {"voice"};
  add_candidate(request, 1, 0, 5).skills = {"voice", "hosting"};
  const DayPlan plan = planned(request);
  ASSERT_EQ(plan.unserved.size(), 1U);
  EXPECT_EQ(plan.unserved[0].reason, "NO_REP");
  EXPECT_THAT(plan.unserved[0].detail, HasSubstr("hosting"));
  expect_sound(request, plan);
}

TEST(Team, KeepsToThoseWhoMayMakeTheVisit) {
  DayRequest request = empty_request();
  add_colleague(request, 20, 0);
  add_candidate(request, 1, 0, 5).reps = {core::RepId("ae-2")};
  const DayPlan plan = planned(request);
  EXPECT_EQ(rep_of(plan, "1"), "ae-2");
  expect_sound(request, plan);
}

TEST(Team, SharesAppointmentsThatOneRepCannotKeep) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 5);
  add_candidate(request, -1, 0, 5);
  for (const std::size_t who : {0U, 1U}) {
    request.appointments.push_back({who, request.dates[0], at("10:00"), core::minutes(30), {}});
  }
  EXPECT_THROW(planned(request), core::InfeasibleError);
  add_colleague(request, 5, 0);
  const DayPlan plan = planned(request);
  EXPECT_NE(rep_of(plan, "1"), rep_of(plan, "2"));
  expect_sound(request, plan);

  add_candidate(request, 0, 1, 5);
  request.appointments.push_back({2, request.dates[0], at("10:00"), core::minutes(30), {}});
  try {
    planned(request);
    FAIL() << "three at ten for two reps";
  } catch (const core::InfeasibleError& error) {
    EXPECT_THAT(error.what(), HasSubstr("the 2 reps cannot keep all appointments of 2026-11-23"));
  }
}

TEST(Team, EachWorksItsOwnShift) {
  DayRequest request = empty_request();
  Colleague& late = add_colleague(request, 1, 0);
  late.shift_start = at("15:00");
  late.shift_end = at("20:00");
  request.lunch = Lunch{{at("11:30"), at("13:30")}, core::minutes(30)};
  add_candidate(request, 1, 1, 5).open = TimeWindow{at("18:00"), at("19:00")};
  const DayPlan plan = planned(request);
  EXPECT_EQ(rep_of(plan, "1"), "ae-2");
  EXPECT_FALSE(plan.days[1].lunch_start) << "the shift begins after lunch";
  expect_sound(request, plan);
}

TEST(Team, NobodyIsThereTwice) {
  DayRequest request = empty_request();
  add_colleague(request, 1, 0).rep = request.rep;
  EXPECT_THROW(validate(request), core::ConfigError);
}

TEST(PinnedOrder, IsKeptThoughItIsNotTheShortestWay) {
  DayRequest request = empty_request();
  for (const double east : {1.0, 2.0, 3.0}) add_candidate(request, east, 0, 5);
  request.orders = {{request.dates[0], {2, 0, 1}}};
  const DayPlan plan = planned(request);
  EXPECT_EQ(order_of(request, plan, request.dates[0]), (std::vector<std::size_t>{2, 0, 1}));
  expect_sound(request, plan);
}

TEST(PinnedOrder, LetsOthersComeBetween) {
  DayRequest request = empty_request(2);
  for (const double east : {4.0, 3.0, 2.0, 1.0}) add_candidate(request, east, 0, 5);
  request.orders = {{request.dates[1], {3, 0}}};
  const DayPlan plan = planned(request);
  EXPECT_EQ(plan.stops.size(), 4U);
  expect_sound(request, plan);
}

TEST(PinnedOrder, IsForOneRepAndAPlannedDay) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 5);
  request.orders = {{core::parse_date("2026-12-24"), {0}}};
  EXPECT_THROW(validate(request), core::ConfigError);
  request.orders = {{request.dates[0], {0, 0}}};
  EXPECT_THROW(validate(request), core::ConfigError);
  request.orders = {{request.dates[0], {0}}};
  validate(request);
  add_colleague(request, 1, 0);
  EXPECT_THROW(validate(request), core::ConfigError);
}

}  // namespace
}  // namespace nearnet::routing::testing
