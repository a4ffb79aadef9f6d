// SPDX-License-Identifier: Apache-2.0
#include "routing/problem.h"

#include <limits>

#include <gtest/gtest.h>

#include "core/error.h"
#include "routing/requests.h"

namespace nearnet::routing::testing {
namespace {

DayRequest good() {
  DayRequest request = empty_request(2);
  add_candidate(request, 1, 0, 5);
  add_candidate(request, 2, 0, 5);
  return request;
}

TEST(Validate, AcceptsAGoodRequest) {
  EXPECT_NO_THROW(validate(good()));
}

TEST(Validate, RefusesAFrameThatContradictsItself) {
  DayRequest none = good();
  none.dates.clear();
  EXPECT_THROW(validate(none), core::ConfigError);
  DayRequest twice = good();
  twice.dates[1] = twice.dates[0];
  EXPECT_THROW(validate(twice), core::ConfigError);
  DayRequest backwards = good();
  backwards.shift_end = backwards.shift_start;
  EXPECT_THROW(validate(backwards), core::ConfigError);
  DayRequest budget = good();
  budget.iterations = -1;
  EXPECT_THROW(validate(budget), core::ConfigError);
  DayRequest instant = good();
  instant.seconds = 0.0;
  EXPECT_THROW(validate(instant), core::ConfigError);
  DayRequest nowhere = good();
  nowhere.home.lat = 91;
  EXPECT_THROW(validate(nowhere), core::InputError);
}

TEST(Validate, RefusesBadCandidates) {
  DayRequest twice = good();
  twice.candidates[1].business = twice.candidates[0].business;
  EXPECT_THROW(validate(twice), core::InputError);
  DayRequest value = good();
  value.candidates[0].value = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(validate(value), core::InputError);
  DayRequest place = good();
  place.candidates[0].position.lon = 200;
  EXPECT_THROW(validate(place), core::InputError);
  DayRequest hours = good();
  hours.candidates[0].open = TimeWindow{at("12:00"), at("11:00")};
  EXPECT_THROW(validate(hours), core::InputError);
  DayRequest service = good();
  service.candidates[0].service = core::Seconds(-1);
  EXPECT_THROW(validate(service), core::InputError);
}

TEST(Validate, RefusesAppointmentsThatMeanNothing) {
  DayRequest nobody = good();
  nobody.appointments = {{.candidate = 2, .date = nobody.dates[0], .start = at("10:00")}};
  EXPECT_THROW(validate(nobody), core::ConfigError);
  DayRequest twice = good();
  twice.appointments = {{.candidate = 0, .date = twice.dates[0], .start = at("10:00")},
                        {.candidate = 0, .date = twice.dates[1], .start = at("10:00")}};
  EXPECT_THROW(validate(twice), core::ConfigError);
  DayRequest negative = good();
  negative.appointments = {{.candidate = 0,
                            .date = negative.dates[0],
                            .start = at("10:00"),
                            .duration = core::Seconds(-5)}};
  EXPECT_THROW(validate(negative), core::ConfigError);
}

TEST(PlanDays, RefusesAMatrixOfAnotherSize) {
  const DayRequest request = good();
  EXPECT_THROW(plan_days(request, roads::TravelMatrix::from_seconds(1, {0}), core::JobContext()),
               core::ConfigError);
}

}  // namespace
}  // namespace nearnet::routing::testing
