// SPDX-License-Identifier: Apache-2.0
// Planned days and the visit cadence: who is due, who is not yet, and what does not fit.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using ::testing::HasSubstr;

DayPlanRequest request_for(const std::string& rep, int days = 1) {
  DayPlanRequest request;
  request.rep = core::RepId(rep);
  request.from = kMonday;
  request.days = days;
  request.iterations = 500;
  return request;
}

const model::Stop* stop_at(const routing::DayPlan& plan, const std::string& business) {
  const auto found = std::find_if(plan.stops.begin(), plan.stops.end(), [&](const auto& stop) {
    return stop.business.text() == business;
  });
  return found == plan.stops.end() ? nullptr : &*found;
}

/// 023 visited on that date.
void visited(Workspace& market, const char* date, model::Outcome outcome) {
  model::Activity activity = visit("023", outcome);
  activity.at.date = core::parse_date(date);
  market.apply(log_activity(market.snapshot(), activity));
}

TEST(CadenceStep, TheNextVisitWaitsForTheCadence) {
  const Town town;
  Workspace market = town.evaluated();
  visited(market, "2026-11-04", model::Outcome::kConversation);
  // 30 days and 70 %: welcome from Wednesday, 25 November.
  const DayPlanRun week = plan_days(market.snapshot(), request_for("R1", 5), Town::job());
  const model::Stop* stop = stop_at(week.plan, "023");
  ASSERT_NE(stop, nullptr);
  EXPECT_GE(stop->date, core::parse_date("2026-11-25"));
  EXPECT_EQ(week.cadence.due, 1);
  EXPECT_EQ(week.cadence.planned, 1);
  const DayPlanRun early = plan_days(market.snapshot(), request_for("R1", 2), Town::job());
  EXPECT_EQ(stop_at(early.plan, "023"), nullptr);
  DayPlanRequest sooner = request_for("R1", 2);
  sooner.cadence.due_after = 0.6;
  EXPECT_NE(stop_at(plan_days(market.snapshot(), sooner, Town::job()).plan, "023"), nullptr);
}

TEST(CadenceStep, AMissedAttemptDoesNotResetTheCadenceUnlessAsked) {
  const Town town;
  Workspace market = town.evaluated();
  visited(market, "2026-11-01", model::Outcome::kConversation);
  visited(market, "2026-11-19", model::Outcome::kNotIn);
  DayPlanRequest request = request_for("R1");
  EXPECT_NE(stop_at(plan_days(market.snapshot(), request, Town::job()).plan, "023"), nullptr);
  request.cadence.attempts_count = true;
  EXPECT_EQ(stop_at(plan_days(market.snapshot(), request, Town::job()).plan, "023"), nullptr);
}

TEST(CadenceStep, WhoIsDueGoesBeforeTheBestOfTheOthers) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request = request_for("R1");
  request.end = core::parse_time_of_day("10:00");
  request.lunch.reset();
  const DayPlanRun first = plan_days(market.snapshot(), request, Town::job());
  const model::Unserved* least = nullptr;
  for (const model::Unserved& row : first.plan.unserved) {
    if (row.reason == "LOWER_VALUE" &&
        !market.snapshot().businesses.find(row.business)->open_from) {
      least = &row;
    }
  }
  ASSERT_NE(least, nullptr);
  model::Activity activity = visit(least->business.text(), model::Outcome::kConversation);
  activity.at.date = core::parse_date("2026-10-20");
  market.apply(log_activity(market.snapshot(), activity));
  const DayPlanRun again = plan_days(market.snapshot(), request, Town::job());
  EXPECT_NE(stop_at(again.plan, least->business.text()), nullptr);
  EXPECT_GT(again.plan.value, first.plan.value);
}

TEST(CadenceStep, SaysHowManyHoursTheCadencesLack) {
  const Town town;
  Workspace market = town.evaluated();
  for (const model::Prospect& prospect : market.snapshot().prospects.rows()) {
    if (!prospect.eligible) continue;
    model::Activity activity = visit(prospect.business.text(), model::Outcome::kConversation);
    activity.at.date = core::parse_date("2026-10-01");
    market.apply(log_activity(market.snapshot(), activity));
  }
  DayPlanRequest request = request_for("R1");
  request.parking = core::Seconds(0);
  const DayPlanRun run = plan_days(market.snapshot(), request, Town::job());
  const auto& load = run.cadence;
  EXPECT_EQ(load.due, 50);
  EXPECT_EQ(load.planned, static_cast<int>(run.plan.stops.size()));
  ASSERT_LT(load.planned, load.due);
  const double drive = std::floor(static_cast<double>(run.plan.days[0].drive.value) /
                                  static_cast<double>(run.plan.stops.size()));
  EXPECT_NEAR(load.short_hours, (load.due - load.planned) * (900.0 + drive) / 3600.0, 1e-9);
  EXPECT_EQ(load.accounts, 50);
  EXPECT_NEAR(load.hours_a_year, 50 * 365.0 / 30 * (900.0 + drive) / 3600.0, 1e-6);
  EXPECT_NEAR(load.hours_available_a_year, 260 * 8.0, 1e-9);
  EXPECT_THAT(run.notes, ::testing::Contains(HasSubstr("hours short")));
  // Everybody every other day is more than a year holds.
  request.cadence.default_interval_days = 2;
  const DayPlanRun often = plan_days(market.snapshot(), request, Town::job());
  EXPECT_THAT(often.notes, ::testing::Contains(HasSubstr("hours a year")));
}

}  // namespace
}  // namespace nearnet::workspace
