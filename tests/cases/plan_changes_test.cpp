// SPDX-License-Identifier: Apache-2.0
// Story 10: compare two plans, have a second person approve, publish; and what territories look
// like on paper.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "cases/market.h"
#include "core/text.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_failing;
using testing::run_json;

double money(const Json& text) {
  return core::parse_number(text.get<std::string>()).value();
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

class PlanChanges : public ::testing::Test {
 protected:
  PlanChanges() {
    market_.publish();
    run_json({"territories", path_, "design", "--units", "hex:200m", "--keep", "first",
              "--max-moved", "15%", "--balance", "prospects=100", "--tolerance", "1%", "--scenario",
              "second"});
    run_json({"log", path_, owned(), "--kind", "call", "--outcome", "interested", "--follow-up",
              "2026-11-19", "--mrc", "150", "--by", "R1", "--at", "2026-11-12T10:00"});
  }

  Json territories(std::vector<std::string> words) {
    words.insert(words.begin(), {"territories", path_});
    words.insert(words.end(), {"--today", "2026-11-20"});
    return run_json(words);
  }
  std::string fails(int code, std::vector<std::string> words) {
    words.insert(words.begin(), {"territories", path_});
    return run_failing(code, words);
  }
  /// An account that somebody has.
  std::string owned() {
    for (const auto& row : read_rows(path_, {"business_id", "owner"}, "businesses")) {
      if (!row[1].empty()) return row[0];
    }
    return {};
  }

  Market market_;
  const std::string& path_ = market_.path();
};

TEST_F(PlanChanges, ThereAndBackAreInverseAndNothingIsLost) {
  const Json there = territories({"compare", "first", "second", "--accounts"});
  const Json back = territories({"compare", "second", "first", "--accounts"});
  ASSERT_FALSE(there["accounts"].empty());
  std::map<std::string, std::pair<std::string, std::string>> moves;
  for (const Json& move : there["accounts"]) moves[move["business"]] = {move["from"], move["to"]};
  ASSERT_EQ(back["accounts"].size(), moves.size());
  for (const Json& move : back["accounts"]) {
    EXPECT_EQ(moves[move["business"]],
              (std::pair<std::string, std::string>{move["to"], move["from"]}));
  }
  std::int64_t accounts = 0;
  std::int64_t gained = 0;
  double mrc = 0.0;
  for (const Json& rep : there["reps"]) {
    accounts += rep["delta"]["accounts"].get<std::int64_t>();
    gained += rep["gained"]["accounts"].get<std::int64_t>();
    mrc += money(rep["delta"]["mrc"]);
  }
  EXPECT_EQ(accounts, 0);
  EXPECT_NEAR(mrc, 0.0, 1e-6);
  EXPECT_EQ(gained, there["total"]["accounts"]);
  EXPECT_EQ(there["total"]["accounts"], there["accounts"].size());
  for (const char* key : {"mrc", "open_deals", "follow_ups_overdue", "units"}) {
    EXPECT_EQ(there["total"][key], back["total"][key]) << key;
  }
  EXPECT_EQ(there["total"]["drive_minutes_before"], back["total"]["drive_minutes_after"]);
  const std::string csv = market_.file("moved.csv");
  territories({"compare", "first", "second", "--csv", csv});
  EXPECT_EQ(read_rows(csv, {"business_id", "reason"}).size(), moves.size());
}

TEST_F(PlanChanges, PublishingNeedsASecondPersonAndWritesARowForEachAccount) {
  const Json change = territories({"compare", "first", "second", "--accounts"});
  EXPECT_EQ(territories({"approval"})["approval"], "off");
  EXPECT_EQ(territories({"approval", "second-person"})["approval"], "second-person");
  EXPECT_THAT(fails(2, {"publish", "second"}), HasSubstr("propose second --by NAME"));
  territories({"propose", "second", "--by", "Ada Reed"});
  EXPECT_THAT(fails(2, {"publish", "second"}), HasSubstr("somebody other than Ada Reed"));
  EXPECT_THAT(fails(2, {"approve", "second", "--by", "ada reed"}), HasSubstr("second person"));
  territories({"approve", "second", "--by", "Pat Hale"});
  const auto audit_before = market_.rows("assignments");
  const Json published =
      territories({"publish", "second", "--from", "2026-12-01", "--by", "Ada Reed"});
  EXPECT_EQ(published["accounts_moved"], change["accounts"].size());
  EXPECT_EQ(market_.rows("assignments") - audit_before,
            static_cast<std::int64_t>(change["accounts"].size()));
  std::map<std::string, Json> rows;
  const Json history = territories({"history", "--on", "2026-12-01"});
  for (const Json& row : history["assignments"]) {
    if (row["scenario"] == "second") rows[row["business"]] = row;
  }
  ASSERT_EQ(rows.size(), change["accounts"].size());
  for (const Json& move : change["accounts"]) {
    const Json& row = rows[move["business"]];
    EXPECT_EQ(row["from_rep"], move["from"]);
    EXPECT_EQ(row["rep"], move["to"]);
    EXPECT_EQ(row["from"], "2026-12-01");
    EXPECT_EQ(row["by"], "Ada Reed");
  }
  ASSERT_FALSE(change["accounts"].empty());
  const std::string account = change["accounts"][0]["business"];
  const Json then = territories({"history", "--business", account, "--on", "2026-11-30"});
  ASSERT_EQ(then["assignments"].size(), 1U);
  EXPECT_EQ(then["assignments"][0]["rep"], change["accounts"][0]["from"]);
  market_.expect_sound();
  run_json({"undo", path_});
  EXPECT_EQ(market_.rows("assignments"), audit_before);
  market_.expect_sound();
}

TEST_F(PlanChanges, AccountsOwnedOutsideTheirTerritoryAreListed) {
  EXPECT_EQ(territories({"exceptions"})["exceptions"], Json::array());
  const Json would = territories({"exceptions", "second"});
  const Json change = territories({"compare", "first", "second", "--accounts"});
  EXPECT_EQ(would["exceptions"].size(), change["accounts"].size());
  EXPECT_EQ(change["exceptions"], would["exceptions"].size());
  for (const Json& exception : would["exceptions"]) EXPECT_EQ(exception["kind"], "other_rep");
}

TEST_F(PlanChanges, DistrictsAndRegionsAddUpWhatIsBelow) {
  territories({"assign", "second", "1", "--district", "Harbor", "--region", "Coast"});
  territories({"assign", "second", "2", "--district", "Mills", "--region", "Coast"});
  const Json shown = territories({"show", "second"});
  std::map<std::string, std::int64_t> units;
  std::int64_t coast = 0;
  for (const Json& each : shown["territories"]) {
    units[each["district"]] += each["units"].get<std::int64_t>();
    coast += each["region"] == "Coast" ? each["units"].get<std::int64_t>() : 0;
  }
  for (const Json& each : shown["districts"]) {
    const std::string name = each["district"] == "unassigned" ? "" : each["district"];
    EXPECT_EQ(each["units"], units[name]) << name;
  }
  ASSERT_EQ(shown["regions"][0]["region"], "Coast");
  EXPECT_EQ(shown["regions"][0]["units"], coast);
  EXPECT_EQ(shown["regions"][0]["territories"], 2);

  territories({"publish", "second", "--from", "2026-12-01"});
  for (const char* by : {"district", "region"}) {
    const Json coverage = run_json({"coverage", path_, "--by", by, "--today", "2026-12-02"});
    std::int64_t sum = 0;
    for (const Json& line : coverage["by"]) sum += line["universe"].get<std::int64_t>();
    EXPECT_EQ(sum, coverage["universe"]) << by;
    EXPECT_EQ(coverage["by"].back()["key"], "unassigned");
    const Json week = run_json({"performance", path_, "--week", "2026-W46", "--by", by});
    std::int64_t attempts = 0;
    for (const Json& line : week["reps"]) attempts += line["attempts"].get<std::int64_t>();
    EXPECT_EQ(attempts, week["total"]["attempts"]);
    EXPECT_EQ(attempts, 1);
  }
}

TEST_F(PlanChanges, DrawnTerritoriesAreCheckedAndImported) {
  const std::string drawn = market_.file("drawn.geojson");
  territories({"export", "first", drawn});
  const Json clean = territories({"gaps", drawn, "--name", "territory_id"});
  EXPECT_EQ(clean["areas"], 4);
  EXPECT_EQ(clean["overlaps"], Json::array());
  EXPECT_EQ(territories({"gaps", "first"})["overlaps"], Json::array());
  const Json again = territories({"import", drawn, "--name", "territory_id", "--rep", "rep",
                                  "--units", "hex:200m", "--scenario", "again"});
  EXPECT_EQ(again["notes"], Json::array());
  EXPECT_EQ(territories({"compare", "first", "again"})["total"]["accounts"], 0);
  market_.expect_sound();
}

TEST_F(PlanChanges, GapsAndOverlapsOfAFileComeWithAreaAndPlace) {
  const std::string sketch = market_.write("sketch.geojson",
                                           R"({"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "ring"}, "geometry": {"type": "Polygon", "coordinates":
[[[-70.4,43.6],[-70.3,43.6],[-70.3,43.7],[-70.4,43.7],[-70.4,43.6]],
[[-70.38,43.62],[-70.38,43.64],[-70.36,43.64],[-70.36,43.62],[-70.38,43.62]]]}},
{"type": "Feature", "properties": {"name": "east"}, "geometry": {"type": "Polygon", "coordinates":
[[[-70.31,43.6],[-70.2,43.6],[-70.2,43.7],[-70.31,43.7],[-70.31,43.6]]]}}]})");
  const std::string out = market_.file("flaws.geojson");
  const Json found = territories({"gaps", sketch, "--output", out});
  ASSERT_EQ(found["gaps"].size(), 1U);
  ASSERT_EQ(found["overlaps"].size(), 1U);
  EXPECT_NEAR(found["gaps"][0]["square_metres"].get<double>(), 1612.0 * 2222.0, 0.01 * 3.58e6);
  EXPECT_NEAR(found["gaps"][0]["lon"].get<double>(), -70.37, 0.01);
  EXPECT_EQ(found["overlaps"][0]["a"], "ring");
  EXPECT_EQ(found["overlaps"][0]["b"], "east");
  EXPECT_EQ(read_rows(out, {"kind"}).size(), 2U);
}

TEST_F(PlanChanges, ReportsArePrivateRepeatThemselvesAndHaveATable) {
  const std::string report = market_.file("report.pdf");
  const std::string again = market_.file("again.pdf");
  const std::string sheet = market_.file("changes.pdf");
  for (const std::string& out : {report, again}) {
    run_json({"export", path_, "territory-report", out, "--scenario", "second", "--today",
              "2026-11-20"});
  }
  territories({"compare", "first", "second", "--report", sheet});
  EXPECT_EQ(bytes_of(report), bytes_of(again));
  for (const std::string& file : {report, sheet}) {
    EXPECT_EQ(bytes_of(file).substr(0, 5), "%PDF-");
    struct stat mode = {};
    ASSERT_EQ(::stat(file.c_str(), &mode), 0);
    EXPECT_EQ(mode.st_mode & 0777U, 0600U);
  }
  const std::string table = market_.file("report.csv");
  run_json({"export", path_, "territory-report", table, "--scenario", "second"});
  EXPECT_EQ(read_rows(table, {"territory_id", "prospects", "drive_minutes"}).size(), 4U);
  const std::string layers = market_.file("report.gpkg");
  run_json({"export", path_, "territory-report", layers, "--rep", "R2"});
  EXPECT_EQ(read_rows(layers, {"territory_id"}, "territories").size(), 1U);
  EXPECT_GT(read_rows(layers, {"rank"}, "best_prospects").size(), 5U);
  EXPECT_THAT(run_failing(2, {"export", path_, "territory-report", report, "--rep", "R9"}),
              HasSubstr("R1"));
}

}  // namespace
}  // namespace nearnet::cases
