// SPDX-License-Identifier: Apache-2.0
// A share that never hides its two counts and never divides by zero.
//
//   tracking::Rate reach{320, 400};
//   reach.percent();   // "80.0 %"
//   reach.text();      // "320 of 400 = 80.0 %"
//   tracking::Rate{0, 0}.percent();   // "n/a": nothing to measure is not 0 %
//
// Rounding is half-up to one decimal in whole numbers, so that every machine prints the same digit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace nearnet::tracking {

/// part ÷ whole; both are counts or cents and not negative.
struct Rate {
  std::int64_t part = 0;
  std::int64_t whole = 0;

  /// 0.8 for 320 of 400; none when whole is 0.
  std::optional<double> share() const;
  /// Tenths of a percent, half-up: 800 for 320 of 400; none when whole is 0.
  std::optional<std::int64_t> tenths_of_percent() const;
  std::string percent() const;
  std::string text() const;

  friend bool operator==(const Rate&, const Rate&) = default;
};

/// part ÷ whole to one decimal, half-up: "2.5"; "n/a" when whole is 0. For frequencies.
std::string ratio_text(std::int64_t part, std::int64_t whole);

}  // namespace nearnet::tracking
