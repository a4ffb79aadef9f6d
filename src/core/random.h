// SPDX-License-Identifier: Apache-2.0
// A small seeded generator with the same sequence on every machine and library (the standard
// distributions promise no such thing).
//
//   core::Random random(job.seed());
//   random.below(10);      // 0 … 9, unbiased
//   random.uniform();      // [0, 1)
//
// Method: splitmix64 (Steele, Lea, Flood 2014) seeding xoshiro256** (Blackman, Vigna 2018).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace nearnet::core {

class Random {
 public:
  explicit Random(std::uint64_t seed);

  std::uint64_t next();
  /// 0 … bound − 1 without bias; bound > 0.
  std::uint64_t below(std::uint64_t bound);
  /// [0, 1) with 53 random bits.
  double uniform();
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  bool chance(double probability) { return uniform() < probability; }
  /// Mean 0, standard deviation 1 (Box–Muller).
  double normal();

  /// Fisher–Yates.
  template <typename T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::array<std::uint64_t, 4> state_;
};

}  // namespace nearnet::core
