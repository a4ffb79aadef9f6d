// SPDX-License-Identifier: Apache-2.0
// Plant drawn as cables, from import to the lists that leave: a workspace says the same of it as a
// run on plain files.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "cases/feet_map.h"
#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::run_cli;
using testing::run_json;

constexpr const char* kToday = "2026-11-23";
using Rows = std::vector<std::vector<std::string>>;

std::string cable(const std::string& properties,
                  const std::vector<std::pair<double, double>>& points) {
  std::string line;
  for (const auto& [x, y] : points) line += (line.empty() ? "[" : ",[") + at_feet(x, y) + "]";
  return feature(properties, R"({"type": "LineString", "coordinates": [)" + line + "]}");
}

/// Cables along two streets, the second without a drop; a footprint drawn as an area beside them.
class LinePlant : public ::testing::Test {
 protected:
  LinePlant() {
    market.write("plant.geojson",
                 collection({cable(R"({"id": "C1", "provider": "Example Cable", "node": "N1",
                              "as_of": "2026-06-30", "drop_ft": 150})",
                                   {{0, 0}, {1'000, 0}, {1'000, 800}}),
                             cable(R"({"id": "C2", "provider": "Example Cable", "node": "N2"})",
                                   {{0, 2'000}, {1'000, 2'000}}),
                             plant("P1", 3'000, 0, 4'000, 1'000)}));
    std::string shops = "external_id,business_name,lon,lat\n";
    for (int i = 0; i < 300; ++i) {
      const double east = -500.0 + 17.0 * i;
      const double north = -400.0 + 211.0 * (i % 13);
      shops += fmt::format("B{:03},Shop {},{}\n", i, i, at_feet(east, north));
    }
    shops += "ON,On the drop," + at_feet(500, 120) + "\nNEAR,Past the drop," + at_feet(500, -200) +
             "\nBARE,On the bare cable," + at_feet(0, 2'000) + "\nOFF,Beside it," +
             at_feet(500, 2'700) + "\n";
    market.write("shops.csv", shops);
    import_plant();
    import_json({market.path(), "businesses", market.file("shops.csv")});
  }

  Json import_plant() const {
    return import_json({market.path(), "footprints", market.file("plant.geojson")});
  }
  Json evaluate(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"eligibility", market.path(), "--today", kToday});
    return run_json(more);
  }
  std::string explain(const std::string& business) const {
    return run_cli({"explain", market.path(), business, "--today", kToday}).out;
  }
  Rows verdicts() const {
    Rows rows =
        read_rows(market.path(), {"business_id", "status", "footprint_id", "distance_m", "reasons"},
                  "prospects");
    std::sort(rows.begin(), rows.end());
    return rows;
  }

  Market market;
};

TEST_F(LinePlant, IsKeptWithItsDropAndKnownAgain) {
  const testing::CliRun again =
      run_cli({"import", market.path(), "footprints", market.file("plant.geojson")});
  EXPECT_THAT(again.out, HasSubstr("rows read 3: imported 0, updated 0, unchanged 3, rejected 0"));
  EXPECT_THAT(again.err, HasSubstr("NO_DROP: 1 of 2 cables have no drop distance"));
  EXPECT_THAT(
      read_rows(market.path(), {"footprint_id", "drop_m"}, "footprints"),
      ElementsAre(ElementsAre("C1", "45.72"), ElementsAre("C2", ""), ElementsAre("P1", "")));
  market.expect_sound();
}

TEST_F(LinePlant, AWorkspaceAndPlainFilesAgree) {
  const Json json = evaluate();
  EXPECT_GT(json["on_net"], 10);
  EXPECT_GT(json["near_net"], 10);
  EXPECT_GT(json["off_net"], 10);
  const std::string out = market.file("verdicts.csv");
  run_json({"eligibility", "--businesses", market.file("shops.csv"), "--footprints",
            market.file("plant.geojson"), "--output", out});
  Rows plain = read_rows(out, {"external_id", "status", "footprint_id", "distance_m", "reasons"});
  std::sort(plain.begin(), plain.end());
  EXPECT_EQ(verdicts(), plain);
  market.expect_sound();
}

TEST_F(LinePlant, IsExplainedByTheDropOfTheCable) {
  evaluate();
  EXPECT_THAT(explain("ON"),
              HasSubstr("is on-net, 36.6 m (120.0 ft) from cable C1 (Example Cable), whose drop "
                        "reaches 45.7 m (150.0 ft)"));
  EXPECT_THAT(explain("NEAR"), HasSubstr("61.0 m (200.0 ft) to cable C1 (Example Cable), whose "
                                         "drop reaches 45.7 m (150.0 ft)"));
  EXPECT_THAT(explain("BARE"), HasSubstr("served by cable C2 (Example Cable), whose drop is not on "
                                         "record"));
  EXPECT_THAT(explain("OFF"), HasSubstr("is off-net"));
}

TEST_F(LinePlant, RoadsAndBarriersCountOnTheWayOfADrop) {
  import_json({market.path(), "roads",
               market.write("roads.geojson", collection({street({{500, -300}, {500, 300}}),
                                                         street({{-200, 0}, {1'200, 0}})}))});
  import_json(
      {market.path(), "barriers",
       market.write("rail.geojson", collection({cable(R"({"kind": "rail", "name": "Main line"})",
                                                      {{0, 60}, {1'000, 60}})}))});
  const std::string strict = market.write("strict.toml", "[exclude]\nbarriers = true\n");
  evaluate({"--rules", strict});
  EXPECT_THAT(explain("ON"), HasSubstr("the straight line to the plant crosses Main line (rail)"));
  EXPECT_THAT(explain("ON"), HasSubstr("along the road 36.6 m (120.0 ft)"));
  EXPECT_THAT(explain("NEAR"), HasSubstr("no barrier in the straight line"));
  const Rows rows = verdicts();
  const auto on = std::ranges::find_if(rows, [](const auto& row) { return row[0] == "ON"; });
  ASSERT_NE(on, rows.end());
  EXPECT_EQ(on->back(), "ON_NET,BARRIER_EXCLUDED,BARRIER");
  market.expect_sound();
}

TEST_F(LinePlant, ALongerDropIsAChangeOfThePlant) {
  evaluate();
  market.write("plant.geojson",
               collection({cable(R"({"id": "C1", "provider": "Example Cable", "drop_ft": 250})",
                                 {{0, 0}, {1'000, 0}, {1'000, 800}})}));
  EXPECT_EQ(import_plant()["updated"], 1);
  evaluate();
  const Json changes = run_json({"changes", market.path()});
  const auto of_near = std::ranges::find_if(
      changes["changes"], [](const Json& change) { return change["business"] == "NEAR"; });
  ASSERT_NE(of_near, changes["changes"].end()) << changes.dump(1);
  EXPECT_EQ((*of_near)["status_before"], "near_net");
  EXPECT_EQ((*of_near)["status_after"], "on_net");
  EXPECT_EQ((*of_near)["cause"], "PLANT_CHANGED");
  EXPECT_EQ((*of_near)["detail"], "the drop of cable C1 is another");
}

TEST_F(LinePlant, TheRestOfTheJobRunsOnIt) {
  evaluate();
  import_json({market.path(), "reps",
               market.write("reps.csv", "rep_id,name,lon,lat\nae-1,Ada," + at_feet(0, 0) + "\n")});
  EXPECT_EQ(run_json({"coverage", market.path(), "--by", "node", "--today", kToday})["by"].size(),
            3U);
  run_json({"export", market.path(), "prospects", market.file("list.gpkg"), "--today", kToday});
  run_json({"days", market.path(), "plan", "--rep", "ae-1", "--from", kToday, "--days", "1",
            "--today", kToday, "--iterations", "100"});
  run_json({"export", market.path(), "day-pack", market.file("pack"), "--rep", "ae-1", "--date",
            kToday, "--today", kToday});
  EXPECT_THAT(testing::run_failing(3, {"territories", market.path(), "design", "--count", "2",
                                       "--units", "node", "--today", kToday}),
              HasSubstr("no footprint that is an area has a node"));
  run_json({"territories", market.path(), "design", "--count", "2", "--units", "hex:100m",
            "--today", kToday, "--tolerance", "50%"});
  market.expect_sound();
}

}  // namespace
}  // namespace nearnet::cases
