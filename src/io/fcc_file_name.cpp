// SPDX-License-Identifier: Apache-2.0
#include "io/fcc_file_name.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>

#include "core/text.h"

namespace nearnet::io {
namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// 1 … 12 for "Jun" or "june", 0 for anything else.
unsigned month_named(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string lower = core::lower_case(text.substr(0, 3));
  const auto* const found = std::find(kMonths.begin(), kMonths.end(), lower);
  return found == kMonths.end() ? 0U : static_cast<unsigned>(found - kMonths.begin()) + 1U;
}

core::Date last_of_month(int year, unsigned month) {
  return std::chrono::year(year) / std::chrono::month(month) / std::chrono::last;
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

std::optional<core::Date> date_in_fcc_name(std::string_view name) {
  constexpr int kCentury = 2000;
  std::string words(name.substr(0, name.find('.')));
  std::replace(words.begin(), words.end(), '-', '_');
  for (const std::string& word : core::split(words, '_')) {
    if (word.size() == 6 && all_digits(word)) {
      const core::Date date =
          std::chrono::year(kCentury + number(std::string_view(word).substr(4))) /
          std::chrono::month(static_cast<unsigned>(number(std::string_view(word).substr(0, 2)))) /
          std::chrono::day(static_cast<unsigned>(number(std::string_view(word).substr(2, 2))));
      if (date.ok()) return date;
    }
    const bool half_year = word.size() == 3 && (word[0] == 'J' || word[0] == 'D');
    if (half_year && all_digits(std::string_view(word).substr(1))) {
      return last_of_month(kCentury + number(std::string_view(word).substr(1)),
                           word[0] == 'J' ? 6 : 12);
    }
    const bool month_year = word.size() == 7 && all_digits(std::string_view(word).substr(3));
    if (month_year && month_named(word) != 0) {
      return last_of_month(number(std::string_view(word).substr(3)), month_named(word));
    }
  }
  return std::nullopt;
}

}  // namespace nearnet::io
