// SPDX-License-Identifier: Apache-2.0
// What a way over roads costs: its time, and of ways of equal time its length.
//
//   Cost way = Cost::of(90'000, 12'500);       // milliseconds, decimetres: 90 s, 1,250 m
//   if (way + turn < best) best = way + turn;
//
// Both are whole numbers in one integer, so that sums are exact in any order, a comparison is one
// instruction, and the cheapest way has one length however it was found. Good for ways up to
// 400,000 km and 24 days.
#pragma once

#include <compare>
#include <cstdint>

namespace nearnet::roads {

class Cost {
 public:
  constexpr Cost() = default;
  static constexpr Cost of(std::int64_t milliseconds, std::int64_t decimetres) {
    return Cost((milliseconds << kLengthBits) + decimetres);
  }
  /// More than any way; any way can still be added to it.
  static constexpr Cost unreachable() { return Cost(std::int64_t{1} << 62U); }

  constexpr bool reachable() const { return *this < unreachable(); }
  constexpr std::int64_t milliseconds() const { return packed_ >> kLengthBits; }
  constexpr std::int64_t decimetres() const { return packed_ & kLengthMask; }

  friend constexpr Cost operator+(Cost a, Cost b) { return Cost(a.packed_ + b.packed_); }
  friend constexpr auto operator<=>(Cost, Cost) = default;

 private:
  static constexpr int kLengthBits = 32;
  static constexpr std::int64_t kLengthMask = (std::int64_t{1} << kLengthBits) - 1;

  explicit constexpr Cost(std::int64_t packed) : packed_(packed) {}

  std::int64_t packed_ = 0;
};

}  // namespace nearnet::roads
