// SPDX-License-Identifier: Apache-2.0
#include "addresses/address.h"

#include <algorithm>

#include "addresses/abbreviations.h"
#include "addresses/street_words.h"
#include "addresses/tokens.h"

namespace nearnet::addresses {
namespace {

std::string zip5(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) digits += c;
    if (c == '-' && !digits.empty()) break;
  }
  constexpr std::size_t kDigits = 5;
  constexpr std::size_t kWithPlus4 = 9;
  // Spreadsheets drop the zero that New England's codes begin with.
  if (digits.size() == kDigits - 1) digits.insert(digits.begin(), '0');
  if (digits.size() == kWithPlus4) digits.resize(kDigits);
  return digits.size() == kDigits ? digits : std::string();
}

std::string normal_city(const Tokens& words) {
  Tokens out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool first = i == 0 && words.size() > 1;
    if (first && (word == "ST" || word == "SAINT")) {
      out.emplace_back("SAINT");
    } else if (first && !directional_abbreviation(word).empty()) {
      out.emplace_back(directional_abbreviation(word));
    } else if (word == "FORT") {
      out.emplace_back("FT");
    } else if (word == "MOUNT") {
      out.emplace_back("MT");
    } else {
      out.push_back(word);
    }
  }
  return joined(out);
}

bool is_zip(std::string_view word) {
  const std::string_view digits = word.substr(0, word.find('-'));
  return digits.size() == 5 && all_digits(digits);
}

/// One line of an address taken apart, part after part.
class LineParser {
 public:
  LineParser(std::string_view line, Locality known)
      : segments_(segments_of(line)), locality_(std::move(known)) {}

  Address parse() {
    take_state_and_zip();
    const std::size_t street = street_segment();
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      if (i == street) {
        take_street(segments_[i]);
      } else {
        take_other(segments_[i], i > street);
      }
    }
    address_.locality = locality_;
    return std::move(address_);
  }

 private:
  /// "… ME 04092 USA" at the end of the line.
  void take_state_and_zip() {
    drop_country();
    if (segments_.empty()) return;
    Tokens& last = segments_.back();
    const bool zip = last.size() + segments_.size() > 2 && is_zip(last.back());
    const std::size_t end = last.size() - (zip ? 1 : 0);
    const bool state = end > 0 && last[end - 1].size() == 2 &&
                       !state_abbreviation(last[end - 1]).empty() &&
                       (zip || (segments_.size() > 1 && end == 1));
    const bool zip_alone = zip && segments_.size() > 1 && last.size() == 1;
    if (!state && !zip_alone) return;
    if (zip && locality_.zip.empty()) locality_.zip = zip5(last.back());
    if (zip) last.pop_back();
    if (state) {
      if (locality_.state.empty()) locality_.state = state_abbreviation(last.back());
      last.pop_back();
    }
    if (last.empty()) {
      segments_.pop_back();
      if (zip_alone) take_state_and_zip();
    } else if (segments_.size() == 1) {
      take_city_without_comma(last);
    }
  }

  void drop_country() {
    if (segments_.size() < 2) return;
    const std::string last = joined(segments_.back());
    if (last == "US" || last == "USA" || last == "UNITED STATES") segments_.pop_back();
  }

  /// "12 MAIN ST BANGOR" once the state behind it is gone: the known city, else what follows the
  /// suffix.
  void take_city_without_comma(Tokens& words) {
    for (std::size_t begin = words.size() - 1; begin > 1; --begin) {
      const std::string tail =
          normal_city({words.begin() + static_cast<std::ptrdiff_t>(begin), words.end()});
      const bool known = !locality_.city.empty() && tail == locality_.city;
      const bool behind_suffix =
          locality_.city.empty() && begin > 2 && !suffix_abbreviation(words[begin - 1]).empty();
      if (!known && !behind_suffix) continue;
      if (locality_.city.empty()) locality_.city = tail;
      words.resize(begin);
      return;
    }
  }

  /// The first part that begins with a house number, else the first.
  std::size_t street_segment() const {
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      Tokens words = segments_[i];
      if (take_number(words)) return i;
    }
    return 0;
  }

  void take_street(Tokens words) {
    address_.box = post_office_box(words);
    if (!address_.box.empty()) {
      address_.kind = Address::Kind::kPoBox;
      return;
    }
    address_.box = rural_route(words);
    if (!address_.box.empty()) {
      address_.kind = Address::Kind::kRuralRoute;
      return;
    }
    cut_post_office_box(words);
    const std::optional<std::string> number = take_number(words);
    if (number) {
      address_.number = *number;
      address_.whole_number = whole_number(*number);
    }
    address_.unit = take_unit(words);
    address_.street = street_of(std::move(words));
    if (!address_.street.empty()) address_.kind = Address::Kind::kStreet;
  }

  /// "12 MAIN ST PO BOX 5": the street is where the door is.
  static void cut_post_office_box(Tokens& words) {
    for (std::size_t i = 2; i + 1 < words.size(); ++i) {
      const Tokens rest(words.begin() + static_cast<std::ptrdiff_t>(i), words.end());
      if (words[i] == "BOX" || post_office_box(rest).empty()) continue;
      words.resize(i);
      return;
    }
  }

  void take_other(const Tokens& words, bool behind_street) {
    const std::string unit = parse_unit(joined(words));
    if (!unit.empty() && address_.unit.empty()) {
      address_.unit = unit;
    } else if (behind_street && unit.empty() && post_office_box(words).empty() &&
               locality_.city.empty()) {
      locality_.city = normal_city(words);
    }
  }

  std::vector<Tokens> segments_;
  Locality locality_;
  Address address_;
};

}  // namespace

Locality normal_locality(std::string_view city, std::string_view state, std::string_view zip) {
  const Tokens state_words = tokens_of(state);
  const std::string state_name = joined(state_words);
  const std::string_view abbreviation = state_abbreviation(state_name);
  return {normal_city(tokens_of(city)),
          abbreviation.empty() ? state_name : std::string(abbreviation), zip5(zip)};
}

Address parse_address(std::string_view line1, std::string_view line2, const Locality& known) {
  Address first = LineParser(line1, known).parse();
  if (tokens_of(line2).empty()) return first;
  if (first.unit.empty()) first.unit = parse_unit(line2);
  if (!first.number.empty()) return first;
  Address second = LineParser(line2, known).parse();
  if (second.number.empty()) return first;
  if (second.unit.empty()) second.unit = first.unit;
  return second;
}

Street parse_street(std::string_view text) {
  return street_of(tokens_of(text));
}

std::string parse_number(std::string_view text) {
  Tokens words = tokens_of(text);
  // take_number() wants a street behind it.
  words.emplace_back("X");
  return take_number(words).value_or("");
}

Address address_of(const model::Business& business) {
  return parse_address(business.address1, business.address2,
                       normal_locality(business.city, business.state, business.zip));
}

Address address_of(const model::AddressPoint& point) {
  const Locality locality = normal_locality(point.city, point.state, point.zip);
  if (point.number.empty()) return parse_address(point.street, point.unit, locality);
  Address address;
  address.number = parse_number(point.number);
  address.whole_number = whole_number(address.number);
  address.street = parse_street(point.street);
  address.unit = parse_unit(point.unit);
  address.locality = locality;
  if (!address.street.empty()) address.kind = Address::Kind::kStreet;
  return address;
}

std::string to_text(const Street& street) {
  Tokens parts;
  for (const std::string* part :
       {&street.predirectional, &street.name, &street.suffix, &street.postdirectional}) {
    if (!part->empty()) parts.push_back(*part);
  }
  return joined(parts);
}

std::string to_text(const Address& address) {
  Tokens line;
  for (const std::string& part :
       {address.number, to_text(address.street), address.unit, address.box}) {
    if (!part.empty()) line.push_back(part);
  }
  Tokens place;
  for (const std::string& part :
       {address.locality.city, address.locality.state, address.locality.zip}) {
    if (!part.empty()) place.push_back(part);
  }
  const std::string street = joined(line);
  return street.empty() || place.empty() ? street + joined(place) : street + ", " + joined(place);
}

std::string place_key(const Address& address) {
  if (address.number.empty() || address.street.empty()) return {};
  const Street& street = address.street;
  return address.number + '|' + street.predirectional + '|' + street.name + '|' + street.suffix +
         '|' + street.postdirectional;
}

bool same_unit(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto id_of = [](std::string_view unit) { return unit.substr(unit.find(' ') + 1); };
  const auto kind_of = [](std::string_view unit) { return unit.substr(0, unit.find(' ')); };
  const auto is_general = [&](std::string_view unit) {
    return kind_of(unit) == "#" || kind_of(unit) == "UNIT";
  };
  if (a.empty() || b.empty()) return false;
  return id_of(a) == id_of(b) && (is_general(a) || is_general(b));
}

bool compatible(const Locality& a, const Locality& b) {
  const auto differ = [](const std::string& one, const std::string& other) {
    return !one.empty() && !other.empty() && one != other;
  };
  const auto agree = [](const std::string& one, const std::string& other) {
    return !one.empty() && one == other;
  };
  if (differ(a.state, b.state)) return false;
  if (differ(a.city, b.city)) return agree(a.zip, b.zip);
  return !differ(a.zip, b.zip) || agree(a.city, b.city);
}

}  // namespace nearnet::addresses
