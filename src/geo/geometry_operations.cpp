// SPDX-License-Identifier: Apache-2.0
// Measures, predicates and constructions of geo/geometry.h.
#include <cmath>

#include "core/error.h"
#include "geo/geometry.h"
#include "geo/geos_context.h"
#include "geo/simple_polygon.h"

namespace nearnet::geo {
namespace {

constexpr int kQuarterCircleSegments = 8;

/// The raw single or multi parts handed to GEOS as one collection that owns clones of them.
Geometry collected(const std::vector<Geometry>& parts) {
  std::vector<GEOSGeometry*> clones;
  clones.reserve(parts.size());
  for (const Geometry& part : parts) {
    clones.push_back(checked(GEOSGeom_clone_r(geos(), part.raw()), "copying"));
  }
  return Geometry::adopt(
      checked(GEOSGeom_createCollection_r(geos(), GEOS_GEOMETRYCOLLECTION, clones.data(),
                                          static_cast<unsigned>(clones.size())),
              "building a collection"));
}

bool is_polygonal(const Geometry& geometry) {
  return geometry.kind() == GeometryKind::kPolygon ||
         geometry.kind() == GeometryKind::kMultiPolygon;
}

LonLat only_point(GEOSGeometry* raw, std::string_view doing) {
  const Geometry point = Geometry::adopt(checked(raw, doing));
  const std::vector<LonLat> points = point.points();
  if (points.empty()) throw core::InputError("geometry: an empty geometry has no centre");
  return points.front();
}

}  // namespace

double Geometry::area() const {
  double area = 0.0;
  if (GEOSArea_r(geos(), raw(), &area) == 0) throw_geos_error("measuring an area");
  return area;
}

double Geometry::length() const {
  double length = 0.0;
  if (GEOSLength_r(geos(), raw(), &length) == 0) throw_geos_error("measuring a length");
  return length;
}

LonLat Geometry::centroid() const {
  return only_point(GEOSGetCentroid_r(geos(), raw()), "centroid");
}

LonLat Geometry::point_on_surface() const {
  return only_point(GEOSPointOnSurface_r(geos(), raw()), "finding a point inside");
}

bool Geometry::is_valid() const {
  // GEOS would come to the same answer the long way.
  if (rings() != nullptr && is_surely_valid(*rings())) return true;
  return checked_yes(GEOSisValid_r(geos(), raw()), "checking validity");
}

std::string Geometry::invalid_reason() const {
  if (is_valid()) return {};
  char* text = checked(GEOSisValidReason_r(geos(), raw()), "checking validity");
  std::string reason = text;
  GEOSFree_r(geos(), text);
  return reason;
}

bool Geometry::intersects(const Geometry& other) const {
  return checked_yes(GEOSIntersects_r(geos(), raw(), other.raw()), "intersecting");
}

bool Geometry::covers(LonLat position) const {
  const Geometry point = Geometry::point(position);
  return checked_yes(GEOSCovers_r(geos(), raw(), point.raw()), "asking what is inside");
}

double Geometry::distance(const Geometry& other) const {
  double distance = 0.0;
  if (GEOSDistance_r(geos(), raw(), other.raw(), &distance) == 0) throw_geos_error("measuring");
  return distance;
}

Geometry make_valid(const Geometry& geometry) {
  GEOSMakeValidParams* params = checked(GEOSMakeValidParams_create_r(geos()), "repairing");
  GEOSMakeValidParams_setMethod_r(geos(), params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(geos(), params, 0);
  GEOSGeometry* raw = GEOSMakeValidWithParams_r(geos(), geometry.raw(), params);
  GEOSMakeValidParams_destroy_r(geos(), params);
  Geometry repaired = Geometry::adopt(checked(raw, "repairing"));
  if (is_polygonal(geometry) && !is_polygonal(repaired)) {
    repaired = Geometry::multi_polygon(repaired.polygons());
  }
  return repaired;
}

Geometry union_all(const std::vector<Geometry>& parts) {
  const Geometry all = collected(parts);
  return Geometry::adopt(checked(GEOSUnaryUnion_r(geos(), all.raw()), "uniting"));
}

Geometry buffer(const Geometry& geometry, double distance) {
  return Geometry::adopt(
      checked(GEOSBuffer_r(geos(), geometry.raw(), distance, kQuarterCircleSegments), "buffering"));
}

Geometry intersection(const Geometry& a, const Geometry& b) {
  return Geometry::adopt(checked(GEOSIntersection_r(geos(), a.raw(), b.raw()), "intersecting"));
}

Geometry simplified(const Geometry& geometry, double tolerance) {
  return Geometry::adopt(
      checked(GEOSTopologyPreserveSimplify_r(geos(), geometry.raw(), tolerance), "simplifying"));
}

Geometry convex_hull(const Geometry& geometry) {
  return Geometry::adopt(checked(GEOSConvexHull_r(geos(), geometry.raw()), "building a hull"));
}

Geometry concave_hull(const Geometry& points, double length_ratio) {
  return Geometry::adopt(
      checked(GEOSConcaveHull_r(geos(), points.raw(), length_ratio, 0), "building a hull"));
}

std::vector<Triangle> triangulate(const Geometry& polygons) {
  const Geometry triangles = Geometry::adopt(
      checked(GEOSConstrainedDelaunayTriangulation_r(geos(), polygons.raw()), "triangulating"));
  std::vector<Triangle> found;
  for (const Polygon& polygon : triangles.polygons()) {
    found.push_back({polygon.shell[0], polygon.shell[1], polygon.shell[2]});
  }
  return found;
}

}  // namespace nearnet::geo
