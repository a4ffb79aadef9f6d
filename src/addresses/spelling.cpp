// SPDX-License-Identifier: Apache-2.0
#include "addresses/spelling.h"

#include <algorithm>
#include <vector>

namespace nearnet::addresses {
namespace {

std::vector<std::uint16_t> sorted_bigrams(std::string_view text) {
  std::vector<std::uint16_t> pairs;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto first = static_cast<unsigned char>(text[i]);
    const auto second = static_cast<unsigned char>(text[i + 1]);
    pairs.push_back(static_cast<std::uint16_t>(first * 256U + second));
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

}  // namespace

int edit_distance(std::string_view a, std::string_view b, int bound) {
  const auto rows = static_cast<int>(a.size());
  const auto columns = static_cast<int>(b.size());
  if (std::abs(rows - columns) > bound) return bound + 1;
  const auto at = [](std::string_view text, int i) { return text[static_cast<std::size_t>(i)]; };
  const auto width = static_cast<std::size_t>(columns) + 1;
  std::vector<int> two_back(width);
  std::vector<int> back(width);
  std::vector<int> now(width);
  for (std::size_t j = 0; j < width; ++j) back[j] = static_cast<int>(j);
  for (int i = 1; i <= rows; ++i) {
    now[0] = i;
    int least = i;
    for (int j = 1; j <= columns; ++j) {
      const auto k = static_cast<std::size_t>(j);
      const bool same = at(a, i - 1) == at(b, j - 1);
      now[k] = std::min({back[k] + 1, now[k - 1] + 1, back[k - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && at(a, i - 1) == at(b, j - 2) && at(a, i - 2) == at(b, j - 1);
      if (swapped) now[k] = std::min(now[k], two_back[k - 2] + 1);
      least = std::min(least, now[k]);
    }
    // A swap reaches back two rows, but never below the row between by more than it adds.
    if (least > bound) return bound + 1;
    std::swap(two_back, back);
    std::swap(back, now);
  }
  return std::min(back[width - 1], bound + 1);
}

std::uint64_t letter_signature(std::string_view text) {
  std::uint64_t bits = 0;
  for (const char c : text) bits |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64U);
  return bits;
}

double bigram_similarity(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return 0.0;
  if (a == b) return 1.0;
  const std::vector<std::uint16_t> left = sorted_bigrams(a);
  const std::vector<std::uint16_t> right = sorted_bigrams(b);
  if (left.empty() || right.empty()) return 0.0;
  std::vector<std::uint16_t> common;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(common));
  return 2.0 * static_cast<double>(common.size()) / static_cast<double>(left.size() + right.size());
}

}  // namespace nearnet::addresses
