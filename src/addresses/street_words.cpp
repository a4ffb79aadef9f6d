// SPDX-License-Identifier: Apache-2.0
#include "addresses/street_words.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "addresses/abbreviations.h"

namespace nearnet::addresses {
namespace {

using std::string_view;

bool is_one_of(string_view word, std::initializer_list<string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_suffix(string_view word) {
  return !suffix_abbreviation(word).empty();
}
bool is_directional(string_view word) {
  return !directional_abbreviation(word).empty();
}

bool is_fraction(string_view word) {
  return word.size() == 3 && is_digit(word[0]) && word[1] == '/' && is_digit(word[2]);
}

/// Milwaukee's N6W23001.
bool is_grid_number(string_view word) {
  std::size_t i = 0;
  for (int pair = 0; pair < 2; ++pair) {
    if (i >= word.size() || string_view("NSEW").find(word[i]) == string_view::npos) return false;
    const std::size_t digits = ++i;
    while (i < word.size() && is_digit(word[i])) ++i;
    if (i == digits) return false;
  }
  return i == word.size();
}

/// "12", "12A", "12-14", "12-A", "112-10B".
bool is_house_number(string_view word) {
  if (word.empty()) return false;
  if (is_letter(word.front())) return is_grid_number(word);
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t begin = i;
    while (i < word.size() && is_digit(word[i])) ++i;
    return i > begin;
  };
  if (!digits()) return false;
  if (i < word.size() && word[i] == '-') {
    ++i;
    digits();
  }
  if (i < word.size() && is_letter(word[i])) ++i;
  return i == word.size() && word.back() != '-';
}

/// Without leading zeros, and without the hyphen of "12-A".
std::string normal_number(string_view word) {
  while (word.size() > 1 && word[0] == '0' && is_digit(word[1])) word.remove_prefix(1);
  std::string number(word);
  if (number.size() > 2 && is_letter(number.back()) && number[number.size() - 2] == '-') {
    number.erase(number.size() - 2, 1);
  }
  return number;
}

/// What follows a house number: a street name, not the rest of one ("1700 S").
bool is_street(const Tokens& words, std::size_t begin) {
  const std::size_t count = words.size() - begin;
  return count > 1 || (count == 1 && !is_directional(words[begin]));
}

}  // namespace

std::optional<std::string> take_number(Tokens& words) {
  if (!words.empty() && words.front() == "NO" && words.size() > 2) words.erase(words.begin());
  if (words.size() < 2 || !is_house_number(words.front())) return std::nullopt;
  const bool fraction = is_fraction(words[1]);
  const std::size_t used = fraction ? 2 : 1;
  if (!is_street(words, used)) return std::nullopt;
  const std::string number = normal_number(words[0]) + (fraction ? " " + words[1] : "");
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(used));
  return number;
}

std::optional<int> whole_number(const std::string& number) {
  const auto read = [](const char* begin, const char* end) {
    int value = 0;
    const auto result = std::from_chars(begin, end, value);
    return std::pair(value, result.ec == std::errc() ? result.ptr : nullptr);
  };
  const char* end = number.data() + number.size();
  const auto [low, rest] = read(number.data(), end);
  if (rest == nullptr) return std::nullopt;
  if (rest == end || *rest != '-') return low;
  const auto [high, after] = read(rest + 1, end);
  // 12-14 is a building of several numbers; 112-10 is one number with the block before the hyphen.
  constexpr int kWidestSpan = 50;
  const bool span =
      after != nullptr && high > low && high - low <= kWidestSpan && (high - low) % 2 == 0;
  return span ? std::optional(low) : std::nullopt;
}

std::string post_office_box(const Tokens& words) {
  std::size_t i = 0;
  const auto next_is = [&](std::initializer_list<string_view> forms) {
    return i < words.size() && is_one_of(words[i], forms);
  };
  if (next_is({"POB", "POBOX"})) {
    ++i;
  } else if (next_is({"BOX"}) && words.size() == 2) {
    ++i;
  } else {
    if (next_is({"PO"})) {
      ++i;
    } else if (words.size() > 1 && words[0] == "P" && words[1] == "O") {
      i = 2;
    } else if (words.size() > 1 && words[0] == "POST" && words[1] == "OFFICE") {
      i = 2;
    } else {
      return {};
    }
    if (!next_is({"BOX", "BX", "DRAWER", "B"})) return {};
    ++i;
  }
  if (next_is({"#"})) ++i;
  return i < words.size() ? "PO BOX " + words[i] : std::string("PO BOX");
}

std::string rural_route(const Tokens& words) {
  if (words.size() < 2) return {};
  std::size_t i = 1;
  std::string_view kind;
  if (is_one_of(words[0], {"RR", "RFD", "RURAL"})) kind = "RR";
  if (is_one_of(words[0], {"HC", "HCR"})) kind = "HC";
  if (kind.empty()) return {};
  if (words[0] == "RURAL") {
    if (!is_one_of(words[1], {"ROUTE", "RTE", "RT"})) return {};
    ++i;
  }
  if (i < words.size() && words[i] == "#") ++i;
  if (i >= words.size() || !has_digit(words[i])) return {};
  std::string route = std::string(kind) + " " + words[i++];
  const bool box = i + 1 < words.size() && words[i] == "BOX";
  return box ? route + " BOX " + words[i + 1] : route;
}

namespace {

/// "1ST" and "01" are floor 1.
std::string floor_number(string_view word) {
  const string_view ordinal = ordinal_number(word);
  const string_view text = ordinal.empty() ? word : ordinal;
  const std::size_t digits = text.find_first_not_of("0123456789");
  return std::string(digits == 0 ? text : text.substr(0, digits));
}

bool is_unit_id(string_view word) {
  return has_digit(word) || (word.size() <= 2 && !word.empty() && is_letter(word[0]));
}

/// "APT9" and "STE200" are two words.
void split_glued(Tokens& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t digit = words[i].find_first_of("0123456789");
    if (digit == std::string::npos || digit < 2) continue;
    if (unit_word(words[i].substr(0, digit)).form != UnitForm::kWithId) continue;
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words[i].substr(digit));
    words[i].resize(digit);
  }
}

/// The street's words end here for sure.
bool ends_street(const Tokens& words, std::size_t end) {
  return end > 1 && (is_suffix(words[end - 1]) || is_directional(words[end - 1]));
}

bool begins_unit(const Tokens& words, std::size_t i) {
  const bool has_id = i + 1 < words.size() && is_unit_id(words[i + 1]);
  const bool is_tail = i + 2 == words.size();
  if (words[i] == "#") return i + 1 < words.size();
  switch (unit_word(words[i]).form) {
    case UnitForm::kWithId:
      return has_id;
    case UnitForm::kAmbiguous:
      return has_id && (is_tail || ends_street(words, i));
    case UnitForm::kAlone:
      return ends_street(words, i) && (i + 1 == words.size() || (has_id && is_tail));
    case UnitForm::kNone:
      break;
  }
  const bool floor = i + 1 < words.size() && is_one_of(words[i + 1], {"FL", "FLOOR", "FLR"});
  return floor && (is_digit(words[i][0]) || !ordinal_number(words[i]).empty()) &&
         (is_tail || ends_street(words, i));
}

/// "APT", "2", "BLDG", "3" in the words from `i` on.
std::string unit_text(const Tokens& words, std::size_t i) {
  Tokens out;
  for (; i < words.size(); ++i) {
    const UnitWord word = unit_word(words[i]);
    const bool floor_next = i + 1 < words.size() && is_one_of(words[i + 1], {"FL", "FLOOR", "FLR"});
    if (floor_next && word.form == UnitForm::kNone) {
      out.emplace_back("FL");
      out.push_back(floor_number(words[i++]));
    } else if (word.form != UnitForm::kNone) {
      out.emplace_back(word.abbreviation);
    } else if (words[i] != "#") {
      out.push_back(words[i]);
    } else if (out.empty()) {
      out.emplace_back("#");
    }
  }
  return joined(out);
}

/// "12 MAIN ST 4B": what follows the suffix. Not the number of a highway or avenue.
bool has_bare_unit(const Tokens& words) {
  if (words.size() < 3) return false;
  const std::string& last = words.back();
  const string_view suffix = suffix_abbreviation(words[words.size() - 2]);
  if (suffix.empty() || is_one_of(suffix, {"HWY", "RTE", "RD"})) return false;
  return has_digit(last) || (last.size() == 1 && !is_directional(last));
}

}  // namespace

std::string take_unit(Tokens& words) {
  split_glued(words);
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!begins_unit(words, i)) continue;
    const std::string unit = unit_text(words, i);
    words.resize(i);
    return unit;
  }
  if (!has_bare_unit(words)) return {};
  const std::string unit = "# " + words.back();
  words.pop_back();
  return unit;
}

std::string parse_unit(std::string_view text) {
  Tokens words = tokens_of(text);
  split_glued(words);
  if (words.empty()) return {};
  const bool named = words[0] == "#" || unit_word(words[0]).form != UnitForm::kNone;
  const bool floor = words.size() == 2 && is_one_of(words[1], {"FL", "FLOOR", "FLR"});
  if (named || floor) return unit_text(words, 0);
  constexpr std::size_t kLongestId = 6;
  const bool id = words.size() == 1 && words[0].size() <= kLongestId &&
                  (has_digit(words[0]) || words[0].size() <= 2);
  if (id) return "# " + words[0];
  // "T 9", "Tower 2": kept as it stands, so that units are told apart.
  const bool numbered = words.size() == 2 && has_digit(words[1]) && !has_digit(words[0]);
  return numbered ? joined(words) : std::string();
}

namespace {

bool ends_in_number(const Tokens& words) {
  return words.size() > 1 && is_digit(words.back().front());
}

/// US 1, US Route 1 and US Hwy 1 are one road; so are State Route 9, SR 9 and State Hwy 9.
void normalise_highway(Tokens& words) {
  if (!ends_in_number(words)) return;
  const std::string number = words.back();
  const auto is_road = [](string_view word) {
    return is_one_of(word, {"HWY", "HIGHWAY", "RTE", "RT", "ROUTE", "RD", "ROAD"});
  };
  const string_view first = words[0];
  const bool one_word = words.size() == 2;
  const bool with_road = words.size() == 3 && is_road(words[1]);
  if ((one_word || with_road) && first == "US") {
    words = {"US", "HWY", number};
  } else if ((one_word && first == "SR") || (with_road && is_one_of(first, {"STATE", "ST"}))) {
    words = {"STATE", "RTE", number};
  } else if ((one_word && first == "CR") || (with_road && is_one_of(first, {"COUNTY", "CO"}))) {
    words = {"COUNTY", "RD", number};
  } else if (one_word && is_one_of(first, {"INTERSTATE", "I"})) {
    words = {"I", number};
  } else if (one_word && is_one_of(first, {"RTE", "RT", "ROUTE"})) {
    words = {"RTE", number};
  } else if (one_word && is_one_of(first, {"HWY", "HIGHWAY"})) {
    words = {"HWY", number};
  }
}

/// Words within a name: as a suffix would be abbreviated, so that Mill Creek and Mill Crk agree.
std::string name_word(const std::string& word, bool alone, bool last) {
  if (alone) {
    const string_view ordinal = ordinal_number(word);
    return ordinal.empty() ? word : std::string(ordinal);
  }
  if (word == "ST" && !last) return "SAINT";
  if (word == "STREET") return word;
  if (word == "DOCTOR") return "DR";
  if (word == "JUNIOR") return "JR";
  for (const string_view known :
       {ordinal_number(word), directional_abbreviation(word), suffix_abbreviation(word)}) {
    if (!known.empty()) return std::string(known);
  }
  return word;
}

/// Words that are hardly ever the name of a street.
bool is_plain_street_type(string_view suffix) {
  return is_one_of(suffix, {"ALY", "AVE", "BLVD", "CIR", "CT", "DR", "HWY", "LN", "PKWY", "PL",
                            "RD", "SQ", "ST", "TER", "TRL", "WAY"});
}

/// The last word is the kind of street. East Street is one, East Bridge is not: its name is Bridge.
bool ends_in_suffix(const Tokens& words) {
  if (words.size() < 2 || !is_suffix(words.back())) return false;
  return words.size() > 2 || !is_directional(words.front()) ||
         is_plain_street_type(suffix_abbreviation(words.back()));
}

std::string take_directional(Tokens& words, bool front) {
  const std::string word(directional_abbreviation(front ? words.front() : words.back()));
  if (word.empty()) return {};
  if (front) {
    words.erase(words.begin());
  } else {
    words.pop_back();
  }
  return word;
}

}  // namespace

Street street_of(Tokens words) {
  Street street;
  if (words.empty()) return street;
  normalise_highway(words);
  if (words.size() > 1) street.postdirectional = take_directional(words, false);
  if (ends_in_suffix(words)) {
    street.suffix = suffix_abbreviation(words.back());
    words.pop_back();
  }
  if (words.size() > 1) street.predirectional = take_directional(words, true);
  const bool north_south = street.predirectional == "N" || street.predirectional == "S";
  if (north_south && words.size() > 1) {
    const string_view second = directional_abbreviation(words.front());
    if (second == "E" || second == "W") street.predirectional += take_directional(words, true);
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i] = name_word(words[i], words.size() == 1, i + 1 == words.size());
  }
  street.name = joined(words);
  return street;
}

}  // namespace nearnet::addresses
