// SPDX-License-Identifier: Apache-2.0
#include "geo/prepared_geometry.h"

#include <utility>

#include "geo/geos_context.h"

namespace nearnet::geo {

PreparedGeometry::PreparedGeometry(const Geometry& geometry)
    : raw_(checked(GEOSPrepare_r(geos(), geometry.raw()), "preparing")) {}

PreparedGeometry::PreparedGeometry(PreparedGeometry&& other) noexcept
    : raw_(std::exchange(other.raw_, nullptr)) {}

PreparedGeometry& PreparedGeometry::operator=(PreparedGeometry&& other) noexcept {
  std::swap(raw_, other.raw_);
  return *this;
}

PreparedGeometry::~PreparedGeometry() {
  if (raw_ != nullptr) GEOSPreparedGeom_destroy_r(geos(), raw_);
}

bool PreparedGeometry::covers(LonLat position) const {
  return intersects(Geometry::point(position));
}

bool PreparedGeometry::intersects(const Geometry& other) const {
  return checked_yes(GEOSPreparedIntersects_r(geos(), raw_, other.raw()), "intersecting");
}

double PreparedGeometry::distance(LonLat position) const {
  const Geometry point = Geometry::point(position);
  double distance = 0.0;
  if (GEOSPreparedDistance_r(geos(), raw_, point.raw(), &distance) == 0) {
    throw_geos_error("measuring");
  }
  return distance;
}

}  // namespace nearnet::geo
