// SPDX-License-Identifier: Apache-2.0
#include "tracking/rate.h"

#include <fmt/format.h>

namespace nearnet::tracking {
namespace {

/// part × factor ÷ whole, half-up; whole > 0. Exact for counts and cents up to 4 × 10^15.
std::int64_t scaled_half_up(std::int64_t part, std::int64_t factor, std::int64_t whole) {
  const std::int64_t rest = part % whole;
  return part / whole * factor + (2 * rest * factor + whole) / (2 * whole);
}

std::string one_decimal(std::int64_t tenths) {
  return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

}  // namespace

std::optional<double> Rate::share() const {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::optional<std::int64_t> Rate::tenths_of_percent() const {
  if (whole == 0) return std::nullopt;
  return scaled_half_up(part, 1000, whole);
}

std::string Rate::percent() const {
  const auto tenths = tenths_of_percent();
  return tenths ? one_decimal(*tenths) + " %" : "n/a";
}

std::string Rate::text() const {
  return fmt::format("{} of {} = {}", part, whole, percent());
}

std::string ratio_text(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? "n/a" : one_decimal(scaled_half_up(part, 10, whole));
}

}  // namespace nearnet::tracking
