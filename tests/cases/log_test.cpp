// SPDX-License-Identifier: Apache-2.0
// Writing down what happened, and what follows from it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_failing;
using testing::run_json;

/// The business_ids on a planned day.
std::vector<std::string> businesses_of(const Json& day) {
  std::vector<std::string> ids;
  for (const Json& stop : day["stops"]) ids.push_back(stop["business"]);
  return ids;
}

/// Somebody who is eligible and would not be on R1's Monday anyhow.
std::string left_out_by(const Market& market) {
  const Json rows = run_json({"days", market.path(), "unserved", "--rep", "R1"})["unserved"];
  EXPECT_FALSE(rows.empty());
  for (const Json& row : rows) {
    if (row["reason"] == "LOWER_VALUE") return row["business"];
  }
  return rows.empty() ? std::string() : rows.front()["business"].get<std::string>();
}

TEST(Log, AVisitWithoutOutcomeIsNotSaved) {
  Market market;
  market.evaluate();
  EXPECT_THAT(run_failing(2, {"log", market.path(), "MH-00001", "--kind", "visit"}),
              HasSubstr("outcome"));
  EXPECT_EQ(market.rows("activities"), 0);
}

TEST(Log, MistakesAreTold) {
  Market market;
  market.evaluate();
  const auto fails = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"log", market.path()});
    return run_failing(2, words);
  };
  EXPECT_THAT(fails({"nosuch", "--kind", "call", "--outcome", "not-in"}), HasSubstr("list.csv"));
  EXPECT_THAT(fails({"MH-00001", "--kind", "dance"}), HasSubstr("presentation"));
  EXPECT_THAT(fails({"MH-00001", "--kind", "visit", "--outcome", "fine"}), HasSubstr("not-in"));
  EXPECT_THAT(fails({"MH-00001", "--kind", "sale", "--outcome", "sold"}), HasSubstr("--mrc"));
  EXPECT_THAT(fails({"MH-00001", "--kind", "sale", "--outcome", "sold", "--mrc", "-5"}),
              HasSubstr("MRC"));
  EXPECT_THAT(fails({"MH-00001", "--kind", "call", "--outcome", "not-in", "--at", "noon"}),
              HasSubstr("2026-11-23T08:30"));
  EXPECT_EQ(market.rows("activities"), 0);
}

TEST(Log, AFollowUpComesUpOnItsDay) {
  Market market;
  market.plan();
  const std::string business = left_out_by(market);
  run_json({"log", market.path(), business, "--kind", "visit", "--outcome", "interested",
            "--follow-up", "2026-11-30", "--by", "R1", "--at", "2026-11-23T10:00"});
  const Json plan = run_json({"days", market.path(), "plan", "--rep", "R1", "--from", "2026-11-27",
                              "--days", "3", "--today", "2026-11-24", "--iterations", "500"});
  ASSERT_EQ(plan["days"].size(), 3U);
  EXPECT_EQ(plan["days"][1]["date"], "2026-11-30");
  for (const Json& day : plan["days"]) {
    const std::vector<std::string> ids = businesses_of(day);
    EXPECT_EQ(std::count(ids.begin(), ids.end(), business), day["date"] == "2026-11-30" ? 1 : 0)
        << day["date"];
  }
}

TEST(Log, CountsInPipelineCoverageAndPerformance) {
  Market market;
  market.evaluate();
  const auto log = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"log", market.path()});
    words.insert(words.end(), {"--by", "R1", "--at", "2026-11-24T10:00"});
    return run_json(words);
  };
  log({"MH-00001", "--kind", "visit", "--outcome", "not-in"});
  log({"MH-00003", "--kind", "visit", "--outcome", "conversation"});
  const Json sale = log({"MH-00003", "--kind", "sale", "--outcome", "sold", "--mrc", "129.95"});
  EXPECT_EQ(sale["business"], "MH-00003");
  run_json({"quota", market.path(), "--rep", "R1", "--from", "2026-11-23", "--to", "2026-11-30",
            "--mrc", "259.90"});

  const Json week = run_json({"performance", market.path(), "--week", "2026-W48"});
  ASSERT_EQ(week["reps"].size(), 1U);
  const Json& line = week["reps"][0];
  EXPECT_EQ(line["rep"], "R1");
  EXPECT_EQ(line["sales"], 1);
  EXPECT_EQ(line["mrc_sold"], "129.95");
  EXPECT_EQ(line["attainment"], "50.0 %");
  EXPECT_EQ(run_json({"performance", market.path(), "--week", "2026-W47"})["total"]["sales"], 0);

  // Somebody who was not in has not been visited.
  const Json coverage = run_json({"coverage", market.path(), "--today", "2026-11-25"});
  EXPECT_EQ(coverage["visited"], 1);
  const Json entries = run_json({"pipeline", market.path()})["entries"];
  EXPECT_EQ(entries.size(), 2U);

  run_json({"undo", market.path()});
  run_json({"undo", market.path()});
  EXPECT_EQ(run_json({"performance", market.path(), "--week", "2026-W48"})["total"]["sales"], 0);
  EXPECT_EQ(market.rows("activities"), 2);
  market.expect_sound();
}

TEST(Log, EditsAppend) {
  Market market;
  market.evaluate();
  for (const char* outcome : {"not-in", "not-in", "gatekeeper"}) {
    run_json({"log", market.path(), "MH-00007", "--kind", "visit", "--outcome", outcome});
  }
  EXPECT_EQ(market.rows("activities"), 3);
}

}  // namespace
}  // namespace nearnet::cases
