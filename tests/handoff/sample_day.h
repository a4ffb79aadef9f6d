// SPDX-License-Identifier: Apache-2.0
// A made-up town and a day of stops in it, for tests of what leaves the building.
#pragma once

#include "handoff/day_sheet.h"

#include <vector>

namespace nearnet::testing {

/// Owns what a sheet's backdrop only views.
struct SampleTown {
  std::vector<model::Footprint> footprints;
  std::vector<model::Road> roads;  ///< about 60 km, each street with a vertex every 25 m
};

SampleTown sample_town();

/// A day of `count` stops from home through the town; the third is an appointment, and stop 2 has
/// text that would be markup if it were not escaped. The backdrop views `town`.
handoff::DaySheet sample_day(const SampleTown& town, int count = 14);

}  // namespace nearnet::testing
