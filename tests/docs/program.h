// SPDX-License-Identifier: Apache-2.0
// What the command line says of itself: its commands and their options, read from the help.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace nearnet::docs {

/// The names under "Subcommands:" in the help of a command; `path` is empty for the program itself.
std::vector<std::string> sub_commands(const std::vector<std::string>& path);

/// Every --option that the help of the program and of each command on the path shows.
std::set<std::string> options_along(const std::vector<std::string>& path);

/// The leading words of a command line that are commands: {"days", "plan"}.
std::vector<std::string> command_path(const std::vector<std::string>& words);

}  // namespace nearnet::docs
