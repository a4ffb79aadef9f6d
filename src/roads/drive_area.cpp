// SPDX-License-Identifier: Apache-2.0
#include "roads/drive_area.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "geo/local_frame.h"

namespace nearnet::roads {
namespace {

/// Pieces are widened square by square, since widening a whole town takes GEOS many times longer.
constexpr double kSquare = 100.0;            // m
constexpr double kSmallestHole = 250'000.0;  // m²

std::vector<geo::Geometry> widened_by_square(const std::vector<geo::Line>& pieces,
                                             const geo::LocalFrame& frame, double beside) {
  std::map<std::pair<long, long>, std::vector<geo::Geometry>> squares;
  for (const geo::Line& piece : pieces) {
    geo::Geometry line = frame.to_metres(geo::Geometry::line(piece));
    const geo::LonLatBox box = line.envelope();
    squares[{std::lround(box.min_lon / kSquare), std::lround(box.min_lat / kSquare)}].push_back(
        std::move(line));
  }
  std::vector<geo::Geometry> parts;
  for (const auto& [square, lines] : squares) {
    // A union first, since both directions of a street are there.
    parts.push_back(geo::buffer(geo::union_all(lines), beside));
  }
  return parts;
}

double area_of(const geo::Ring& ring) {
  return geo::Geometry::polygon({ring, {}}).area();
}

geo::Geometry without_small_holes(const geo::Geometry& area) {
  std::vector<geo::Polygon> polygons = area.polygons();
  for (geo::Polygon& polygon : polygons) {
    std::erase_if(polygon.holes,
                  [](const geo::Ring& hole) { return area_of(hole) < kSmallestHole; });
  }
  return geo::Geometry::multi_polygon(polygons);
}

}  // namespace

geo::Geometry drive_area(const RoadNetwork& network, geo::LonLat from, core::Seconds within,
                         core::Metres beside) {
  const std::vector<geo::Line> pieces = network.reach(from, within);
  if (pieces.empty()) return {};
  const geo::LocalFrame frame(from);
  return frame.to_lon_lat(
      without_small_holes(geo::union_all(widened_by_square(pieces, frame, beside.value))));
}

}  // namespace nearnet::roads
