// SPDX-License-Identifier: Apache-2.0
#include "routing/appointments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "routing/check.h"
#include "routing/requests.h"

namespace nearnet::routing::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Appointment appointment(const DayRequest& request, std::size_t candidate, const char* start,
                        std::size_t day = 0) {
  return {.candidate = candidate,
          .date = request.dates[day],
          .start = at(start),
          .duration = core::minutes(20)};
}

std::string refusal(const DayRequest& request) {
  try {
    planned(request);
  } catch (const core::InfeasibleError& error) {
    return error.what();
  }
  return "planned";
}

TEST(Appointments, AreKeptToTheMinuteAndOverrideHoursAndFollowUpDates) {
  DayRequest request = empty_request(2);
  for (int i = 0; i < 30; ++i) add_candidate(request, i * 0.3, -i * 0.2, 10);
  Candidate& shut = request.candidates[20];
  shut.open = TimeWindow{at("06:00"), at("07:00")};
  shut.promised = request.dates[0];
  request.appointments = {appointment(request, 3, "10:00"), appointment(request, 7, "13:30"),
                          appointment(request, 20, "15:45", 1)};
  const DayPlan plan = planned(request);
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
  int kept = 0;
  for (const model::Stop& stop : plan.stops) {
    if (stop.kind != model::StopKind::kAppointment) continue;
    ++kept;
    for (const Appointment& agreed : request.appointments) {
      if (request.candidates[agreed.candidate].business != stop.business) continue;
      EXPECT_EQ(stop.date, agreed.date);
      EXPECT_EQ(stop.start, agreed.start);
      EXPECT_EQ(stop.depart.since_midnight, agreed.start.since_midnight + core::minutes(20));
    }
  }
  EXPECT_EQ(kept, 3);
}

TEST(Appointments, OfNoValueAreKeptToo) {
  DayRequest request = empty_request();
  add_candidate(request, 1, 1, 0);
  request.appointments = {appointment(request, 0, "10:00")};
  EXPECT_EQ(planned(request).stops.size(), 1U);
}

TEST(Appointments, UseTheirLeewayOnlyWhenNeeded) {
  DayRequest request = empty_request();
  add_candidate(request, 2, 0, 10);
  add_candidate(request, 2, 0.5, 10);
  request.appointments = {appointment(request, 0, "10:00"), appointment(request, 1, "10:00")};
  EXPECT_THAT(refusal(request), HasSubstr("cannot both be kept"));
  request.appointments[1].leeway = core::minutes(30);
  const DayPlan plan = planned(request);
  EXPECT_EQ(check_plan(request, travel_of(request), plan), std::vector<std::string>());
}

TEST(Appointments, InAWinnableTangleOfLeewaysAreAllKept) {
  // Six neighbours at the same hour: only an order that uses the leeways in both directions works.
  DayRequest request = empty_request();
  for (int i = 0; i < 6; ++i) {
    add_candidate(request, 3 + 0.1 * i, 0, 1);
    request.appointments.push_back(appointment(request, static_cast<std::size_t>(i), "12:00"));
    request.appointments.back().leeway = core::minutes(i < 3 ? 70 : 55);
  }
  EXPECT_EQ(planned(request).stops.size(), 6U);
}

TEST(Appointments, TooEarlyForTheDriveNameTheShiftStart) {
  DayRequest request = empty_request();
  add_candidate(request, 30, 0, 10);
  request.appointments = {appointment(request, 0, "08:45")};
  EXPECT_THAT(refusal(request),
              AllOf(HasSubstr("Business 1"), HasSubstr("08:45"), HasSubstr("shift starts at 08:30"),
                    HasSubstr("drive from home takes 1 h 01 min")));
}

TEST(Appointments, TooLateToBeHomeNameTheShiftEnd) {
  DayRequest request = empty_request();
  add_candidate(request, 5, 0, 10);
  request.appointments = {appointment(request, 0, "16:40")};
  EXPECT_THAT(refusal(request), AllOf(HasSubstr("Business 1"), HasSubstr("shift's end at 17:00")));
}

TEST(Appointments, OnADayThatIsNotPlannedNameTheDate) {
  DayRequest request = empty_request();
  add_candidate(request, 5, 0, 10);
  request.appointments = {appointment(request, 0, "10:00")};
  request.appointments[0].date = core::parse_date("2026-12-24");
  EXPECT_THAT(refusal(request), HasSubstr("2026-12-24 is not one of the planned days"));
}

TEST(Appointments, InConflictNameBoth) {
  DayRequest request = empty_request();
  add_candidate(request, 5, 0, 10);
  add_candidate(request, -5, 0, 10);
  add_candidate(request, 0, 1, 10);
  request.appointments = {appointment(request, 2, "14:00"), appointment(request, 1, "10:30"),
                          appointment(request, 0, "10:00")};
  EXPECT_THAT(refusal(request),
              AllOf(HasSubstr("1 (Business 1) on 2026-11-23 at 10:00 for 20 min"),
                    HasSubstr("2 (Business 2) on 2026-11-23 at 10:30 for 20 min"),
                    HasSubstr("first ends at 10:20"), ::testing::Not(HasSubstr("Business 3"))));
}

TEST(Appointments, ThatOnlyTogetherAreTooManyAreAllNamed) {
  DayRequest request = empty_request();
  for (int i = 0; i < 3; ++i) {
    add_candidate(request, 4 + 0.1 * i, 0, 1);
    request.appointments.push_back(appointment(request, static_cast<std::size_t>(i), "12:00"));
    request.appointments.back().leeway = core::minutes(12);
  }
  EXPECT_THAT(refusal(request), AllOf(HasSubstr("no order keeps all"), HasSubstr("Business 1"),
                                      HasSubstr("Business 2"), HasSubstr("Business 3")));
}

TEST(Appointments, SearchingTheirOrderIsCancelled) {
  DayRequest request = empty_request();
  add_candidate(request, 4, 0, 1);
  request.appointments = {appointment(request, 0, "12:00")};
  const roads::TravelMatrix travel = travel_of(request);
  const Instance instance = make_instance(request, travel);
  core::JobContext job;
  EXPECT_EQ(place_appointments(request, instance, job).planned(), 1U);
  job.request_cancel();
  EXPECT_THROW(place_appointments(request, instance, job), core::Cancelled);
}

}  // namespace
}  // namespace nearnet::routing::testing
