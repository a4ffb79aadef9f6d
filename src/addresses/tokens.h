// SPDX-License-Identifier: Apache-2.0
// The words of an address line: upper case, without accents, without the punctuation that means
// nothing. For addresses/ only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace nearnet::addresses {

using Tokens = std::vector<std::string>;

/// Words of each part between commas; empty parts are left out. Kept: periods and hyphens within
/// numbers ("39.2", "112-10"), slashes of fractions ("1/2"), "#" as a word of its own.
std::vector<Tokens> segments_of(std::string_view text);
/// All words, commas taken as blanks.
Tokens tokens_of(std::string_view text);
std::string joined(const Tokens& tokens, std::size_t begin, std::size_t end);
inline std::string joined(const Tokens& tokens) {
  return joined(tokens, 0, tokens.size());
}

bool is_digit(char c);
bool is_letter(char c);  ///< A … Z
bool has_digit(std::string_view word);
bool all_digits(std::string_view word);  ///< and not empty

}  // namespace nearnet::addresses
