// SPDX-License-Identifier: Apache-2.0
#include "geo/h3.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numbers>
#include <set>
#include <sstream>

#include "core/random.h"

namespace nearnet::geo {
namespace {

constexpr double kExact = 1e-9;

/// Degrees of longitude between two meridians, the shorter way, as long as they are at `lat`.
double lon_apart(double a, double b, double lat) {
  const double apart = std::abs(std::remainder(a - b, 360.0));
  return apart * std::cos(lat * std::numbers::pi / 180.0);
}

struct Expected {
  std::string index;
  LonLat centre;
  std::vector<LonLat> boundary;
};

std::vector<Expected> expected_cells() {
  std::ifstream file(NEARNET_SOURCE_DIR "/tests/geo/data/h3_cells.txt");
  std::vector<Expected> cells;
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with("#")) continue;
    std::istringstream numbers(line);
    Expected cell;
    numbers >> cell.index >> cell.centre.lon >> cell.centre.lat;
    LonLat vertex;
    while (numbers >> vertex.lon >> vertex.lat) cell.boundary.push_back(vertex);
    cells.push_back(std::move(cell));
  }
  return cells;
}

LonLat random_place(core::Random& random) {
  const double z = random.uniform() * 2.0 - 1.0;
  return {random.uniform() * 360.0 - 180.0, std::asin(z) * 180.0 / std::numbers::pi};
}

TEST(H3, CentresAndBoundariesEqualTheReference) {
  const std::vector<Expected> cells = expected_cells();
  ASSERT_GT(cells.size(), 200U);
  for (const Expected& expected : cells) {
    SCOPED_TRACE(expected.index);
    const std::optional<H3Cell> cell = H3Cell::from_text(expected.index);
    ASSERT_TRUE(cell);
    EXPECT_EQ(cell->text(), expected.index);
    const LonLat centre = h3_centre(*cell);
    EXPECT_LT(lon_apart(centre.lon, expected.centre.lon, centre.lat), kExact);
    EXPECT_NEAR(centre.lat, expected.centre.lat, kExact);
    const std::vector<LonLat> boundary = h3_boundary(*cell);
    ASSERT_EQ(boundary.size(), expected.boundary.size());
    for (std::size_t i = 0; i < boundary.size(); ++i) {
      EXPECT_LT(lon_apart(boundary[i].lon, expected.boundary[i].lon, boundary[i].lat), kExact);
      EXPECT_NEAR(boundary[i].lat, expected.boundary[i].lat, kExact);
    }
  }
}

TEST(H3, CentresLieInTheirCells) {
  for (const Expected& expected : expected_cells()) {
    const H3Cell cell = *H3Cell::from_text(expected.index);
    EXPECT_EQ(h3_cell_at(h3_centre(cell), cell.resolution()), cell) << expected.index;
  }
}

TEST(H3, EveryResolutionHasTwelvePentagons) {
  int pentagons = 0;
  for (const Expected& expected : expected_cells()) {
    const H3Cell cell = *H3Cell::from_text(expected.index);
    if (!cell.is_pentagon()) continue;
    ++pentagons;
    const std::size_t vertices = h3_boundary(cell).size();
    EXPECT_EQ(vertices, cell.resolution() % 2 == 1 ? 10U : 5U) << expected.index;
  }
  EXPECT_EQ(pentagons, 12 * 8);
}

TEST(H3, PlacesLieInTheirCellsAreas) {
  constexpr std::uint64_t kSeed = 20220630;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  core::Random random(kSeed);
  for (int i = 0; i < 20000; ++i) {
    const LonLat place = random_place(random);
    const int resolution = 5 + i % 11;  // coarser cells differ from polygons straight in lon/lat
    if (std::abs(place.lat) > 85.0) continue;
    const H3Cell cell = h3_cell_at(place, resolution);
    ASSERT_EQ(cell.resolution(), resolution);
    const Geometry area = h3_area(cell);
    ASSERT_TRUE(area.is_valid()) << cell.text();
    const LonLatBox box = area.envelope();
    LonLat shifted = place;
    if (shifted.lon < box.min_lon - 180.0) shifted.lon += 360.0;
    if (shifted.lon > box.max_lon + 180.0) shifted.lon -= 360.0;
    // An edge straight in lon/lat strays from the grid's own by far less than a thousandth cell.
    EXPECT_LT(area.distance(Geometry::point(shifted)), (box.max_lat - box.min_lat) * 1e-3)
        << cell.text();
  }
}

TEST(H3, NeighboursShareVertices) {
  constexpr std::uint64_t kSeed = 8;
  SCOPED_TRACE("seed " + std::to_string(kSeed));
  core::Random random(kSeed);
  for (int i = 0; i < 300; ++i) {
    const int resolution = 4 + i % 12;
    LonLat place = random_place(random);
    place.lat *= 0.9;
    const H3Cell cell = h3_cell_at(place, resolution);
    const std::vector<LonLat> boundary = h3_boundary(cell);
    const LonLat centre = h3_centre(cell);
    for (std::size_t k = 0; k < boundary.size(); ++k) {
      const LonLat& a = boundary[k];
      const LonLat& b = boundary[(k + 1) % boundary.size()];
      // Mirrored at the middle of the edge, the centre falls into the neighbour.
      LonLat beyond{a.lon + b.lon - centre.lon, a.lat + b.lat - centre.lat};
      beyond.lon = std::remainder(beyond.lon, 360.0);
      const H3Cell neighbour = h3_cell_at(beyond, resolution);
      ASSERT_NE(neighbour, cell);
      int shared = 0;
      for (const LonLat& vertex : h3_boundary(neighbour)) {
        for (const LonLat& own : {a, b}) {
          const bool same = lon_apart(vertex.lon, own.lon, own.lat) < kExact &&
                            std::abs(vertex.lat - own.lat) < kExact;
          shared += same ? 1 : 0;
        }
      }
      EXPECT_EQ(shared, 2) << cell.text() << " edge " << k;
    }
  }
}

TEST(H3, CellsCoverTheEarthOnce) {
  // 2 + 120 · 7^resolution cells; every place belongs to one of them.
  core::Random random(122);
  for (const auto& [resolution, places] : {std::pair(0, 20000), std::pair(1, 60000)}) {
    std::set<H3Cell> cells;
    for (int i = 0; i < places; ++i) cells.insert(h3_cell_at(random_place(random), resolution));
    EXPECT_EQ(cells.size(), resolution == 0 ? 122U : 842U);
  }
}

TEST(H3, BoundariesCrossTheAntimeridianWithoutAJump) {
  const H3Cell cell = h3_cell_at({180.0, -17.0}, 5);
  const std::vector<LonLat> boundary = h3_boundary(cell);
  const auto [west, east] = std::minmax_element(boundary.begin(), boundary.end(),
                                                [](LonLat a, LonLat b) { return a.lon < b.lon; });
  EXPECT_LT(east->lon - west->lon, 1.0);
  EXPECT_GT(std::max(std::abs(west->lon), std::abs(east->lon)), 180.0);
}

TEST(H3, TheCellAroundAPoleReachesIt) {
  for (const double lat : {90.0, -90.0}) {
    for (int resolution = 0; resolution <= 6; ++resolution) {
      const Geometry area = h3_area(h3_cell_at({0.0, lat}, resolution));
      EXPECT_TRUE(area.is_valid());
      const LonLatBox box = area.envelope();
      EXPECT_EQ(box.min_lon, -180.0);
      EXPECT_EQ(box.max_lon, 180.0);
      for (const LonLat& vertex : h3_boundary(h3_cell_at({0.0, lat}, resolution))) {
        EXPECT_TRUE(area.covers({std::remainder(vertex.lon, 360.0), vertex.lat}));
      }
      EXPECT_EQ(lat > 0 ? box.max_lat : box.min_lat, lat);
    }
  }
}

TEST(H3, OnlyCellsAreCells) {
  EXPECT_TRUE(H3Cell::from_text(" 882B0426A9FFFFF "));
  EXPECT_EQ(H3Cell::from_text("0882b0426a9fffff")->text(), "882b0426a9fffff");
  for (const char* text : {
           "", "882b0426a9ffff", "882b0426a9fffff00", "882b0426a9ffffg", "-82b0426a9fffff", "0",
           "182b0426a9fffff",   // mode 3
           "8882b0426a9fffff",  // the highest bit
           "892b0426a9fffff",   // a digit short
           "882b0426a9ffff0",   // digits beyond the resolution
           "80f5fffffffffff",   // base cell 122
           "81087ffffffffff",   // the pentagon child that does not exist
       }) {
    EXPECT_FALSE(H3Cell::from_text(text)) << text;
  }
  EXPECT_FALSE(H3Cell::from_index(0));
  EXPECT_FALSE(H3Cell::from_index(~std::uint64_t{0}));
}

}  // namespace
}  // namespace nearnet::geo
