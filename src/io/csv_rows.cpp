// SPDX-License-Identifier: Apache-2.0
#include "io/csv_rows.h"

#include <cpl_string.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace nearnet::io::csv {
namespace {

template <typename Number>
void append_number(std::string& out, Number number) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Reads as a number, "1e5" and "-" included. Most cells are told without asking GDAL, which costs
/// more than writing them.
bool reads_as_number(std::string_view text) {
  constexpr std::string_view kFirst = "0123456789+-. ";
  if (kFirst.find(text.front()) == std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), is_digit) ||
         CPLGetValueType(std::string(text).c_str()) != CPL_VALUE_STRING;
}

bool needs_quotes(std::string_view text) {
  const bool special = std::any_of(text.begin(), text.end(), [](char c) {
    return c == ',' || c == '"' || c == '\n' || c == '\r' || c == '\t';
  });
  return special || reads_as_number(text);
}

}  // namespace

void append(std::string& out, std::string_view text) {
  if (text.empty()) return;
  if (!needs_quotes(text)) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append(std::string& out, std::int64_t number) {
  append_number(out, number);
}

void append(std::string& out, double number) {
  append_number(out, number);
}

}  // namespace nearnet::io::csv
