// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/error.h"
#include "core/random.h"
#include "workspace/check.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

core::TimeOfDay at(const char* text) {
  return core::parse_time_of_day(text);
}

/// R1's Monday with appointments at 10:15 and 14:00.
class Replan : public ::testing::Test {
 protected:
  Replan() {
    DayPlanRequest request;
    request.rep = core::RepId("R1");
    request.from = kMonday;
    request.days = 1;
    request.iterations = 500;
    request.appointments = {{core::BusinessId("012"), {kMonday, at("10:15")}, core::minutes(20)},
                            {core::BusinessId("044"), {kMonday, at("14:00")}, core::minutes(30)}};
    market_.apply(plan_days(market_.snapshot(), request, Town::job()).command);
  }

  std::vector<model::Stop> stops() { return market_.snapshot().stops.rows(); }
  model::DayRoute day() { return market_.snapshot().routes.rows().front(); }

  ReplanRequest from(const char* now, geo::LonLat place) const {
    ReplanRequest request;
    request.day.rep = core::RepId("R1");
    request.day.from = kMonday;
    request.day.iterations = 300;
    request.now = at(now);
    request.at = place;
    return request;
  }

  ReplanRun replan(const ReplanRequest& request) {
    ReplanRun run = replan_day(market_.snapshot(), request, Town::job());
    market_.apply(run.command);
    EXPECT_THAT(check(market_.snapshot(), market_.store()), IsEmpty());
    return run;
  }

  Town town_;
  Workspace market_ = town_.evaluated();
};

std::set<std::string> names(const std::vector<model::Stop>& stops) {
  std::set<std::string> found;
  for (const model::Stop& stop : stops) found.insert(stop.business.text());
  return found;
}

const model::Stop* find(const std::vector<model::Stop>& stops, const std::string& business) {
  const auto found = std::find_if(stops.begin(), stops.end(), [&](const model::Stop& stop) {
    return stop.business.text() == business;
  });
  return found == stops.end() ? nullptr : &*found;
}

TEST_F(Replan, LeavesWhatIsBehindAndKeepsWhatWasPromised) {
  const auto before = stops();
  const ReplanRun run = replan(from("11:00", before[3].position));
  const auto after = stops();
  ASSERT_GT(run.behind, 2U);
  for (std::size_t i = 0; i < run.behind; ++i) {
    EXPECT_EQ(after[i], before[i]);
    EXPECT_LE(after[i].depart, at("11:00"));
  }
  ASSERT_GT(after.size(), run.behind);
  EXPECT_GE(after[run.behind].arrive, at("11:00"));
  const model::Stop* promised = find(after, "044");
  ASSERT_NE(promised, nullptr);
  EXPECT_EQ(promised->kind, model::StopKind::kAppointment);
  EXPECT_EQ(promised->start, at("14:00"));
  EXPECT_EQ(promised->depart, at("14:30"));
  EXPECT_LE(day().end, at("17:00"));
  EXPECT_EQ(day().lunch_start.has_value(), true);
}

TEST_F(Replan, ALoggedStopIsBehindWhateverTheTime) {
  const auto before = stops();
  model::Activity done = visit(before[1].business.text(), model::Outcome::kNotIn);
  done.rep = core::RepId("R1");
  done.at = {kMonday, at("08:50")};
  market_.apply(log_activity(market_.snapshot(), done));
  const ReplanRun run = replan(from("09:00", before[1].position));
  EXPECT_EQ(run.behind, 1U);
  EXPECT_EQ(run.plan.stops.front().business, before[1].business);
  EXPECT_EQ(names(run.plan.stops).count(before[0].business.text()), 1U) << "it is still to come";
}

TEST_F(Replan, WhatWasDoneEarlyIsOverByNow) {
  const auto before = stops();
  ReplanRequest request = from("08:45", before[4].position);
  request.visited = {before[4].business};
  const ReplanRun run = replan(request);
  ASSERT_EQ(run.behind, 1U);
  EXPECT_EQ(run.plan.stops[0].business, before[4].business);
  EXPECT_LE(run.plan.stops[0].depart, at("08:45"));
}

TEST_F(Replan, AMissedAppointmentIsStillVisited) {
  const auto before = stops();
  ReplanRequest request = from("10:40", before[0].position);
  request.visited = {before[0].business};
  const ReplanRun run = replan(request);
  EXPECT_THAT(run.notes, Contains(HasSubstr("10:15 is past and no outcome is logged")));
  const model::Stop* missed = find(run.plan.stops, "012");
  ASSERT_NE(missed, nullptr);
  EXPECT_NE(missed->kind, model::StopKind::kAppointment);
  EXPECT_GE(missed->arrive, at("10:40"));
}

TEST_F(Replan, WhoCannotBeReachedInTimeIsToBeCalled) {
  const ReplanRun run = replan(from("13:30", {-69.3, 44.81}));  // 43 km to the west
  EXPECT_THAT(run.notes, Contains(HasSubstr("cannot be reached by 14:00")));
  const model::Stop* late = find(run.plan.stops, "044");
  ASSERT_NE(late, nullptr);
  EXPECT_GT(late->start, at("14:30"));
  EXPECT_EQ(late->kind, model::StopKind::kAppointment);
  EXPECT_FALSE(run.dropped.empty()) << "so much driving leaves less time";
  for (const model::Unserved& row : run.dropped) {
    EXPECT_FALSE(row.detail.empty());
    EXPECT_NE(market_.snapshot().businesses.find(row.business), nullptr);
  }
}

TEST_F(Replan, ANewAppointmentGoesIn) {
  ReplanRequest request = from("09:30", stops()[1].position);
  request.day.appointments = {{core::BusinessId("031"), {kMonday, at("15:00")}, core::minutes(45)}};
  const ReplanRun run = replan(request);
  const model::Stop* agreed = find(run.plan.stops, "031");
  ASSERT_NE(agreed, nullptr);
  EXPECT_EQ(agreed->start, at("15:00"));
  EXPECT_EQ(agreed->depart, at("15:45"));
  EXPECT_NE(find(run.plan.stops, "044"), nullptr);
}

TEST_F(Replan, FreedTimeIsFilledAndNobodyPlannedGivesWay) {
  const auto before = stops();
  ReplanRequest request = from("08:30", {-68.75, 44.81});
  for (std::size_t i = 6; i < 9; ++i) {
    if (before[i].kind == model::StopKind::kVisit) {
      request.day.exclude.push_back(before[i].business);
    }
  }
  const ReplanRun run = replan(request);
  EXPECT_FALSE(run.added.empty());
  const auto now = names(run.plan.stops);
  for (const core::BusinessId& out : request.day.exclude) EXPECT_FALSE(now.contains(out.text()));
}

TEST_F(Replan, SaysWhatItCannotDo) {
  const Snapshot now = market_.snapshot();
  ReplanRequest request = from("11:00", {-68.75, 44.81});
  request.day.from = core::parse_date("2026-11-24");
  EXPECT_THAT([&] { replan_day(now, request, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("has no plan for 2026-11-24")));
  EXPECT_THAT(
      [&] {
        replan_day(now, from("19:00", {-68.75, 44.81}), Town::job());
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("is over")));
  EXPECT_THAT(
      [&] {
        replan_day(now, from("11:00", {-68.75, 144.81}), Town::job());
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("no position")));
  request = from("11:00", {-68.75, 44.81});
  request.day.include = {core::BusinessId("nobody")};
  EXPECT_THROW(replan_day(now, request, Town::job()), core::ConfigError);
}

TEST_F(Replan, LosesNobodyAtAnyTimeAndPlace) {
  const Snapshot now = market_.snapshot();
  const auto before = stops();
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    ReplanRequest request =
        from("08:30", {-68.80 + random.uniform(0.0, 0.1), 44.80 + random.uniform(0.0, 0.03)});
    request.now = core::TimeOfDay{core::minutes(8 * 60 + 30) +
                                  core::minutes(static_cast<std::int64_t>(random.below(440)))};
    if (random.chance(0.5)) {
      for (const model::Stop& stop : before) {
        if (random.chance(0.3)) request.visited.push_back(stop.business);
      }
    }
    const ReplanRun run = replan_day(now, request, Town::job());
    auto told = names(run.plan.stops);
    for (const model::Unserved& row : run.dropped) {
      EXPECT_TRUE(told.insert(row.business.text()).second) << "planned and dropped";
    }
    for (const model::Stop& stop : before) EXPECT_TRUE(told.contains(stop.business.text()));
    EXPECT_EQ(told.size(), before.size() + run.added.size());
    core::TimeOfDay free = run.plan.days[0].start;
    for (std::size_t i = 0; i < run.plan.stops.size(); ++i) {
      const model::Stop& stop = run.plan.stops[i];
      EXPECT_GE(stop.arrive, i < run.behind ? free : std::max(free, request.now));
      EXPECT_GE(stop.start, stop.arrive);
      free = stop.depart;
      const auto open = now.businesses.find(stop.business)->open_from;
      if (i >= run.behind && open && stop.kind == model::StopKind::kVisit) {
        EXPECT_GE(stop.start, *open);
      }
    }
    EXPECT_GE(run.plan.days[0].end, free);
  }
}

TEST_F(Replan, IsTheSameAgain) {
  const Snapshot now = market_.snapshot();
  const ReplanRequest request = from("11:00", {-68.77, 44.81});
  const ReplanRun one = replan_day(now, request, Town::job(1));
  const ReplanRun two = replan_day(now, request, Town::job(2));
  EXPECT_EQ(one.plan.stops, two.plan.stops);
  EXPECT_EQ(one.plan.days, two.plan.days);
}

}  // namespace
}  // namespace nearnet::workspace
