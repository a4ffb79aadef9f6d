// SPDX-License-Identifier: Apache-2.0
// A day for a navigation device: GPX 1.1 (Topografix schema) with a waypoint for each stop and one
// route from home through the stops and back home.
//
//   std::string text = handoff::gpx(sheet);   // GDAL reads layers waypoints and routes
//
// WGS 84 with seven decimals. Text is escaped, and characters that XML 1.0 forbids are dropped.
// Deterministic.
#pragma once

#include <string>

#include "handoff/day_sheet.h"

namespace nearnet::handoff {

std::string gpx(const DaySheet& sheet);

}  // namespace nearnet::handoff
