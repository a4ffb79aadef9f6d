// SPDX-License-Identifier: Apache-2.0
#include "cli/text_table.h"

#include <algorithm>

#include "core/text.h"

namespace nearnet::cli {
namespace {

/// Characters on the screen: UTF-8 continuation bytes take no room.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

bool is_number(const std::string& text) {
  const auto end = text.find_first_of(" %");
  return core::parse_number(text.substr(0, end)).has_value();
}

}  // namespace

TextTable::TextTable(std::vector<std::string> header) : header_(std::move(header)) {}

void TextTable::add(std::vector<std::string> row) {
  row.resize(header_.size());
  rows_.push_back(std::move(row));
}

std::string TextTable::text() const {
  std::vector<std::size_t> widths;
  std::vector<bool> right;
  for (std::size_t column = 0; column < header_.size(); ++column) {
    std::size_t width = width_of(header_[column]);
    bool numbers = !rows_.empty();
    for (const auto& row : rows_) {
      width = std::max(width, width_of(row[column]));
      numbers = numbers && (row[column].empty() || is_number(row[column]));
    }
    widths.push_back(width);
    right.push_back(numbers);
  }
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string made;
    for (std::size_t column = 0; column < cells.size(); ++column) {
      const std::string blanks(widths[column] - width_of(cells[column]), ' ');
      made += right[column] ? blanks + cells[column] : cells[column] + blanks;
      if (column + 1 < cells.size()) made += "  ";
    }
    return made.substr(0, made.find_last_not_of(' ') + 1) + "\n";
  };
  std::vector<std::string> rule;
  for (const std::size_t width : widths) rule.emplace_back(width, '-');
  std::string text = line(header_) + line(rule);
  for (const auto& row : rows_) text += line(row);
  return text;
}

}  // namespace nearnet::cli
