// SPDX-License-Identifier: Apache-2.0
// An order in which neighbours follow each other, so that what one question brought into the cache
// serves the next.
//
//   std::vector<eligibility::NumberedPlace> order = eligibility::neighbours_together(places, job);
//   for (const auto& [place, number] : order) answers[number] = ask(place);
#pragma once

#include <cstddef>
#include <vector>

#include "core/job_context.h"
#include "geo/lon_lat.h"

namespace nearnet::eligibility {

struct NumberedPlace {
  geo::LonLat place;
  std::size_t number = 0;
  friend bool operator==(const NumberedPlace&, const NumberedPlace&) = default;
};

/// The same places in bands from south to north, each from west to east; those at one place by
/// number. Places must be valid. Cost: a sort, on several threads.
std::vector<NumberedPlace> neighbours_together(const std::vector<NumberedPlace>& places,
                                               const core::JobContext& job);

}  // namespace nearnet::eligibility
