// SPDX-License-Identifier: Apache-2.0
// Plant and places of any size for benchmarks: irregular polygons with holes, touching hexagons, or
// lines of cable with drops, spread over a region that grows with their number. Made up, seeded.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/random.h"
#include "geo/lon_lat.h"
#include "model/footprint.h"

namespace nearnet::bench {

enum class PlantKind { kPolygons, kHexagons, kLines };

/// "polygons", "hexagons" or "lines"; throws core::ConfigError for anything else.
PlantKind plant_kind(std::string_view text);

struct Plant {
  std::vector<model::Footprint> footprints;  ///< ids 1, 2, …
  geo::LonLatBox region;
};

/// Polygons: 20 to 400 corners (most have few), radii 150 to 450 m, a third with a hole; about one
/// in 700 × 700 m. Hexagons of 470 m, touching. Lines: 3 to 10 segments of 60 m, one in 250 × 250
/// m: 6 km of cable a square kilometre, as along the streets of a suburb; drops of 45 to 150 m.
Plant made_up_plant(PlantKind kind, std::size_t count, core::Random& random);

/// Four fifths anywhere in the region, one fifth around the middles of footprints.
std::vector<geo::LonLat> made_up_places(const Plant& plant, std::size_t count,
                                        core::Random& random);

}  // namespace nearnet::bench
