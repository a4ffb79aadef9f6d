// SPDX-License-Identifier: Apache-2.0
// How far two spellings are apart. For addresses/ only.
#pragma once

#include <cstdint>
#include <string_view>

namespace nearnet::addresses {

/// Insertions, deletions, substitutions and swaps of neighbours between the two (optimal string
/// alignment, Damerau 1964), or `bound` + 1 when there are more than `bound`. Bytes, not letters.
int edit_distance(std::string_view a, std::string_view b, int bound);

/// One bit a byte value modulo 64: one edit changes at most two bits, so that
/// popcount(signature(a) ^ signature(b)) > 2 k means more than k edits.
std::uint64_t letter_signature(std::string_view text);

/// 2 |common| / (|a| + |b|) over pairs of neighbouring bytes, repeats counted (Dice 1945); 1 for
/// equal texts, 0 where one is empty.
double bigram_similarity(std::string_view a, std::string_view b);

}  // namespace nearnet::addresses
