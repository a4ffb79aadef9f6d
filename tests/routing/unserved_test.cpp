// SPDX-License-Identifier: Apache-2.0
// Each reason where it must be given, with the numbers a reader needs.
#include "routing/unserved.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "routing/check.h"
#include "routing/requests.h"
#include "routing/solver.h"

namespace nearnet::routing::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// The only one left out.
model::Unserved left_out(const DayRequest& request) {
  const DayPlan plan = planned(request);
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
  EXPECT_EQ(plan.unserved.size(), 1U);
  return plan.unserved.empty() ? model::Unserved{} : plan.unserved.front();
}

TEST(Unserved, FollowUpAfterThePlanIsNotDueYet) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 5).promised = core::parse_date("2026-11-24");
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.reason, "NOT_DUE_YET");
  EXPECT_THAT(out.detail, AllOf(HasSubstr("2026-11-24"), HasSubstr("2026-11-23")));
}

TEST(Unserved, TooFarAwayForTheShift) {
  DayRequest request = empty_request();
  add_candidate(request, 130, 0, 5);
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.reason, "SHIFT_TOO_SHORT");
  EXPECT_THAT(out.detail, AllOf(HasSubstr("15 min"), HasSubstr("shift lasts 8 h 30 min")));
}

TEST(Unserved, ClosedDuringTheShift) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 5).open = TimeWindow{at("18:00"), at("22:00")};
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.reason, "OUTSIDE_HOURS");
  EXPECT_THAT(out.detail, AllOf(HasSubstr("18:00"), HasSubstr("22:00"), HasSubstr("15 min")));
}

TEST(Unserved, OpenTooShortForTheWholeVisit) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 5).open = TimeWindow{at("10:00"), at("10:14")};
  EXPECT_TRUE(planned(request).unserved.empty());
  request.hours_mode = HoursMode::kWholeVisitInside;
  EXPECT_EQ(left_out(request).reason, "OUTSIDE_HOURS");
}

TEST(Unserved, WorthNothing) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 0);
  EXPECT_EQ(left_out(request).reason, "NO_VALUE");
  request.candidates[0].must = true;
  EXPECT_TRUE(planned(request).unserved.empty());
}

TEST(Unserved, LessValuableThanWhoeverItWouldReplace) {
  DayRequest request = empty_request();
  request.shift_end = at("09:30");
  for (const double value : {8.0, 9.0, 3.0})
    add_candidate(request, 4, 0, value).service = core::minutes(20);
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.business.text(), "3");
  EXPECT_EQ(out.reason, "LOWER_VALUE");
  EXPECT_THAT(out.detail, AllOf(HasSubstr("value of 3"), HasSubstr("one of 2 stops"),
                                HasSubstr("Business 1 (5 of value lost, no more driving), "
                                          "Business 2 (6 of value lost, no more driving)")));
}

TEST(Unserved, LessUrgentThanAMustVisit) {
  DayRequest request = empty_request();
  request.shift_end = at("09:15");
  add_candidate(request, 4, 0, 1).must = true;
  add_candidate(request, -4, 0, 90);
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.business.text(), "2");
  EXPECT_EQ(out.reason, "LOWER_VALUE");
  EXPECT_THAT(out.detail, HasSubstr("Business 1 (must be visited, no more driving)"));
}

TEST(Unserved, AnAppointmentLeavesTooLittleTime) {
  DayRequest request = empty_request();
  add_candidate(request, 4, 0, 1);
  add_candidate(request, 4, 0, 90).service = core::minutes(300);
  request.appointments = {{.candidate = 0,
                           .date = request.dates[0],
                           .start = at("12:30"),
                           .duration = core::minutes(60)}};
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.business.text(), "2");
  EXPECT_EQ(out.reason, "APPOINTMENT_CONFLICT");
  // From 13:30 at the appointment's door: 5 h and 8.1 min home make 18:38:06.
  EXPECT_THAT(out.detail, AllOf(HasSubstr("2026-11-23"), HasSubstr("(Business 1)"),
                                HasSubstr("1 h 09 min are missing")));
}

TEST(Unserved, TheCadenceAllowsNoVisitYet) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 5).not_before = core::parse_date("2026-11-24");
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.reason, "NOT_DUE_YET");
  EXPECT_THAT(out.detail, HasSubstr("welcome from 2026-11-24"));
}

TEST(Unserved, FurtherThanTheDriveLimit) {
  DayRequest request = empty_request();
  request.most_drive = core::minutes(30);
  add_candidate(request, 20, 0, 5);
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.reason, "DRIVE_LIMIT");
  EXPECT_THAT(out.detail, HasSubstr("30 min allowed a day"));
}

TEST(Unserved, NoDrivingLeftBesideAnAppointment) {
  DayRequest request = empty_request();
  request.most_drive = core::minutes(40);
  add_candidate(request, 6, 0, 1);
  add_candidate(request, -6, 0, 90);
  request.appointments = {{.candidate = 0,
                           .date = request.dates[0],
                           .start = at("12:30"),
                           .duration = core::minutes(60)}};
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.business.text(), "2");
  EXPECT_EQ(out.reason, "NO_DRIVE_LEFT");
  EXPECT_THAT(out.detail, AllOf(HasSubstr("more driving"), HasSubstr("above the 40 min allowed")));
}

TEST(Unserved, TheDayHasItsStops) {
  DayRequest request = empty_request();
  request.most_stops = 1;
  add_candidate(request, 1, 0, 5);
  add_candidate(request, 1, 0, 90);
  request.appointments = {{.candidate = 0,
                           .date = request.dates[0],
                           .start = at("12:30"),
                           .duration = core::minutes(60)}};
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.business.text(), "2");
  EXPECT_EQ(out.reason, "DAY_FULL");
  EXPECT_THAT(out.detail, HasSubstr("2026-11-23, which has the 1 stops allowed a day"));
}

TEST(Unserved, SaysWhomItWouldDisplaceWhenForcedIn) {
  DayRequest request = empty_request();
  request.shift_end = at("09:30");
  add_candidate(request, 0.1, 0, 8).service = core::minutes(25);
  add_candidate(request, 0.1, 0, 9).service = core::minutes(25);
  add_candidate(request, 0.1, 0, 12).service = core::minutes(50);
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.business.text(), "3");
  EXPECT_EQ(out.reason, "NO_TIME_LEFT");
  EXPECT_THAT(out.detail, HasSubstr("Forced in on 2026-11-23, it would displace Business 1, "
                                    "Business 2: 5 of value lost"));
}

TEST(Unserved, NamesTheAppointmentsThatLeaveNoRoom) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 0, 5);
  add_candidate(request, 1, 1, 9).open = TimeWindow{at("10:00"), at("10:30")};
  request.appointments = {{0, request.dates[0], at("09:45"), core::minutes(60), {}}};
  const model::Unserved out = left_out(request);
  EXPECT_EQ(out.business.text(), "2");
  EXPECT_EQ(out.reason, "APPOINTMENT_CONFLICT");
  EXPECT_THAT(out.detail, HasSubstr("2026-11-23, whose appointments (Business 1) leave no room"));
}

TEST(Unserved, SaysWhenTheTimeToPlanWasOver) {
  DayRequest request = empty_request();
  request.shift_end = at("09:10");
  add_candidate(request, 0.1, 0, 8).service = core::minutes(15);
  add_candidate(request, 0.1, 0, 10).service = core::minutes(30);
  const roads::TravelMatrix travel = travel_of(request);
  const Instance instance = make_instance(request, travel);
  const core::JobContext job;
  ImproveOptions options;
  options.spent = [] { return 1.0; };
  const Solution cut = solve(instance, Solution(instance), options, job);
  const auto unserved = explain_unserved(request, instance, cut, job);
  ASSERT_EQ(unserved.size(), 1U);
  EXPECT_EQ(unserved[0].reason, "NOT_TRIED");
  EXPECT_THAT(unserved[0].detail, HasSubstr("the place of Business 1"));
  EXPECT_EQ(left_out(request).business.text(), "1") << "with time enough the better one is visited";
}

TEST(Unserved, CodesAreTheCatalogue) {
  std::set<std::string_view> codes;
  for (const ReasonEntry& reason : unserved_reasons()) {
    EXPECT_TRUE(codes.insert(reason.code).second);
    EXPECT_FALSE(reason.meaning.empty());
  }
  EXPECT_THAT(codes, ::testing::ElementsAre("APPOINTMENT_CONFLICT", "DAY_FULL", "DRIVE_LIMIT",
                                            "LOWER_VALUE", "NOT_DUE_YET", "NOT_TRIED",
                                            "NO_DRIVE_LEFT", "NO_REP", "NO_TIME_LEFT", "NO_VALUE",
                                            "OFF_ROAD", "OUTSIDE_HOURS", "SHIFT_TOO_SHORT"));
}

}  // namespace
}  // namespace nearnet::routing::testing
