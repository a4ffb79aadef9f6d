// SPDX-License-Identifier: Apache-2.0
// What users asked of the command line (story 13): the same answer twice, invalid input told by row
// and column, no network.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>

#include "cases/market.h"

namespace nearnet::cases {
namespace {

using ::testing::HasSubstr;
using testing::run_cli;
using testing::run_json;

constexpr const char* kToday = "2026-11-23";

std::string answers(const Market& market) {
  std::string all;
  Json json = run_json(
      {"eligibility", market.path(), "--today", kToday, "--rules", market.file("rules.toml")});
  json.erase("seconds");
  all += json.dump();
  for (const char* business : {"MH-00001", "MH-00002", "MH-00777"}) {
    all += run_cli({"explain", market.path(), business, "--today", kToday}).out;
    all +=
        run_cli({"explain", market.path(), business, "--format", "tmf645", "--today", kToday}).out;
  }
  for (const char* name : {"list.csv", "list.geojson"}) {
    run_json({"export", market.path(), "prospects", market.file(name), "--today", kToday});
    all += testing::read_file(market.file(name));
  }
  return all;
}

TEST(SameAnswer, TwoRunsGiveTheSameBytes) {
  const auto run = [](const std::string& threads) {
    Market market;
    market.evaluate();
    market.write("rules.toml",
                 "[drop]\naerial_max = \"150ft\"\n[economics]\naerial_per_foot = \"12.00\"\n"
                 "margin = \"50%\"\nmax_payback_months = 24\n");
    run_json({"eligibility", market.path(), "--threads", threads, "--today", kToday});
    return answers(market);
  };
  const std::string once = run("1");
  EXPECT_GT(once.size(), 100'000U);
  EXPECT_TRUE(run("3") == once);
}

TEST(SameAnswer, InvalidInputEndsWithItsRowAndColumn) {
  Market market;
  const std::string rules = market.write("bad.toml", "[drop]\naerial_max = 150\n");
  EXPECT_THAT(testing::run_failing(3, {"eligibility", market.path(), "--rules", rules}),
              HasSubstr("bad.toml, line 2, column 14: drop.aerial_max: found 150, expected"));
  const std::string log =
      market.write("activities.csv", "business_id,kind,at\nL1,shouting,never\n");
  const testing::CliRun bad = run_cli({"import", market.path(), "activities", log});
  EXPECT_THAT(bad.err, HasSubstr("row 1"));
  EXPECT_THAT(bad.err, HasSubstr("kind"));
}

TEST(SameAnswer, StrictImportListsEveryInvalidRowAndImportsNothing) {
  Market market;
  std::string log = "business_id,kind,at\nMH-00001,visit,2026-11-20 10:00\n";
  for (int i = 0; i < 5; ++i) log += "MH-00002,shouting,2026-11-20 11:00\n";
  log += "MH-00003,call,never\n";
  const std::vector<std::string> words = {"import", market.path(), "activities",
                                          market.write("activities.csv", log)};
  std::vector<std::string> strict = words;
  strict.emplace_back("--strict");
  const std::string before = run_cli({"info", market.path(), "--json"}).out;
  const std::string said = testing::run_failing(3, strict);
  for (int row = 2; row <= 6; ++row) {
    EXPECT_THAT(said, HasSubstr(fmt::format(
                          "activities.csv, layer activities, row {}, column kind: UNKNOWN_KIND: "
                          "\"shouting\"; expected",
                          row)));
  }
  EXPECT_THAT(said, HasSubstr("row 7, column at: BAD_TIME: "));
  EXPECT_THAT(said, HasSubstr("6 of 7 rows rejected (BAD_TIME 1, UNKNOWN_KIND 5)"));
  EXPECT_EQ(run_cli({"info", market.path(), "--json"}).out, before);
  strict.emplace_back("--dry-run");
  testing::run_failing(3, strict);

  const testing::CliRun lenient = run_cli(words);
  EXPECT_EQ(lenient.code, 0);
  EXPECT_THAT(lenient.err, HasSubstr("and 2 more with UNKNOWN_KIND"));
  EXPECT_EQ(read_rows(market.path(), {"business_id"}, "activities").size(), 1U);
  EXPECT_EQ(run_json({"import", market.path(), "activities",
                      market.write("good.csv", "business_id,kind,at\nL,visit,2026-11-20 10:00\n"),
                      "--strict"})["imported"],
            1)
      << "warnings are no rejections";
}

TEST(SameAnswer, NoNetworkIsNeeded) {
  const std::string program = std::string(NEARNET_BINARY_DIR) + "/bin/nearnet";
  if (!std::filesystem::exists(program)) GTEST_SKIP() << "SKIPPED: " << program << " is not built";
  if (std::system("unshare -rn true 2>/dev/null") != 0) {
    GTEST_SKIP() << "SKIPPED: this machine does not let a test run without a network";
  }
  Market market;
  market.evaluate();
  const std::string line = "unshare -rn '" + program + "' ";
  EXPECT_EQ(std::system((line + "eligibility '" + market.path() + "' --json > /dev/null").c_str()),
            0);
  EXPECT_EQ(std::system((line + "explain '" + market.path() + "' MH-00001 > /dev/null").c_str()),
            0);
}

}  // namespace
}  // namespace nearnet::cases
