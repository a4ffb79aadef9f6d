// SPDX-License-Identifier: Apache-2.0
// Streets as basic units: a stretch from junction to junction, with both its sides and the ground
// about it.
//
//   auto streets = territory::street_units(roads, core::parse_distance("200m"));
//   std::vector<std::size_t> outside = territory::add_weights(streets, places);
//
// Same streets, same units, in the order of the streets.
#pragma once

#include <span>
#include <vector>

#include "core/units.h"
#include "model/road.h"
#include "model/territory.h"

namespace nearnet::territory {

/// One unit a stretch of road between places where roads meet or end: what is nearer to it than to
/// any other stretch, and no farther than `reach`; gaps of up to four reaches between streets are
/// shared out whole. Junctions are vertices that roads share. Motorways and their ramps have no
/// doors, so that their ground goes to the streets beside them.
///
/// Ids read "street:ROAD" or, where a road has several stretches, "street:ROAD:2"; a stretch that
/// lies on another has no ground and makes no unit. Borders halve the way between streets to within
/// the 10 metres or less at which these are sampled (Voronoi diagram), and neighbours share them
/// vertex by vertex. Throws ConfigError for a reach that is not above 0. Cost: O(n · log n) for n
/// samples; a second for some thousand streets.
std::vector<model::BasicUnit> street_units(std::span<const model::Road> roads, core::Metres reach);

}  // namespace nearnet::territory
