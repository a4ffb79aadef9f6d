// SPDX-License-Identifier: Apache-2.0
// Where a day takes place: the outline around its stops, for the map.
//
//   model::DayRoute day;
//   day.area = routing::day_area(positions_of_stops);
#pragma once

#include <span>

#include "core/units.h"
#include "geo/geometry.h"
#include "geo/lon_lat.h"

namespace nearnet::routing {

/// The concave hull of the stops with `margin` around it, in lon/lat: one polygon that holds every
/// stop. One stop gives a disc, stops in a line a band; no stops give an empty geometry.
geo::Geometry day_area(std::span<const geo::LonLat> stops,
                       core::Metres margin = core::Metres(60.0));

}  // namespace nearnet::routing
