// SPDX-License-Identifier: Apache-2.0
// An order in which neighbours follow each other, so that what one question brought into the cache
// serves the next.
//
//   for (std::size_t i : eligibility::neighbours_together(places)) answers[i] = ask(places[i]);
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "geo/lon_lat.h"

namespace nearnet::eligibility {

/// All of 0 … places.size() − 1: in bands from south to north, each from west to east; those
/// without a place last. Cost: a sort.
std::vector<std::size_t> neighbours_together(std::span<const std::optional<geo::LonLat>> places);

}  // namespace nearnet::eligibility
