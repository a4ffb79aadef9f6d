// SPDX-License-Identifier: Apache-2.0
#include "eligibility/naics.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace nearnet::eligibility {
namespace {

constexpr std::size_t kFewestDigits = 2;
constexpr std::size_t kMostDigits = 6;

std::optional<int> digits_of(std::string_view text) {
  if (text.size() < kFewestDigits || text.size() > kMostDigits) return std::nullopt;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

/// The code cut to its first `digits`.
int cut(int code, int from_digits, int digits) {
  for (; from_digits > digits; --from_digits) code /= 10;
  return code;
}

}  // namespace

std::optional<IndustryRange> parse_industry(std::string_view text) {
  text = core::trimmed(text);
  const std::size_t dash = text.find('-');
  const std::string_view first = core::trimmed(text.substr(0, dash));
  const std::string_view last =
      dash == std::string_view::npos ? first : core::trimmed(text.substr(dash + 1));
  const std::optional<int> low = digits_of(first);
  const std::optional<int> high = digits_of(last);
  if (!low || !high || first.size() != last.size() || *low > *high) return std::nullopt;
  return IndustryRange{*low, *high, static_cast<int>(first.size())};
}

std::string to_text(const IndustryRange& range) {
  const std::string low = fmt::format("{:0{}}", range.low, range.digits);
  if (range.low == range.high) return low;
  return fmt::format("{}-{:0{}}", low, range.high, range.digits);
}

Match match(const IndustryRange& range, std::string_view code) {
  const std::optional<IndustryRange> record = parse_industry(code);
  if (!record) return Match::kUnknown;
  const int digits = std::min(range.digits, record->digits);
  const int low = cut(record->low, record->digits, digits);
  const int high = cut(record->high, record->digits, digits);
  const int range_low = cut(range.low, range.digits, digits);
  const int range_high = cut(range.high, range.digits, digits);
  if (high < range_low || low > range_high) return Match::kNo;
  const bool within = low >= range_low && high <= range_high;
  return within && record->digits >= range.digits ? Match::kYes : Match::kUnknown;
}

Match match_any(std::span<const IndustryRange> ranges, std::string_view code) {
  Match best = Match::kNo;
  for (const IndustryRange& range : ranges) {
    const Match one = match(range, code);
    if (one == Match::kYes) return one;
    if (one == Match::kUnknown) best = one;
  }
  return best;
}

}  // namespace nearnet::eligibility
