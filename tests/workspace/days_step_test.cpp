// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/error.h"
#include "roads/road_network.h"
#include "workspace/check.h"
#include "workspace/day_travel.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

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

TEST(DaysStep, CallsANamelessBusinessByItsId) {
  const Town town;
  Workspace market = town.published();
  Snapshot now = market.snapshot();
  std::vector<model::Business> nameless = now.businesses.rows();
  for (model::Business& business : nameless) business.name.clear();
  now.businesses = {now.businesses.version() + 1, nameless};
  const DayPlanRun run = plan_days(now, request_for("R1"), Town::job());
  ASSERT_FALSE(run.plan.stops.empty());
  for (const model::Stop& stop : run.plan.stops) EXPECT_EQ(stop.name, stop.business.text());
}

TEST(DaysStep, VisitsTheRepsOwnTerritoryOnly) {
  const Town town;
  Workspace market = town.published();
  const Snapshot now = market.snapshot();
  const auto where = assignments(now, core::ScenarioId("north"));
  const DayPlanRun run = plan_days(now, request_for("R1", 2), Town::job());
  ASSERT_FALSE(run.plan.stops.empty());
  std::set<std::string> seen;
  for (const model::Stop& stop : run.plan.stops) {
    EXPECT_EQ(where.at(stop.business).rep.text(), "R1") << stop.business.text();
    EXPECT_TRUE(now.prospects.find(stop.business)->eligible);
    EXPECT_TRUE(seen.insert(stop.business.text()).second);
  }
  for (const model::Unserved& row : run.plan.unserved) {
    EXPECT_EQ(where.at(row.business).rep.text(), "R1") << row.business.text();
    EXPECT_TRUE(seen.insert(row.business.text()).second);
  }
  const auto mine = std::count_if(where.begin(), where.end(), [&](const auto& entry) {
    return entry.second.rep.text() == "R1" && now.prospects.find(entry.first)->eligible;
  });
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(mine)) << "everyone is planned or unserved";
}

TEST(DaysStep, StoresAPlanThatHolds) {
  const Town town;
  Workspace market = town.published();
  market.apply(plan_days(market.snapshot(), request_for("R1", 3), Town::job()).command);
  market.apply(plan_days(market.snapshot(), request_for("R2", 3), Town::job()).command);
  const Snapshot now = market.snapshot();
  EXPECT_FALSE(now.routes.empty());
  for (const model::DayRoute& route : now.routes.rows()) {
    const bool first = route.rep.text() == "R1";
    EXPECT_GE(route.start, core::parse_time_of_day(first ? "08:30" : "09:00"));
    EXPECT_LE(route.end, core::parse_time_of_day(first ? "17:00" : "16:00"));
    EXPECT_GE(route.line.size(), 3u);
  }
  for (const model::Stop& stop : now.stops.rows()) {
    const model::Business& shop = *now.businesses.find(stop.business);
    if (!shop.open_from) continue;
    EXPECT_GE(stop.start, *shop.open_from);
    EXPECT_LE(stop.start, *shop.open_to);
  }
  EXPECT_THAT(check(now, market.store()), IsEmpty());
}

TEST(DaysStep, DrivesOnTheRoadsWhenAsked) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request = request_for("R1");
  request.travel = TravelBy::kRoads;
  request.parking = core::Seconds(0);
  EXPECT_THAT([&] { plan_days(market.snapshot(), request, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("import WORKSPACE roads FILE")));

  // One long street, from which every place is some hundred metres off at most or far away.
  town.import(market, ImportKind::kRoads, town.file("roads.geojson"));
  const DayPlanRun run = plan_days(market.snapshot(), request, Town::job());
  EXPECT_THAT(run.notes, ::testing::Contains(HasSubstr("places are not near a road")));
  ASSERT_EQ(run.plan.days.size(), 1U);
  const model::DayRoute& day = run.plan.days.front();
  const auto on_street = [](geo::LonLat place) { return std::abs(place.lat - 44.81) < 1e-9; };
  EXPECT_GT(std::ranges::count_if(day.line, on_street), 2);
  for (const model::Stop& stop : run.plan.stops) {
    EXPECT_NE(std::ranges::find(day.line, stop.position), day.line.end());
  }
  const roads::RoadNetwork network(market.snapshot().roads.rows(), {}, {}, Town::job());
  const auto& stops = run.plan.stops;
  for (std::size_t i = 1; i < stops.size(); ++i) {
    const auto drive = network.drive(stops[i - 1].position, stops[i].position);
    if (!drive) continue;
    EXPECT_EQ(stops[i].arrive.since_midnight, stops[i - 1].depart.since_midnight + drive->time);
  }
  market.apply(run.command);
  EXPECT_THAT(check(market.snapshot(), market.store()), IsEmpty());
}

TEST(DaysStep, DrivesAsTheSignsAllow) {
  constexpr double kBlock = 0.001;
  const auto corner = [](int col, int row) { return geo::LonLat{col * kBlock, row * kBlock}; };
  Snapshot snapshot;
  std::vector<model::Road> streets(4);
  streets[0].line = {corner(0, 0), corner(1, 0)};
  streets[1].line = {corner(1, 0), corner(1, 1)};
  streets[2].line = {corner(1, 0), corner(2, 0), corner(2, 1)};
  streets[3].line = {corner(2, 1), corner(1, 1)};
  snapshot.roads = {1, streets};
  const std::vector<geo::LonLat> places = {corner(0, 0), corner(1, 1)};
  DayPlanRequest by_road;
  by_road.travel = TravelBy::kRoads;
  const auto metres = [&] {
    const DayTravel travel(snapshot, by_road, places, Town::job());
    return travel.matrix().distance(0, 1).value;
  };
  EXPECT_NEAR(metres(), 222.0, 1.0);
  model::TurnRestriction no_left;
  no_left.line = {corner(0, 0), corner(1, 0), corner(1, 1)};
  snapshot.turn_restrictions = {2, {no_left}};
  EXPECT_NEAR(metres(), 444.0, 2.0) << "round the block";
}

TEST(DaysStep, TooManyPlacesAreEstimatedFromTheRoadsThereAre) {
  Snapshot snapshot;
  std::vector<model::Road> streets(1);
  streets[0].line = {{0.0, 0.0}, {0.05, 0.0}, {0.05, 0.05}};
  snapshot.roads = {1, streets};
  std::vector<geo::LonLat> places;
  for (int i = 0; i <= 6'000; ++i) places.push_back({0.05 * i / 6'000.0, 0.0001});
  const DayTravel travel(snapshot, request_for("R1"), places, Town::job());
  EXPECT_THAT(travel.notes(), ::testing::ElementsAre(HasSubstr("fitted to 3540 ways by road")));
  const double driven = travel.matrix().distance(0, 6'000).value;
  EXPECT_NEAR(driven, 5'566.0, 100.0) << "a straight street, and the ways to it";
}

TEST(DaysStep, SkipsWeekends) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request = request_for("R1", 2);
  request.from = kFriday;
  const DayPlanRun run = plan_days(market.snapshot(), request, Town::job());
  ASSERT_EQ(run.plan.days.size(), 2u);
  EXPECT_EQ(run.plan.days[0].date, kFriday);
  EXPECT_EQ(run.plan.days[1].date, kMonday);
}

TEST(DaysStep, PlansFromEverybodyWithoutTerritoriesAndSaysSo) {
  const Town town;
  Workspace market = town.evaluated();
  const DayPlanRun run = plan_days(market.snapshot(), request_for("R1"), Town::job());
  EXPECT_THAT(run.notes, ::testing::Contains(HasSubstr("no territories yet")));
  EXPECT_EQ(run.plan.stops.size() + run.plan.unserved.size(), 50u);
}

TEST(DaysStep, KeepsAnAppointmentToTheMinute) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request = request_for("R1", 2);
  request.appointments = {
      {core::BusinessId("044"), core::parse_local_time("2026-11-24T11:30"), core::minutes(45)}};
  const DayPlanRun run = plan_days(market.snapshot(), request, Town::job());
  const model::Stop* stop = stop_at(run.plan, "044");
  ASSERT_NE(stop, nullptr);
  EXPECT_EQ(stop->kind, model::StopKind::kAppointment);
  EXPECT_EQ(stop->date, core::parse_date("2026-11-24"));
  EXPECT_EQ(stop->start, core::parse_time_of_day("11:30"));
  EXPECT_EQ(stop->depart, core::parse_time_of_day("12:15"));
  request.appointments[0].at = core::parse_local_time("2026-11-24T05:00");
  EXPECT_THROW(plan_days(market.snapshot(), request, Town::job()), core::InfeasibleError);
}

TEST(DaysStep, AFollowUpIsPlannedOnItsDate) {
  const Town town;
  Workspace market = town.evaluated();
  model::Activity promise = visit("023", model::Outcome::kInterested);
  promise.follow_up = core::parse_date("2026-11-25");
  market.apply(log_activity(market.snapshot(), promise));
  const DayPlanRun run = plan_days(market.snapshot(), request_for("R1", 5), Town::job());
  const model::Stop* stop = stop_at(run.plan, "023");
  ASSERT_NE(stop, nullptr);
  EXPECT_EQ(stop->date, core::parse_date("2026-11-25"));
  EXPECT_EQ(stop->kind, model::StopKind::kFollowUp);
}

TEST(DaysStep, WhoWasVisitedLatelyIsLeftAlone) {
  const Town town;
  Workspace market = town.evaluated();
  market.apply(log_activity(market.snapshot(), visit("023", model::Outcome::kConversation)));
  const DayPlanRun run = plan_days(market.snapshot(), request_for("R1", 5), Town::job());
  EXPECT_EQ(stop_at(run.plan, "023"), nullptr);
  EXPECT_THAT(run.notes, ::testing::Contains(HasSubstr("1 prospects were visited lately")));
}

TEST(DaysStep, IncludeAndExcludeAreObeyed) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request = request_for("R1");
  request.include = {core::BusinessId("055")};  // off-net: not eligible
  request.exclude = {core::BusinessId("023"), core::BusinessId("024")};
  const DayPlanRun run = plan_days(market.snapshot(), request, Town::job());
  EXPECT_NE(stop_at(run.plan, "055"), nullptr);
  EXPECT_EQ(stop_at(run.plan, "023"), nullptr);
  EXPECT_EQ(stop_at(run.plan, "024"), nullptr);
  EXPECT_THAT(run.notes, ::testing::Contains(HasSubstr("055 was asked for")));
  const auto& unserved = run.plan.unserved;
  const auto row = std::find_if(unserved.begin(), unserved.end(), [](const model::Unserved& out) {
    return out.business.text() == "023";
  });
  ASSERT_NE(row, unserved.end()) << "who is excluded is listed with the others left out";
  EXPECT_EQ(row->reason, "EXCLUDED");
}

TEST(DaysStep, WhoCannotBeVisitedIsNotIgnored) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request = request_for("R1");
  request.include = {core::BusinessId("061")};
  EXPECT_THAT([&] { plan_days(market.snapshot(), request, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("\"061\" has no known place")));
  request.include = {core::BusinessId("999")};
  EXPECT_THAT([&] { plan_days(market.snapshot(), request, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("no business \"999\"")));
  request.include = {core::BusinessId("023")};
  request.exclude = {core::BusinessId("023")};
  EXPECT_THAT([&] { plan_days(market.snapshot(), request, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("both asked for and excluded")));
}

TEST(DaysStep, AnUnknownRepIsToldWhoThereIs) {
  const Town town;
  Workspace market = town.evaluated();
  EXPECT_THAT([&] { plan_days(market.snapshot(), request_for("R9"), Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("there are: R1, R2")));
  EXPECT_THAT([&] { plan_days(market.snapshot(), request_for(""), Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("whose days?")));
  EXPECT_THROW(plan_days(market.snapshot(), request_for("R1", 0), Town::job()), core::ConfigError);
  Workspace empty = town.open();
  EXPECT_THAT([&] { plan_days(Snapshot{}, request_for("R1"), Town::job()); },
              ThrowsMessage<core::InputError>(HasSubstr("run nearnet eligibility")));
}

TEST(DaysStep, PlanningAgainReplacesTheseDaysOnly) {
  const Town town;
  Workspace market = town.published();
  market.apply(plan_days(market.snapshot(), request_for("R1", 3), Town::job()).command);
  market.apply(plan_days(market.snapshot(), request_for("R2", 2), Town::job()).command);
  const Snapshot before = market.snapshot();
  const model::Stop& first = before.stops.rows().front();
  ASSERT_EQ(first.rep.text(), "R1");
  DayPlanRequest again = request_for("R1");
  again.from = first.date;
  again.exclude = {first.business};
  market.apply(plan_days(market.snapshot(), again, Town::job()).command);
  const Snapshot after = market.snapshot();
  const auto others = [&](const Snapshot& snapshot) {
    std::vector<model::Stop> stops;
    for (const model::Stop& stop : snapshot.stops.rows()) {
      if (stop.rep.text() != "R1" || stop.date != again.from) stops.push_back(stop);
    }
    return stops;
  };
  EXPECT_EQ(others(after), others(before));
  EXPECT_EQ(after.routes.size(), before.routes.size());
  std::set<std::string> seen;
  for (const model::Stop& stop : after.stops.rows()) {
    EXPECT_TRUE(seen.insert(stop.business.text()).second)
        << stop.business.text() << " is planned twice";
  }
}

TEST(DaysStep, StartsFromThePresentPlanAndDoesNoWorse) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request = request_for("R1", 2);
  const DayPlanRun first = plan_days(market.snapshot(), request, Town::job());
  market.apply(first.command);
  request.present = market.snapshot().stops.rows();
  request.iterations = 0;
  const DayPlanRun again = plan_days(market.snapshot(), request, Town::job());
  EXPECT_EQ(again.plan.stops, first.plan.stops);
  request.longer = core::minutes(60);
  const DayPlanRun longer = plan_days(market.snapshot(), request, Town::job());
  EXPECT_GT(longer.plan.stops.size(), first.plan.stops.size());
  EXPECT_GT(longer.plan.value, first.plan.value);
}

TEST(DaysStep, EndsWhereItIsTold) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request = request_for("R1");
  request.ends = DayEnd::kPlace;
  request.end_place = {-68.9, 44.9};
  const DayPlanRun office = plan_days(market.snapshot(), request, Town::job());
  EXPECT_EQ(office.plan.days[0].line.back(), request.end_place);
  request.ends = DayEnd::kLastStop;
  const DayPlanRun last = plan_days(market.snapshot(), request, Town::job());
  EXPECT_EQ(last.plan.days[0].line.back(), last.plan.stops.back().position);
  EXPECT_EQ(last.plan.days[0].end, last.plan.stops.back().depart);
  market.apply(last.command);
  EXPECT_THAT(check(market.snapshot(), market.store()), IsEmpty());
}

TEST(DaysStep, APinnedVisitIsMadeOnItsDay) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request = request_for("R1", 3);
  request.pins = {{core::BusinessId("023"), request.from},
                  {core::BusinessId("037"), core::parse_date("2026-11-25")}};
  const DayPlanRun run = plan_days(market.snapshot(), request, Town::job());
  ASSERT_NE(stop_at(run.plan, "023"), nullptr);
  EXPECT_EQ(stop_at(run.plan, "023")->date, request.from);
  ASSERT_NE(stop_at(run.plan, "037"), nullptr);
  EXPECT_EQ(stop_at(run.plan, "037")->date, core::parse_date("2026-11-25"));
  EXPECT_EQ(stop_at(run.plan, "037")->kind, model::StopKind::kVisit);
  request.pins = {{core::BusinessId("023"), core::parse_date("2026-11-28")}};
  EXPECT_THAT([&] { plan_days(market.snapshot(), request, Town::job()); },
              ThrowsMessage<core::ConfigError>(HasSubstr("pinned to 2026-11-28")));
}

TEST(DaysStep, AFollowUpMayBeShorter) {
  const Town town;
  Workspace market = town.evaluated();
  model::Activity promise = visit("023", model::Outcome::kInterested);
  promise.follow_up = kMonday;
  market.apply(log_activity(market.snapshot(), promise));
  DayPlanRequest request = request_for("R1");
  request.follow_up = core::minutes(5);
  const DayPlanRun run = plan_days(market.snapshot(), request, Town::job());
  const model::Stop* stop = stop_at(run.plan, "023");
  ASSERT_NE(stop, nullptr);
  EXPECT_EQ(stop->depart.since_midnight - stop->start.since_midnight, core::minutes(5));
}

TEST(DaysStep, BalancedDaysHaveAsManyVisitsEach) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request = request_for("R1", 5);
  const auto largest = [](const routing::DayPlan& plan) {
    std::map<core::Date, int> stops;
    int most = 0;
    for (const model::Stop& stop : plan.stops) most = std::max(most, ++stops[stop.date]);
    return most;
  };
  const DayPlanRun packed = plan_days(market.snapshot(), request, Town::job());
  ASSERT_EQ(packed.plan.stops.size(), 50U) << "a week holds everyone";
  request.balanced = true;
  const DayPlanRun even = plan_days(market.snapshot(), request, Town::job());
  EXPECT_EQ(even.plan.stops.size(), 50U);
  EXPECT_GT(largest(packed.plan), 20) << "as little driving as can be";
  EXPECT_LE(largest(even.plan), 12) << "ten would be even";
  request.balanced = false;
  request.most_stops = 4;
  const DayPlanRun few = plan_days(market.snapshot(), request, Town::job());
  EXPECT_EQ(largest(few.plan), 4);
  EXPECT_EQ(few.plan.stops.size(), 20U);
}

TEST(DaysStep, ParkingTakesTimeAtEveryStop) {
  const Town town;
  Workspace market = town.evaluated();
  DayPlanRequest request = request_for("R1");
  request.parking = core::Seconds(0);
  const DayPlanRun without = plan_days(market.snapshot(), request, Town::job());
  request.parking = core::minutes(10);
  const DayPlanRun with = plan_days(market.snapshot(), request, Town::job());
  EXPECT_LT(with.plan.stops.size(), without.plan.stops.size());
  for (std::size_t i = 1; i < with.plan.stops.size(); ++i) {
    EXPECT_GE(with.plan.stops[i].arrive.since_midnight,
              with.plan.stops[i - 1].depart.since_midnight + core::minutes(10));
  }
}

}  // namespace
}  // namespace nearnet::workspace
