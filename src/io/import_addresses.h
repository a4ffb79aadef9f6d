// SPDX-License-Identifier: Apache-2.0
// Address points and address ranges from any OGR source, for the offline geocoder.
//
//   auto in = io::import_addresses({.source = "tl_2024_23005_addrfeat.zip"}, job);
//   if (auto* ranges = std::get_if<io::Imported<model::AddressRange>>(&in)) use(ranges->records);
//
// Ranges when the source has columns for the first and last number of a side (TIGER ADDRFEAT,
// centrelines), else points (E911, OpenAddresses, OpenStreetMap).
//
// What import.h says of keys, counts and errors holds here as well.
#pragma once

#include <variant>

#include "io/field_mapping.h"
#include "io/import.h"
#include "model/address.h"

namespace nearnet::io {

const std::vector<CanonicalField>& address_point_fields();
const std::vector<CanonicalField>& address_range_fields();

using ImportedAddresses =
    std::variant<Imported<model::AddressPoint>, Imported<model::AddressRange>>;

/// Points without a position are rejected (NO_POSITION), rows without a street too (NO_ADDRESS). Of
/// OpenStreetMap, objects with addr:housenumber and addr:street are read, and counted alone.
/// Ranges: numbers that are not whole ("12-34") leave their side out with a warning (BAD_NUMBER);
/// rows without a side are rejected (NO_RANGE), and lines in several parts (WRONG_GEOMETRY).
ImportedAddresses import_addresses(const ImportOptions& options, const core::JobContext& job);

}  // namespace nearnet::io
