// SPDX-License-Identifier: Apache-2.0
// What scripts read from --json: every promised key, with values that agree with each other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_cli;
using testing::run_failing;
using testing::run_json;

std::int64_t number(const Json& json, const char* key) {
  EXPECT_TRUE(json.contains(key)) << key;
  return json.value(key, std::int64_t{-1});
}

TEST(Results, Eligibility) {
  Market market;
  market.evaluate();
  const Json json = run_json({"eligibility", market.path(), "--near-net", "150m"});
  EXPECT_EQ(number(json, "businesses"), 4000);
  EXPECT_EQ(number(json, "on_net") + number(json, "near_net") + number(json, "off_net") +
                number(json, "unknown"),
            4000);
  EXPECT_EQ(number(json, "eligible") + number(json, "ineligible"), 4000);
  EXPECT_GE(json["seconds"], 0.0);
  // Every row of the layer carries its verdict; those not eligible say why.
  std::map<std::string, std::int64_t> statuses;
  std::int64_t eligible = 0;
  const auto rows = read_rows(
      market.path(), {"status", "eligible", "reasons", "footprint_id", "distance_m"}, "prospects");
  for (const auto& row : rows) {
    ++statuses[row[0]];
    eligible += row[1] == "1";
    if (row[1] != "1") {
      EXPECT_FALSE(row[2].empty());
    }
    if (row[0] == "on_net") {
      EXPECT_EQ(row[4], "0");
    }
  }
  EXPECT_EQ(rows.size(), 4000U);
  EXPECT_EQ(statuses["on_net"], json["on_net"]);
  EXPECT_EQ(statuses["near_net"], json["near_net"]);
  EXPECT_EQ(statuses["off_net"], json["off_net"]);
  EXPECT_EQ(statuses["unknown"], json["unknown"]);
  EXPECT_EQ(eligible, json["eligible"]);
  const Json none = run_json({"eligibility", market.path(), "--near-net", "0m"});
  EXPECT_EQ(none["near_net"], 0);
  EXPECT_EQ(none["on_net"], json["on_net"]);
}

TEST(Results, DistancesTakeUnits) {
  Market market;
  market.evaluate();
  const auto near_net = [&](const char* distance) {
    return number(run_json({"eligibility", market.path(), "--near-net", distance}), "near_net");
  };
  EXPECT_EQ(near_net("0.3048km"), near_net("1000ft"));
  EXPECT_EQ(near_net("1mi"), near_net("1609.344m"));
  EXPECT_LT(near_net("100ft"), near_net("100m"));
}

TEST(Results, Explain) {
  Market market;
  market.evaluate();
  const Json json = run_json({"explain", market.path(), "MH-00002"});
  EXPECT_EQ(json["business"], "MH-00002");
  EXPECT_FALSE(json["rules"].empty());
  double points = 0.0;
  for (const Json& part : json["contributions"]) points += part["points"].get<double>();
  EXPECT_NEAR(points, json["score"].get<double>(), 1e-9);
  for (const Json& rule : json["rules"]) {
    for (const char* key : {"code", "title", "result", "measured", "limit", "source"}) {
      EXPECT_FALSE(rule.value(key, "").empty()) << key;
    }
  }
  EXPECT_THAT(run_failing(2, {"explain", market.path(), "nosuch"}),
              HasSubstr("prospects list.csv"));
  EXPECT_THAT(run_cli({"explain", market.path(), "MH-00002"}).out, HasSubstr("Rules"));
}

TEST(Results, Days) {
  Market market;
  market.publish();
  const std::string business = "MH-00001";
  const Json json = run_json({"days", market.path(), "plan", "--rep", "R1", "--from", "2026-11-23",
                              "--days", "2", "--start", "09:00", "--end", "15:00", "--appointment",
                              business + "@2026-11-24,10:00+20min", "--iterations", "500"});
  EXPECT_EQ(json["rep"], "R1");
  ASSERT_EQ(json["days"].size(), 2U);
  std::set<std::string> visited;
  for (const Json& day : json["days"]) {
    std::string last = "09:00";
    for (const Json& stop : day["stops"]) {
      EXPECT_TRUE(visited.insert(stop["business"].get<std::string>()).second);
      EXPECT_LE(last, stop["arrive"].get<std::string>());
      EXPECT_LE(stop["arrive"], stop["start"]);
      EXPECT_LT(stop["start"], stop["depart"]);
      last = stop["depart"].get<std::string>();
      if (stop["business"] == business) {
        EXPECT_EQ(day["date"], "2026-11-24");
        EXPECT_EQ(stop["start"], "10:00");
        EXPECT_EQ(stop["depart"], "10:20");
      }
    }
    EXPECT_LE(last, day["end"].get<std::string>());
    EXPECT_LE(day["end"].get<std::string>(), "15:00");
    EXPECT_GT(day["drive_minutes"], 0.0);
    EXPECT_GT(day["drive_km"], 0.0);
    EXPECT_GT(day["visit_minutes"], 0.0);
  }
  EXPECT_TRUE(visited.count(business));
  EXPECT_EQ(number(json, "visited"), static_cast<std::int64_t>(visited.size()));
  EXPECT_TRUE(json["value"].is_number());
  EXPECT_TRUE(json["cost"].is_number());
  // Everyone left out has a reason.
  std::int64_t left_out = 0;
  for (const auto& [reason, count] : json["unserved"].items()) left_out += count.get<int>();
  EXPECT_EQ(market.rows("unserved"), left_out);
  EXPECT_EQ(market.rows("stops"), number(json, "visited"));
  EXPECT_EQ(run_json({"days", market.path(), "show", "--rep", "R1"})["days"], json["days"]);
  const Json one = run_json({"days", market.path(), "show", "--date", "2026-11-24"});
  EXPECT_EQ(one["days"].size(), 1U);
  market.expect_sound();
}

TEST(Results, DaysNameWhatStandsInTheWay) {
  Market market;
  market.publish();
  const auto fails = [&](int code, std::vector<std::string> words) {
    words.insert(words.begin(), {"days", market.path(), "plan", "--from", "2026-11-23"});
    return run_failing(code, words);
  };
  EXPECT_THAT(fails(2, {}), HasSubstr("R1, R2, R3, R4"));
  EXPECT_THAT(fails(2, {"--rep", "R9"}), HasSubstr("R1, R2, R3, R4"));
  EXPECT_THAT(fails(2, {"--rep", "R1", "--include", "nosuch"}), HasSubstr("nosuch"));
  EXPECT_THAT(fails(2, {"--rep", "R1", "--travel", "boat"}), HasSubstr("roads"));
  EXPECT_THAT(fails(5, {"--rep", "R1", "--appointment", "MH-00001@2026-11-23,05:00+20min"}),
              HasSubstr("shift starts at 08:30"));
  EXPECT_EQ(market.rows("routes"), 0);
}

TEST(Results, Coverage) {
  Market market;
  market.plan();
  const Json eligibility = run_json({"eligibility", market.path(), "--today", "2026-11-20"});
  for (const char* by : {"rep", "territory", "naics", "node"}) {
    SCOPED_TRACE(by);
    const Json json = run_json({"coverage", market.path(), "--by", by, "--today", "2026-11-20"});
    for (const char* key : {"universe", "visited", "planned", "due", "overdue", "never_visited"}) {
      std::int64_t sum = 0;
      for (const Json& line : json["by"]) sum += number(line, key);
      EXPECT_EQ(sum, number(json, key)) << key;
    }
    EXPECT_EQ(json["universe"], eligibility["eligible"]);
    EXPECT_EQ(json["coverage"], 0.0);
    EXPECT_EQ(json["planned"], market.rows("stops"));
  }
}

TEST(Results, EmptyWorkspacesHaveAnswersToo) {
  Market market;
  const Json coverage = run_json({"coverage", market.path()});
  EXPECT_EQ(coverage["universe"], 0);
  EXPECT_TRUE(coverage["coverage"].is_null());
  EXPECT_EQ(run_json({"pipeline", market.path()})["entries"], Json::array());
  EXPECT_EQ(run_json({"performance", market.path(), "--week", "2026-W48"})["reps"], Json::array());
  EXPECT_EQ(run_json({"territories", market.path(), "list"})["scenarios"], Json::array());
  EXPECT_EQ(run_json({"days", market.path(), "show"})["days"], Json::array());
  EXPECT_EQ(run_json({"days", market.path(), "unserved"})["unserved"], Json::array());
  EXPECT_EQ(run_json({"undo", market.path(), "--list"})["commands"], Json::array());
  EXPECT_THAT(run_failing(3, {"eligibility", market.path()}),
              HasSubstr("import WORKSPACE businesses"));
  EXPECT_THAT(run_failing(3, {"territories", market.path(), "design", "--count", "2"}),
              HasSubstr("nearnet eligibility"));
  EXPECT_THAT(run_failing(3, {"days", market.path(), "plan", "--from", "2026-11-23"}),
              HasSubstr("nearnet eligibility"));
  EXPECT_THAT(run_failing(2, {"export", market.path(), "prospects", market.file("p.csv")}),
              HasSubstr("nearnet eligibility"));
  market.expect_sound();
}

TEST(Results, RepsThatNobodyKnowsAreNotAnEmptyAnswer) {
  Market market;
  market.evaluate();
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"pipeline", market.path(), "--rep", "R9"},
           {"performance", market.path(), "--week", "2026-W48", "--rep", "R9"},
           {"days", market.path(), "show", "--rep", "R9"},
           {"days", market.path(), "unserved", "--rep", "R9"},
           {"export", market.path(), "days", market.file("d.csv"), "--rep", "R9"},
           {"quota", market.path(), "--rep", "R9", "--from", "2026-11-01", "--to", "2026-12-01",
            "--mrc", "5"}}) {
    EXPECT_THAT(run_failing(2, words), HasSubstr("R1, R2, R3, R4"));
  }
}

TEST(Results, AWorkspaceIsNeverOverwritten) {
  Market market;
  const std::string before = testing::read_file(market.path());
  EXPECT_THAT(run_failing(4, {"new", market.path()}), HasSubstr("exists already"));
  EXPECT_EQ(testing::read_file(market.path()), before);
}

}  // namespace
}  // namespace nearnet::cases
