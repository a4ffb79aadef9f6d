// SPDX-License-Identifier: Apache-2.0
#include "made_up_plant.h"

#include <cmath>
#include <numbers>
#include <string>

#include "core/error.h"
#include "geo/local_frame.h"

namespace nearnet::bench {
namespace {

constexpr geo::LonLat kCorner{-69.5, 44.0};
// Metres between the middles of shapes.
constexpr double kPolygonSpacing = 700.0;
constexpr double kCableSpacing = 250.0;
constexpr double kHexagonSide = 470.0;

/// Metres from the corner of the region, with the scale of its middle: plain enough for plant.
geo::LonLat place_at(const geo::LocalFrame& frame, double x, double y) {
  return {kCorner.lon + x / frame.metres_per_degree_lon(),
          kCorner.lat + y / frame.metres_per_degree_lat()};
}

geo::Ring ring_around(const geo::LocalFrame& frame, geo::XY centre, double radius, int corners,
                      core::Random& random) {
  geo::Ring ring;
  double reach = random.uniform(0.6, 1.0);
  for (int i = 0; i < corners; ++i) {
    // Neighbouring corners are alike, as along a surveyed border.
    reach = std::clamp(reach + random.uniform(-0.08, 0.08), 0.55, 1.0);
    const double angle = 2.0 * std::numbers::pi * i / corners;
    ring.push_back(place_at(frame, centre.x + radius * reach * std::cos(angle),
                            centre.y + radius * reach * std::sin(angle)));
  }
  ring.push_back(ring.front());
  return ring;
}

geo::Geometry polygon(const geo::LocalFrame& frame, geo::XY centre, core::Random& random) {
  const double radius = random.uniform(150.0, 450.0);
  const int corners = 20 + static_cast<int>(380.0 * std::pow(random.uniform(), 4.0));
  geo::Polygon made{ring_around(frame, centre, radius, corners, random), {}};
  if (random.chance(1.0 / 3.0)) {
    made.holes.push_back(ring_around(frame, centre, radius * 0.3, 8, random));
  }
  return geo::Geometry::polygon(made);
}

geo::Geometry hexagon(const geo::LocalFrame& frame, std::size_t column, std::size_t row) {
  // Corners on a lattice of halves, so that neighbours share them to the bit.
  const double half = kHexagonSide / 2.0;
  const double height = std::sqrt(3.0) * half;
  const double x = static_cast<double>(3 * column) * half;
  const double y = static_cast<double>(2 * row + column % 2) * height;
  const auto corner = [&](int halves, int heights) {
    return place_at(frame, x + halves * half, y + heights * height);
  };
  return geo::Geometry::polygon({{corner(1, 0), corner(3, 0), corner(4, 1), corner(3, 2),
                                  corner(1, 2), corner(0, 1), corner(1, 0)},
                                 {}});
}

geo::Geometry cable(const geo::LocalFrame& frame, geo::XY from, core::Random& random) {
  geo::Line line = {place_at(frame, from.x, from.y)};
  double heading = random.uniform(0.0, 2.0 * std::numbers::pi);
  const std::size_t segments = 3 + random.below(8);
  for (std::size_t i = 0; i < segments; ++i) {
    heading += random.uniform(-0.5, 0.5);
    from.x += 60.0 * std::cos(heading);
    from.y += 60.0 * std::sin(heading);
    line.push_back(place_at(frame, from.x, from.y));
  }
  return geo::Geometry::line(line);
}

}  // namespace

PlantKind plant_kind(std::string_view text) {
  if (text == "polygons") return PlantKind::kPolygons;
  if (text == "hexagons") return PlantKind::kHexagons;
  if (text == "lines") return PlantKind::kLines;
  throw core::ConfigError("kind of plant: expected polygons, hexagons or lines");
}

Plant made_up_plant(PlantKind kind, std::size_t count, core::Random& random) {
  const geo::LocalFrame frame({kCorner.lon, 44.5});
  const auto columns = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(count))));
  const double spacing = kind == PlantKind::kLines ? kCableSpacing : kPolygonSpacing;
  Plant plant;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t column = i % columns;
    const std::size_t row = i / columns;
    const geo::XY centre{(static_cast<double>(column) + random.uniform(0.3, 0.7)) * spacing,
                         (static_cast<double>(row) + random.uniform(0.3, 0.7)) * spacing};
    model::Footprint footprint;
    footprint.id = core::FootprintId(std::to_string(i + 1));
    switch (kind) {
      case PlantKind::kPolygons:
        footprint.geometry = polygon(frame, centre, random);
        break;
      case PlantKind::kHexagons:
        footprint.geometry = hexagon(frame, column, row);
        break;
      case PlantKind::kLines:
        footprint.geometry = cable(frame, centre, random);
        footprint.drop = core::Metres(std::round(random.uniform(45.0, 150.0)));
        break;
    }
    plant.region.grow(footprint.geometry.envelope());
    plant.footprints.push_back(std::move(footprint));
  }
  return plant;
}

std::vector<geo::LonLat> made_up_places(const Plant& plant, std::size_t count,
                                        core::Random& random) {
  std::vector<geo::LonLat> places;
  places.reserve(count);
  const geo::LonLatBox& region = plant.region;
  constexpr double kNear = 0.002;
  for (std::size_t i = 0; i < count; ++i) {
    if (random.chance(0.2)) {
      const auto& near = plant.footprints[random.below(plant.footprints.size())].geometry;
      const geo::LonLat centre = near.envelope().centre();
      places.push_back({centre.lon + random.uniform(-2.5 * kNear, 2.5 * kNear),
                        centre.lat + random.uniform(-2.5 * kNear, 2.5 * kNear)});
    } else {
      places.push_back({random.uniform(region.min_lon, region.max_lon),
                        random.uniform(region.min_lat, region.max_lat)});
    }
  }
  return places;
}

}  // namespace nearnet::bench
