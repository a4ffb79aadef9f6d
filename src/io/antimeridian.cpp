// SPDX-License-Identifier: Apache-2.0
#include "io/antimeridian.h"

#include <utility>
#include <vector>

namespace nearnet::io {
namespace {

constexpr double kHalfTurn = 180.0;
constexpr double kTurn = 360.0;

geo::LonLatBox box_of(const geo::Ring& ring) {
  geo::LonLatBox box;
  for (const geo::LonLat& point : ring) box.grow(point);
  return box;
}

double width(const geo::LonLatBox& box) {
  return box.max_lon - box.min_lon;
}

void shift(std::vector<geo::LonLat>& points, double degrees) {
  for (geo::LonLat& point : points) point.lon += degrees;
}

void shift(geo::Polygon& polygon, double degrees) {
  shift(polygon.shell, degrees);
  for (geo::Ring& hole : polygon.holes) shift(hole, degrees);
}

void shift_west_longitudes(geo::Ring& ring) {
  for (geo::LonLat& point : ring) {
    if (point.lon < 0.0) point.lon += kTurn;
  }
}

/// West longitudes moved past 180° when that makes the ring narrower: then it crosses.
bool unwrap(geo::Polygon& polygon) {
  const geo::LonLatBox box = box_of(polygon.shell);
  if (box.max_lon > kHalfTurn || box.min_lon < -kHalfTurn) {
    if (box.min_lon < -kHalfTurn) shift(polygon, kTurn);
    return true;
  }
  if (width(box) <= kHalfTurn) return false;
  geo::Ring moved = polygon.shell;
  shift_west_longitudes(moved);
  if (width(box_of(moved)) >= kHalfTurn) return false;
  polygon.shell = std::move(moved);
  for (geo::Ring& hole : polygon.holes) shift_west_longitudes(hole);
  return true;
}

bool may_cross(const geo::Geometry& geometry) {
  const geo::LonLatBox box = geometry.envelope();
  const bool inside = box.min_lon >= -kHalfTurn && box.max_lon <= kHalfTurn;
  return !inside || width(box) > kHalfTurn;
}

geo::Geometry band(double west, double east) {
  return geo::Geometry::polygon(
      {{{west, -90.0}, {east, -90.0}, {east, 90.0}, {west, 90.0}, {west, -90.0}}, {}});
}

/// Longitudes moved by whole turns, so that the line begins within ±180° and each edge takes the
/// short way. True when that moved any, or when the line leaves ±180°.
bool unwrap(geo::Line& line) {
  bool changed = false;
  double before = 0.0;  // first within ±180°, then near the point before
  for (geo::LonLat& point : line) {
    const double lon = point.lon;
    while (point.lon - before > kHalfTurn) point.lon -= kTurn;
    while (point.lon - before < -kHalfTurn) point.lon += kTurn;
    changed = changed || point.lon != lon;
    before = point.lon;
  }
  const geo::LonLatBox box = box_of(line);
  return changed || box.min_lon < -kHalfTurn || box.max_lon > kHalfTurn;
}

/// The part of the line between two longitudes, moved.
void add_part(const geo::Geometry& line, double west, double degrees,
              std::vector<geo::Geometry>& parts) {
  for (geo::Line& part : geo::intersection(line, band(west, west + kTurn)).lines()) {
    shift(part, degrees);
    parts.push_back(geo::Geometry::line(part));
  }
}

}  // namespace

std::optional<geo::Geometry> split_areas(const geo::Geometry& areas) {
  if (!may_cross(areas)) return std::nullopt;
  bool any = false;
  std::vector<geo::Polygon> parts;
  for (geo::Polygon& polygon : areas.polygons()) {
    if (!unwrap(polygon)) {
      parts.push_back(std::move(polygon));
      continue;
    }
    any = true;
    const geo::Geometry whole = geo::make_valid(geo::Geometry::polygon(polygon));
    for (geo::Polygon& west : geo::intersection(whole, band(-kHalfTurn, kHalfTurn)).polygons()) {
      parts.push_back(std::move(west));
    }
    for (geo::Polygon& east :
         geo::intersection(whole, band(kHalfTurn, kHalfTurn + kTurn)).polygons()) {
      shift(east, -kTurn);
      parts.push_back(std::move(east));
    }
  }
  if (!any) return std::nullopt;
  return geo::Geometry::multi_polygon(parts);
}

std::optional<geo::Geometry> split_lines(const geo::Geometry& lines) {
  if (!may_cross(lines)) return std::nullopt;
  bool any = false;
  std::vector<geo::Geometry> parts;
  for (geo::Line& line : lines.lines()) {
    if (!unwrap(line)) {
      parts.push_back(geo::Geometry::line(line));
      continue;
    }
    any = true;
    const geo::Geometry whole = geo::Geometry::line(line);
    add_part(whole, -kHalfTurn, 0.0, parts);
    add_part(whole, kHalfTurn, -kTurn, parts);
    add_part(whole, -kHalfTurn - kTurn, kTurn, parts);
  }
  if (!any) return std::nullopt;
  return parts.size() == 1 ? parts.front() : geo::union_all(parts);
}

}  // namespace nearnet::io
