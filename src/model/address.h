// SPDX-License-Identifier: Apache-2.0
// Where addresses are, as a city or the Census publishes it: points with a house number each, and
// street lines with the numbers along either side. The reference that businesses without a position
// are placed by. Text as in the source; src/addresses brings it to a normal form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "geo/geometry.h"

namespace nearnet::model {

struct AddressPoint {
  core::AddressId id;
  std::string number;  ///< "12", "12A", "12 1/2"; empty when `street` begins with it
  std::string street;  ///< "East Bridge Street"
  std::string unit;    ///< "Suite 4"
  std::string city;
  std::string state;
  std::string zip;
  geo::LonLat position;
  std::string source;

  friend bool operator==(const AddressPoint&, const AddressPoint&) = default;
};

/// Which numbers a side of the street has.
enum class Parity { kBoth, kEven, kOdd };

std::string_view to_text(Parity parity);  ///< "both", "even", "odd"
std::optional<Parity> parity_from_text(std::string_view text);

/// Sides are as seen from the first point of the line towards the last; the "from" number stands at
/// the first point, also where numbers fall along the line.
struct AddressRange {
  core::AddressId id;
  std::string street;
  std::optional<int> left_from;
  std::optional<int> left_to;
  Parity left_parity = Parity::kBoth;
  std::string left_zip;
  std::optional<int> right_from;
  std::optional<int> right_to;
  Parity right_parity = Parity::kBoth;
  std::string right_zip;
  std::string city;
  std::string state;
  geo::Line line;
  std::string source;

  friend bool operator==(const AddressRange&, const AddressRange&) = default;
};

/// Two businesses that somebody has looked at and found to be different. first < second.
struct DistinctPair {
  core::BusinessId first;
  core::BusinessId second;

  friend bool operator==(const DistinctPair&, const DistinctPair&) = default;
};

/// A key that was merged into a business: its rows belong to that one from then on.
struct BusinessAlias {
  core::BusinessId alias;
  core::BusinessId business;

  friend bool operator==(const BusinessAlias&, const BusinessAlias&) = default;
};

}  // namespace nearnet::model
