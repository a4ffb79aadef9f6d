// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/error.h"
#include "workspace/town.h"

namespace nearnet::workspace {
namespace {

class EveryKind : public ::testing::TestWithParam<ImportKind> {};

TEST_P(EveryKind, CountsAddUpAndASecondImportChangesNothing) {
  const Town town;
  Workspace market = town.imported();
  const ImportKind kind = GetParam();
  const std::string path = town.file(town_file(kind));
  ImportRequest request;
  request.kind = kind;
  request.source = path;

  const auto count_all = [](const ImportRun& run) {
    return run.counts.imported + run.counts.updated + run.counts.unchanged +
           run.diagnostics.rejected();
  };
  const ImportRun first = run_import(market.snapshot(), request, Town::job());
  EXPECT_GT(first.rows_read, 0);
  EXPECT_EQ(first.rows_read, count_all(first));
  EXPECT_EQ(first.diagnostics.rejected(), 0);
  const Receipt receipt = market.apply(first.command);
  if (kind != ImportKind::kActivities && kind != ImportKind::kOutcomes) {
    EXPECT_EQ(receipt.rows_changed, first.counts.changed());
  }

  const ImportRun second = run_import(market.snapshot(), request, Town::job());
  EXPECT_EQ(second.rows_read, count_all(second));
  EXPECT_EQ(second.counts.unchanged, second.rows_read);
  const std::size_t commands = market.audit().size();
  EXPECT_EQ(market.apply(second.command).rows_changed, 0);
  EXPECT_EQ(market.audit().size(), commands);
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryKind, ::testing::ValuesIn(import_kinds()),
                         [](const auto& kind) {
                           std::string name(to_text(kind.param));
                           std::erase(name, '-');
                           return name;
                         });

TEST(ImportKinds, HaveTextForms) {
  for (const ImportKind kind : import_kinds()) {
    EXPECT_EQ(import_kind_from_text(to_text(kind)), kind);
  }
  EXPECT_FALSE(import_kind_from_text("parks").has_value());
}

TEST(ImportStep, RejectedRowsAreCountedByReason) {
  const Town town;
  Workspace market = town.open();
  const std::string path = town.write("mixed.geojson",
                                      R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"footprint_id":"1"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
{"type":"Feature","properties":{"footprint_id":"2"},"geometry":{"type":"Point","coordinates":[0,0]}},
{"type":"Feature","properties":{"footprint_id":"3"},"geometry":null}]})");
  const ImportRun run = town.import(market, ImportKind::kFootprints, path);
  EXPECT_EQ(run.rows_read, 3);
  EXPECT_EQ(run.counts.imported, 1);
  EXPECT_EQ(run.diagnostics.rejected(), 2);
  EXPECT_EQ(market.snapshot().footprints.size(), 1u);
}

/// Four streets around a block and one restriction a number, at the corner of Elm and Oak.
std::string block_with_restrictions(const std::vector<int>& relations) {
  std::string text = R"(<?xml version='1.0'?><osm version="0.6">
<node id="1" lat="0.000" lon="0.000"/><node id="2" lat="0.000" lon="0.001"/>
<node id="3" lat="0.001" lon="0.001"/><node id="4" lat="0.001" lon="0.000"/>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/><tag k="name" v="Elm"/></way>
<way id="2"><nd ref="2"/><nd ref="3"/><tag k="highway" v="service"/><tag k="name" v="Oak"/></way>
<way id="3"><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="highway" v="service"/></way>)";
  for (const int id : relations) {
    text += "<relation id=\"" + std::to_string(id) + R"("><member type="way" ref="1" role="from"/>
<member type="node" ref="2" role="via"/><member type="way" ref="2" role="to"/>
<tag k="type" v="restriction"/><tag k="restriction" v="no_left_turn"/></relation>)";
  }
  return text + "</osm>";
}

std::vector<std::string> restrictions_of(Workspace& market) {
  std::vector<std::string> ids;
  for (const auto& turn : market.snapshot().turn_restrictions.rows()) ids.push_back(turn.id.text());
  std::ranges::sort(ids);
  return ids;
}

TEST(ImportStep, TurnRestrictionsComeWithTheirRoads) {
  const Town town;
  Workspace market = town.open();
  const auto import = [&](const std::string& name, const std::vector<int>& relations) {
    return town.import(market, ImportKind::kRoads,
                       town.write(name, block_with_restrictions(relations)));
  };
  using ::testing::ElementsAre;
  const ImportRun run = import("block.osm", {1, 2});
  EXPECT_EQ(run.rows_read, 3) << "rows are roads";
  EXPECT_EQ(run.counts.imported, 3);
  EXPECT_THAT(restrictions_of(market), ElementsAre("relation/1", "relation/2"));
  import("other.osm", {7});
  EXPECT_THAT(restrictions_of(market), ElementsAre("relation/1", "relation/2", "relation/7"));

  import("block.osm", {2, 3});
  EXPECT_THAT(restrictions_of(market), ElementsAre("relation/2", "relation/3", "relation/7"))
      << "those that the source has no more are gone, another source's stay";
  ASSERT_TRUE(market.undo());
  EXPECT_THAT(restrictions_of(market), ElementsAre("relation/1", "relation/2", "relation/7"));

  import("other.osm", {1});
  EXPECT_THAT(restrictions_of(market), ElementsAre("relation/1", "relation/2"))
      << "one relation, whichever file it is in";
  ImportRequest elm;
  elm.kind = ImportKind::kRoads;
  elm.source = town.write("block.osm", block_with_restrictions({3}));
  elm.where = "name = 'Elm'";
  market.apply(run_import(market.snapshot(), elm, Town::job()).command);
  EXPECT_THAT(restrictions_of(market), ElementsAre("relation/1", "relation/2"))
      << "some of the roads say nothing of the others' restrictions";
}

geo::Line line_of(Workspace& market, const std::string& id) {
  for (const model::Road& road : market.snapshot().roads.rows()) {
    if (road.id.text() == id) return road.line;
  }
  return {};
}

TEST(ImportStep, LinesAreJoinedToThoseOfOtherFiles) {
  const Town town;
  Workspace market = town.open();
  const auto import = [&](const std::string& name, const std::string& rows) {
    return town.import(market, ImportKind::kRoads, town.write(name, "id,wkt\n" + rows));
  };
  const std::string main_street = "m,\"LINESTRING (0 0, 0.01 0)\"\n";
  const std::string side_street = "s,\"LINESTRING (0.004 0.01, 0.004 0.000005)\"\n";
  EXPECT_EQ(import("main.csv", main_street).road_parts.size(), 1U);
  const ImportRun joined = import("side.csv", side_street);
  EXPECT_EQ(joined.counts.imported, 1) << "what was there before is no row of this file";
  EXPECT_EQ(joined.road_parts.size(), 1U);
  EXPECT_EQ(joined.diagnostics.count("JOINED"), 1);
  EXPECT_EQ(line_of(market, "m").size(), 3U);
  EXPECT_EQ(import("side.csv", side_street).counts.unchanged, 1);
  EXPECT_EQ(import("main.csv", main_street).counts.unchanged, 1) << "joined again as it was";

  ASSERT_TRUE(market.undo());
  EXPECT_EQ(line_of(market, "m").size(), 2U);
  ImportRequest exact;
  exact.kind = ImportKind::kRoads;
  exact.source = town.file("side.csv");
  exact.noding.tolerance = core::Metres(0.1);
  const ImportRun apart = run_import(market.snapshot(), exact, Town::job());
  ASSERT_EQ(apart.road_parts.size(), 2U);
  EXPECT_EQ(apart.diagnostics.count("ROAD_PARTS"), 1);
}

TEST(ImportStep, BridgesAndDirectionsOfLines) {
  const Town town;
  Workspace market = town.open();
  const ImportRun run =
      town.import(market, ImportKind::kRoads,
                  town.write("streets.csv",
                             "id,class,bridge,travel_direction,wkt\n"
                             "a,County,yes,F,\"LINESTRING (0 0, 0.001 0)\"\n"
                             "b,County,yes,T,\"LINESTRING (0.001 0, 0.002 0)\"\n"
                             "c,County,no,B,\"LINESTRING (0.001 0.001, 0.001 0)\"\n"
                             "d,County,,sideways,\"LINESTRING (0.001 0, 0.001 -0.001)\"\n"));
  EXPECT_EQ(run.road_parts.size(), 2U) << "over and under the bridge";
  EXPECT_EQ(run.diagnostics.count("BAD_ONE_WAY"), 1);
  std::vector<model::OneWay> directions;
  const Snapshot now = market.snapshot();
  for (const model::Road& road : now.roads.rows()) directions.push_back(road.one_way);
  using model::OneWay;
  EXPECT_THAT(directions, ::testing::ElementsAre(OneWay::kForward, OneWay::kBackward, OneWay::kNo,
                                                 OneWay::kNo));
  EXPECT_THAT(now.roads.rows()[0].extra, ::testing::HasSubstr("bridge"));
}

TEST(ImportStep, AMissingFileChangesNothing) {
  const Town town;
  Workspace market = town.open();
  EXPECT_THROW(town.import(market, ImportKind::kRoads, town.file("none.shp")), core::InputError);
  EXPECT_TRUE(market.audit().empty());
}

TEST(ImportStep, WhatTheWorkspaceHasLearnedSurvivesAReimport) {
  const Town town;
  Workspace market = town.published();
  market.apply(log_activity(market.snapshot(), visit("012", model::Outcome::kInterested)));
  market.apply(log_activity(market.snapshot(), visit("013", model::Outcome::kDoNotContact)));
  market.apply(log_activity(market.snapshot(), visit("014", model::Outcome::kClosedDown)));
  town.import(market, ImportKind::kCustomers, town.file("customers.csv"));
  const Snapshot before = market.snapshot();
  const ImportRun run = town.import(market, ImportKind::kBusinesses, town.file("businesses.csv"));
  EXPECT_EQ(run.counts.unchanged, run.rows_read);
  EXPECT_EQ(market.snapshot().businesses.rows(), before.businesses.rows());
  const model::Business& shop = *before.businesses.find(core::BusinessId("012"));
  EXPECT_EQ(shop.stage, model::Stage::kQualified);
  EXPECT_EQ(shop.last_visit, kFriday);
  EXPECT_FALSE(shop.owner.empty());
  EXPECT_TRUE(before.businesses.find(core::BusinessId("013"))->do_not_contact);
  EXPECT_TRUE(before.businesses.find(core::BusinessId("014"))->closed);
}

TEST(ImportStep, NewFactsOfTheSourceArrive) {
  const Town town;
  Workspace market = town.published();
  const std::string path =
      town.write("moved.csv",
                 "external_id,business_name,lat,lon,employees,last_visit,owner,stage\n"
                 "012,New Name,44.8081,-68.7891,99,2026-11-19,R9,billing\n");
  const core::RepId owner = market.snapshot().businesses.find(core::BusinessId("012"))->owner;
  market.apply(log_activity(market.snapshot(), visit("012", model::Outcome::kInterested)));
  const ImportRun run = town.import(market, ImportKind::kBusinesses, path);
  EXPECT_EQ(run.counts.updated, 1);
  const Snapshot now = market.snapshot();
  const model::Business& shop = *now.businesses.find(core::BusinessId("012"));
  EXPECT_EQ(shop.name, "New Name");
  EXPECT_EQ(shop.employees, 99);
  EXPECT_EQ(shop.last_visit, kFriday) << "the later visit counts";
  EXPECT_EQ(shop.owner, owner) << "the published plan decides";
  EXPECT_EQ(shop.stage, model::Stage::kQualified);
}

TEST(ImportStep, IdsOfAnotherListThatClashAreToldWithAnExample) {
  const Town town;
  Workspace market = town.open();
  const auto list = [&](const std::string& name, const std::string& first) {
    const std::string path =
        town.write(name, "id,name,address\n1," + first + ",1 " + first + " St\n2,Bo,2 Main St\n");
    return town.import(market, ImportKind::kBusinesses, path);
  };
  EXPECT_EQ(list("bakers.csv", "Ada").diagnostics.count("CLASHING_IDS"), 0);
  EXPECT_EQ(list("bakers.csv", "Ada").diagnostics.count("CLASHING_IDS"), 0);
  const ImportRun run = list("banks.csv", "Cy");
  ASSERT_EQ(run.diagnostics.count("CLASHING_IDS"), 1);
  for (const core::Finding& finding : run.diagnostics.findings()) {
    if (finding.code != "CLASHING_IDS") continue;
    EXPECT_EQ(finding.found,
              "1 businesses of other lists are replaced by others under the same id: 1 was \"Ada\" "
              "in bakers.csv and is \"Cy\" now");
  }
}

TEST(ImportStep, CustomersMarkKnownBusinessesAndAddOthers) {
  const Town town;
  Workspace market = town.imported();
  const std::string path = town.write("customers2.csv",
                                      "external_id,business_name,lat,lon\n"
                                      "002,Another Name,0,0\n900,New Customer,44.81,-68.77\n");
  const ImportRun run = town.import(market, ImportKind::kCustomers, path);
  EXPECT_EQ(run.counts.updated, 1);
  EXPECT_EQ(run.counts.imported, 1);
  const Snapshot now = market.snapshot();
  const model::Business& known = *now.businesses.find(core::BusinessId("002"));
  EXPECT_EQ(known.customer_status, model::CustomerStatus::kActive);
  EXPECT_EQ(known.name, "Shop 2");
  EXPECT_NEAR(known.position->lat, 44.802, 1e-9);
  EXPECT_EQ(now.businesses.find(core::BusinessId("900"))->customer_status,
            model::CustomerStatus::kActive);
}

TEST(ImportStep, ActivitiesMoveStagesInOrderOfTime) {
  const Town town;
  Workspace market = town.imported();
  const std::string path = town.write("log.csv",
                                      "activity_id,business_id,kind,outcome,at,rep\n"
                                      "a2,003,visit,interested,2026-11-05T10:00,R1\n"
                                      "a1,003,visit,not-interested,2026-11-02T10:00,R1\n"
                                      "a3,999,visit,not-in,2026-11-02T10:00,R1\n");
  const ImportRun run = town.import(market, ImportKind::kActivities, path);
  EXPECT_EQ(run.diagnostics.count("UNKNOWN_BUSINESS"), 1);
  const Snapshot now = market.snapshot();
  EXPECT_EQ(now.activities.size(), 3u);
  const model::Business& shop = *now.businesses.find(core::BusinessId("003"));
  EXPECT_EQ(shop.stage, model::Stage::kQualified) << "lost first, then interested again";
  EXPECT_EQ(shop.last_visit, core::parse_date("2026-11-05"));
}

TEST(ImportStep, UndoTakesAnImportBack) {
  const Town town;
  Workspace market = town.imported();
  const Snapshot before = market.snapshot();
  town.import(market, ImportKind::kActivities, town.file("activities.csv"));
  EXPECT_EQ(market.undo()->command, "import activities");
  const Snapshot after = market.snapshot();
  EXPECT_TRUE(after.activities.empty());
  EXPECT_EQ(after.businesses.rows(), before.businesses.rows());
}

}  // namespace
}  // namespace nearnet::workspace
