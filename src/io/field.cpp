// SPDX-License-Identifier: Apache-2.0
#include "io/field.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "core/error.h"
#include "core/text.h"

namespace nearnet::io {
namespace {

constexpr std::array<std::string_view, 8> kWordsForNothing = {"na",     "n/a",  "null", "<null>",
                                                              "(null)", "none", "nan",  "#n/a"};

/// `text` in lower case is `word`; asked of every cell, so without a copy.
bool is_word(std::string_view text, std::string_view word) {
  const auto same = [](char c, char lower) {
    return (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) == lower;
  };
  return std::equal(text.begin(), text.end(), word.begin(), word.end(), same);
}

/// Leading digits of `text`, removed from it; none unless there are 1 to `most` of them.
std::optional<int> take_digits(std::string_view& text, std::size_t most) {
  std::size_t count = 0;
  while (count < text.size() && count < most && text[count] >= '0' && text[count] <= '9') ++count;
  int value = 0;
  const auto result = std::from_chars(text.data(), text.data() + count, value);
  if (count == 0 || result.ec != std::errc()) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char wanted) {
  if (text.empty() || text.front() != wanted) return false;
  text.remove_prefix(1);
  return true;
}

/// The date at the front of `text`, removed from it.
std::optional<core::Date> take_date(std::string_view& text) {
  const std::optional<int> first = take_digits(text, 4);
  if (!first) return std::nullopt;
  const char separator = text.empty() ? '\0' : text.front();
  if (separator != '-' && separator != '/') return std::nullopt;
  text.remove_prefix(1);
  const std::optional<int> second = take_digits(text, 2);
  if (!second || !take(text, separator)) return std::nullopt;
  const std::optional<int> third = take_digits(text, 4);
  if (!third) return std::nullopt;
  const bool year_first = *first > 31;
  const int year = year_first ? *first : *third;
  const int month = year_first ? *second : *first;
  const int day = year_first ? *third : *second;
  if (year < 1000 || month < 1 || day < 1) return std::nullopt;
  const core::Date date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                        std::chrono::day(static_cast<unsigned>(day)));
  return date.ok() ? std::optional(date) : std::nullopt;
}

/// "08:30", "08:30:15", "8:30 PM", each with a fraction or zone behind it that is not looked at.
std::optional<core::TimeOfDay> take_time(std::string_view text) {
  const std::optional<int> hour = take_digits(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  const std::optional<int> minute = take_digits(text, 2);
  if (!minute) return std::nullopt;
  int second = 0;
  if (take(text, ':')) second = take_digits(text, 2).value_or(60);
  const std::string rest = core::lower_case(core::trimmed(text));
  int hours = *hour;
  if (rest.starts_with("pm") && hours < 12) hours += 12;
  if (rest.starts_with("am") && hours == 12) hours = 0;
  if (hours > 23 || *minute > 59 || second > 59) return std::nullopt;
  return core::TimeOfDay{core::Seconds(hours * 3600 + *minute * 60 + second)};
}

}  // namespace

FieldView view_of(const FieldValue& value) {
  return std::visit([](const auto& held) { return FieldView(held); }, value);
}

std::string to_text(const FieldValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  if (const auto* real = std::get_if<double>(&value)) {
    // 4401.0 in a real column is the ZIP 4401, not "4401.0".
    return fmt::format("{}", *real + 0.0).ends_with(".0") ? fmt::format("{:.0f}", *real)
                                                          : fmt::format("{}", *real);
  }
  return {};
}

std::optional<double> to_number(const FieldValue& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* text = std::get_if<std::string>(&value)) return core::parse_number(*text);
  return std::nullopt;
}

std::optional<core::Date> to_date(const FieldValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  std::string_view rest = core::trimmed(*text);
  const std::optional<core::Date> date = take_date(rest);
  const bool ends = rest.empty() || rest.front() == ' ' || rest.front() == 'T';
  return ends ? date : std::nullopt;
}

std::optional<core::LocalTime> to_local_time(const FieldValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  std::string_view rest = core::trimmed(*text);
  const std::optional<core::Date> date = take_date(rest);
  if (!date) return std::nullopt;
  if (rest.empty()) return core::LocalTime{*date, core::TimeOfDay{}};
  if (!take(rest, 'T') && !take(rest, ' ')) return std::nullopt;
  const std::optional<core::TimeOfDay> time = take_time(core::trimmed(rest));
  if (!time) return std::nullopt;
  return core::LocalTime{*date, *time};
}

bool is_blank(const FieldValue& value) {
  if (std::holds_alternative<std::monostate>(value)) return true;
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return false;
  const std::string_view trimmed = core::trimmed(*text);
  if (trimmed.empty()) return true;
  if (trimmed.size() > 6) return false;
  return std::any_of(kWordsForNothing.begin(), kWordsForNothing.end(),
                     [&](std::string_view word) { return is_word(trimmed, word); });
}

}  // namespace nearnet::io
