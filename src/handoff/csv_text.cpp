// SPDX-License-Identifier: Apache-2.0
#include "handoff/csv_text.h"

#include <algorithm>

namespace nearnet::handoff {
namespace {

/// Digits and what people write between them: a number or a telephone number, which no
/// spreadsheet can be harmed by.
bool is_numeric_looking(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) &&
         text.find_first_not_of("0123456789+-.,() /") == std::string_view::npos;
}

}  // namespace

std::string defused(std::string_view text) {
  if (text.empty()) return {};
  const char first = text.front();
  const bool formula = first == '=' || first == '@' || first == '\t' || first == '\r' ||
                       ((first == '+' || first == '-') && !is_numeric_looking(text));
  return formula ? "'" + std::string(text) : std::string(text);
}

std::string csv_field(std::string_view text) {
  const std::string safe = defused(text);
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_row(std::span<const std::string> fields) {
  std::string row;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) row += ',';
    row += csv_field(fields[i]);
  }
  return row + "\r\n";
}

}  // namespace nearnet::handoff
