// SPDX-License-Identifier: Apache-2.0
#include "routing/day_planner.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
    request.candidates[d].not_before = request.dates[d];
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
  add_candidate(request, 1, 0, 10).not_before = core::parse_date("2026-11-28");
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
