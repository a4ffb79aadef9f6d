// SPDX-License-Identifier: Apache-2.0
#include "geo/paths.h"

#include <algorithm>

#include "geo/geos_context.h"

namespace nearnet::geo {
namespace {

/// Calls visit with each single (not multi, not empty) part, through nested collections.
template <typename Visit>
void for_each_part(const GEOSGeometry* raw, const Visit& visit) {
  if (GEOSisEmpty_r(geos(), raw) == 1) return;
  if (GEOSGeomTypeId_r(geos(), raw) < GEOS_MULTIPOINT) return visit(raw);
  const int parts = GEOSGetNumGeometries_r(geos(), raw);
  for (int i = 0; i < parts; ++i) for_each_part(GEOSGetGeometryN_r(geos(), raw, i), visit);
}

PathKind kind_of(const GEOSGeometry* part) {
  const int type = GEOSGeomTypeId_r(geos(), part);
  if (type == GEOS_POLYGON) return PathKind::kRing;
  return type == GEOS_POINT ? PathKind::kPoint : PathKind::kLine;
}

void copy_path(const GEOSGeometry* path, PathKind kind, const PathRoom& room) {
  const GEOSCoordSequence* sequence =
      checked(GEOSGeom_getCoordSeq_r(geos(), path), "reading coordinates");
  unsigned points = 0;
  GEOSCoordSeq_getSize_r(geos(), sequence, &points);
  LonLat* const place = room(kind, points);
  if (place != nullptr) GEOSCoordSeq_copyToBuffer_r(geos(), sequence, &place->lon, 0, 0);
}

void copy_rings(const GEOSGeometry* polygon, const PathRoom& room) {
  copy_path(checked(GEOSGetExteriorRing_r(geos(), polygon), "reading a shell"), PathKind::kRing,
            room);
  const int holes = GEOSGetNumInteriorRings_r(geos(), polygon);
  for (int i = 0; i < holes; ++i) {
    copy_path(checked(GEOSGetInteriorRingN_r(geos(), polygon, i), "reading a hole"),
              PathKind::kRing, room);
  }
}

void copy_ring(const Ring& ring, const PathRoom& room) {
  LonLat* const place = room(PathKind::kRing, ring.size());
  if (place != nullptr) std::copy(ring.begin(), ring.end(), place);
}

}  // namespace

void copy_paths(const Geometry& geometry, const PathRoom& room) {
  static_assert(sizeof(LonLat) == 2 * sizeof(double), "coordinates are copied as pairs of doubles");
  if (const Polygon* polygon = geometry.rings()) {
    copy_ring(polygon->shell, room);
    for (const Ring& hole : polygon->holes) copy_ring(hole, room);
    return;
  }
  for (const PathKind kind : {PathKind::kRing, PathKind::kLine, PathKind::kPoint}) {
    for_each_part(geometry.raw(), [&](const GEOSGeometry* part) {
      if (kind_of(part) != kind) return;
      if (kind == PathKind::kRing) {
        copy_rings(part, room);
      } else {
        copy_path(part, kind, room);
      }
    });
  }
}

}  // namespace nearnet::geo
