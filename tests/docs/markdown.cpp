// SPDX-License-Identifier: Apache-2.0
#include "docs/markdown.h"

#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace nearnet::docs {
namespace {

std::string bare(std::string cell) {
  std::erase(cell, '`');
  const auto first = cell.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return cell.substr(first, cell.find_last_not_of(' ') - first + 1);
}

/// The number of # of a heading, 0 for other lines.
std::size_t heading_level(const std::string& line) {
  const std::size_t level = line.find_first_not_of('#');
  return level != std::string::npos && level > 0 && line[level] == ' ' ? level : 0;
}

}  // namespace

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<Block> blocks(const std::string& markdown) {
  std::vector<Block> found;
  bool inside = false;
  int number = 0;
  for (const std::string& line : lines_of(markdown)) {
    ++number;
    if (line.starts_with("```")) {
      if (!inside) found.push_back({line.substr(3), {}, number});
      inside = !inside;
    } else if (inside) {
      found.back().lines.push_back(line);
    }
  }
  if (inside) throw std::runtime_error("a fenced block is not closed");
  return found;
}

std::vector<std::vector<std::string>> nearnet_commands(const Block& block) {
  std::vector<std::vector<std::string>> commands;
  std::string joined;
  for (const std::string& line : block.lines) {
    joined += line;
    if (joined.ends_with('\\')) {
      joined.back() = ' ';
      continue;
    }
    if (joined == "nearnet" || joined.starts_with("nearnet ")) {
      commands.push_back(shell_words(joined));
    }
    joined.clear();
  }
  return commands;
}

std::vector<std::string> shell_words(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = 0;
  for (const char c : line) {
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        word += c;
      }
    } else if (c == '\'' || c == '"') {
      quote = c;
      in_word = true;
    } else if (c == ' ') {
      if (in_word) words.push_back(word);
      word.clear();
      in_word = false;
    } else if (c == '#' && !in_word) {
      break;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (in_word) words.push_back(word);
  return words;
}

std::vector<std::string> link_targets(const std::string& markdown) {
  std::vector<std::string> targets;
  const std::regex link(R"(\]\(([^)\s]+)\))");
  bool inside = false;
  for (const std::string& line : lines_of(markdown)) {
    if (line.starts_with("```")) inside = !inside;
    if (inside) continue;
    for (std::sregex_iterator match(line.begin(), line.end(), link), end; match != end; ++match) {
      targets.push_back((*match)[1]);
    }
  }
  return targets;
}

std::string section(const std::string& markdown, const std::string& heading) {
  std::string text;
  std::size_t level = 0;
  for (const std::string& line : lines_of(markdown)) {
    const std::size_t here = heading_level(line);
    if (level == 0) {
      if (here > 0 && bare(line.substr(here)) == heading) level = here;
      continue;
    }
    if (here > 0 && here <= level) break;
    text += line + "\n";
  }
  return text;
}

std::vector<std::pair<std::string, std::string>> table_cells(const std::string& markdown) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const std::string& line : lines_of(markdown)) {
    if (!line.starts_with("|") || line.starts_with("|-") || line.starts_with("| -")) continue;
    std::vector<std::string> cells;
    std::istringstream in(line.substr(1));
    for (std::string cell; std::getline(in, cell, '|');) cells.push_back(bare(cell));
    if (cells.size() >= 2) rows.emplace_back(cells[0], cells[1]);
  }
  return rows;
}

}  // namespace nearnet::docs
