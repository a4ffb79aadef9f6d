// SPDX-License-Identifier: Apache-2.0
// A postal address in one normal form, whatever way it was written: upper case, the abbreviations
// of USPS Publication 28 (appendix B directionals, C1 suffixes, C2 secondary units), no
// punctuation but that which carries meaning (12 1/2, 112-10, 39.2 RD).
//
//   addresses::Address a = addresses::parse_address("100 West Main Street, Suite 4");
//   a.number;                       // "100"
//   a.street.predirectional;        // "W", then name "MAIN", suffix "ST"
//   a.unit;                         // "STE 4"
//   addresses::place_key(a) == addresses::place_key(addresses::parse_address("100 w. main st #4"));
//
// Parsing never fails: what is not understood stays in the street name or is left out, and `kind`
// says what was found. Cost: about a microsecond an address.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/address.h"
#include "model/business.h"

namespace nearnet::addresses {

struct Street {
  std::string predirectional;   ///< "E", "NW"
  std::string name;             ///< "BRIDGE", "1700", "SAINT JOHN", "US HWY 1"
  std::string suffix;           ///< "ST"
  std::string postdirectional;  ///< "S"

  bool empty() const { return name.empty(); }
  friend bool operator==(const Street&, const Street&) = default;
};

/// City in normal form, two-letter state, five-digit ZIP code; "" for what is not known.
struct Locality {
  std::string city;
  std::string state;
  std::string zip;

  friend bool operator==(const Locality&, const Locality&) = default;
};

struct Address {
  enum class Kind { kNone, kStreet, kPoBox, kRuralRoute };

  Kind kind = Kind::kNone;
  std::string number;  ///< "842", "12A", "12 1/2", "12-14", "112-10"; "" where there is none
  /// The number that parity and ranges go by: 12 of "12A" and "12-14", none for "112-10".
  std::optional<int> whole_number;
  Street street;
  std::string unit;  ///< "STE 4", "# 4" where only the number is known, "BLDG 3 APT 2"
  std::string box;   ///< "PO BOX 12", "RR 2 BOX 15"
  Locality locality;

  friend bool operator==(const Address&, const Address&) = default;
};

/// `line1` may be a whole address ("1 Main St, Apt 2, Bangor, ME 04401"); `known` is what separate
/// columns say and wins. `line2` gives a unit, or the street where `line1` has none.
Address parse_address(std::string_view line1, std::string_view line2 = {},
                      const Locality& known = {});
/// A street without a house number: "East Bridge Street".
Street parse_street(std::string_view text);
/// A house number that stands alone: "0012-A" → "12A"; "" for what is none.
std::string parse_number(std::string_view text);
/// "Suite 4", "#4", "4".
std::string parse_unit(std::string_view text);
Locality normal_locality(std::string_view city, std::string_view state, std::string_view zip);

Address address_of(const model::Business& business);
Address address_of(const model::AddressPoint& point);

/// "E BRIDGE ST"
std::string to_text(const Street& street);
/// "12 E BRIDGE ST STE 4, WESTBROOK ME 04092", or the box.
std::string to_text(const Address& address);

/// Equal for the same house number and street, whatever the writing, unit and locality; "" where
/// either is missing.
std::string place_key(const Address& address);
/// The two can be one unit: equal, or one is written without saying what it is ("# 4", "STE 4").
/// Two addresses without a unit agree; one with and one without do not.
bool same_unit(std::string_view a, std::string_view b);
/// No contradiction: cities agree or ZIP codes do (or one side knows neither), and states do not
/// differ.
bool compatible(const Locality& a, const Locality& b);

}  // namespace nearnet::addresses
