// SPDX-License-Identifier: Apache-2.0
// An order in which neighbours follow each other, so that what one question brought into the cache
// serves the next.
//
//   std::vector<eligibility::NumberedPlace> order = eligibility::neighbours_together(places);
//   for (const auto& [place, number] : order) answers[number] = ask(place);
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "geo/lon_lat.h"

namespace nearnet::eligibility {

struct NumberedPlace {
  geo::LonLat place;
  std::size_t number = 0;
  friend bool operator==(const NumberedPlace&, const NumberedPlace&) = default;
};

/// The same places tile by tile, as a field is ploughed: a row of tiles eastwards, the next one to
/// the north back westwards. Tiles hold some dozens of places on average; within a tile the order
/// is the given one. Places must be valid. Cost: linear.
std::vector<NumberedPlace> neighbours_together(std::span<const NumberedPlace> places);

}  // namespace nearnet::eligibility
