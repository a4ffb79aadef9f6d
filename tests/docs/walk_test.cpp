// SPDX-License-Identifier: Apache-2.0
// Follows the pages that lead a reader by the hand, in an empty folder with the sample beside it:
// every nearnet command in a block of shell must succeed, every line in the block of output after
// it must be printed, and blocks that show a file ("```csv leads.csv") become that file.
#include "docs/markdown.h"
#include "testing/run_cli.h"
#include "testing/temp_dir.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace nearnet::docs {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = NEARNET_SOURCE_DIR;

// The day the pages are read on, for commands that name none: contracts end and visits fall due as
// days go by, and what the pages print must not.
constexpr const char* kToday = "2026-11-24";

/// Works in another folder as long as it lives.
class WorkingFolder {
 public:
  explicit WorkingFolder(const fs::path& folder) : before_(fs::current_path()) {
    fs::current_path(folder);
  }
  ~WorkingFolder() { fs::current_path(before_); }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;

 private:
  fs::path before_;
};

std::string trimmed_right(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

/// Lines of a block of output that the commands did not print; "…" stands for lines left out.
std::vector<std::string> lines_missing(const Block& block, const std::string& printed) {
  std::vector<std::string> actual;
  for (const std::string& line : lines_of(printed)) actual.push_back(trimmed_right(line));
  std::vector<std::string> missing;
  for (const std::string& line : block.lines) {
    const std::string wanted = trimmed_right(line);
    if (wanted.empty() || wanted == "…") continue;
    if (std::find(actual.begin(), actual.end(), wanted) == actual.end()) missing.push_back(wanted);
  }
  return missing;
}

std::string run_all(const Block& block) {
  std::string printed;
  for (const std::vector<std::string>& words : nearnet_commands(block)) {
    std::vector<std::string> arguments(words.begin() + 1, words.end());
    if (std::find(arguments.begin(), arguments.end(), "--today") == arguments.end())
      arguments.insert(arguments.end(), {"--today", kToday});
    const testing::CliRun run = testing::run_cli(arguments);
    std::string line;
    for (const std::string& word : words) line += word + " ";
    // Pictures are the map app's, which tests do without.
    EXPECT_TRUE(run.code == 0 || !run.opened.empty())
        << "line " << block.line << ": " << line << "\n"
        << run.err;
    printed += run.out + run.err;
  }
  return printed;
}

void write_file(const Block& block) {
  std::ofstream file(block.info.substr(block.info.find(' ') + 1), std::ios::binary);
  for (const std::string& line : block.lines) file << line << "\n";
}

class Walk : public ::testing::TestWithParam<const char*> {};

TEST_P(Walk, DoesWhatThePageSays) {
  const std::string page = read_text(kRoot / GetParam());
  const testing::TempDir folder;
  fs::create_directory_symlink(kRoot / "data", folder.path() / "data");
  const WorkingFolder here(folder.path());
  std::string printed;
  int compared = 0;
  for (const Block& block : blocks(page)) {
    if (block.info == "sh") {
      printed = run_all(block);
    } else if (block.info == "text" || block.info == "json") {
      ++compared;
      EXPECT_EQ(lines_missing(block, printed), std::vector<std::string>())
          << GetParam() << ", line " << block.line << "; printed was\n"
          << printed;
    } else if (block.info.find(' ') != std::string::npos) {
      write_file(block);
    }
  }
  EXPECT_GT(compared, 3);
}

INSTANTIATE_TEST_SUITE_P(Pages, Walk,
                         ::testing::Values("README.md", "docs/getting-started.md", "docs/cli.md"));

}  // namespace
}  // namespace nearnet::docs
