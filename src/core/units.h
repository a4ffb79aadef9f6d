// SPDX-License-Identifier: Apache-2.0
// Quantities as types. A number alone never says whether it is metres or feet.
//
//   core::Metres reach = core::parse_distance("500ft");   // 152.4 m
//   core::format_distance(reach);                         // "152.4 m"
//   core::Cents mrc = core::parse_money("129.95");        // 12995 cents
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace nearnet::core {

/// A scalar of one unit; adds and compares with its own kind only.
template <typename Tag, typename Number>
struct Quantity {
  Number value{};

  constexpr Quantity() = default;
  constexpr explicit Quantity(Number number) : value(number) {}

  friend constexpr auto operator<=>(const Quantity&, const Quantity&) = default;
  constexpr Quantity& operator+=(Quantity other) {
    value += other.value;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity other) {
    value -= other.value;
    return *this;
  }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return a -= b; }
  friend constexpr Quantity operator*(Quantity a, Number factor) {
    return Quantity(a.value * factor);
  }
};

using Metres = Quantity<struct MetresTag, double>;
/// Durations of routing and calendars. Whole seconds, so that plans add up exactly.
using Seconds = Quantity<struct SecondsTag, std::int64_t>;
/// Money before tax, in hundredths.
using Cents = Quantity<struct CentsTag, std::int64_t>;

constexpr Seconds minutes(std::int64_t count) {
  return Seconds(count * 60);
}
constexpr double to_minutes(Seconds duration) {
  return static_cast<double>(duration.value) / 60.0;
}

/// "150m", "500 ft", "0.2mi", "1.5km"; a unit is required. Throws ConfigError.
Metres parse_distance(std::string_view text);
/// "85.2 m" below a kilometre, "1.53 km" above.
std::string format_distance(Metres distance);

/// "15min", "90s", "1h", "1h30min"; a bare number is refused. Throws ConfigError.
Seconds parse_duration(std::string_view text);
/// "15 min", "1 h 05 min".
std::string format_duration(Seconds duration);

/// "5%" or "0.05" → 0.05. Throws ConfigError.
double parse_share(std::string_view text);

/// "129", "129.95", "$1,299.50". Throws ConfigError.
Cents parse_money(std::string_view text);
/// "1299.50"
std::string format_money(Cents amount);

}  // namespace nearnet::core
