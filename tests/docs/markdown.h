// SPDX-License-Identifier: Apache-2.0
// What the tests of the documentation read out of Markdown: fenced blocks, shell commands, tables
// and links. Only the Markdown that the project writes, not all of it.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace nearnet::docs {

/// A fenced block: "```text" gives info "text"; "```csv leads.csv" gives "csv leads.csv".
struct Block {
  std::string info;
  std::vector<std::string> lines;
  int line = 0;  ///< of the opening fence, from 1
};

std::string read_text(const std::filesystem::path& file);
std::vector<std::string> lines_of(const std::string& text);

/// Throws std::runtime_error when a fence is not closed.
std::vector<Block> blocks(const std::string& markdown);

/// The `nearnet` command lines of a block, continued lines joined, each split as a shell would:
/// quotes taken off, comments dropped.
std::vector<std::vector<std::string>> nearnet_commands(const Block& block);
std::vector<std::string> shell_words(const std::string& line);

/// The targets of [text](target) and ![text](target) outside fenced blocks.
std::vector<std::string> link_targets(const std::string& markdown);

/// The text from a heading up to the next heading of the same or a higher level; "" when there is
/// no such heading.
std::string section(const std::string& markdown, const std::string& heading);

/// First and second cell of each row of the tables in the text, header rows included, backticks and
/// blanks taken off.
std::vector<std::pair<std::string, std::string>> table_cells(const std::string& markdown);

}  // namespace nearnet::docs
