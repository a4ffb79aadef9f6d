// SPDX-License-Identifier: Apache-2.0
// The index against answers found without it: every footprint asked with plain GEOS, and distances
// found by searching the edges with geodesics alone.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "eligibility/coverage_index.h"
#include "eligibility/random_plant.h"
#include "geo/geodesic.h"

namespace nearnet::eligibility {
namespace {

constexpr core::Metres kReach{1'500.0};

struct Town {
  const char* name;
  geo::LonLat centre;
};

constexpr Town kTowns[] = {{"mid latitude", {-68.77, 44.80}},
                           {"equator", {0.0, 0.0}},
                           {"far north", {20.0, 70.0}},
                           {"antimeridian", {179.98, -17.0}}};

bool covers_plainly(const model::Footprint& footprint, geo::LonLat place) {
  for (const double turn : {0.0, 360.0, -360.0}) {
    if (footprint.geometry.covers({place.lon + turn, place.lat})) return true;
  }
  return false;
}

std::optional<Coverage> ask_every_footprint(const std::vector<model::Footprint>& plant,
                                            geo::LonLat place, core::Metres reach) {
  std::optional<Coverage> best;
  const auto better = [&](const Coverage& a) {
    if (!best || a.covered != best->covered) return !best || a.covered;
    if (a.distance != best->distance) return a.distance < best->distance;
    return a.footprint < best->footprint;
  };
  for (std::size_t i = 0; i < plant.size(); ++i) {
    Coverage here{plant[i].id, i, core::Metres(0.0), covers_plainly(plant[i], place)};
    if (!here.covered) {
      const double metres = geo::nearest_on(plant[i].geometry, place).distance.value;
      here.distance = core::Metres(static_cast<double>(std::llround(metres * 1000.0)) / 1000.0);
      if (here.distance > reach) continue;
    }
    if (better(here)) best = here;
  }
  return best;
}

TEST(CoverageOracle, AgreesWithAskingEveryFootprint) {
  std::uint64_t seed = 20261123;
  for (const Town& town : kTowns) {
    SCOPED_TRACE(fmt::format("{}, seed {}", town.name, ++seed));
    core::Random random(seed);
    const auto plant = testing::random_plant(random, town.centre, 60);
    const auto places = testing::awkward_places(random, town.centre, plant, 1'500);
    const CoverageIndex index(plant);
    auto lookup = index.lookup();
    int covered = 0;
    int near = 0;
    for (const geo::LonLat& place : places) {
      const auto found = lookup.at(place, kReach);
      const auto expected = ask_every_footprint(plant, place, kReach);
      ASSERT_EQ(found, expected) << fmt::format("at {:.17g} {:.17g}", place.lon, place.lat);
      if (found) ++(found->covered ? covered : near);
    }
    EXPECT_GT(covered, 500);
    EXPECT_GT(near, 200);
  }
}

TEST(CoverageOracle, OrderOfPlantAndOfQuestionsDoesNotMatter) {
  constexpr std::uint64_t kSeed = 4711;
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  core::Random random(kSeed);
  auto plant = testing::random_plant(random, kTowns[0].centre, 40);
  // Ids must be unique for the answer to be unique.
  for (std::size_t i = 0; i < plant.size(); ++i) plant[i].id = core::FootprintId(std::to_string(i));
  auto places = testing::awkward_places(random, kTowns[0].centre, plant, 600);

  const CoverageIndex index(plant);
  auto lookup = index.lookup();
  std::vector<std::optional<Coverage>> before;
  for (const geo::LonLat& place : places) before.push_back(lookup.at(place, kReach));

  auto shuffled = plant;
  random.shuffle(shuffled);
  const CoverageIndex other(shuffled);
  auto other_lookup = other.lookup();
  for (std::size_t i = places.size(); i-- > 0;) {
    const auto after = other_lookup.at(places[i], kReach);
    ASSERT_EQ(after.has_value(), before[i].has_value());
    if (!after) continue;
    EXPECT_EQ(after->footprint, before[i]->footprint);
    EXPECT_EQ(after->distance, before[i]->distance);
    EXPECT_EQ(after->covered, before[i]->covered);
  }
}

/// Shortest geodesic from `place` to the edge, straight in lon/lat: dense samples, then ever finer
/// around the best one.
double searched_distance(geo::LonLat place, geo::LonLat from, geo::LonLat to) {
  double low = 0.0;
  double high = 1.0;
  double best = std::numeric_limits<double>::infinity();
  double best_share = 0.0;
  for (int round = 0; round < 7; ++round) {
    constexpr int kSamples = 16;
    for (int i = 0; i <= kSamples; ++i) {
      const double share = std::lerp(low, high, static_cast<double>(i) / kSamples);
      const geo::LonLat sample{std::lerp(from.lon, to.lon, share),
                               std::lerp(from.lat, to.lat, share)};
      const double metres = geo::geodesic_distance(place, sample).value;
      if (metres < best) {
        best = metres;
        best_share = share;
      }
    }
    const double step = (high - low) / kSamples;
    low = std::max(0.0, best_share - step);
    high = std::min(1.0, best_share + step);
  }
  return best;
}

double searched_distance(const geo::Geometry& geometry, geo::LonLat place) {
  double best = std::numeric_limits<double>::infinity();
  const auto consider = [&](const geo::Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      best = std::min(best, searched_distance(place, ring[i - 1], ring[i]));
    }
  };
  for (const geo::Polygon& polygon : geometry.polygons()) {
    consider(polygon.shell);
    for (const geo::Ring& hole : polygon.holes) consider(hole);
  }
  return best;
}

TEST(CoverageOracle, DistancesAreGeodesicToACentimetre) {
  std::uint64_t seed = 815;
  for (const Town& town : kTowns) {
    SCOPED_TRACE(fmt::format("{}, seed {}", town.name, ++seed));
    core::Random random(seed);
    const auto plant = testing::random_plant(random, town.centre, 25);
    const auto places = testing::awkward_places(random, town.centre, plant, 240);
    const CoverageIndex index(plant);
    auto lookup = index.lookup();
    int measured = 0;
    for (const geo::LonLat& place : places) {
      const auto found = lookup.at(place, core::Metres(1'000.0));
      if (!found || found->covered) continue;
      const double expected = searched_distance(plant[found->footprint_index].geometry, place);
      ASSERT_NEAR(found->distance.value, expected, 0.01)
          << fmt::format("at {:.17g} {:.17g}", place.lon, place.lat);
      ++measured;
    }
    EXPECT_GT(measured, 30);
  }
}

}  // namespace
}  // namespace nearnet::eligibility
