// SPDX-License-Identifier: Apache-2.0
#include "core/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <vector>

namespace nearnet::core {
namespace {

/// The two published algorithms, written down a second time straight from their papers.
class Reference {
 public:
  explicit Reference(std::uint64_t seed) {
    for (std::uint64_t& word : s_) {
      std::uint64_t z = (seed += 0x9e3779b97f4a7c15ULL);
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
      word = z ^ (z >> 31);
    }
  }
  std::uint64_t first_word() const { return s_[0]; }
  std::uint64_t next() {
    const std::uint64_t result = std::rotl(s_[1] * 5, 7) * 9;
    const std::uint64_t t = s_[1] << 17;
    s_[2] ^= s_[0];
    s_[3] ^= s_[1];
    s_[1] ^= s_[2];
    s_[0] ^= s_[3];
    s_[2] ^= t;
    s_[3] = std::rotl(s_[3], 45);
    return result;
  }

 private:
  std::array<std::uint64_t, 4> s_{};
};

TEST(Random, IsXoshiro256StarStarSeededBySplitmix64) {
  // The first output of splitmix64 from seed 0, as published with it.
  ASSERT_EQ(Reference(0).first_word(), 0xe220a8397b1dcdafULL);
  for (const std::uint64_t seed : {0ULL, 1ULL, 42ULL, ~0ULL}) {
    Random random(seed);
    Reference reference(seed);
    for (int i = 0; i < 1000; ++i) ASSERT_EQ(random.next(), reference.next()) << seed;
  }
}

TEST(Random, BelowStaysBelowAndIsEven) {
  Random random(3);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70'000; ++i) ++counts.at(random.below(7));
  for (const int count : counts) EXPECT_NEAR(count, 10'000, 500);
  EXPECT_EQ(random.below(1), 0U);
  // Three quarters of 2^64: taking a plain remainder would favour the lower third two to one.
  const std::uint64_t bound = 3ULL << 62;
  int low = 0;
  for (int i = 0; i < 30'000; ++i) low += random.below(bound) < bound / 3 ? 1 : 0;
  EXPECT_NEAR(low, 10'000, 500);
}

TEST(Random, UniformFillsItsRange) {
  Random random(5);
  double sum = 0.0;
  double smallest = 1.0;
  double largest = 0.0;
  for (int i = 0; i < 10'000; ++i) {
    const double value = random.uniform();
    sum += value;
    smallest = std::min(smallest, value);
    largest = std::max(largest, value);
  }
  EXPECT_GE(smallest, 0.0);
  EXPECT_LT(smallest, 0.01);
  EXPECT_GT(largest, 0.99);
  EXPECT_LT(largest, 1.0);
  EXPECT_NEAR(sum / 10'000, 0.5, 0.02);
  for (int i = 0; i < 100; ++i) {
    const double value = random.uniform(-3.0, -2.0);
    EXPECT_TRUE(value >= -3.0 && value < -2.0);
  }
}

TEST(Random, NormalHasMeanZeroAndDeviationOne) {
  Random random(7);
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < 20'000; ++i) {
    const double value = random.normal();
    sum += value;
    squares += value * value;
  }
  EXPECT_NEAR(sum / 20'000, 0.0, 0.03);
  EXPECT_NEAR(std::sqrt(squares / 20'000), 1.0, 0.03);
}

TEST(Random, ChanceIsNeverAtZeroAndAlwaysAtOne) {
  Random random(9);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(random.chance(0.0));
    EXPECT_TRUE(random.chance(1.0));
  }
}

TEST(Random, ShuffleIsAPermutationFixedByTheSeed) {
  std::vector<int> items(100);
  std::iota(items.begin(), items.end(), 0);
  std::vector<int> first = items;
  std::vector<int> second = items;
  Random(11).shuffle(first);
  Random(11).shuffle(second);
  EXPECT_EQ(first, second);
  EXPECT_NE(first, items);
  std::sort(first.begin(), first.end());
  EXPECT_EQ(first, items);
}

}  // namespace
}  // namespace nearnet::core
