// SPDX-License-Identifier: Apache-2.0
// A town that never was, for pictures and for counting: a street grid with main roads, plant
// footprints with holes, territories, prospects, days. Same size and seed, same town.
//
//   map::Scene scene;
//   testing::MadeUpTown(4000, 7).fill(scene);
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/random.h"
#include "map/scene.h"

namespace nearnet::testing {

struct MadeUpTown {
  explicit MadeUpTown(std::size_t businesses, std::uint64_t seed = 7);
  void fill(map::Scene& scene) const;

  std::vector<model::Footprint> footprints;
  std::vector<model::Footprint> competitors;
  std::vector<model::NoSolicitArea> no_solicit;
  std::vector<model::Road> roads;
  std::vector<model::BasicUnit> units;
  std::vector<model::Territory> territories;
  std::vector<model::Prospect> prospects;
  std::vector<model::DayRoute> days;
  std::vector<model::Stop> stops;
  std::vector<model::Rep> reps;

 private:
  void lay_roads(core::Random& random);
  void lay_plant(core::Random& random);
  void draw_territories();
  void settle(std::size_t businesses, core::Random& random);
  void plan_days(core::Random& random);
};

/// A closed ring of `corners` points around a place, its radius (degrees of latitude) roughened by
/// up to `roughness` of itself.
geo::Ring blob(geo::LonLat middle, double radius, int corners, double roughness,
               core::Random& random);

}  // namespace nearnet::testing
