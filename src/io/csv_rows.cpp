// SPDX-License-Identifier: Apache-2.0
#include "io/csv_rows.h"

#include <cpl_string.h>
#include <fmt/compile.h>

#include <array>
#include <charconv>
#include <cmath>

namespace nearnet::io::csv {
namespace {

using Digits = std::array<char, 32>;

template <typename Number>
void append_number(std::string& out, Number number) {
  Digits digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

/// As to_chars() writes it, at two thirds of the cost: {fmt} finds the shortest digits by
/// Dragonbox. False where to_chars() might choose an exponent.
bool append_decimals(std::string& out, double number) {
  const double size = std::abs(number);
  if (!(size >= 1e-3 && size < 1e5)) return false;
  Digits digits;
  out.append(digits.data(), fmt::format_to(digits.data(), FMT_COMPILE("{}"), number));
  return true;
}

/// What a character means for the quoting of its cell.
enum Sign : std::uint8_t {
  kNeedsQuotes = 1,
  kNoDigit = 2,
  kMayBeginNumber = 4,
};

constexpr std::array<std::uint8_t, 256> kSigns = [] {
  std::array<std::uint8_t, 256> signs{};
  signs.fill(kNoDigit);
  const auto mark = [&](std::string_view characters, int sign) {
    for (const char c : characters) {
      signs[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(sign);
    }
  };
  mark(",\"\n\r\t", kNeedsQuotes | kNoDigit);
  mark("+-. ", kMayBeginNumber | kNoDigit);
  mark("0123456789", kMayBeginNumber);
  return signs;
}();

/// It holds a separator, or reads as a number, "1e5" and "-" included. Most cells are told without
/// asking GDAL, which costs more than writing them.
bool needs_quotes(std::string_view text) {
  std::uint8_t signs = 0;
  for (const char c : text) signs |= kSigns[static_cast<unsigned char>(c)];
  if ((signs & kNeedsQuotes) != 0) return true;
  if ((kSigns[static_cast<unsigned char>(text.front())] & kMayBeginNumber) == 0) return false;
  return (signs & kNoDigit) == 0 || CPLGetValueType(std::string(text).c_str()) != CPL_VALUE_STRING;
}

}  // namespace

void append(std::string& out, std::string_view text) {
  if (text.empty()) return;
  if (!needs_quotes(text)) {
    out += text;
    return;
  }
  out += '"';
  for (std::size_t quote = text.find('"'); quote < text.size(); quote = text.find('"')) {
    out += text.substr(0, quote + 1);
    out += '"';
    text.remove_prefix(quote + 1);
  }
  out += text;
  out += '"';
}

void append(std::string& out, std::int64_t number) {
  append_number(out, number);
}

void append(std::string& out, double number) {
  if (!append_decimals(out, number)) append_number(out, number);
}

void append_cell(std::string& out, const FieldView& cell) {
  if (const auto* text = std::get_if<std::string_view>(&cell)) return append(out, *text);
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return append(out, *integer);
  if (const auto* real = std::get_if<double>(&cell)) append(out, *real);
}

}  // namespace nearnet::io::csv
