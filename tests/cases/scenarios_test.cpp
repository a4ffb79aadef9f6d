// SPDX-License-Identifier: Apache-2.0
// Territories: from a draft to the plan in force.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_failing;
using testing::run_json;

/// Over territories and weights, |weight − mean| / mean.
double largest_deviation(const Json& territories) {
  double largest = 0.0;
  for (const auto& [name, ignored] : territories[0]["weights"].items()) {
    double sum = 0.0;
    for (const Json& each : territories) sum += each["weights"][name].get<double>();
    const double mean = sum / static_cast<double>(territories.size());
    for (const Json& each : territories) {
      largest = std::max(largest, std::abs(each["weights"][name].get<double>() - mean) / mean);
    }
  }
  return largest;
}

class Scenarios : public ::testing::Test {
 protected:
  Scenarios() { market_.evaluate(); }

  Json design(const std::string& name, std::vector<std::string> words = {}) {
    words.insert(words.begin(),
                 {"territories", path_, "design", "--units", "hex:200m", "--scenario", name});
    return run_json(words);
  }
  std::string fails(int code, std::vector<std::string> words) {
    words.insert(words.begin(), {"territories", path_});
    return run_failing(code, words);
  }

  Market market_;
  const std::string& path_ = market_.path();
};

TEST_F(Scenarios, DesignTellsWhatItMade) {
  const Json json = design("draft", {"--count", "4"});
  EXPECT_EQ(json["scenario"], "draft");
  ASSERT_EQ(json["territories"].size(), 4U);
  std::int64_t units = 0;
  for (const Json& each : json["territories"]) {
    units += each["units"].get<int>();
    EXPECT_TRUE(each["connected"].get<bool>());
    EXPECT_GT(each["compactness"], 0.0);
    EXPECT_LE(each["compactness"], 1.0);
    EXPECT_FALSE(each["id"].get<std::string>().empty());
    EXPECT_FALSE(each["name"].get<std::string>().empty());
  }
  EXPECT_EQ(market_.rows("scenario_units"), units);
  EXPECT_TRUE(json["connected"].get<bool>());
  EXPECT_NEAR(json["max_deviation"].get<double>(), largest_deviation(json["territories"]), 1e-9);
  EXPECT_EQ(json["moved_share"], 0.0);
  EXPECT_TRUE(json.contains("iterations") && json.contains("seconds"));
  EXPECT_EQ(run_json({"territories", path_, "show", "draft"})["territories"], json["territories"]);
  market_.expect_sound();
}

TEST_F(Scenarios, TheSeedDecidesAndThreadsDoNot) {
  Json one = design("one", {"--count", "3", "--threads", "1"});
  Json two = design("two", {"--count", "3", "--threads", "2"});
  EXPECT_EQ(one["territories"], two["territories"]);
  const Json change = run_json({"territories", path_, "compare", "one", "two"});
  EXPECT_EQ(change["moved"], Json::array());
}

TEST_F(Scenarios, KeepMovesNoMoreThanAllowed) {
  design("first", {"--reps", "R1,R2,R3,R4"});
  const Json second = design("second", {"--keep", "first", "--max-moved", "10%", "--balance",
                                        "mrc=100", "--tolerance", "1%"});
  EXPECT_LE(second["moved_share"], 0.1);
  // There and back are inverse.
  const Json there = run_json({"territories", path_, "compare", "first", "second"});
  const Json back = run_json({"territories", path_, "compare", "second", "first"});
  std::map<std::string, std::pair<std::string, std::string>> moves;
  for (const Json& unit : there["moved"]) moves[unit["unit"]] = {unit["from"], unit["to"]};
  EXPECT_EQ(back["moved"].size(), moves.size());
  for (const Json& unit : back["moved"]) {
    EXPECT_EQ(moves[unit["unit"]], (std::pair<std::string, std::string>{unit["to"], unit["from"]}));
  }
}

TEST_F(Scenarios, FromDraftToPublished) {
  design("plan", {"--reps", "R1,R2,R3,R4"});
  run_json({"territories", path_, "assign", "plan", "1", "R2"});
  run_json({"territories", path_, "assign", "plan", "2", "R1"});
  EXPECT_THAT(fails(2, {"approve", "plan"}), HasSubstr("--by NAME"));
  run_json({"territories", path_, "approve", "plan", "--by", "Mo"});
  run_json({"territories", path_, "publish", "plan", "--from", "2026-12-01"});
  const Json list = run_json({"territories", path_, "list"});
  ASSERT_EQ(list["scenarios"].size(), 1U);
  EXPECT_EQ(list["scenarios"][0]["state"], "published");
  EXPECT_EQ(list["scenarios"][0]["approved_by"], "Mo");
  EXPECT_EQ(list["scenarios"][0]["published_from"], "2026-12-01");
  EXPECT_THAT(fails(2, {"assign", "plan", "1", "R3"}), HasSubstr("--keep plan"));
  const std::string out = market_.file("plan.geojson");
  run_json({"territories", path_, "export", "plan", out});
  EXPECT_EQ(read_rows(out, {"territory_id"}).size(), 4U);
  run_json({"undo", path_});
  EXPECT_EQ(run_json({"territories", path_, "show", "plan"})["state"], "approved");
  market_.expect_sound();
}

TEST_F(Scenarios, UnitsMove) {
  design("plan", {"--count", "2"});
  const auto rows = read_rows(path_, {"unit_id", "territory_id"}, "scenario_units");
  ASSERT_FALSE(rows.empty());
  std::size_t moved = 0;
  // A unit at the border can move; one that would cut a territory apart is refused.
  for (const auto& row : rows) {
    const std::string other = row[1] == "1" ? "2" : "1";
    const testing::CliRun run =
        testing::run_cli({"territories", path_, "move", "plan", row[0], other});
    EXPECT_TRUE(run.code == 0 || run.code == 5 || run.code == 2) << run.err;
    if (run.code == 0 && ++moved == 1) {
      const auto after = read_rows(path_, {"unit_id", "territory_id"}, "scenario_units");
      EXPECT_EQ(std::count(after.begin(), after.end(), std::vector<std::string>{row[0], other}), 1);
      break;
    }
  }
  EXPECT_EQ(moved, 1U);
}

TEST_F(Scenarios, MistakesNameWhatThereIs) {
  design("plan", {"--count", "4"});
  EXPECT_THAT(fails(2, {"show", "nosuch"}), HasSubstr("there are: plan"));
  EXPECT_THAT(fails(2, {"compare", "plan", "nosuch"}), HasSubstr("there are: plan"));
  EXPECT_THAT(fails(2, {"publish", "nosuch"}), HasSubstr("there are: plan"));
  EXPECT_THAT(fails(2, {"assign", "plan", "1", "R9"}), HasSubstr("R1, R2, R3, R4"));
  EXPECT_THAT(fails(2, {"assign", "plan", "9", "R1"}), HasSubstr("1, 2, 3, 4"));
  EXPECT_THAT(fails(2, {"move", "plan", "nosuch", "1"}), HasSubstr("nosuch"));
  EXPECT_THAT(fails(2, {"design", "--reps", "R1,R9"}), HasSubstr("R1, R2, R3, R4"));
  EXPECT_THAT(fails(2, {"design", "--count", "2", "--units", "zip"}), HasSubstr("hex:500m"));
  EXPECT_THAT(fails(3, {"design", "--count", "2", "--units", "units"}), HasSubstr("import"));
  EXPECT_THAT(fails(5, {"design", "--count", "5000", "--units", "hex:500m"}),
              HasSubstr("fewer territories"));
  EXPECT_EQ(run_json({"territories", path_, "list"})["scenarios"].size(), 1U);
}

}  // namespace
}  // namespace nearnet::cases
