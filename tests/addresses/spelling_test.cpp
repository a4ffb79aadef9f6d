// SPDX-License-Identifier: Apache-2.0
#include "addresses/spelling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <string>

#include "core/random.h"

namespace nearnet::addresses {
namespace {

/// Straight from the definition of optimal string alignment.
int plain_distance(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return static_cast<int>(std::max(a.size(), b.size()));
  const std::string a1 = a.substr(1);
  const std::string b1 = b.substr(1);
  int best = std::min({plain_distance(a1, b) + 1, plain_distance(a, b1) + 1,
                       plain_distance(a1, b1) + (a[0] == b[0] ? 0 : 1)});
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0]) {
    best = std::min(best, plain_distance(a.substr(2), b.substr(2)) + 1);
  }
  return best;
}

std::string random_word(core::Random& random) {
  std::string word;
  for (std::uint64_t i = random.below(7); i > 0; --i) {
    word += static_cast<char>('A' + static_cast<char>(random.below(3)));
  }
  return word;
}

TEST(Spelling, EditDistanceEqualsItsDefinition) {
  const std::uint64_t seed = 20261123;
  SCOPED_TRACE("seed " + std::to_string(seed));
  core::Random random(seed);
  for (int i = 0; i < 3000; ++i) {
    const std::string a = random_word(random);
    const std::string b = random_word(random);
    const int exact = plain_distance(a, b);
    for (int bound = 0; bound <= 3; ++bound) {
      ASSERT_EQ(edit_distance(a, b, bound), std::min(exact, bound + 1)) << a << " " << b;
    }
    ASSERT_LE(std::popcount(letter_signature(a) ^ letter_signature(b)), 2 * exact) << a << " " << b;
  }
}

TEST(Spelling, BigramsCompareLikeWords) {
  EXPECT_EQ(bigram_similarity("BAKERY", "BAKERY"), 1.0);
  EXPECT_EQ(bigram_similarity("AB", "CD"), 0.0);
  EXPECT_EQ(bigram_similarity("", "CD"), 0.0);
  EXPECT_DOUBLE_EQ(bigram_similarity("NIGHT", "NACHT"), 0.25);
}

}  // namespace
}  // namespace nearnet::addresses
