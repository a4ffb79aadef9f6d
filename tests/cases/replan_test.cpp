// SPDX-License-Identifier: Apache-2.0
// A day under way: the rest of it planned anew from here and now, by the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_failing;
using testing::run_json;

class ReplannedDay : public ::testing::Test {
 protected:
  ReplannedDay() { market_.plan(); }

  Json replan(std::vector<std::string> more) const {
    std::vector<std::string> words{"days", market_.path(),     "replan",  "--rep",     "R1",
                                   "--at", "-68.2030,44.8973", "--today", "2026-11-23"};
    words.insert(words.end(), more.begin(), more.end());
    return run_json(words);
  }

  Market market_;
};

std::vector<std::string> ids(const Json& stops) {
  std::vector<std::string> found;
  for (const Json& stop : stops) found.push_back(stop["business"]);
  return found;
}

TEST_F(ReplannedDay, ANoShowAndALongVisit) {
  const Json before = run_json({"days", market_.path(), "show", "--rep", "R1"})["days"][0]["stops"];
  // The first was not in, the second took until ten.
  run_json({"log", market_.path(), before[0]["business"], "--kind", "visit", "--outcome", "not-in",
            "--rep", "R1", "--at", "2026-11-23T08:40"});
  run_json({"log", market_.path(), before[1]["business"], "--kind", "visit", "--outcome",
            "interested", "--rep", "R1", "--at", "2026-11-23T10:00"});
  const Json after = replan({"--now", "10:00"});
  EXPECT_EQ(after["behind"], 2);
  const Json& stops = after["days"][0]["stops"];
  EXPECT_EQ(stops[0]["business"], before[0]["business"]);
  EXPECT_EQ(stops[1]["business"], before[1]["business"]);
  EXPECT_GE(stops[2]["arrive"].get<std::string>(), "10:00");
  EXPECT_LE(after["days"][0]["end"].get<std::string>(), "17:00");
  std::set<std::string> told;
  for (const std::string& id : ids(stops)) told.insert(id);
  for (const Json& row : after["dropped"]) {
    told.insert(row["business"]);
    EXPECT_FALSE(row["detail"].get<std::string>().empty());
  }
  for (const std::string& id : ids(before)) EXPECT_TRUE(told.contains(id)) << id;
  EXPECT_EQ(run_json({"days", market_.path(), "show", "--rep", "R1"})["days"][0]["stops"], stops);
  const Json left = run_json({"days", market_.path(), "unserved", "--rep", "R1"})["unserved"];
  std::set<std::string> unserved;
  for (const Json& row : left) EXPECT_TRUE(unserved.insert(row["business"]).second);
  for (const std::string& id : ids(stops)) EXPECT_FALSE(unserved.contains(id)) << id;
  for (const Json& row : after["dropped"]) EXPECT_TRUE(unserved.contains(row["business"]));
  market_.expect_sound();
}

TEST_F(ReplannedDay, ANewAppointment) {
  const Json left = run_json({"days", market_.path(), "unserved", "--rep", "R1"})["unserved"];
  const std::string caller = left[0]["business"];
  const Json after =
      replan({"--now", "09:30", "--appointment", caller + "@2026-11-23,15:00+30min"});
  bool kept = false;
  for (const Json& stop : after["days"][0]["stops"]) {
    if (stop["business"] == caller) kept = stop["start"] == "15:00" && stop["depart"] == "15:30";
  }
  EXPECT_TRUE(kept);
}

TEST_F(ReplannedDay, MistakesAreTold) {
  const auto fails = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"days", market_.path(), "replan", "--rep", "R1"});
    return run_failing(2, words);
  };
  EXPECT_THAT(fails({"--now", "09:30", "--at", "here"}), HasSubstr("longitude,latitude"));
  EXPECT_THAT(fails({"--now", "9h", "--at", "-68.2,44.9"}), HasSubstr("9h"));
  EXPECT_THAT(fails({"--now", "09:30"}), HasSubstr("--at"));
  EXPECT_THAT(fails({"--now", "09:30", "--at", "-68.2,44.9", "--date", "2027-01-04"}),
              HasSubstr("has no plan for 2027-01-04"));
}

TEST_F(ReplannedDay, LongerDaysAreAQuestionThatChangesNothing) {
  const Json before = run_json({"days", market_.path(), "show", "--rep", "R1"});
  const Json answer =
      run_json({"days", market_.path(), "what-if", "--rep", "R1", "--from", "2026-11-23", "--days",
                "1", "--today", "2026-11-20", "--iterations", "500", "--longer", "45min"});
  EXPECT_EQ(answer["longer_minutes"], 45.0);
  EXPECT_GT(answer["visits"]["then"], answer["visits"]["now"]);
  EXPECT_GT(answer["value"]["then"], answer["value"]["now"]);
  EXPECT_EQ(
      answer["added"].size() - answer["dropped"].size(),
      answer["visits"]["then"].get<std::size_t>() - answer["visits"]["now"].get<std::size_t>());
  EXPECT_EQ(run_json({"days", market_.path(), "show", "--rep", "R1"}), before);
}

}  // namespace
}  // namespace nearnet::cases
