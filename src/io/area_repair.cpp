// SPDX-License-Identifier: Apache-2.0
#include "io/area_repair.h"

#include <utility>

#include "core/error.h"

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

void shift(geo::Ring& ring, double degrees, double below) {
  for (geo::LonLat& point : ring) {
    if (point.lon < below) point.lon += degrees;
  }
}

/// West longitudes moved past 180° when that makes the ring narrower: then it crosses.
bool unwrap(geo::Polygon& polygon) {
  const geo::LonLatBox box = box_of(polygon.shell);
  if (box.max_lon > kHalfTurn || box.min_lon < -kHalfTurn) {
    const double up = box.min_lon < -kHalfTurn ? kTurn : 0.0;
    shift(polygon.shell, up, kTurn);
    for (geo::Ring& hole : polygon.holes) shift(hole, up, kTurn);
    return true;
  }
  if (width(box) <= kHalfTurn) return false;
  geo::Ring moved = polygon.shell;
  shift(moved, kTurn, 0.0);
  if (width(box_of(moved)) >= kHalfTurn) return false;
  polygon.shell = std::move(moved);
  for (geo::Ring& hole : polygon.holes) shift(hole, kTurn, 0.0);
  return true;
}

geo::Geometry band(double west, double east) {
  return geo::Geometry::polygon(
      {{{west, -90.0}, {east, -90.0}, {east, 90.0}, {west, 90.0}, {west, -90.0}}, {}});
}

std::optional<geo::Geometry> rejected(AreaRepair& repair, std::string code, std::string found) {
  repair.rejection = std::move(code);
  repair.found = std::move(found);
  return std::nullopt;
}

/// The geometry when the state allows; else `repair` says why not.
std::optional<geo::Geometry> usable(Feature& feature, AreaRepair& repair) {
  switch (feature.state) {
    case GeometryState::kMissing:
      return rejected(repair, "NO_GEOMETRY", feature.problem);
    case GeometryState::kOutOfRange:
    case GeometryState::kBadCoordinate:
      return rejected(repair, "OUT_OF_RANGE", feature.problem);
    case GeometryState::kUnreadable:
      return rejected(repair, "INVALID_GEOMETRY", feature.problem);
    case GeometryState::kGood:
      break;
  }
  if (!feature.geometry.has_area()) {
    const bool lines = !feature.geometry.lines().empty();
    return rejected(repair, "WRONG_GEOMETRY", lines ? "a line" : "a point");
  }
  return std::move(feature.geometry);
}

}  // namespace

std::optional<geo::Geometry> split_at_antimeridian(const geo::Geometry& areas) {
  const geo::LonLatBox box = areas.envelope();
  const bool inside = box.min_lon >= -kHalfTurn && box.max_lon <= kHalfTurn;
  if (inside && width(box) <= kHalfTurn) return std::nullopt;
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
      shift(east.shell, -kTurn, kTurn + kTurn);
      for (geo::Ring& hole : east.holes) shift(hole, -kTurn, kTurn + kTurn);
      parts.push_back(std::move(east));
    }
  }
  if (!any) return std::nullopt;
  return geo::Geometry::multi_polygon(parts);
}

AreaRepair repair_area(Feature& feature) {
  AreaRepair repair;
  std::optional<geo::Geometry> area = usable(feature, repair);
  if (!area) return repair;
  try {
    if (std::optional<geo::Geometry> split = split_at_antimeridian(*area)) {
      repair.split = true;
      area = std::move(split);
    }
    // A collection may hold lines and points beside its polygons.
    const bool collection = area->kind() == geo::GeometryKind::kCollection;
    if (collection) area = geo::Geometry::multi_polygon(area->polygons());
    if (!area->is_valid()) {
      repair.repaired = true;
      repair.found = area->invalid_reason();
      area = geo::make_valid(*area);
    }
  } catch (const core::InputError& error) {
    area = rejected(repair, "INVALID_GEOMETRY", error.what());
    return repair;
  }
  if (!area->has_area()) {
    area = rejected(repair, "INVALID_GEOMETRY", repair.found + "; nothing is left after repair");
    return repair;
  }
  repair.area = std::move(area);
  return repair;
}

}  // namespace nearnet::io
