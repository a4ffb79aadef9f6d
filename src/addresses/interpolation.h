// SPDX-License-Identifier: Apache-2.0
// Where a house number lies along an address range: on the side whose numbers it belongs to, as far
// along the line as it lies between the range's ends (the method of TIGER-based geocoders).
//
//   for (Side side : {Side::kLeft, Side::kRight})
//     if (addresses::has_number(range, side, 117)) place = place_on(range, side, 117, 10.0);
#pragma once

#include <optional>

#include "geo/lon_lat.h"
#include "model/address.h"

namespace nearnet::addresses {

enum class Side { kLeft, kRight };

/// The number lies between the side's ends, either of which may be the larger, and has its parity.
/// Parity kBoth with ends that are both even or both odd means that parity: files that say nothing
/// about parity give ends of the numbers in use.
bool has_number(const model::AddressRange& range, Side side, int number);

/// The point on the line, moved `offset` metres to the side. A range of one number is at the middle
/// of the line. The number must be of the range; the line must have length.
geo::LonLat place_on(const model::AddressRange& range, Side side, int number, double offset);

}  // namespace nearnet::addresses
