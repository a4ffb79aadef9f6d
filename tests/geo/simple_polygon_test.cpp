// SPDX-License-Identifier: Apache-2.0
#include "geo/simple_polygon.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "core/random.h"
#include "geo/star_polygon.h"

namespace nearnet::geo {
namespace {

/// GEOS's word: a multipolygon is never proven valid the short way.
bool geos_says_valid(const Polygon& polygon) {
  return Geometry::multi_polygon({polygon}).is_valid();
}

/// Corners around a centre, on a coarse lattice so that corners and edges often coincide; now and
/// then two of them change places, which makes most rings cross themselves.
Ring ring(core::Random& random, LonLat centre, double radius) {
  Ring made;
  const int corners = 3 + static_cast<int>(random.below(14));
  for (int i = 0; i < corners; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / corners;
    const double reach = radius * random.uniform(0.4, 1.0);
    made.push_back({std::round(centre.lon + reach * std::cos(angle)),
                    std::round(centre.lat + reach * std::sin(angle))});
  }
  if (random.chance(0.15))
    std::swap(made[random.below(made.size())], made[random.below(made.size())]);
  made.push_back(made.front());
  return made;
}

TEST(SimplePolygon, IsNeverSurelyValidWhereGeosFindsAFault) {
  constexpr std::uint64_t kSeed = 2711;
  SCOPED_TRACE("seed 2711");
  core::Random random(kSeed);
  int proven = 0;
  int valid = 0;
  int invalid = 0;
  for (int i = 0; i < 60'000; ++i) {
    Polygon polygon{ring(random, {0.0, 0.0}, random.uniform(6.0, 40.0)), {}};
    for (std::uint64_t holes = random.below(3); holes > 0; --holes) {
      const LonLat centre{random.uniform(-20.0, 20.0), random.uniform(-20.0, 20.0)};
      polygon.holes.push_back(ring(random, centre, random.uniform(2.0, 9.0)));
    }
    const bool expected = geos_says_valid(polygon);
    ++(expected ? valid : invalid);
    if (!is_surely_valid(polygon)) continue;
    ASSERT_TRUE(expected) << Geometry::polygon(polygon).wkt();
    ++proven;
  }
  EXPECT_GT(valid, 5'000);
  EXPECT_GT(invalid, 5'000);
  EXPECT_GT(proven, valid / 2) << "a proof that seldom succeeds saves nothing";
}

TEST(StarPolygon, IsSeenWholeFromItsMiddleAndGoesRoundOnce) {
  const Ring square = {{0, 0}, {8, 0}, {8, 8}, {0, 8}, {0, 0}};
  EXPECT_TRUE(is_star_polygon({square, {}}));
  EXPECT_TRUE(is_star_polygon({square, {{{3, 3}, {5, 3}, {5, 5}, {3, 3}}}}));
  const Ring reversed(square.rbegin(), square.rend());
  EXPECT_TRUE(is_star_polygon({reversed, {{{3, 3}, {5, 3}, {5, 5}, {3, 3}}}}));
  // A pentagram turns one way about its middle, but twice round.
  Ring pentagram;
  for (const int i : {0, 2, 4, 1, 3, 0}) {
    pentagram.push_back(
        {std::cos(0.4 * std::numbers::pi * i), std::sin(0.4 * std::numbers::pi * i)});
  }
  EXPECT_FALSE(is_star_polygon({pentagram, {}}));
  // Valid, but its arms are not seen from the middle: for the longer way.
  const Ring hook = {{0, 0}, {9, 0}, {9, 9}, {8, 9}, {8, 1}, {0, 1}, {0, 0}};
  EXPECT_FALSE(is_star_polygon({hook, {}}));
  EXPECT_TRUE(is_surely_valid({hook, {}}));
}

TEST(StarPolygon, HolesLieInCirclesApart) {
  const Ring square = {{0, 0}, {8, 0}, {8, 8}, {0, 8}, {0, 0}};
  const auto small = [](double lon, double lat) {
    return Ring{{lon, lat}, {lon + 1, lat}, {lon + 1, lat + 1}, {lon, lat + 1}, {lon, lat}};
  };
  EXPECT_TRUE(is_star_polygon({square, {small(1, 1), small(5, 5)}}));
  EXPECT_FALSE(is_star_polygon({square, {small(1, 1), small(1.5, 1.5)}})) << "they overlap";
  EXPECT_FALSE(is_star_polygon({square, {small(10, 1)}})) << "outside";
  EXPECT_FALSE(is_star_polygon({square, {small(7.5, 1)}})) << "across the shell";
  EXPECT_FALSE(is_star_polygon({square, {{{-9, -9}, {20, -9}, {4, 20}, {-9, -9}}}}))
      << "around the shell";
}

TEST(StarPolygon, IsNotMadeOfWhatIsNoNumber) {
  const double none = std::nan("");
  const double endless = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(is_star_polygon({{{0, 0}, {8, none}, {8, 8}, {0, 0}}, {}}));
  EXPECT_FALSE(is_star_polygon({{{0, 0}, {endless, 0}, {8, 8}, {0, 0}}, {}}));
  EXPECT_FALSE(is_star_polygon({{{0, 0}, {8, 0}, {8, 8}}, {}})) << "open";
  EXPECT_FALSE(is_star_polygon({{}, {}}));
}

TEST(SimplePolygon, LeavesWhatTouchesOrRepeatsToGeos) {
  const Ring square = {{0, 0}, {8, 0}, {8, 8}, {0, 8}, {0, 0}};
  EXPECT_TRUE(is_surely_valid({square, {}}));
  EXPECT_TRUE(is_surely_valid({square, {{{2, 2}, {4, 2}, {4, 4}, {2, 2}}}}));
  // Valid for GEOS, not plainly so: a hole that touches the shell, a repeated corner.
  EXPECT_FALSE(is_surely_valid({square, {{{0, 4}, {4, 2}, {4, 4}, {0, 4}}}}));
  EXPECT_FALSE(is_surely_valid({{{0, 0}, {8, 0}, {8, 0}, {8, 8}, {0, 0}}, {}}));
  // Corners in a straight line are plain enough.
  EXPECT_TRUE(is_surely_valid({{{0, 0}, {4, 0}, {8, 0}, {8, 8}, {0, 8}, {0, 0}}, {}}));
  // A spike, a hole outside, a hole within a hole, an open ring.
  EXPECT_FALSE(is_surely_valid({{{0, 0}, {8, 0}, {4, 0}, {4, 8}, {0, 0}}, {}}));
  EXPECT_FALSE(is_surely_valid({square, {{{20, 2}, {24, 2}, {24, 4}, {20, 2}}}}));
  EXPECT_FALSE(is_surely_valid(
      {square, {{{1, 1}, {7, 1}, {7, 7}, {1, 7}, {1, 1}}, {{2, 2}, {4, 2}, {4, 4}, {2, 2}}}}));
  EXPECT_FALSE(is_surely_valid({{{0, 0}, {8, 0}, {8, 8}, {0, 8}}, {}}));
}

TEST(SimplePolygon, MeasuresHeightsThatCannotBeDividedBy) {
  // Valid or crossing itself, as low or as high as numbers go: never surely valid against GEOS.
  for (const double height : {5e-324, 1e-310, 1e-300, 1e300, 1.7e308}) {
    const Polygon plain{{{0, -height}, {8, -height}, {8, height}, {0, -height}}, {}};
    const Polygon bow{{{0, -height}, {8, height}, {8, -height}, {0, height}, {0, -height}}, {}};
    EXPECT_TRUE(geos_says_valid(plain) || !is_surely_valid(plain)) << height;
    EXPECT_FALSE(is_surely_valid(bow)) << height;
  }
}

TEST(SimplePolygon, LeavesCrowdsToGeos) {
  // A comb of many teeth, flat but for one spire.
  Ring comb = {{0, 0}};
  for (int tooth = 0; tooth < 2'000; ++tooth) {
    comb.push_back({tooth + 0.5, 0.001});
    comb.push_back({tooth + 1.0, 0.0});
  }
  comb.push_back({2'000, 80});
  comb.push_back({-1, 80});
  comb.push_back(comb.front());
  EXPECT_TRUE(geos_says_valid({comb, {}}));
  EXPECT_FALSE(is_surely_valid({comb, {}}));
}

}  // namespace
}  // namespace nearnet::geo
