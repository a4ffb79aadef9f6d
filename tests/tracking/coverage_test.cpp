// SPDX-License-Identifier: Apache-2.0
#include "tracking/coverage.h"

#include "core/error.h"
#include "tracking/activities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nearnet::tracking {
namespace {

using core::parse_date;
using model::Outcome;
using testing::business_at;
using testing::visit;

/// A small world that grows by one prospect at a time.
struct World {
  std::vector<model::Business> businesses;
  std::vector<model::Prospect> prospects;
  std::vector<model::Activity> activities;
  std::vector<model::Stop> stops;
  std::vector<model::Footprint> footprints;
  std::map<core::BusinessId, Assignment> assignments;

  model::Business& add(bool eligible = true) {
    const std::string id = std::to_string(businesses.size() + 1);
    businesses.push_back(business_at(model::Stage::kNew, id));
    model::Prospect prospect;
    prospect.business = core::BusinessId(id);
    prospect.eligible = eligible;
    prospects.push_back(prospect);
    return businesses.back();
  }

  CoverageReport report(const CoverageOptions& options) const {
    return coverage({.businesses = businesses,
                     .prospects = prospects,
                     .activities = activities,
                     .stops = stops,
                     .footprints = footprints,
                     .assignments = assignments},
                    options);
  }
};

const core::Date kToday = parse_date("2026-11-23");

TEST(Coverage, DependsOnTheWholeUniverse) {
  World world;
  for (int i = 0; i < 400; ++i) {
    const std::string id = world.add().id.text();
    if (i < 320) world.activities.push_back(visit(id, Outcome::kConversation));
  }
  const CoverageReport report = world.report({.today = kToday, .days = 30});
  EXPECT_EQ(report.total.rate().text(), "320 of 400 = 80.0 %");
  EXPECT_EQ(report.gaps.size(), 80U);
  for (int i = 0; i < 100; ++i) world.add();
  EXPECT_EQ(world.report({.today = kToday, .days = 30}).total.rate().text(), "320 of 500 = 64.0 %");
}

TEST(Coverage, LeavesOutWhomWeMayNotOrNeedNotVisit) {
  World world;
  world.add();
  world.add(false);
  world.add().customer_status = model::CustomerStatus::kActive;
  world.add().do_not_contact = true;
  model::Prospect orphan;
  orphan.business = core::BusinessId("gone");
  orphan.eligible = true;
  world.prospects.push_back(orphan);
  EXPECT_EQ(world.report({.today = kToday}).total.universe, 1);
}

TEST(Coverage, AnAttemptIsNoVisit) {
  World world;
  world.activities.push_back(visit(world.add().id.text(), Outcome::kNotIn));
  const CoverageReport report = world.report({.today = kToday});
  EXPECT_EQ(report.total.visited, 0);
  EXPECT_EQ(report.total.never_visited, 1);
}

TEST(Coverage, TheWindowHoldsTodayAndTheDaysBefore) {
  World world;
  world.activities.push_back(visit(world.add().id.text(), Outcome::kConversation, "2026-11-17"));
  EXPECT_EQ(world.report({.today = kToday, .days = 7}).total.visited, 1);
  EXPECT_EQ(world.report({.today = kToday, .days = 6}).total.visited, 0);
  EXPECT_EQ(world.report({.today = kToday, .days = 6}).total.never_visited, 0);
  EXPECT_EQ(world.report({.today = parse_date("2026-11-16"), .days = 7}).total.never_visited, 1)
      << "a visit after today has not happened yet";
  EXPECT_THROW(world.report({.today = kToday, .days = -1}), core::ConfigError);
}

TEST(Coverage, CountsImportedVisitsPlansAndCadence) {
  World world;
  world.add().last_visit = parse_date("2026-11-01");  // day 22 of 30: due
  world.add().last_visit = parse_date("2026-10-01");  // overdue
  world.add().last_visit = parse_date("2026-11-20");  // covered
  model::Business& lost = world.add();
  lost.last_visit = parse_date("2026-01-01");
  lost.stage = model::Stage::kClosedLost;
  world.add();
  model::Stop ahead;
  ahead.business = core::BusinessId("5");
  ahead.date = kToday;
  model::Stop past = ahead;
  past.business = core::BusinessId("3");
  past.date = parse_date("2026-11-22");
  world.stops = {ahead, ahead, past};
  const CoverageLine expected{.key = "total",
                              .universe = 5,
                              .visited = 4,
                              .planned = 1,
                              .due = 1,
                              .overdue = 1,
                              .never_visited = 1};
  EXPECT_EQ(world.report({.today = kToday}).total, expected);
}

TEST(Coverage, AnEmptyUniverseHasNoRate) {
  EXPECT_EQ(World().report({.today = kToday}).total.rate().percent(), "n/a");
}

TEST(Coverage, NamesItsDenominatorAndWindow) {
  const std::string text = World().report({.today = kToday, .days = 90}).definition;
  EXPECT_THAT(text, ::testing::HasSubstr("eligible prospects"));
  EXPECT_THAT(text, ::testing::HasSubstr("in the 90 days from 2026-08-26 to 2026-11-23"));
}

TEST(Coverage, GroupsByRepWithOwnersFirst) {
  World world;
  world.add().owner = core::RepId("10");
  world.add().owner = core::RepId("9");
  world.add();
  world.add();
  world.assignments[core::BusinessId("1")] = {.territory = "North", .rep = core::RepId("9")};
  world.assignments[core::BusinessId("3")] = {.territory = "North", .rep = core::RepId("9")};
  const CoverageReport report = world.report({.today = kToday, .by = CoverageBy::kRep});
  ASSERT_EQ(report.by.size(), 3U);
  EXPECT_EQ(report.by[0].key, "9");
  EXPECT_EQ(report.by[0].universe, 2);
  EXPECT_EQ(report.by[1].key, "10");
  EXPECT_EQ(report.by[2].key, "unassigned");
  int sum = 0;
  for (const CoverageLine& line : report.by) sum += line.universe;
  EXPECT_EQ(sum, report.total.universe);
}

TEST(Coverage, GroupsByTerritoryNodeAndSector) {
  World world;
  world.add().naics = "445110";
  world.add().naics = "722511";
  world.assignments[core::BusinessId("2")] = {.territory = "South", .rep = {}};
  model::Footprint footprint;
  footprint.id = core::FootprintId("F1");
  footprint.node = "N7";
  world.footprints = {footprint};
  world.prospects[0].footprint = footprint.id;
  const auto keys = [&](CoverageBy by) {
    std::vector<std::string> result;
    for (const CoverageLine& line : world.report({.today = kToday, .by = by}).by) {
      result.push_back(line.key);
    }
    return result;
  };
  using ::testing::ElementsAre;
  EXPECT_THAT(keys(CoverageBy::kTerritory), ElementsAre("South", "unassigned"));
  EXPECT_THAT(keys(CoverageBy::kNode), ElementsAre("N7", "unknown"));
  EXPECT_THAT(keys(CoverageBy::kNaics), ElementsAre("44-45", "72"));
  EXPECT_THAT(keys(CoverageBy::kNone), ElementsAre());
}

TEST(NaicsSector, KnowsTheThreeRanges) {
  EXPECT_EQ(naics_sector("311811"), "31-33");
  EXPECT_EQ(naics_sector("33"), "31-33");
  EXPECT_EQ(naics_sector("452"), "44-45");
  EXPECT_EQ(naics_sector("48-49"), "48-49");
  EXPECT_EQ(naics_sector(" 54 "), "54");
  EXPECT_EQ(naics_sector(""), "unknown");
  EXPECT_EQ(naics_sector("7"), "unknown");
  EXPECT_EQ(naics_sector("retail"), "unknown");
}

TEST(CoverageBy, TextFormsGoBothWays) {
  for (const CoverageBy by : {CoverageBy::kNone, CoverageBy::kRep, CoverageBy::kTerritory,
                              CoverageBy::kNaics, CoverageBy::kNode}) {
    EXPECT_EQ(coverage_by_from_text(to_text(by)), by);
  }
  EXPECT_FALSE(coverage_by_from_text("county").has_value());
}

}  // namespace
}  // namespace nearnet::tracking
