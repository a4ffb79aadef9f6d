// SPDX-License-Identifier: Apache-2.0
// Several account executives planned together, a territory cut into beats, a day of a lasso, by the
// command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_failing;
using testing::run_json;

class TeamDays : public ::testing::Test {
 protected:
  TeamDays() { market_.publish(); }

  Json days(std::vector<std::string> more) const {
    std::vector<std::string> words{"days", market_.path()};
    words.insert(words.end(), more.begin(), more.end());
    words.insert(words.end(), {"--today", "2026-11-20"});
    return run_json(words);
  }

  Market market_;
};

std::set<std::string> businesses_of(const Json& days) {
  std::set<std::string> found;
  for (const Json& day : days) {
    for (const Json& stop : day["stops"]) {
      EXPECT_TRUE(found.insert(stop["business"]).second) << "visited twice: " << stop;
    }
  }
  return found;
}

TEST_F(TeamDays, PlanEverybodyTogether) {
  const Json plan = days(
      {"plan", "--reps", "all", "--from", "2026-11-23", "--days", "2", "--iterations", "2000"});
  EXPECT_EQ(businesses_of(plan["days"]).size(), plan["visited"].get<std::size_t>());
  std::set<std::string> at_work;
  for (const Json& day : plan["days"]) at_work.insert(day["rep"]);
  EXPECT_EQ(at_work.size(), 4U);
  ASSERT_EQ(plan["loads"].size(), 4U);
  std::size_t visits = 0;
  for (const Json& load : plan["loads"]) visits += load["visits"].get<std::size_t>();
  EXPECT_EQ(visits, plan["visited"].get<std::size_t>());
  market_.expect_sound();
  // What is planned for all is found with each.
  const Json first = days({"show", "--rep", "R1"})["days"];
  EXPECT_EQ(first.size(), 2U);
}

TEST_F(TeamDays, AskForOneOrTheOther) {
  EXPECT_THAT(run_failing(2, {"days", market_.path(), "plan", "--rep", "R1", "--reps", "R1,R2",
                              "--from", "2026-11-23"}),
              HasSubstr("--rep or --reps"));
}

TEST_F(TeamDays, CutATerritoryIntoBeatsAndWorkOne) {
  const Json made = days({"beats", "--rep", "R1", "--count", "8"});
  ASSERT_EQ(made["beats"].size(), 8U);
  EXPECT_LE(made["max_deviation"].get<double>(), 0.1);
  EXPECT_EQ(days({"beats", "--rep", "R1"})["beats"], made["beats"]);
  EXPECT_EQ(days({"beats", "--rep", "R1", "--count", "8"})["moved_share"], 0.0);
  std::map<std::string, std::string> beat_of;
  for (const auto& row : read_rows(market_.path(), {"business_id", "beat"}, "beat_members")) {
    beat_of[row[0]] = row[1];
  }
  const Json plan = days({"plan", "--rep", "R1", "--from", "2026-11-23", "--days", "1", "--beat",
                          "3", "--iterations", "2000"});
  const auto visited = businesses_of(plan["days"]);
  EXPECT_GT(visited.size(), 5U);
  for (const std::string& business : visited) {
    EXPECT_EQ(beat_of[business], "3") << business;
  }
  market_.expect_sound();
}

TEST_F(TeamDays, MakeADayOfALoop) {
  const std::string loop =
      "POLYGON ((-68.215 44.89, -68.195 44.89, -68.195 44.905, -68.215 44.905, -68.215 44.89))";
  const Json plan = days({"plan", "--rep", "R1", "--from", "2026-11-23", "--days", "1", "--area",
                          loop, "--iterations", "2000"});
  EXPECT_GT(plan["visited"].get<int>(), 0);
  const std::string file = market_.write(
      "loop.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":)"
      R"({"type":"Polygon","coordinates":[[[-68.215,44.89],[-68.195,44.89],[-68.195,44.905],)"
      R"([-68.215,44.905],[-68.215,44.89]]]}}]})");
  const Json by_file = days({"plan", "--rep", "R1", "--from", "2026-11-23", "--days", "1", "--area",
                             file, "--iterations", "2000"});
  EXPECT_EQ(by_file["days"], plan["days"]);
}

TEST_F(TeamDays, VisitInTheOrderAskedFor) {
  const Json usual =
      days({"plan", "--rep", "R1", "--from", "2026-11-23", "--days", "1", "--iterations", "500"});
  const Json& stops = usual["days"][0]["stops"];
  ASSERT_GE(stops.size(), 6U);
  const std::vector<std::string> asked = {stops[5]["business"], stops[1]["business"],
                                          stops[3]["business"]};
  const Json ordered =
      days({"plan", "--rep", "R1", "--from", "2026-11-23", "--days", "1", "--iterations", "500",
            "--order", asked[0] + "," + asked[1] + "," + asked[2], "--hours", "entire", "--length",
            "presentation=30min"});
  std::vector<std::string> found;
  for (const Json& stop : ordered["days"][0]["stops"]) {
    for (const std::string& business : asked) {
      if (stop["business"] == business) found.push_back(business);
    }
  }
  EXPECT_EQ(found, asked);
}

}  // namespace
}  // namespace nearnet::cases
