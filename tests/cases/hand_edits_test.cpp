// SPDX-License-Identifier: Apache-2.0
// A draft plan changed by hand on the command line, and finished by the engine.
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

class HandEdits : public ::testing::Test {
 protected:
  HandEdits() {
    market_.evaluate();
    run_json({"territories", path_, "design", "--units", "hex:200m", "--scenario", "plan", "--reps",
              "R1,R2,R3,R4"});
  }

  Json edit(std::vector<std::string> words) {
    words.insert(words.begin(), {"territories", path_});
    Json json = run_json(words);
    EXPECT_EQ(run_json({"territories", path_, "show", "plan"})["territories"], json["territories"]);
    market_.expect_sound();
    return json;
  }
  std::map<std::string, std::string> where() const {
    std::map<std::string, std::string> where;
    for (const auto& row : read_rows(path_, {"unit_id", "territory_id"}, "scenario_units")) {
      where[row[0]] = row[1];
    }
    return where;
  }
  std::set<std::string> ids(const Json& json) const {
    std::set<std::string> ids;
    for (const Json& each : json["territories"]) ids.insert(each["id"].get<std::string>());
    return ids;
  }

  Market market_;
  const std::string& path_ = market_.path();
};

TEST_F(HandEdits, SplitMergeAndSwap) {
  const auto before = where();
  Json json = edit({"split", "plan", "2", "--into", "3"});
  EXPECT_EQ(json["command"], "territories split");
  EXPECT_EQ(json["what"], "plan territory 2 into 3");
  EXPECT_EQ(ids(json), (std::set<std::string>{"1", "2", "3", "4", "5", "6"}));
  for (const Json& each : json["territories"]) EXPECT_TRUE(each["connected"]);

  json = edit({"merge", "plan", "2", "5"});
  json = edit({"merge", "plan", "2", "6"});
  EXPECT_EQ(ids(json), (std::set<std::string>{"1", "2", "3", "4"}));
  EXPECT_EQ(where(), before);

  json = edit({"swap", "plan", "1", "3"});
  EXPECT_EQ(json["territories"][0]["rep"], "R3");
  EXPECT_EQ(json["territories"][2]["rep"], "R1");
  EXPECT_EQ(json["units_moved"], 0);
  edit({"swap", "plan", "1", "3", "--units"});
  for (const auto& [unit, territory] : before) {
    const std::string now = where().at(unit);
    EXPECT_EQ(now, territory == "1" ? "3" : territory == "3" ? "1" : territory);
  }
  // Every command can be taken back.
  for (int i = 0; i < 5; ++i) run_json({"undo", path_});
  EXPECT_EQ(where(), before);
}

TEST_F(HandEdits, CutAndFinish) {
  geo::LonLatBox box;
  io::VectorReader reader({.source = path_, .layer = "scenario_units"});
  const auto territory = reader.field("territory_id");
  io::Feature feature;
  while (reader.next(feature)) {
    if (io::to_text(feature.values[*territory]) == "1") box.grow(feature.geometry.envelope());
  }
  const std::string lon = std::to_string(box.centre().lon);
  Json json = edit({"cut", "plan", "1", "--line", lon + ",40", lon + ",50"});
  ASSERT_EQ(json["territories"].size(), 5U);
  EXPECT_GT(json["units_moved"], 0);
  const double cut = json["max_deviation"];

  // One unit of the new territory is locked; the engine brings the others near the mean.
  std::string locked;
  for (const auto& [unit, at] : where()) {
    if (at == "5") locked = unit;
  }
  json = edit({"finish", "plan", "--lock", locked});
  EXPECT_LT(json["max_deviation"], cut);
  EXPECT_EQ(where().at(locked), "5");
  const Json still = edit({"finish", "plan", "--max-moved", "0%"});
  EXPECT_EQ(still["units_moved"], 0);
}

TEST_F(HandEdits, MistakesSayWhatToDo) {
  const auto fails = [&](int code, std::vector<std::string> words) {
    words.insert(words.begin(), {"territories", path_});
    return run_failing(code, words);
  };
  EXPECT_THAT(fails(2, {"split", "plan", "9"}), HasSubstr("1, 2, 3, 4"));
  EXPECT_THAT(fails(2, {"split", "plan", "1", "--into", "1"}), HasSubstr("--into"));
  EXPECT_THAT(fails(5, {"split", "plan", "1", "--into", "900"}), HasSubstr("fewer territories"));
  EXPECT_THAT(fails(2, {"merge", "plan", "1", "1"}), HasSubstr("name two"));
  EXPECT_THAT(fails(2, {"cut", "plan", "1", "--line", "0,0", "0,1"}), HasSubstr("on one side"));
  EXPECT_THAT(fails(2, {"cut", "plan", "1", "--line", "0,0", "north"}), HasSubstr("north"));
  EXPECT_THAT(fails(2, {"finish", "plan", "--lock", "nosuch"}), HasSubstr("nosuch"));
  EXPECT_THAT(fails(2, {"swap", "nosuch", "1", "2"}), HasSubstr("there are: plan"));
  run_json({"territories", path_, "publish", "plan"});
  EXPECT_THAT(fails(2, {"merge", "plan", "1", "2"}), HasSubstr("--keep plan"));
}

}  // namespace
}  // namespace nearnet::cases
