// SPDX-License-Identifier: Apache-2.0
#include "core/units.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>

#include "core/error.h"
#include "core/text.h"

namespace nearnet::core {
namespace {

struct UnitFactor {
  std::string_view name;
  double factor;
};

constexpr std::array kLengths = {
    UnitFactor{"m", 1.0},       UnitFactor{"metres", 1.0},    UnitFactor{"meters", 1.0},
    UnitFactor{"km", 1000.0},   UnitFactor{"ft", 0.3048},     UnitFactor{"feet", 0.3048},
    UnitFactor{"mi", 1609.344}, UnitFactor{"mile", 1609.344}, UnitFactor{"miles", 1609.344}};

constexpr std::array kDurations = {UnitFactor{"s", 1.0},       UnitFactor{"sec", 1.0},
                                   UnitFactor{"min", 60.0},    UnitFactor{"h", 3600.0},
                                   UnitFactor{"hour", 3600.0}, UnitFactor{"hours", 3600.0}};

template <std::size_t N>
std::optional<double> factor_of(const std::array<UnitFactor, N>& units, std::string_view name) {
  for (const UnitFactor& unit : units) {
    if (unit.name == name) return unit.factor;
  }
  return std::nullopt;
}

/// Splits "1.5km" into the number and the lower-cased unit.
std::pair<std::optional<double>, std::string> number_and_unit(std::string_view text) {
  text = trimmed(text);
  const auto end = text.find_first_not_of("+-.0123456789");
  const std::string_view digits = text.substr(0, end);
  const std::string_view unit = end == std::string_view::npos ? "" : text.substr(end);
  return {parse_number(digits), lower_case(trimmed(unit))};
}

}  // namespace

Metres parse_distance(std::string_view text) {
  const auto [number, unit] = number_and_unit(text);
  const std::optional<double> factor = factor_of(kLengths, unit);
  if (!number || !factor || *number < 0.0) {
    throw ConfigError(fmt::format(
        "\"{}\" is not a distance; write a number and its unit, such as 150m, 500ft, 0.2mi, 1.5km",
        text));
  }
  return Metres(*number * *factor);
}

std::string format_distance(Metres distance) {
  return distance.value < 1000.0 ? fmt::format("{:.1f} m", distance.value)
                                 : fmt::format("{:.2f} km", distance.value / 1000.0);
}

Seconds parse_duration(std::string_view text) {
  double total = 0.0;
  std::string_view rest = trimmed(text);
  bool good = !rest.empty();
  while (good && !rest.empty()) {
    const auto unit_at = rest.find_first_not_of("+-.0123456789 ");
    const auto next = rest.find_first_of("+-.0123456789", std::min(unit_at, rest.size()));
    const auto [number, unit] = number_and_unit(rest.substr(0, next));
    const std::optional<double> factor = factor_of(kDurations, unit);
    good = number && factor && *number >= 0.0;
    if (good) total += *number * *factor;
    rest = next == std::string_view::npos ? "" : rest.substr(next);
  }
  if (!good) {
    throw ConfigError(fmt::format(
        "\"{}\" is not a duration; write a number and its unit, such as 15min, 90s, 1h30min",
        text));
  }
  return Seconds(std::llround(total));
}

std::string format_duration(Seconds duration) {
  const std::int64_t minutes = (duration.value + 30) / 60;
  return minutes < 60 ? fmt::format("{} min", minutes)
                      : fmt::format("{} h {:02} min", minutes / 60, minutes % 60);
}

double parse_share(std::string_view text) {
  std::string_view digits = trimmed(text);
  const bool percent = !digits.empty() && digits.back() == '%';
  if (percent) digits.remove_suffix(1);
  const std::optional<double> number = parse_number(digits);
  if (!number || *number < 0.0) {
    throw ConfigError(fmt::format("\"{}\" is not a share; write 5% or 0.05", text));
  }
  return percent ? *number / 100.0 : *number;
}

Cents parse_money(std::string_view text) {
  std::string digits;
  for (const char c : trimmed(text)) {
    if (c != ',' && c != '$') digits += c;
  }
  const std::optional<double> number = parse_number(digits);
  if (!number || std::abs(*number) > 1e13) {
    throw ConfigError(fmt::format("\"{}\" is not an amount of money; write 129 or 129.95", text));
  }
  return Cents(std::llround(*number * 100.0));
}

std::string format_money(Cents amount) {
  const std::int64_t cents = std::abs(amount.value);
  return fmt::format("{}{}.{:02}", amount.value < 0 ? "-" : "", cents / 100, cents % 100);
}

}  // namespace nearnet::core
