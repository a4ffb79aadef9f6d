// SPDX-License-Identifier: Apache-2.0
// The tables of addresses and of what is known about keys of businesses.
#include "storage/fields.h"
#include "storage/tables.h"

namespace nearnet::storage {

const TableOf<model::AddressPoint>& address_points() {
  using model::AddressPoint;
  static const auto table = make_table<AddressPoint>(
      "address_points", Shape::kPoint, 1, "reference: where addresses are",
      {field<&AddressPoint::id>("address_id", "key"),
       field<&AddressPoint::number>("number", "house number"),
       field<&AddressPoint::street>("street", "street name as in the source"),
       field<&AddressPoint::unit>("unit", "suite, apartment"),
       field<&AddressPoint::city>("city", ""), field<&AddressPoint::state>("state", ""),
       field<&AddressPoint::zip>("zip", "text, leading zeros kept"),
       field<&AddressPoint::source>("source", "file it came from")},
      geometry<&AddressPoint::position>());
  return table;
}

const TableOf<model::AddressRange>& address_ranges() {
  using model::AddressRange;
  static const auto table = make_table<AddressRange>(
      "address_ranges", Shape::kLine, 1, "reference: house numbers along street lines",
      {field<&AddressRange::id>("address_id", "key"),
       field<&AddressRange::street>("street", "street name as in the source"),
       field<&AddressRange::left_from>("left_from", "number at the first point, left side"),
       field<&AddressRange::left_to>("left_to", "number at the last point, left side"),
       field<&AddressRange::left_parity>("left_parity", "even, odd, both"),
       field<&AddressRange::left_zip>("left_zip", "text, leading zeros kept"),
       field<&AddressRange::right_from>("right_from", "number at the first point, right side"),
       field<&AddressRange::right_to>("right_to", "number at the last point, right side"),
       field<&AddressRange::right_parity>("right_parity", "even, odd, both"),
       field<&AddressRange::right_zip>("right_zip", "text, leading zeros kept"),
       field<&AddressRange::city>("city", ""), field<&AddressRange::state>("state", ""),
       field<&AddressRange::source>("source", "file it came from")},
      geometry<&AddressRange::line>());
  return table;
}

const TableOf<model::DistinctPair>& not_duplicates() {
  using model::DistinctPair;
  static const auto table = make_table<DistinctPair>(
      "not_duplicates", Shape::kNone, 2, "businesses that look alike and are known to be different",
      {field<&DistinctPair::first>("business_a", "the smaller id"),
       field<&DistinctPair::second>("business_b", "the other")});
  return table;
}

const TableOf<model::BusinessAlias>& business_aliases() {
  using model::BusinessAlias;
  static const auto table = make_table<BusinessAlias>(
      "business_aliases", Shape::kNone, 1, "keys that were merged into a business",
      {field<&BusinessAlias::alias>("alias_id", "key that sources may still use"),
       field<&BusinessAlias::business>("business_id", "the business it belongs to")});
  return table;
}

}  // namespace nearnet::storage
