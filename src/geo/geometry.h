// SPDX-License-Identifier: Apache-2.0
// A GEOS geometry with value semantics: copies are deep, moves are free, failures are exceptions.
// GEOS itself (geos_c.h) is seen by geo/*.cpp only.
//
//   geo::Geometry node = geo::Geometry::from_wkt("POLYGON ((0 0, 4 0, 4 3, 0 3, 0 0))");
//   node.area();                                        // 12, in the square of the coordinates'
//   unit geo::Geometry whole = geo::union_all({node, other}); for (const geo::Polygon& part :
//   whole.polygons()) draw(part.shell, part.holes);
//
// Coordinates are what the caller put in: lon/lat degrees everywhere in nearnet except inside a
// geo::LocalFrame. Every thread has its own GEOS context; one Geometry must not be used by two
// threads at once unless all uses are const. Throws core::InputError where GEOS reports an error.
//
// A lone polygon is kept as its rings, 16 bytes a point, and GEOS gets a copy when it is first
// needed: most are read, indexed, drawn or written and never asked anything else.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/lon_lat.h"

struct GEOSGeom_t;

namespace nearnet::geo {

using Ring = std::vector<LonLat>;  ///< closed: first point equals last
using Line = std::vector<LonLat>;

struct Polygon {
  Ring shell;
  std::vector<Ring> holes;
  friend bool operator==(const Polygon&, const Polygon&) = default;
};

struct Triangle {
  LonLat a, b, c;
};

enum class GeometryKind {
  kPoint,
  kLine,
  kPolygon,
  kMultiPoint,
  kMultiLine,
  kMultiPolygon,
  kCollection
};

class Geometry {
 public:
  /// An empty collection.
  Geometry();
  Geometry(const Geometry& other);
  Geometry(Geometry&&) noexcept;
  Geometry& operator=(const Geometry& other);
  Geometry& operator=(Geometry&&) noexcept;
  ~Geometry();

  static Geometry from_wkb(std::span<const std::byte> wkb);
  static Geometry from_wkt(std::string_view wkt);
  static Geometry point(LonLat position);
  static Geometry line(const Line& points);
  static Geometry polygon(Polygon polygon);
  static Geometry multi_polygon(const std::vector<Polygon>& polygons);
  static Geometry multi_point(std::span<const LonLat> points);

  /// ISO WKB, little-endian, two-dimensional.
  std::vector<std::byte> wkb() const;
  std::string wkt(int decimals = 7) const;

  GeometryKind kind() const;
  bool is_empty() const;
  /// Some part is a polygon, and not empty.
  bool has_area() const;
  LonLatBox envelope() const;
  double area() const;
  double length() const;
  LonLat centroid() const;
  /// A point inside, never on a hole: where a label can stand.
  LonLat point_on_surface() const;

  bool is_valid() const;
  /// Why it is not valid, with the place ("Self-intersection[12.1 44.3]"); "" when valid.
  std::string invalid_reason() const;

  /// Parts, flattened through collections. polygons() skips lines and points, and so on.
  std::vector<Polygon> polygons() const;
  std::vector<Line> lines() const;
  std::vector<LonLat> points() const;

  bool intersects(const Geometry& other) const;
  bool covers(LonLat position) const;  ///< boundary counts as inside
  /// Planar distance in the unit of the coordinates.
  double distance(const Geometry& other) const;

  /// Same shape and same order of points.
  friend bool operator==(const Geometry& a, const Geometry& b);

  /// For geo/ only: GEOS's own, and the rings where it is a lone polygon kept as these.
  const GEOSGeom_t* raw() const;
  const Polygon* rings() const { return lone_ == nullptr ? nullptr : &lone_->polygon; }
  static Geometry adopt(GEOSGeom_t* raw);

 private:
  struct LonePolygon {
    Polygon polygon;
    LonLatBox box;
  };

  explicit Geometry(GEOSGeom_t* raw) : raw_(raw) {}
  bool is_nothing() const { return lone_ == nullptr && raw_.load() == nullptr; }

  std::unique_ptr<const LonePolygon> lone_;
  /// Null until it is asked for, where `lone_` or the lack of one says what it would be.
  mutable std::atomic<GEOSGeom_t*> raw_ = nullptr;
};

/// The valid geometry that covers the same place (GEOS makeValid, structure method), reduced to its
/// polygons when the input was polygonal. Empty when nothing polygonal is left.
Geometry make_valid(const Geometry& geometry);

/// Union of all; shared borders disappear.
Geometry union_all(const std::vector<Geometry>& parts);

/// Distance in the unit of the coordinates; round joins, 8 segments a quarter circle.
Geometry buffer(const Geometry& geometry, double distance);

Geometry intersection(const Geometry& a, const Geometry& b);
Geometry simplified(const Geometry& geometry, double tolerance);
Geometry convex_hull(const Geometry& geometry);

/// Concave hull of a point set (GEOS ConcaveHull by edge-length ratio): 0 is the tightest, 1 the
/// convex hull. Fewer than three distinct points, or points on a line, give what the convex hull
/// gives.
Geometry concave_hull(const Geometry& points, double length_ratio);

/// Constrained Delaunay triangles that fill the polygons exactly. Input must be valid.
std::vector<Triangle> triangulate(const Geometry& polygons);

}  // namespace nearnet::geo
