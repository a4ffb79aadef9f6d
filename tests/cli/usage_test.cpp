// SPDX-License-Identifier: Apache-2.0
// Mistakes on the command line: exit code, and one message that says what to do instead.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing/run_cli.h"

namespace nearnet {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::run_failing;

constexpr int kUsage = 2;
constexpr int kStorage = 4;

class Usage : public ::testing::Test {
 protected:
  std::string fails(std::vector<std::string> words, int code = kUsage) {
    return run_failing(code, words);
  }

  testing::TempDir dir_;
  const std::string path_ = dir_.file("town.gpkg");
};

TEST_F(Usage, UnknownCommandsListTheKnownOnes) {
  EXPECT_THAT(fails({"frobnicate"}), HasSubstr("there are demo, new"));
  EXPECT_THAT(fails({"town.gpkg"}), HasSubstr("nearnet open town.gpkg"));
}

TEST_F(Usage, MissingAndSurplusWordsPointToTheHelp) {
  EXPECT_THAT(fails({"import", path_, "roads"}), HasSubstr("nearnet import --help"));
  EXPECT_THAT(fails({"days", path_}), HasSubstr("nearnet days --help"));
  EXPECT_THAT(fails({"days", path_, "plan"}), HasSubstr("nearnet days plan --help"));
  EXPECT_THAT(fails({"days", "show"}), HasSubstr("which workspace"));
  EXPECT_THAT(fails({"territories", "list"}), HasSubstr("which workspace"));
  EXPECT_THAT(fails({"coverage", path_, "--nosuch"}), HasSubstr("--nosuch"));
  EXPECT_THAT(fails({"import", path_, "shops", "x.csv"}), HasSubstr("businesses"));
}

TEST_F(Usage, NumbersOutOfRangeAreRefused) {
  fails({"--threads", "0", "info", path_});
  fails({"--threads", "-1", "info", path_});
  fails({"territories", path_, "design", "--count", "-1"});
  fails({"territories", path_, "design", "--count", "0"});
  fails({"territories", path_, "design", "--count", "99999999999999"});
  fails({"territories", path_, "design", "--count", "four"});
  fails({"open", "--size", "10x10"});
  fails({"open", "--size", "1600"});
}

TEST_F(Usage, OptionsThatASubCommandDoesNotUseAreRefused) {
  for (const char* sub : {"list", "gaps", "history"}) {
    SCOPED_TRACE(sub);
    EXPECT_THAT(fails({"territories", path_, sub, "--seconds", "1"}),
                AllOf(HasSubstr(std::string("--seconds: ") + sub + " takes no such option"),
                      HasSubstr(std::string("see nearnet territories ") + sub + " --help")));
    fails({"territories", path_, "--count", "4", sub});
    fails({"territories", path_, sub, "--max", "prospects=3"});
  }
  EXPECT_THAT(fails({"territories", path_, "export", "draft", "-", "--format", "csv"}),
              HasSubstr("--format: export takes no such option"));
  EXPECT_THAT(fails({"territories", path_, "design", "--count", "4", "--where", "1"}),
              HasSubstr("--where: design takes no such option"));
  // What it does use goes on to look for the workspace.
  EXPECT_THAT(fails({"territories", path_, "--count", "4", "design", "--seconds", "1"}, kStorage),
              HasSubstr("town.gpkg"));
  fails({"territories", path_, "list", "--json"}, kStorage);
}

TEST_F(Usage, WorkspacesAreGeoPackagesThatDoNotExistYet) {
  EXPECT_THAT(fails({"new", dir_.file("town")}), HasSubstr("town.gpkg"));
  EXPECT_THAT(fails({"new", dir_.file("no/town.gpkg")}, kStorage), HasSubstr("there is no folder"));
  EXPECT_THAT(fails({"new", path_, "--time-zone", "Mars/Olympus"}), HasSubstr("IANA"));
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(Usage, StrictImportIsAllOrNothing) {
  constexpr int kInput = 3;
  ASSERT_EQ(testing::run_cli({"new", path_}).code, 0);
  const std::string reps =
      dir_.write("reps.csv", "rep_id,name,lon,lat\nR1,Ada,-68.7,44.8\n,,-68.7,44.8\n");
  const std::string said = fails({"import", path_, "reps", reps, "--strict"}, kInput);
  EXPECT_THAT(said, HasSubstr("reps.csv, layer reps, row 2: NO_NAME"));
  EXPECT_THAT(said, HasSubstr("1 of 2 rows rejected (NO_NAME 1), so nothing was imported"));
  EXPECT_EQ(testing::run_json({"import", path_, "reps", reps})["imported"], 1) << "none was there";
}

TEST_F(Usage, AMissingWorkspaceSaysHowToMakeOne) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"info", path_},
                                             {"check", path_},
                                             {"undo", path_},
                                             {"eligibility", path_},
                                             {"coverage", path_},
                                             {"pipeline", path_},
                                             {"explain", path_, "7"},
                                             {"export", path_, "prospects", dir_.file("a.csv")},
                                             {"territories", path_, "list"},
                                             {"days", path_, "show"}}) {
    EXPECT_THAT(fails(words, kStorage), HasSubstr("nearnet new " + path_));
  }
}

TEST_F(Usage, AnythingElseThanAWorkspaceIsNamedAsSuch) {
  const std::string text = dir_.write("notes.gpkg", "shopping list");
  EXPECT_THAT(fails({"info", text}, kStorage), HasSubstr("notes.gpkg"));
  EXPECT_THAT(fails({"info", dir_.path().string()}, kStorage), HasSubstr(dir_.path().string()));
  EXPECT_EQ(testing::read_file(text), "shopping list");
}

TEST_F(Usage, FormsWithAndWithoutAWorkspaceDoNotMix) {
  EXPECT_THAT(fails({"eligibility"}), HasSubstr("--businesses"));
  EXPECT_THAT(fails({"eligibility", path_, "--footprints", "x.gpkg"}), HasSubstr("either"));
  EXPECT_THAT(fails({"eligibility", path_, "--output", "x.gpkg"}), HasSubstr("either"));
  EXPECT_THAT(fails({"territories", path_}), HasSubstr("sub-command"));
  EXPECT_THAT(fails({"territories", path_, "--units", "u.gpkg", "--weight", "POP", "--count", "2",
                     "--output", "o.gpkg"}),
              HasSubstr("sub-command"));
  EXPECT_THAT(fails({"territories", path_, "design", "--weight", "POP"}), HasSubstr("--balance"));
}

TEST_F(Usage, ValuesAreCheckedBeforeAnythingIsRead) {
  ASSERT_EQ(testing::run_cli({"new", path_}).code, 0);
  EXPECT_THAT(fails({"eligibility", path_, "--near-net", "150"}), HasSubstr("500ft"));
  EXPECT_THAT(fails({"eligibility", path_, "--near-net", "-5m"}), HasSubstr("500ft"));
  EXPECT_THAT(fails({"eligibility", path_, "--method", "by-air"}), HasSubstr("along-road"));
  EXPECT_THAT(fails({"territories", path_, "design", "--tolerance", "-5%"}), HasSubstr("5%"));
  EXPECT_THAT(fails({"coverage", path_, "--by", "moon"}), HasSubstr("naics"));
  EXPECT_THAT(fails({"coverage", path_, "--days", "-1"}), HasSubstr("-1"));
  EXPECT_THAT(fails({"pipeline", path_, "--stage", "moon"}), HasSubstr("proposal_out"));
  EXPECT_THAT(fails({"performance", path_, "--week", "2026-W60"}), HasSubstr("2026-W48"));
  EXPECT_THAT(fails({"import", path_, "roads", "x.gpkg", "--field", "name"}),
              HasSubstr("OURS=THEIRS"));
  EXPECT_THAT(fails({"days", path_, "plan", "--rep", "1", "--from", "23.11.2026"}),
              HasSubstr("2026-11-23"));
  EXPECT_THAT(fails({"days", path_, "plan", "--from", "2026-11-23", "--visit", "0min"}),
              HasSubstr("takes time"));
  EXPECT_THAT(fails({"days", path_, "plan", "--from", "2026-11-23", "--appointment", "7,10:00"}),
              HasSubstr("BUSINESS@DATE"));
  EXPECT_THAT(fails({"--today", "tomorrow", "coverage", path_}), HasSubstr("date"));
  EXPECT_THAT(fails({"export", path_, "prospects", "-", "--json"}), HasSubstr("standard output"));
}

TEST_F(Usage, AFullStandardOutputIsAFailure) {
  ASSERT_EQ(testing::run_cli({"new", path_}).code, 0);
  const testing::CliRun run = testing::run_cli({"info", path_, "--json"}, "/dev/full");
  EXPECT_EQ(run.code, kStorage);
  EXPECT_THAT(run.err, HasSubstr("standard output"));
}

}  // namespace
}  // namespace nearnet
