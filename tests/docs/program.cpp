// SPDX-License-Identifier: Apache-2.0
#include "docs/program.h"

#include "docs/markdown.h"
#include "testing/run_cli.h"

#include <algorithm>
#include <regex>
#include <stdexcept>

namespace nearnet::docs {
namespace {

std::string help_of(const std::vector<std::string>& path) {
  std::vector<std::string> words = path;
  // A sub-command stands behind the workspace.
  if (words.size() == 2) words.insert(words.begin() + 1, "W");
  words.emplace_back("--help");
  const testing::CliRun run = testing::run_cli(words);
  if (run.code != 0) throw std::runtime_error("no help: " + run.err);
  return run.out;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::vector<std::string> sub_commands(const std::vector<std::string>& path) {
  std::vector<std::string> names;
  bool listed = false;
  for (const std::string& line : lines_of(help_of(path))) {
    if (line == "Subcommands:") {
      listed = true;
    } else if (listed && line.size() > 2 && line.starts_with("  ") && line[2] != ' ') {
      names.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
  }
  return names;
}

std::set<std::string> options_along(const std::vector<std::string>& path) {
  std::set<std::string> options;
  const std::regex option(R"(--[a-z][a-z-]*)");
  for (std::size_t length = 0; length <= path.size(); ++length) {
    const auto end = path.begin() + static_cast<std::ptrdiff_t>(length);
    for (const std::string& line : lines_of(help_of({path.begin(), end}))) {
      // Options stand indented at the start of a line; other mentions are examples.
      if (!line.starts_with("  -")) continue;
      const std::string names = line.substr(2, line.find(' ', 2) - 2);
      for (std::sregex_iterator match(names.begin(), names.end(), option), none; match != none;
           ++match) {
        options.insert(match->str());
      }
    }
  }
  return options;
}

std::vector<std::string> command_path(const std::vector<std::string>& words) {
  static const std::vector<std::string> commands = sub_commands({});
  if (words.size() < 2 || !contains(commands, words[1])) return {};
  const std::vector<std::string> below = sub_commands({words[1]});
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (contains(below, words[i])) return {words[1], words[i]};
  }
  return {words[1]};
}

}  // namespace nearnet::docs
