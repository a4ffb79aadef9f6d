// SPDX-License-Identifier: Apache-2.0
#include "io/area_repair.h"

#include <utility>

#include "core/error.h"
#include "io/antimeridian.h"

namespace nearnet::io {
namespace {

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

AreaRepair repair_area(Feature& feature) {
  AreaRepair repair;
  std::optional<geo::Geometry> area = usable(feature, repair);
  if (!area) return repair;
  try {
    if (std::optional<geo::Geometry> split = split_areas(*area)) {
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
