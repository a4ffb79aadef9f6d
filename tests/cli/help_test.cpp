// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "testing/run_cli.h"

namespace nearnet {
namespace {

using testing::run_cli;

const std::vector<std::vector<std::string>>& commands() {
  static const std::vector<std::vector<std::string>> all = {{"demo"},
                                                            {"new"},
                                                            {"import"},
                                                            {"eligibility"},
                                                            {"explain"},
                                                            {"territories"},
                                                            {"territories", "design"},
                                                            {"territories", "list"},
                                                            {"territories", "show"},
                                                            {"territories", "compare"},
                                                            {"territories", "assign"},
                                                            {"territories", "move"},
                                                            {"territories", "approve"},
                                                            {"territories", "publish"},
                                                            {"territories", "export"},
                                                            {"days"},
                                                            {"days", "plan"},
                                                            {"days", "show"},
                                                            {"days", "unserved"},
                                                            {"log"},
                                                            {"pipeline"},
                                                            {"coverage"},
                                                            {"performance"},
                                                            {"quota"},
                                                            {"export"},
                                                            {"info"},
                                                            {"check"},
                                                            {"undo"},
                                                            {"open"}};
  return all;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

TEST(Help, EveryCommandHasItsOwnExample) {
  for (const std::vector<std::string>& command : commands()) {
    SCOPED_TRACE(joined(command));
    std::vector<std::string> words = command;
    words.emplace_back("--help");
    const testing::CliRun run = run_cli(words);
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.err, "");
    EXPECT_NE(run.out.find("Usage: nearnet " + command.front()), std::string::npos) << run.out;
    // The example is of this command, not of the one above it.
    const auto example = run.out.find("Example: nearnet " + command.front());
    ASSERT_NE(example, std::string::npos) << run.out;
    EXPECT_NE(run.out.find(command.back(), example), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("--json"), std::string::npos);
  }
}

TEST(Help, TheListNamesEveryCommand) {
  const testing::CliRun run = run_cli({"--help"});
  EXPECT_EQ(run.code, 0);
  for (const std::vector<std::string>& command : commands()) {
    EXPECT_NE(run.out.find("\n  " + command.front() + " "), std::string::npos) << command.front();
  }
}

TEST(Help, SubCommandsShowWhereTheWorkspaceStands) {
  EXPECT_NE(run_cli({"days", "plan", "--help"}).out.find("Usage: nearnet days workspace plan"),
            std::string::npos);
}

TEST(Help, VersionNamesTheLibraries) {
  const testing::CliRun run = run_cli({"--version"});
  EXPECT_EQ(run.code, 0);
  for (const char* name : {"nearnet ", "GDAL ", "GEOS ", "PROJ "}) {
    EXPECT_NE(run.out.find(name), std::string::npos) << run.out;
  }
}

TEST(Help, NoCommandOpensTheMap) {
  const testing::CliRun run = run_cli({});
  EXPECT_EQ(run.code, 0);
  ASSERT_EQ(run.opened.size(), 1U);
  EXPECT_EQ(run.opened.front().path, "");
}

TEST(Help, OpenPassesItsOptionsOn) {
  const testing::CliRun run =
      run_cli({"open", "town.gpkg", "--size", "800x600", "--theme", "light", "--select", "7"});
  EXPECT_EQ(run.code, 0);
  ASSERT_EQ(run.opened.size(), 1U);
  EXPECT_EQ(run.opened.front().path, "town.gpkg");
  EXPECT_EQ(run.opened.front().width, 800);
  EXPECT_EQ(run.opened.front().height, 600);
  EXPECT_EQ(run.opened.front().theme, "light");
  EXPECT_EQ(run.opened.front().select, "7");
}

}  // namespace
}  // namespace nearnet
