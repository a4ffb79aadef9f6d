// SPDX-License-Identifier: Apache-2.0
#include "io/csv_rows.h"

#include <cpl_string.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace nearnet::io::csv {
namespace {

/// "00", "01" … "99".
constexpr std::array<char, 200> kPairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < pairs.size() / 2; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

template <typename Number>
void append_number(std::string& out, Number number) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

char* put_pair(char* end, std::uint32_t pair) {
  std::memcpy(end - 2, kPairs.data() + std::size_t{2} * pair, 2);
  return end - 2;
}

/// The digits of a number before `end`; where they begin.
char* put_digits(char* end, std::uint64_t number) {
  constexpr std::uint32_t kPair = 100;
  constexpr std::uint32_t kEight = 100'000'000;
  // Eight at a time, so that the divisions need not wait for each other.
  for (; number >= kEight; number /= kEight) {
    auto eight = static_cast<std::uint32_t>(number % kEight);
    for (int pair = 0; pair < 4; ++pair, eight /= kPair) end = put_pair(end, eight % kPair);
  }
  auto left = static_cast<std::uint32_t>(number);
  for (; left >= kPair; left /= kPair) end = put_pair(end, left % kPair);
  if (left >= 10) return put_pair(end, left);
  *--end = static_cast<char>('0' + left);
  return end;
}

struct Decimal {
  std::uint64_t digits;
  int decimals;  ///< how many of the digits stand behind the point
};

/// The shortest that reads back as the same number of at least one. No more than fifteen digits
/// tell a whole number of thousandths, as distances are, from all others; fmt's Dragonbox finds
/// those of other numbers at half the cost of to_chars().
Decimal shortest_decimal(double size) {
  constexpr double kThousand = 1e3;
  const auto thousandths = static_cast<std::uint64_t>(size * kThousand + 0.5);
  Decimal decimal{thousandths, 3};
  if (static_cast<double>(thousandths) / kThousand != size) {
    const auto shortest = fmt::detail::dragonbox::to_decimal(size);
    return {shortest.significand, -shortest.exponent};
  }
  for (; decimal.decimals > 0 && decimal.digits % 10 == 0; --decimal.decimals) decimal.digits /= 10;
  return decimal;
}

/// Numbers with decimals, as coordinates and distances are. False for others, and for those that
/// to_chars() might write with an exponent.
bool append_decimals(std::string& out, double number) {
  const double size = std::abs(number);
  if (!(size >= 1.0 && size < 1e5)) return false;
  const Decimal decimal = shortest_decimal(size);
  if (decimal.decimals <= 0) return false;
  std::array<char, 32> text;
  char* const end = text.data() + text.size();
  char* begin = put_digits(end, decimal.digits);
  char* const point = end - decimal.decimals - 1;
  for (char* at = begin--; at <= point; ++at) at[-1] = *at;
  *point = '.';
  if (number < 0.0) *--begin = '-';
  out.append(begin, end);
  return true;
}

/// What a character means for the quoting of its cell.
enum Sign : std::uint8_t {
  kNeedsQuotes = 1,
  kNoDigit = 2,
  kMayBeginNumber = 4,
  kQuote = 8,
};

constexpr std::array<std::uint8_t, 256> kSigns = [] {
  std::array<std::uint8_t, 256> signs{};
  signs.fill(kNoDigit);
  const auto mark = [&](std::string_view characters, int sign) {
    for (const char c : characters) {
      signs[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(sign);
    }
  };
  mark(",\n\r\t", kNeedsQuotes | kNoDigit);
  mark("\"", kQuote | kNeedsQuotes | kNoDigit);
  mark("+-. ", kMayBeginNumber | kNoDigit);
  mark("0123456789", kMayBeginNumber);
  return signs;
}();

/// Of all its characters.
std::uint8_t signs_of(std::string_view text) {
  std::uint8_t signs = 0;
  for (const char c : text) signs |= kSigns[static_cast<unsigned char>(c)];
  return signs;
}

/// It holds a separator, or reads as a number, "1e5" and "-" included. Most cells are told without
/// asking GDAL, which costs more than writing them.
bool needs_quotes(std::string_view text, std::uint8_t signs) {
  if ((signs & kNeedsQuotes) != 0) return true;
  if ((kSigns[static_cast<unsigned char>(text.front())] & kMayBeginNumber) == 0) return false;
  return (signs & kNoDigit) == 0 || CPLGetValueType(std::string(text).c_str()) != CPL_VALUE_STRING;
}

void append_doubling_quotes(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
}

}  // namespace

void append(std::string& out, std::string_view text) {
  if (text.empty()) return;
  const std::uint8_t signs = signs_of(text);
  if (!needs_quotes(text, signs)) {
    out += text;
    return;
  }
  out += '"';
  if ((signs & kQuote) == 0) {
    out += text;
  } else {
    append_doubling_quotes(out, text);
  }
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
