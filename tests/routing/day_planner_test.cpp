// SPDX-License-Identifier: Apache-2.0
#include "routing/day_planner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "core/error.h"
#include "routing/check.h"
#include "routing/requests.h"

namespace nearnet::routing::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

const model::Stop* stop_at(const DayPlan& plan, const std::string& business) {
  const auto found = std::find_if(plan.stops.begin(), plan.stops.end(), [&](const auto& stop) {
    return stop.business.text() == business;
  });
  return found == plan.stops.end() ? nullptr : &*found;
}

TEST(PlanDays, WithNobodyToVisitGivesEmptyDays) {
  const DayRequest request = empty_request(2);
  const DayPlan plan = planned(request);
  ASSERT_EQ(plan.days.size(), 2U);
  EXPECT_EQ(plan.days[1].date, request.dates[1]);
  EXPECT_EQ(plan.days[1].start, plan.days[1].end);
  EXPECT_TRUE(plan.days[1].line.empty());
  EXPECT_TRUE(plan.days[1].area.is_empty());
  EXPECT_TRUE(plan.stops.empty());
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
}

TEST(PlanDays, TimesAndSumsOfOneStopAreTheOnesByHand) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 7);
  const auto travel = roads::TravelMatrix::from_seconds(2, {0, 600, 900, 0}, {0, 5000, 6000, 0});
  const DayPlan plan = plan_days(request, travel, core::JobContext());
  ASSERT_EQ(plan.stops.size(), 1U);
  EXPECT_EQ(plan.stops[0].arrive, at("08:40"));
  EXPECT_EQ(plan.stops[0].start, at("08:40"));
  EXPECT_EQ(plan.stops[0].depart, at("08:55"));
  EXPECT_EQ(plan.days[0].start, at("08:30"));
  EXPECT_EQ(plan.days[0].end, at("09:10"));
  EXPECT_EQ(plan.days[0].drive, core::Seconds(1500));
  EXPECT_EQ(plan.days[0].drive_distance, core::Metres(11000));
  EXPECT_EQ(plan.days[0].visits, core::minutes(15));
  EXPECT_EQ(plan.days[0].line.size(), 3U);
  EXPECT_DOUBLE_EQ(plan.value, 7.0);
  EXPECT_DOUBLE_EQ(plan.cost, 25.0);
}

TEST(PlanDays, LeavesHomeNoEarlierThanTheFirstStopAsksFor) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 7).open = TimeWindow{at("11:00"), at("12:00")};
  const DayPlan plan = planned(request);
  ASSERT_EQ(plan.stops.size(), 1U);
  EXPECT_EQ(plan.stops[0].arrive, at("11:00"));
  EXPECT_GT(plan.days[0].start, at("10:50"));
}

TEST(PlanDays, VisitsAFollowUpOnItsDate) {
  DayRequest request = empty_request(3);
  for (int i = 0; i < 10; ++i) add_candidate(request, 0.5 * i, 1, 10);
  for (std::size_t d = 0; d < 3; ++d) {
    request.candidates[d].kind = model::StopKind::kFollowUp;
    request.candidates[d].promised = request.dates[d];
  }
  const DayPlan plan = planned(request);
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
  for (std::size_t d = 0; d < 3; ++d) {
    const model::Stop* stop = stop_at(plan, std::to_string(d + 1));
    ASSERT_NE(stop, nullptr);
    EXPECT_EQ(stop->date, request.dates[d]);
    EXPECT_EQ(stop->kind, model::StopKind::kFollowUp);
  }
}

TEST(PlanDays, MovesAFollowUpPromisedForADayOffToTheNextPlannedOne) {
  DayRequest request = empty_request();
  request.dates = {core::parse_date("2026-11-27"), core::parse_date("2026-11-30")};
  add_candidate(request, 1, 0, 10).promised = core::parse_date("2026-11-28");
  const DayPlan plan = planned(request);
  ASSERT_EQ(plan.stops.size(), 1U);
  EXPECT_EQ(plan.stops[0].date, core::parse_date("2026-11-30"));
}

TEST(PlanDays, PutsMustVisitsBeforeBetterValue) {
  DayRequest request = empty_request();
  request.shift_end = at("10:00");
  for (int i = 0; i < 20; ++i) add_candidate(request, 1 + 0.1 * i, 0, 100);
  add_candidate(request, -10, 0, 0.5).must = true;
  const DayPlan plan = planned(request);
  EXPECT_NE(stop_at(plan, "21"), nullptr);
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
}

TEST(PlanDays, HoldsTheMorningPlanOfAnAccountExecutive) {
  // Three fixed appointments, 140 due candidates, 15 minutes each, one day.
  core::Random random(5);
  DayRequest request = empty_request();
  request.iterations = 20'000;
  for (int i = 0; i < 140; ++i) {
    Candidate& candidate = add_candidate(request, random.uniform(-12, 12), random.uniform(-12, 12),
                                         static_cast<double>(1 + random.below(100)));
    candidate.open = TimeWindow{at("09:00"), at("17:00")};
  }
  std::size_t next = 0;
  for (const char* start : {"09:30", "12:00", "15:15"}) {
    request.appointments.push_back({.candidate = next++,
                                    .date = request.dates[0],
                                    .start = at(start),
                                    .duration = core::minutes(30)});
  }
  const DayPlan plan = planned(request);
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
  EXPECT_EQ(plan.stops.size() + plan.unserved.size(), 140U);
  EXPECT_LE(plan.days[0].end, at("17:00"));
  EXPECT_GT(plan.stops.size(), 12U);
}

TEST(PlanDays, TakesThousandsOfCandidates) {
  core::Random random(6);
  DayRequest request = empty_request(5);
  for (int i = 0; i < 2000; ++i) {
    add_candidate(request, random.uniform(-15, 15), random.uniform(-15, 15),
                  static_cast<double>(1 + random.below(100)));
  }
  const DayPlan plan = planned(request);
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
  EXPECT_GT(plan.stops.size(), 80U);
}

TEST(PlanDays, StaysValidWhereTravelTimesBreakTheTriangleInequality) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    DayRequest request = empty_request(2);
    for (int i = 0; i < 30; ++i) add_candidate(request, 1, 1, 1 + i % 5);
    std::vector<std::int32_t> seconds(31 * 31);
    for (std::int32_t& cell : seconds) cell = static_cast<std::int32_t>(random.below(3000));
    const auto travel = roads::TravelMatrix::from_seconds(31, seconds);
    const DayPlan plan = plan_days(request, travel, core::JobContext());
    EXPECT_EQ(check_plan(request, travel, plan), std::vector<std::string>());
  }
}

TEST(PlanDays, EndsWhereTheDayIsToEnd) {
  DayRequest request = empty_request();
  request.finish = geo::LonLat{request.home.lon + 0.2, request.home.lat};
  // Eastward all the way: whoever lies further east comes later.
  for (const double east : {9.0, 3.0, 6.0}) add_candidate(request, east, 0, 1);
  const DayPlan plan = planned(request);
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
  EXPECT_EQ(order_of(request, plan, request.dates[0]), (std::vector<std::size_t>{1, 2, 0}));
  EXPECT_EQ(plan.days[0].line.back(), *request.finish);
  EXPECT_EQ(plan.days[0].line.front(), request.home);
}

TEST(PlanDays, EndsAtTheLastStopWhereNobodyDrivesHome) {
  DayRequest request = empty_request();
  request.shift_end = at("09:30");
  request.ends_at_last_stop = true;
  add_candidate(request, 20, 0, 1);  // 40 min there: no time to come back
  auto travel = travel_of(request);
  travel.end_anywhere();
  const DayPlan plan = plan_days(request, travel, core::JobContext());
  EXPECT_EQ(check_plan(request, travel, plan), std::vector<std::string>());
  ASSERT_EQ(plan.stops.size(), 1U);
  EXPECT_EQ(plan.days[0].end, plan.stops[0].depart);
  EXPECT_EQ(plan.days[0].line.back(), plan.stops[0].position);
}

TEST(PlanDays, NeverDrivesMoreThanIsAllowed) {
  core::Random random(7);
  DayRequest request = empty_request(2);
  for (int i = 0; i < 80; ++i) {
    add_candidate(request, random.uniform(-12, 12), random.uniform(-12, 12), 1);
  }
  const DayPlan free = planned(request);
  request.most_drive = core::minutes(60);
  const DayPlan plan = planned(request);
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
  EXPECT_GT(free.days[0].drive, core::minutes(60)) << "else the limit binds nobody";
  EXPECT_LT(plan.stops.size(), free.stops.size());
  for (const model::DayRoute& day : plan.days) EXPECT_LE(day.drive, core::minutes(60));
}

TEST(PlanDays, VisitsNobodyBeforeTheCadenceAllows) {
  DayRequest request = empty_request(5);
  for (std::size_t d = 0; d < 5; ++d) {
    for (int i = 0; i < 3; ++i) add_candidate(request, 1, 0.1 * i, 1).not_before = request.dates[d];
  }
  const DayPlan plan = planned(request);
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
  EXPECT_EQ(plan.stops.size(), 15U);
}

TEST(PlanDays, IsNeverWorseThanThePlanItStartsFrom) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRequest random = random_request(seed, {.min_candidates = 30, .max_candidates = 60});
    random.request.appointments.clear();
    random.request.present.clear();
    random.request.iterations = 2'000;
    const DayPlan first = plan_days(random.request, random.travel, core::JobContext());
    for (const core::Date date : random.request.dates) {
      random.request.present.push_back(order_of(random.request, first, date));
    }
    random.request.iterations = 0;
    const DayPlan again = plan_days(random.request, random.travel, core::JobContext());
    EXPECT_GE(again.value, first.value - 1e-9);
    EXPECT_EQ(again.stops.size() >= first.stops.size() || again.value > first.value, true);
    random.request.shift_end.since_midnight += core::minutes(30);
    const DayPlan longer = plan_days(random.request, random.travel, core::JobContext());
    EXPECT_GE(longer.value, first.value - 1e-9);
  }
}

/// What a clock allows differs, but it is a plan all the same, and ends.
TEST(PlanDays, StopsByTheClockWhenAsked) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRequest random = random_request(seed, {.min_candidates = 30, .max_candidates = 60});
    random.request.iterations = 0;
    const DayPlan first = plan_days(random.request, random.travel, core::JobContext());
    random.request.iterations = std::numeric_limits<std::int64_t>::max();
    random.request.seconds = 0.05;
    const DayPlan timed = plan_days(random.request, random.travel, core::JobContext());
    EXPECT_EQ(check_plan(random.request, random.travel, timed), std::vector<std::string>());
    EXPECT_GE(timed.value, first.value - 1e-9);
  }
}

DayRequest with_lunch() {
  DayRequest request = empty_request();
  request.lunch = Lunch{{at("11:30"), at("13:30")}, core::minutes(30)};
  return request;
}

TEST(PlanDays, KeepsLunchFreeBetweenTwoStops) {
  DayRequest request = with_lunch();
  for (int i = 0; i < 40; ++i) add_candidate(request, 0.1 * i, 0, 1).must = true;
  const DayPlan plan = planned(request);
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
  const model::DayRoute& day = plan.days.front();
  ASSERT_TRUE(day.lunch_start && day.lunch_end);
  EXPECT_GE(*day.lunch_start, at("11:30"));
  EXPECT_LE(*day.lunch_start, at("13:30"));
  EXPECT_EQ(day.lunch_end->since_midnight, day.lunch_start->since_midnight + core::minutes(30));
  for (const model::Stop& stop : plan.stops) {
    EXPECT_TRUE(stop.depart <= *day.lunch_start || stop.arrive >= *day.lunch_end)
        << stop.business.text();
  }
}

TEST(PlanDays, HasLunchAtHomeWhenTheDayAllowsIt) {
  DayRequest request = with_lunch();
  add_candidate(request, 1, 0, 1).open = TimeWindow{at("09:00"), at("10:00")};
  EXPECT_FALSE(planned(request).days.front().lunch_start) << "home long before";
  request.candidates.front().open = TimeWindow{at("14:00"), at("15:00")};
  const DayPlan late = planned(request);
  EXPECT_FALSE(late.days.front().lunch_start) << "leaves home long after";
  EXPECT_EQ(check_plan(request, travel_of(request), late), std::vector<std::string>());
}

TEST(PlanDays, SaysWhenAnAppointmentLeavesNoLunch) {
  DayRequest request = with_lunch();
  add_candidate(request, 5, 0, 1);
  request.appointments = {{.candidate = 0,
                           .date = request.dates.front(),
                           .start = at("11:00"),
                           .duration = core::minutes(180)}};
  EXPECT_THAT([&] { planned(request); },
              ThrowsMessage<core::InfeasibleError>(HasSubstr("or plan without lunch")));
  request.lunch->begin.to = at("14:10");
  EXPECT_EQ(planned(request).stops.size(), 1U);
}

TEST(PlanDays, StopsWhenCancelled) {
  DayRequest request = empty_request();
  for (int i = 0; i < 20; ++i) add_candidate(request, 0.1 * i, 0, 1);
  core::JobContext job;
  job.request_cancel();
  EXPECT_THROW(plan_days(request, travel_of(request), job), core::Cancelled);
}

TEST(PlanDays, ReportsProgressThatNeverFalls) {
  DayRequest request = empty_request();
  for (int i = 0; i < 20; ++i) add_candidate(request, 0.1 * i, 0, 1);
  request.iterations = 5000;
  core::JobContext job;
  std::vector<double> shares;
  job.on_progress([&](double share, std::string_view) { shares.push_back(share); });
  plan_days(request, travel_of(request), job);
  EXPECT_FALSE(shares.empty());
  EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
}

}  // namespace
}  // namespace nearnet::routing::testing
