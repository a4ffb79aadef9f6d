// SPDX-License-Identifier: Apache-2.0
// The word lists of USPS Publication 28. Each returns the standard abbreviation of a word in upper
// case, or "" when the word is none of the kind. For addresses/ only.
#pragma once

#include <string_view>

namespace nearnet::addresses {

/// "STREET", "STR", "ST" → "ST" (appendix C1).
std::string_view suffix_abbreviation(std::string_view word);
/// "NORTH" → "N", "NORTHWEST" → "NW" (appendix B).
std::string_view directional_abbreviation(std::string_view word);

enum class UnitForm {
  kNone,
  kWithId,     ///< always followed by an identifier: APT, STE, UNIT
  kAmbiguous,  ///< with an identifier, but also a word of street names: LOT, KEY, PIER
  kAlone,      ///< may stand alone: BSMT, REAR
};
struct UnitWord {
  std::string_view abbreviation;
  UnitForm form = UnitForm::kNone;
};
/// "SUITE" → {"STE", kWithId} (appendix C2).
UnitWord unit_word(std::string_view word);

/// "MAINE", "ME" → "ME"; states, districts and territories.
std::string_view state_abbreviation(std::string_view name);
/// "FIRST" → "1ST" … "TWENTIETH" → "20TH".
std::string_view ordinal_number(std::string_view word);

}  // namespace nearnet::addresses
