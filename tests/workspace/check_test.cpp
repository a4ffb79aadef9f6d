// SPDX-License-Identifier: Apache-2.0
// A sound workspace passes; each way of damaging it is noticed.
#include "workspace/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "storage/tables.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class CheckTest : public ::testing::Test {
 protected:
  CheckTest() {
    DayPlanRequest request;
    request.rep = core::RepId("R1");
    request.from = kMonday;
    request.days = 2;
    request.iterations = 200;
    market_.apply(plan_days(market_.snapshot(), request, Town::job()).command);
    market_.apply(log_activity(market_.snapshot(), visit("023", model::Outcome::kInterested)));
    market_.apply(set_quota(market_.snapshot(), {core::RepId("R1"), kMonday,
                                                 core::add_days(kMonday, 7), core::Cents(1)}));
  }

  std::vector<std::string> problems() { return check(market_.snapshot(), market_.store()); }

  /// Changes the first row of a layer, key included, as somebody with a GIS might.
  template <typename Record>
  void damage(const storage::TableOf<Record>& table, const std::function<void(Record&)>& change) {
    std::vector<Record> rows = storage::read(market_.store(), table);
    ASSERT_FALSE(rows.empty()) << table.table.name;
    change(rows.front());
    market_.apply({"damage", "", std::nullopt, [&](storage::Transaction& transaction) {
                     storage::replace<Record>(transaction, table, rows, nullptr);
                   }});
  }

  template <typename Record>
  void expect_noticed(const storage::TableOf<Record>& table,
                      const std::function<void(Record&)>& change, const std::string& words) {
    SCOPED_TRACE(words);
    damage<Record>(table, change);
    const std::vector<std::string> found = problems();
    EXPECT_THAT(found, Contains(HasSubstr(words)));
    for (const std::string& sentence : found) {
      EXPECT_THAT(sentence, HasSubstr("; ")) << "says what to do";
    }
    market_.undo();
    EXPECT_THAT(problems(), IsEmpty());
  }

  Town town_;
  Workspace market_ = town_.published();
};

TEST_F(CheckTest, ASoundWorkspaceHasNoProblems) {
  EXPECT_THAT(problems(), IsEmpty());
  const Town other;
  Workspace empty = other.open();
  EXPECT_THAT(check(empty.snapshot(), empty.store()), IsEmpty());
  Workspace imported = other.imported();
  EXPECT_THAT(check(imported.snapshot(), imported.store()), IsEmpty())
      << "before eligibility nobody needs a verdict";
}

TEST_F(CheckTest, NoticesDamagedProspects) {
  using model::Prospect;
  const auto& table = storage::prospects();
  expect_noticed<Prospect>(
      table, [](Prospect& p) { p.business = core::BusinessId("no one"); },
      "\"no one\" is no business");
  expect_noticed<Prospect>(
      table, [](Prospect& p) { p.business = core::BusinessId("no one"); },
      "business \"001\" has not been evaluated");
  expect_noticed<Prospect>(
      table, [](Prospect& p) { p.eligible = false; }, "is not eligible with the reasons ON_NET");
  expect_noticed<Prospect>(
      table, [](Prospect& p) { p.reasons.push_back("CLOSED"); }, "is eligible with the reasons");
  expect_noticed<Prospect>(
      table, [](Prospect& p) { p.reasons.push_back("BAD_LUCK"); }, "unknown reason BAD_LUCK");
  expect_noticed<Prospect>(
      table, [](Prospect& p) { p.status = model::NetStatus::kNearNet; },
      "is near_net for other reasons");
  expect_noticed<Prospect>(
      table, [](Prospect& p) { p.distance.reset(); }, "without a footprint and a distance");
  expect_noticed<Prospect>(
      table, [](Prospect& p) { p.distance = core::Metres(3.0); }, "is on_net at 3.0 m");
  expect_noticed<Prospect>(
      table,
      [](Prospect& p) {
        p.status = model::NetStatus::kNearNet;
        p.reasons = {"NEAR_NET"};
        p.distance = core::Metres(150.1);
      },
      "is near_net at 150.1 m");
  expect_noticed<Prospect>(
      table, [](Prospect& p) { p.footprint = core::FootprintId("F9"); },
      "refers to footprint \"F9\"");
  expect_noticed<Prospect>(
      table, [](Prospect& p) { p.score = 101.0; }, "has the score 101");
  expect_noticed<Prospect>(
      table, [](Prospect& p) { p.position->lat += 1e-6; }, "has moved since it was evaluated");
}

TEST_F(CheckTest, NoticesDamagedRecords) {
  using model::Business;
  using model::Footprint;
  expect_noticed<Business>(
      storage::businesses(), [](Business& b) { b.owner = core::RepId("R9"); },
      "belongs to \"R9\", who is no rep");
  expect_noticed<Business>(
      storage::businesses(),
      [](Business& b) {
        b.position = geo::LonLat{200.0, 10.0};
      },
      "stands at 200, 10");
  expect_noticed<Business>(
      storage::businesses(), [](Business& b) { b.id = core::BusinessId("002"); },
      "layer businesses has the key 002 more than once");
  expect_noticed<Business>(
      storage::businesses(), [](Business& b) { b.id = core::BusinessId(); }, "without a full key");
  expect_noticed<Footprint>(
      storage::footprints(),
      [](Footprint& f) {
        f.geometry = geo::Geometry::from_wkt("POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))");
      },
      "is broken: Self-intersection");
  expect_noticed<Footprint>(
      storage::footprints(), [](Footprint& f) { f.geometry = geo::Geometry(); }, "has no shape");
}

TEST_F(CheckTest, NoticesDamagedTerritories) {
  using model::Scenario;
  using model::ScenarioUnit;
  using model::Territory;
  expect_noticed<Territory>(
      storage::territories(), [](Territory& t) { t.units += 1; }, "units and has");
  expect_noticed<Territory>(
      storage::territories(), [](Territory& t) { t.weights["prospects"] += 1.0; },
      "other weights than its units");
  expect_noticed<Territory>(
      storage::territories(), [](Territory& t) { t.connected = false; },
      "says it is not connected and has 1 parts");
  expect_noticed<Territory>(
      storage::territories(), [](Territory& t) { t.scenario = core::ScenarioId("x"); },
      "belongs to scenario \"x\"");
  expect_noticed<Territory>(
      storage::territories(), [](Territory& t) { t.rep = core::RepId("R9"); },
      "territory \"1\" belongs to \"R9\"");
  expect_noticed<Territory>(
      storage::territories(), [](Territory& t) { t.geometry = geo::Geometry(); },
      "another outline than its units");
  expect_noticed<ScenarioUnit>(
      storage::scenario_units(), [](ScenarioUnit& u) { u.territory = core::TerritoryId("7"); },
      "belongs to territory \"7\"");
  expect_noticed<ScenarioUnit>(
      storage::scenario_units(), [](ScenarioUnit& u) { u.scenario = core::ScenarioId("x"); },
      "belongs to scenario \"x\"");
  expect_noticed<ScenarioUnit>(
      storage::scenario_units(), [](ScenarioUnit& u) { u.geometry = geo::Geometry(); },
      "is missing");
  Scenario second = market_.snapshot().scenarios.rows().front();
  second.id = core::ScenarioId("second");
  market_.apply({"damage", "", std::nullopt, [&](storage::Transaction& transaction) {
                   storage::upsert(transaction, storage::scenarios(), {second});
                 }});
  EXPECT_THAT(problems(), Contains(HasSubstr("both published")));
}

TEST_F(CheckTest, NoticesDamagedDays) {
  using model::DayRoute;
  using model::Stop;
  expect_noticed<Stop>(
      storage::stops(), [](Stop& s) { s.business = core::BusinessId("no one"); },
      "stops at \"no one\"");
  expect_noticed<Stop>(
      storage::stops(), [](Stop& s) { s.sequence = 99; }, "where stop 1 is expected");
  expect_noticed<Stop>(
      storage::stops(),
      [](Stop& s) { s.depart.since_midnight = s.start.since_midnight - core::Seconds(1); },
      "ends before it begins");
  expect_noticed<Stop>(
      storage::stops(), [](Stop& s) { s.arrive = {}; }, "before it can");
  expect_noticed<Stop>(
      storage::stops(), [](Stop& s) { s.date = core::parse_date("2026-12-24"); },
      "has stops and no route");
  expect_noticed<DayRoute>(
      storage::routes(), [](DayRoute& r) { r.end = r.start; }, "over before its last stop");
  expect_noticed<DayRoute>(
      storage::routes(), [](DayRoute& r) { r.visits += core::Seconds(60); }, "its stops take");
}

TEST_F(CheckTest, NoticesDamagedActivitiesAndQuotas) {
  expect_noticed<model::Activity>(
      storage::activities(), [](model::Activity& a) { a.business = core::BusinessId("?"); },
      "is about \"?\"");
  expect_noticed<model::Quota>(
      storage::quotas(), [](model::Quota& q) { q.rep = core::RepId("R9"); }, "who is no rep");
  expect_noticed<model::Quota>(
      storage::quotas(), [](model::Quota& q) { q.to = q.from; }, "ends before it begins");
}

TEST_F(CheckTest, ManyProblemsOfAKindAreCounted) {
  market_.apply({"damage", "", std::nullopt, [&](storage::Transaction& transaction) {
                   storage::replace<model::Prospect>(transaction, storage::prospects(), {},
                                                     nullptr);
                 }});
  const std::vector<std::string> found = problems();
  EXPECT_EQ(found.size(), 4u) << "three examples and a count";
  EXPECT_THAT(found.back(), HasSubstr("businesses without a verdict: 58 more"));
}

}  // namespace
}  // namespace nearnet::workspace
