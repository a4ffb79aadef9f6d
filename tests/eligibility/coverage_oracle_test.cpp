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
#include "geo/prepared_geometry.h"
#include "testing/sanitizers.h"

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
    return plant[a.footprint_index].id < plant[best->footprint_index].id;
  };
  for (std::size_t i = 0; i < plant.size(); ++i) {
    Coverage here{i, core::Metres(0.0), covers_plainly(plant[i], place)};
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
    const auto places = testing::awkward_places(random, town.centre, plant,
                                                nearnet::testing::part_under_sanitizers(1'500, 4));
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
    EXPECT_GT(covered, nearnet::testing::part_under_sanitizers(500, 4));
    EXPECT_GT(near, nearnet::testing::part_under_sanitizers(200, 4));
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
    EXPECT_EQ(shuffled[after->footprint_index].id, plant[before[i]->footprint_index].id);
    EXPECT_EQ(after->distance, before[i]->distance);
    EXPECT_EQ(after->covered, before[i]->covered);
  }
}

/// The smallest id among those whose prepared GEOS geometry covers the place.
class PreparedOracle {
 public:
  explicit PreparedOracle(const std::vector<model::Footprint>& plant) : plant_(plant) {
    for (const model::Footprint& footprint : plant) {
      boxes_.push_back(footprint.geometry.envelope());
      prepared_.emplace_back(footprint.geometry);
    }
  }

  std::optional<core::FootprintId> covering(geo::LonLat place) const {
    std::optional<core::FootprintId> smallest;
    for (std::size_t i = 0; i < plant_.size(); ++i) {
      if (smallest && !(plant_[i].id < *smallest)) continue;
      for (const double turn : {0.0, 360.0, -360.0}) {
        const geo::LonLat turned{place.lon + turn, place.lat};
        if (boxes_[i].contains(turned) && prepared_[i].covers(turned)) smallest = plant_[i].id;
      }
    }
    return smallest;
  }

 private:
  const std::vector<model::Footprint>& plant_;
  std::vector<geo::LonLatBox> boxes_;
  std::vector<geo::PreparedGeometry> prepared_;
};

TEST(CoverageOracle, CoversWhatGeosCoversAtAMillionPlaces) {
  std::uint64_t seed = 1'000'000;
  std::size_t asked = 0;
  std::size_t covered = 0;
  for (int round = 0; round < nearnet::testing::part_under_sanitizers(13, 6); ++round) {
    for (const Town& town : kTowns) {
      SCOPED_TRACE(fmt::format("{}, seed {}", town.name, ++seed));
      core::Random random(seed);
      const auto plant = testing::random_plant(random, town.centre, 40);
      const auto places = testing::awkward_places(random, town.centre, plant, 20'000);
      const CoverageIndex index(plant);
      auto lookup = index.lookup();
      const PreparedOracle oracle(plant);
      for (const geo::LonLat& place : places) {
        const auto found = lookup.at(place, core::Metres(0.0));
        const auto expected = oracle.covering(place);
        const bool inside = found && found->covered;
        ASSERT_EQ(inside, expected.has_value())
            << fmt::format("at {:.17g} {:.17g}", place.lon, place.lat);
        if (inside) {
          ASSERT_EQ(plant[found->footprint_index].id, *expected);
        }
        covered += inside ? 1 : 0;
      }
      asked += places.size();
    }
  }
  EXPECT_GT(asked, nearnet::testing::part_under_sanitizers(1'000'000U, 7U));
  EXPECT_GT(covered, asked / 10);
}

/// Cables with drops, some through others, with polygons between them.
std::vector<model::Footprint> cables_and_areas(core::Random& random, geo::LonLat centre) {
  std::vector<model::Footprint> plant = testing::random_plant(random, centre, 10);
  for (int i = 0; i < 40; ++i) {
    geo::Line line = {
        {centre.lon + random.uniform(-0.05, 0.05), centre.lat + random.uniform(-0.05, 0.05)}};
    for (std::uint64_t more = 1 + random.below(6); more > 0; --more) {
      line.push_back({line.back().lon + random.uniform(-0.004, 0.004),
                      line.back().lat + random.uniform(-0.004, 0.004)});
    }
    model::Footprint cable;
    cable.id = core::FootprintId(std::to_string(random.below(100'000)));
    cable.geometry = geo::Geometry::line(line);
    if (random.chance(0.9)) cable.drop = core::Metres(std::round(random.uniform(20.0, 400.0)));
    plant.push_back(std::move(cable));
  }
  return plant;
}

TEST(CoverageOracle, CablesCoverWhatADropCanReach) {
  std::uint64_t seed = 4040;
  for (const Town& town : kTowns) {
    SCOPED_TRACE(fmt::format("{}, seed {}", town.name, ++seed));
    core::Random random(seed);
    const auto plant = cables_and_areas(random, town.centre);
    const CoverageIndex index(plant);
    auto lookup = index.lookup();
    int on_cables = 0;
    for (int i = 0; i < nearnet::testing::part_under_sanitizers(3'000, 5); ++i) {
      geo::LonLat place{town.centre.lon + random.uniform(-0.06, 0.06),
                        town.centre.lat + random.uniform(-0.06, 0.06)};
      if (place.lon > 180.0) place.lon -= 360.0;
      std::vector<Coverage> expected;
      for (std::size_t f = 0; f < plant.size(); ++f) {
        const double metres = geo::nearest_on(plant[f].geometry, place).distance.value;
        const bool inside = covers_plainly(plant[f], place);
        const std::int64_t millimetres = inside ? 0 : std::llround(metres * 1000.0);
        const auto drop = std::llround(plant[f].drop.value_or(core::Metres(0.0)).value * 1000.0);
        if (!inside && millimetres > drop) continue;
        expected.push_back({f, core::Metres(static_cast<double>(millimetres) / 1000.0), true});
      }
      std::sort(expected.begin(), expected.end(), [&](const Coverage& a, const Coverage& b) {
        return plant[a.footprint_index].id < plant[b.footprint_index].id;
      });
      ASSERT_EQ(lookup.covering(place), expected)
          << fmt::format("at {:.17g} {:.17g}", place.lon, place.lat);
      const auto found = lookup.at(place, core::Metres(100.0));
      if (!expected.empty()) {
        ASSERT_EQ(found, expected.front());
      }
      if (found && found->covered && found->distance.value > 0.0) ++on_cables;
    }
    EXPECT_GT(on_cables, nearnet::testing::part_under_sanitizers(300, 5));
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
