// SPDX-License-Identifier: Apache-2.0
// Days of several reps together, with skills; orders, areas, beats and lengths of visits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/error.h"
#include "workspace/beat_step.h"
#include "workspace/check.h"
#include "workspace/day_candidates.h"
#include "workspace/skills.h"
#include "workspace/town.h"
#include "workspace/unserved_step.h"

namespace nearnet::workspace {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

DayPlanRequest request_for(std::vector<std::string> reps, int days = 1) {
  DayPlanRequest request;
  request.rep = core::RepId(reps.front());
  for (std::size_t k = 1; k < reps.size(); ++k) request.colleagues.emplace_back(reps[k]);
  request.from = kMonday;
  request.days = days;
  request.iterations = 500;
  return request;
}

std::map<std::string, std::string> reps_of(const routing::DayPlan& plan) {
  std::map<std::string, std::string> reps;
  for (const model::Stop& stop : plan.stops) reps[stop.business.text()] = stop.rep.text();
  return reps;
}

TEST(TeamDays, EachKeepsToItsTerritoryAndNobodyIsVisitedTwice) {
  const Town town;
  Workspace market = town.published();
  const Snapshot before = market.snapshot();
  const auto where = assignments(before, core::ScenarioId("north"));
  const DayPlanRun run = plan_days(before, request_for({"R1", "R2"}, 2), Town::job());
  std::set<std::string> seen;
  for (const model::Stop& stop : run.plan.stops) {
    EXPECT_EQ(where.at(stop.business).rep, stop.rep) << stop.business.text();
    EXPECT_TRUE(seen.insert(stop.business.text()).second);
  }
  ASSERT_EQ(run.loads.size(), 2U);
  EXPECT_GT(run.loads[0].visits, 0);
  EXPECT_GT(run.loads[1].visits, 0);
  EXPECT_EQ(run.loads[0].visits + run.loads[1].visits, static_cast<int>(run.plan.stops.size()));
  market.apply(run.command);
  EXPECT_THAT(check(market.snapshot(), market.store()), IsEmpty());
}

TEST(TeamDays, WhatIsNobodysGoesToOneOfThem) {
  const Town town;
  Workspace market = town.evaluated();
  const DayPlanRun run = plan_days(market.snapshot(), request_for({"R1", "R2"}, 2), Town::job());
  std::set<std::string> seen;
  std::set<std::string> at_work;
  for (const model::Stop& stop : run.plan.stops) {
    EXPECT_TRUE(seen.insert(stop.business.text()).second);
    at_work.insert(stop.rep.text());
  }
  EXPECT_THAT(at_work, ElementsAre("R1", "R2"));
  const DayPlanRun alone = plan_days(market.snapshot(), request_for({"R1"}, 2), Town::job());
  EXPECT_GE(run.plan.value, alone.plan.value);
}

TEST(TeamDays, KeepsWhatOthersHavePlanned) {
  const Town town;
  Workspace market = town.evaluated();
  town.import(market, ImportKind::kReps,
              town.write("third.csv", "rep_id,name,lat,lon\nR3,Cy,44.81,-68.75\n"));
  market.apply(plan_days(market.snapshot(), request_for({"R3"}), Town::job()).command);
  const Snapshot now = market.snapshot();
  const DayPlanRun run = plan_days(now, request_for({"R1", "R2"}), Town::job());
  for (const model::Stop& stop : now.stops.rows()) {
    EXPECT_FALSE(reps_of(run.plan).contains(stop.business.text())) << stop.business.text();
  }
}

TEST(Skills, AreReadFromColumnsOfTheLists) {
  model::Rep rep;
  rep.extra = R"({"Skills": "Voice; hosting,voice"})";
  EXPECT_THAT(skills_of(rep), ElementsAre("hosting", "voice"));
  model::Business business;
  business.extra = R"({"requires": "Hosting"})";
  EXPECT_THAT(skills_needed(business), ElementsAre("hosting"));
  business.extra = R"({"note": "skilled staff"})";
  EXPECT_THAT(skills_needed(business), IsEmpty());
}

/// The town with skills of reps, and one business that asks for one.
Workspace with_skills(const Town& town, const std::string& first, const std::string& second) {
  Workspace market = town.evaluated();
  town.import(market, ImportKind::kReps,
              town.write("skilled.csv",
                         "rep_id,name,skills\nR1,Ada," + first + "\nR2,Bo," + second + "\n"));
  town.import(market, ImportKind::kBusinesses,
              town.write("asks.csv",
                         "external_id,business_name,lat,lon,requires\n"
                         "001,Shop 1,44.802,-68.798,hosting\n"));
  return market;
}

TEST(Skills, SendTheRepWhoHasThem) {
  const Town town;
  Workspace market = with_skills(town, "voice", "hosting");
  DayPlanRequest request = request_for({"R1", "R2"});
  request.include = {core::BusinessId("001")};
  const DayPlanRun run = plan_days(market.snapshot(), request, Town::job());
  EXPECT_EQ(reps_of(run.plan).at("001"), "R2");
  DayPlanRequest alone = request_for({"R1"});
  alone.include = request.include;
  const DayPlanRun without = plan_days(market.snapshot(), alone, Town::job());
  const auto row =
      std::ranges::find(without.plan.unserved, core::BusinessId("001"), &model::Unserved::business);
  ASSERT_NE(row, without.plan.unserved.end());
  EXPECT_EQ(row->reason, "NO_REP");
}

TEST(Skills, AreNotLookedAtWhereNoRepsAreKnown) {
  const Town town;
  Workspace market = with_skills(town, "", "");
  DayPlanRequest request = request_for({"R1"});
  request.include = {core::BusinessId("001")};
  const DayPlanRun run = plan_days(market.snapshot(), request, Town::job());
  EXPECT_TRUE(reps_of(run.plan).contains("001")) << "unknown is never no";
  EXPECT_THAT(run.notes, Contains(HasSubstr("ask for a skill")));
}

TEST(OrderedDay, KeepsTheOrder) {
  const Town town;
  Workspace market = town.evaluated();
  const DayPlanRun usual = plan_days(market.snapshot(), request_for({"R1"}), Town::job());
  ASSERT_GE(usual.plan.stops.size(), 4U);
  std::vector<core::BusinessId> reversed;
  for (std::size_t k = 4; k-- > 0;) reversed.push_back(usual.plan.stops[k].business);
  DayPlanRequest request = request_for({"R1"});
  request.orders = {{kMonday, reversed}};
  const DayPlanRun run = plan_days(market.snapshot(), request, Town::job());
  std::vector<core::BusinessId> found;
  for (const model::Stop& stop : run.plan.stops) {
    if (std::ranges::count(reversed, stop.business) > 0) found.push_back(stop.business);
  }
  EXPECT_EQ(found, reversed);
  request.colleagues = {core::RepId("R2")};
  EXPECT_THROW(plan_days(market.snapshot(), request, Town::job()), core::ConfigError);
}

TEST(LimitedDay, HasOnlyWhomTheAreaHolds) {
  const Town town;
  Workspace market = town.evaluated();
  const Snapshot now = market.snapshot();
  const geo::LonLat middle = *now.prospects.find(core::BusinessId("010"))->position;
  DayPlanRequest request = request_for({"R1"});
  request.area = geo::buffer(geo::Geometry::point(middle), 0.004);
  const DayPlanRun run = plan_days(now, request, Town::job());
  ASSERT_FALSE(run.plan.stops.empty());
  for (const model::Stop& stop : run.plan.stops) EXPECT_TRUE(request.area->covers(stop.position));
  for (const model::Unserved& row : run.plan.unserved) {
    EXPECT_TRUE(request.area->covers(row.position));
  }
  EXPECT_THAT(run.notes, Contains(HasSubstr("are outside the area")));
}

TEST(BeatStep, CutsTheTerritoryAndPlansOne) {
  const Town town;
  Workspace market = town.evaluated();
  EXPECT_THAT(
      [&] {
        DayPlanRequest request = request_for({"R1"});
        request.beat = 1;
        plan_days(market.snapshot(), request, Town::job());
      },
      ThrowsMessage<core::ConfigError>(HasSubstr("beats --count N")));
  const BeatRun run =
      make_beats(market.snapshot(), {.rep = core::RepId("R1"), .count = 4}, Town::job());
  market.apply(run.command);
  const Snapshot now = market.snapshot();
  ASSERT_EQ(now.beats.size(), 4U);
  EXPECT_EQ(now.beat_members.size(), 50U) << "every eligible prospect";
  for (const model::BeatMember& member : now.beat_members.rows()) {
    const auto beat = std::ranges::find(now.beats.rows(), member.beat, &model::Beat::number);
    ASSERT_NE(beat, now.beats.rows().end());
    EXPECT_TRUE(beat->area.covers(member.position));
  }
  EXPECT_THAT(check(now, market.store()), IsEmpty());
  DayPlanRequest request = request_for({"R1"});
  request.beat = 2;
  const DayPlanRun day = plan_days(now, request, Town::job());
  std::set<core::BusinessId> second;
  for (const model::BeatMember& member : now.beat_members.rows()) {
    if (member.beat == 2) second.insert(member.business);
  }
  ASSERT_FALSE(day.plan.stops.empty());
  for (const model::Stop& stop : day.plan.stops) EXPECT_TRUE(second.contains(stop.business));
  request.beat = 5;
  EXPECT_THAT([&] { plan_days(now, request, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("there are 1 to 4")));
  // Nothing has changed, so nobody moves.
  const BeatRun again = make_beats(now, {.rep = core::RepId("R1"), .count = 4}, Town::job());
  EXPECT_EQ(again.moved_share, 0.0);
  ASSERT_EQ(again.beats.size(), now.beats.size());
  for (std::size_t i = 0; i < again.beats.size(); ++i) {
    EXPECT_EQ(again.beats[i].number, now.beats.rows()[i].number);
    EXPECT_EQ(again.beats[i].work, now.beats.rows()[i].work);
    EXPECT_EQ(again.beats[i].businesses, now.beats.rows()[i].businesses);
  }
}

TEST(VisitLength, GoesByWhatTheVisitIsFor) {
  DayPlanRequest request;
  request.presentation = core::minutes(45);
  request.follow_up = core::minutes(10);
  request.install_check = core::minutes(30);
  model::Business business;
  EXPECT_EQ(visit_length(request, business, false), core::minutes(15));
  EXPECT_EQ(visit_length(request, business, true), core::minutes(10));
  business.stage = model::Stage::kQualified;
  EXPECT_EQ(visit_length(request, business, false), core::minutes(45));
  business.stage = model::Stage::kInstallScheduled;
  EXPECT_EQ(visit_length(request, business, false), core::minutes(30));
  business.visit_duration = core::minutes(5);
  EXPECT_EQ(visit_length(request, business, false), core::minutes(5));
}

TEST(WhyUnserved, AnswersForAnybody) {
  const Town town;
  Workspace market = town.published();
  DayPlanRequest request = request_for({"R1"});
  const Snapshot before = market.snapshot();
  const auto where = assignments(before, core::ScenarioId("north"));
  const auto of = [&](const std::string& rep) {
    return std::ranges::find_if(where,
                                [&](const auto& entry) {
                                  return entry.second.rep.text() == rep &&
                                         before.prospects.find(entry.first)->eligible;
                                })
        ->first;
  };
  request.exclude = {of("R1")};
  market.apply(plan_days(before, request, Town::job()).command);
  const Snapshot now = market.snapshot();
  const auto why = [&](const core::BusinessId& business) {
    return why_unserved(now, core::RepId("R1"), business).reason;
  };
  EXPECT_EQ(why(of("R1")), "EXCLUDED");
  EXPECT_EQ(why(of("R2")), "OTHER_REP");
  EXPECT_EQ(why(now.stops.rows().front().business), "PLANNED");
  for (const model::Prospect& prospect : now.prospects.rows()) {
    if (prospect.eligible || !prospect.position) continue;
    const model::Unserved row = why_unserved(now, core::RepId("R1"), prospect.business);
    EXPECT_EQ(row.reason, "NOT_ELIGIBLE");
    EXPECT_THAT(row.detail, HasSubstr(prospect.reasons.front()));
  }
  EXPECT_THROW(why(core::BusinessId("nobody")), core::ConfigError);
}

TEST(WhyUnserved, SaysPlannedAlsoWhenTheDayIsOver) {
  const Town town;
  Workspace market = town.published();
  const DayPlanRequest request = request_for({"R1"});
  market.apply(plan_days(market.snapshot(), request, Town::job()).command);
  const model::Stop stop = market.snapshot().stops.rows().back();
  const auto told_on = [&](core::Date today) {
    market.pretend_today(today);
    return why_unserved(market.snapshot(), core::RepId("R1"), stop.business);
  };
  const std::string when = core::format_date(stop.date) + " at " +
                           core::format_time_of_day(stop.start) + ", stop " +
                           std::to_string(stop.sequence);
  for (const core::Date today :
       {core::add_days(stop.date, -9), stop.date, core::add_days(stop.date, 1)}) {
    const model::Unserved row = told_on(today);
    EXPECT_EQ(row.reason, "PLANNED") << core::format_date(today);
    EXPECT_THAT(row.detail, HasSubstr(when));
  }
  EXPECT_THAT(told_on(core::add_days(stop.date, 1)).detail, HasSubstr("that day is over"));
}

}  // namespace
}  // namespace nearnet::workspace
