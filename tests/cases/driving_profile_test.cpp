// SPDX-License-Identifier: Apache-2.0
// How one drives, as the command line sets it, and roads of layers that were only drawn.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::run_cli;
using testing::run_json;

std::vector<std::string> plan_words(const Market& market) {
  return {"days",       market.path(),  "plan",   "--rep",    "R1",
          "--from",     "2026-11-23",   "--days", "2",        "--today",
          "2026-11-20", "--iterations", "300",    "--travel", "roads"};
}

TEST(DrivingProfile, SlowHoursAndTurnsOfAProfileCount) {
  Market market;
  market.publish();
  // Minutes a kilometre: who drives slowly visits nearer ones.
  const auto pace = [&] {
    auto words = plan_words(market);
    words.insert(words.end(), {"--parking", "0min"});
    double minutes = 0.0;
    double km = 0.0;
    const Json plan = run_json(words);
    for (const Json& day : plan["days"]) {
      minutes += day["drive_minutes"].get<double>();
      km += day["drive_km"].get<double>();
    }
    return minutes / km;
  };
  const double usual = pace();
  const auto set = [&](const std::string& text) {
    return run_json({"driving", market.path(), market.write("driving.toml", text)});
  };
  EXPECT_EQ(set("[[slow]]\nfrom = \"11:00\"\nto = \"12:00\"\nfactor = 0.3\n")["slow"].size(), 1U);
  EXPECT_GT(pace(), 2.0 * usual);
  market.expect_sound();
  set("[[slow]]\nfrom = \"19:00\"\nto = \"20:00\"\nfactor = 0.3\n");
  EXPECT_EQ(pace(), usual) << "nobody works then";
  // Left turns alone would be driven around.
  const Json turns =
      set("[turn]\nleft = \"60s\"\nright = \"60s\"\nstraight = \"60s\"\n")["turn_seconds"];
  EXPECT_EQ(turns["left"], 60);
  EXPECT_GT(pace(), usual);
  market.expect_sound();
  const auto shown = run_cli({"driving", market.path()});
  EXPECT_EQ(run_json({"driving", market.path(), market.write("same.toml", shown.out)}),
            run_json({"driving", market.path()}));
  run_json({"driving", market.path(), "--usual"});
  run_json({"undo", market.path()});
  EXPECT_EQ(run_json({"driving", market.path()})["turn_seconds"]["left"], 60);
  run_json({"driving", market.path(), "--usual"});
  EXPECT_EQ(pace(), usual);

  const auto wrong =
      run_cli({"driving", market.path(), market.write("wrong.toml", "\n[speed]\nprimary = 0\n")});
  EXPECT_NE(wrong.code, 0);
  EXPECT_THAT(wrong.err, HasSubstr("wrong.toml, line 3: found 0; expected 1 to 200 km/h"));
}

TEST(DrivingProfile, WhoIsOffAllRoadsIsToldSo) {
  Market market;
  market.publish();
  auto words = plan_words(market);
  const Json all = run_json(words);
  EXPECT_FALSE(all["unserved"].contains("OFF_ROAD"));
  words.insert(words.end(), {"--road-limit", "20m"});
  const Json near = run_json(words);
  EXPECT_GT(near["unserved"]["OFF_ROAD"], 0);
  market.expect_sound();
  const Json shown = run_json({"days", market.path(), "unserved", "--rep", "R1"});
  EXPECT_THAT(shown.dump(), HasSubstr("to the nearest road that leads to the others, and at most"));

  // The rest of a day is planned by the same limit.
  run_json({"undo", market.path()});
  const auto replan = [&](const std::string& limit) {
    return run_json({"days", market.path(), "replan", "--rep", "R1", "--date", "2026-11-23",
                     "--now", "09:00", "--at", "-68.77,44.80", "--road-limit", limit});
  };
  EXPECT_THAT(replan("5km")["dropped"].dump(), Not(HasSubstr("OFF_ROAD")));
  run_json({"undo", market.path()});
  const Json rest = replan("20m");
  EXPECT_THAT(rest["dropped"].dump(), HasSubstr("OFF_ROAD"));
  market.expect_sound();
}

TEST(DrivingProfile, ArrivesOnTheDoorsSide) {
  Market market;
  market.publish();
  run_json({"driving", market.path(),
            market.write("side.toml",
                         "[street]\nbig = [\"primary\", \"secondary\", \"tertiary\", "
                         "\"residential\", \"unclassified\"]\ncrossing = \"300s\"\n")});
  auto words = plan_words(market);
  const Json either = run_json(words);
  words.emplace_back("--curb");
  const Json own = run_json(words);
  EXPECT_NE(own["days"], either["days"]);
  EXPECT_LE(own["value"], either["value"]);
  market.expect_sound();
}

/// A change file of Westbrook, whose ways come without the nodes that they go over.
TEST(RoadImport, AFileWithoutRoadsIsNoSilentSuccess) {
  const std::string maine = shared_file("maine");
  if (maine.empty()) GTEST_SKIP() << "shared/data/maine is not beside this project";
  const Market market;
  const auto run = run_cli({"import", market.path(), "roads", maine + "/osm/westbrook_osm_xml.zip",
                            "--layer", "Conflated.Modify.osm"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, HasSubstr("rows read 0"));
  EXPECT_THAT(run.err, HasSubstr("NO_ROADS"));
}

/// Streets by tier in six files, without class or direction.
TEST(RoadImport, CentrelinesInSeveralFilesBecomeOneNetwork) {
  const std::string maine = shared_file("maine");
  if (maine.empty()) GTEST_SKIP() << "shared/data/maine is not beside this project";
  const Market market;
  Json run;
  std::int64_t rows = 0;
  for (int tier = 0; tier < 6; ++tier) {
    run = import_json({market.path(), "roads", maine + "/street-tiers/Waldo_tiers.zip", "--layer",
                       "Waldo_tier_" + std::to_string(tier), "--key", "vetro_id"});
    rows += run["imported"].get<std::int64_t>();
  }
  EXPECT_EQ(rows, 4825);
  const Json& parts = run["road_parts"];
  EXPECT_LT(parts.size(), 66U) << "so many are there by their points alone";
  EXPECT_GT(parts[0]["km"], 2'291.2);
  double km = 0.0;
  for (const Json& part : parts) km += part["km"].get<double>();
  EXPECT_NEAR(km, 2'427.0, 3.0);
  EXPECT_GT(parts[0]["km"], 0.94 * km);
}

}  // namespace
}  // namespace nearnet::cases
