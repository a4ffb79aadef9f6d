// SPDX-License-Identifier: Apache-2.0
// The small areas that territories are put together from: hexagons laid over the places, or the
// polygons of a layer (blocks, ZIPs, plant nodes) with the places' weights added up inside.
//
//   std::vector<territory::WeightedPlace> places = …;          // a shop, {"prospects": 1, "mrc":
//   120} auto hexagons = territory::hex_units(places, core::parse_distance("500m"));
//   std::vector<std::size_t> outside = territory::add_weights(blocks, places);
//
// Same places, same units, in any order of the places.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/units.h"
#include "geo/lon_lat.h"
#include "model/territory.h"

namespace nearnet::territory {

struct WeightedPlace {
  geo::LonLat position;
  model::Weights weights;
};

/// Pointy-top hexagons of the given side: those that hold a place, and the empty ones in gaps of up
/// to 32 that they surround, without weights. Ordered by column and row; weights are the sums over
/// their places. Neighbouring hexagons share vertices bit for bit.
///
/// The lattice lies in the geo::LocalFrame whose origin is the whole degree nearest to the middle
/// of the places' extent, so a place more or less rarely shifts it; ids read "hex:500m:q:r" with
/// axial coordinates q, r from that origin. Sides are true at the origin's latitude (2 % off 1°
/// north or south of it at latitude 45). Throws ConfigError for a side that is not positive,
/// InputError for an invalid position. Cost: O(places · log places).
std::vector<model::BasicUnit> hex_units(std::span<const WeightedPlace> places, core::Metres side);

/// The longest of some round sides, 50 m to 5 km, at which no hexagon holds more than two fifths of
/// what each of `count` territories should of any weight: fine enough to balance, and not so fine
/// that gaps between places tear holes into territories. Where places stand closer than that (a
/// tower is one place), the longest at which the heaviest hexagon is no heavier than at 50 m.
/// Throws as hex_units(). Cost: O(places) a side.
core::Metres suited_hex_side(std::span<const WeightedPlace> places, std::size_t count);

/// Adds each place's weights to the unit that covers it (edge included; of several, the smallest
/// id). Returns the places outside every unit, ascending. Cost: one index query and a few point
/// tests a place.
std::vector<std::size_t> add_weights(std::vector<model::BasicUnit>& units,
                                     std::span<const WeightedPlace> places);

}  // namespace nearnet::territory
