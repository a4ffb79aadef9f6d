// SPDX-License-Identifier: Apache-2.0
#include "handoff/map_drawing.h"

#include "handoff/map_sheet.h"

#include <fmt/format.h>

#include <algorithm>

namespace nearnet::handoff {
namespace {

constexpr double kBorder = 44.0;  // units kept free around way and stops, for the markers
constexpr double kSmallestSpan =
    300.0;  // metres across, so that one stop alone still shows its street

std::vector<geo::LonLat> content(const MapDrawing& map) {
  std::vector<geo::LonLat> points = map.way;
  if (map.home) points.push_back(*map.home);
  for (const MapStop& stop : map.stops) points.push_back(stop.position);
  return points;
}

geo::LonLatBox box_of(const std::vector<geo::LonLat>& points) {
  geo::LonLatBox box;
  for (const geo::LonLat& point : points) box.grow(point);
  return box;
}

}  // namespace

MapSheet::MapSheet(const MapDrawing& map)
    : width_(map.width), height_(map.height), frame_(box_of(content(map)).centre()) {
  const std::vector<geo::LonLat> points = content(map);
  geo::XY low = frame_.to_metres(points.front());
  geo::XY high = low;
  for (const geo::LonLat& point : points) {
    const geo::XY at = frame_.to_metres(point);
    low = {std::min(low.x, at.x), std::min(low.y, at.y)};
    high = {std::max(high.x, at.x), std::max(high.y, at.y)};
  }
  centre_ = {(low.x + high.x) / 2.0, (low.y + high.y) / 2.0};
  const double across = std::max(high.x - low.x, kSmallestSpan);
  const double up = std::max(high.y - low.y, kSmallestSpan);
  units_per_metre_ = std::min((width_ - 2.0 * kBorder) / across, (height_ - 2.0 * kBorder) / up);
}

geo::XY MapSheet::place(geo::LonLat position) const {
  const geo::XY metres = frame_.to_metres(position);
  return {width_ / 2.0 + (metres.x - centre_.x) * units_per_metre_,
          height_ / 2.0 - (metres.y - centre_.y) * units_per_metre_};
}

SheetLine MapSheet::place(const geo::Line& line) const {
  SheetLine placed;
  placed.reserve(line.size());
  for (const geo::LonLat& point : line) placed.push_back(place(point));
  return placed;
}

geo::LonLat MapSheet::position(geo::XY units) const {
  return frame_.to_lon_lat({centre_.x + (units.x - width_ / 2.0) / units_per_metre_,
                            centre_.y - (units.y - height_ / 2.0) / units_per_metre_});
}

geo::LonLatBox MapSheet::shown() const {
  geo::LonLatBox box;
  for (const geo::XY corner :
       {geo::XY{0.0, 0.0}, geo::XY{width_, 0.0}, geo::XY{0.0, height_}, geo::XY{width_, height_}}) {
    box.grow(position(corner));
  }
  return box;
}

geo::LonLatBox shown_box(const MapDrawing& map) {
  return content(map).empty() ? geo::LonLatBox() : MapSheet(map).shown();
}

std::string svg(const MapDrawing& map) {
  if (content(map).empty()) return "";
  const MapSheet sheet(map);
  const std::vector<PlacedMarker> markers = placed_markers(map, sheet);
  const std::string footprints = footprint_layer(map, sheet);
  const std::size_t rest = map.max_bytes - std::min(map.max_bytes, footprints.size());
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
      "aria-label=\"Map of the day\" font-family=\"Inter,Helvetica,Arial,sans-serif\">\n"
      "<clipPath id=\"sheet\"><rect width=\"{0}\" height=\"{1}\" rx=\"8\"/></clipPath>\n"
      "<g clip-path=\"url(#sheet)\">\n"
      "<rect width=\"{0}\" height=\"{1}\" fill=\"#faf9f6\"/>\n",
      map.width, map.height);
  out += footprints;
  out += road_layer(map, sheet, rest);
  out += road_name_layer(map, sheet, markers);
  out += way_layer(map, sheet);
  out += stop_layer(map, sheet, markers);
  out += furniture_layer(map, sheet);
  out += fmt::format(
      "</g>\n<rect x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"none\" "
      "stroke=\"#c9c5bb\"/>\n</svg>\n",
      map.width - 1, map.height - 1);
  return out;
}

}  // namespace nearnet::handoff
