// SPDX-License-Identifier: Apache-2.0
#include "geo/geometry.h"

#include <cassert>
#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "core/error.h"
#include "geo/geos_context.h"
#include "geo/polygon_wkb.h"

namespace nearnet::geo {
namespace {

GEOSCoordSequence* make_sequence(std::span<const LonLat> points) {
  static_assert(sizeof(LonLat) == 2 * sizeof(double), "coordinates are copied as pairs of doubles");
  const double* values = points.empty() ? nullptr : &points.front().lon;
  return checked(
      GEOSCoordSeq_copyFromBuffer_r(geos(), values, static_cast<unsigned>(points.size()), 0, 0),
      "building coordinates");
}

std::vector<LonLat> coordinates(const GEOSGeometry* simple) {
  const GEOSCoordSequence* sequence =
      checked(GEOSGeom_getCoordSeq_r(geos(), simple), "reading coordinates");
  unsigned size = 0;
  GEOSCoordSeq_getSize_r(geos(), sequence, &size);
  std::vector<LonLat> points(size);
  if (size > 0) GEOSCoordSeq_copyToBuffer_r(geos(), sequence, &points.front().lon, 0, 0);
  return points;
}

Polygon read_polygon(const GEOSGeometry* raw) {
  Polygon polygon;
  polygon.shell = coordinates(checked(GEOSGetExteriorRing_r(geos(), raw), "reading a shell"));
  const int holes = GEOSGetNumInteriorRings_r(geos(), raw);
  for (int i = 0; i < holes; ++i) {
    polygon.holes.push_back(
        coordinates(checked(GEOSGetInteriorRingN_r(geos(), raw, i), "reading a hole")));
  }
  return polygon;
}

/// Calls `visit` with each single (not multi, not empty) part, through nested collections.
void for_each_part(const GEOSGeometry* raw, const std::function<void(const GEOSGeometry*)>& visit) {
  if (GEOSisEmpty_r(geos(), raw) == 1) return;
  if (GEOSGeomTypeId_r(geos(), raw) < GEOS_MULTIPOINT) {
    visit(raw);
    return;
  }
  const int parts = GEOSGetNumGeometries_r(geos(), raw);
  for (int i = 0; i < parts; ++i) for_each_part(GEOSGetGeometryN_r(geos(), raw, i), visit);
}

/// GEOS before 3.12 works an envelope out when it is first asked for, rings of polygons included,
/// and keeps it: two threads asking first would race. So it is asked for while one thread holds the
/// geometry, and const uses from many threads are safe from then on.
GEOSGeometry* with_envelopes(GEOSGeometry* raw) {
  double ignored = 0.0;
  for_each_part(raw, [&](const GEOSGeometry* part) {
    if (GEOSGeomTypeId_r(geos(), part) != GEOS_POLYGON) return;
    const int holes = GEOSGetNumInteriorRings_r(geos(), part);
    for (int i = 0; i < holes; ++i) {
      GEOSGeom_getXMin_r(geos(), GEOSGetInteriorRingN_r(geos(), part, i), &ignored);
    }
  });
  // Asks every part, and each polygon its shell.
  if (GEOSisEmpty_r(geos(), raw) == 0) GEOSGeom_getXMin_r(geos(), raw, &ignored);
  return raw;
}

struct Destroy {
  void operator()(GEOSGeometry* raw) const { GEOSGeom_destroy_r(geos(), raw); }
};
/// Until GEOS takes it over: a failure halfway through building must not leak what is there.
using Owned = std::unique_ptr<GEOSGeometry, Destroy>;

std::vector<GEOSGeometry*> released(std::vector<Owned>& parts) {
  std::vector<GEOSGeometry*> raw;
  raw.reserve(parts.size());
  for (Owned& part : parts) raw.push_back(part.release());
  return raw;
}

GEOSGeometry* make_collection(int type, std::vector<Owned> parts) {
  std::vector<GEOSGeometry*> raw = released(parts);
  return checked(
      GEOSGeom_createCollection_r(geos(), type, raw.data(), static_cast<unsigned>(raw.size())),
      "building a collection");
}

Owned make_ring(const Ring& ring) {
  return Owned(
      checked(GEOSGeom_createLinearRing_r(geos(), make_sequence(ring)), "building a ring"));
}

Owned make_polygon(const Polygon& polygon) {
  Owned shell = make_ring(polygon.shell);
  std::vector<Owned> holes;
  holes.reserve(polygon.holes.size());
  for (const Ring& hole : polygon.holes) holes.push_back(make_ring(hole));
  std::vector<GEOSGeometry*> raw = released(holes);
  return Owned(checked(GEOSGeom_createPolygon_r(geos(), shell.release(), raw.data(),
                                                static_cast<unsigned>(raw.size())),
                       "building a polygon"));
}

/// The box of a polygon that GEOS would take as it is; none for others.
std::optional<LonLatBox> box_of_rings(const Polygon& polygon) {
  constexpr std::size_t kFewestPoints = 4;
  LonLatBox box;
  bool good = true;
  const auto add = [&](const Ring& ring) {
    good = good && ring.size() >= kFewestPoints && ring.front() == ring.back();
    for (const LonLat point : ring) {
      good = good && std::isfinite(point.lon) && std::isfinite(point.lat);
      box.grow(point);
    }
  };
  add(polygon.shell);
  if (!good) return std::nullopt;
  const LonLatBox of_shell = box;
  for (const Ring& hole : polygon.holes) add(hole);
  return good ? std::optional(of_shell) : std::nullopt;
}

Owned make_nothing() {
  return Owned(checked(GEOSGeom_createEmptyCollection_r(geos(), GEOS_GEOMETRYCOLLECTION),
                       "building an empty geometry"));
}

GEOSGeometry* make_point(LonLat position) {
  return checked(GEOSGeom_createPointFromXY_r(geos(), position.lon, position.lat),
                 "building a point");
}

}  // namespace

Geometry::Geometry() = default;

Geometry::Geometry(const Geometry& other) {
  if (other.lone_ != nullptr) {
    lone_ = std::make_unique<const LonePolygon>(*other.lone_);
  } else if (const GEOSGeometry* raw = other.raw_.load()) {
    raw_ = with_envelopes(checked(GEOSGeom_clone_r(geos(), raw), "copying"));
  }
}

Geometry::Geometry(Geometry&& other) noexcept
    : lone_(std::move(other.lone_)), raw_(other.raw_.exchange(nullptr)) {}

Geometry& Geometry::operator=(const Geometry& other) {
  if (this != &other) *this = Geometry(other);
  return *this;
}

Geometry& Geometry::operator=(Geometry&& other) noexcept {
  lone_.swap(other.lone_);
  raw_ = other.raw_.exchange(raw_);
  return *this;
}

Geometry::~Geometry() {
  if (GEOSGeometry* raw = raw_) GEOSGeom_destroy_r(geos(), raw);
}

Geometry Geometry::adopt(GEOSGeom_t* raw) {
  assert(raw != nullptr);
  return Geometry(with_envelopes(raw));
}

const GEOSGeom_t* Geometry::raw() const {
  GEOSGeometry* present = raw_.load();
  if (present != nullptr) return present;
  Owned made = lone_ != nullptr ? make_polygon(lone_->polygon) : make_nothing();
  with_envelopes(made.get());
  // Of threads that ask at once, the first one's is kept.
  return raw_.compare_exchange_strong(present, made.get()) ? made.release() : present;
}

Geometry Geometry::from_wkb(std::span<const std::byte> wkb) {
  if (std::optional<Polygon> usual = usual_polygon(wkb)) return polygon(std::move(*usual));
  GEOSWKBReader* reader = checked(GEOSWKBReader_create_r(geos()), "reading WKB");
  GEOSGeometry* raw = GEOSWKBReader_read_r(
      geos(), reader, reinterpret_cast<const unsigned char*>(wkb.data()), wkb.size());
  GEOSWKBReader_destroy_r(geos(), reader);
  return adopt(checked(raw, "reading WKB"));
}

Geometry Geometry::from_wkt(std::string_view wkt) {
  GEOSWKTReader* reader = checked(GEOSWKTReader_create_r(geos()), "reading WKT");
  GEOSGeometry* raw = GEOSWKTReader_read_r(geos(), reader, std::string(wkt).c_str());
  GEOSWKTReader_destroy_r(geos(), reader);
  return adopt(checked(raw, "reading WKT"));
}

Geometry Geometry::point(LonLat position) {
  return adopt(make_point(position));
}

Geometry Geometry::line(const Line& points) {
  return adopt(
      checked(GEOSGeom_createLineString_r(geos(), make_sequence(points)), "building a line"));
}

Geometry Geometry::polygon(Polygon polygon) {
  const std::optional<LonLatBox> box = box_of_rings(polygon);
  if (!box) return adopt(make_polygon(polygon).release());
  Geometry made;
  made.lone_ = std::make_unique<const LonePolygon>(LonePolygon{std::move(polygon), *box});
  return made;
}

Geometry Geometry::multi_polygon(const std::vector<Polygon>& polygons) {
  std::vector<Owned> parts;
  parts.reserve(polygons.size());
  for (const Polygon& polygon : polygons) parts.push_back(make_polygon(polygon));
  return adopt(make_collection(GEOS_MULTIPOLYGON, std::move(parts)));
}

Geometry Geometry::multi_point(std::span<const LonLat> points) {
  std::vector<Owned> parts;
  parts.reserve(points.size());
  for (const LonLat& point : points) parts.emplace_back(make_point(point));
  return adopt(make_collection(GEOS_MULTIPOINT, std::move(parts)));
}

std::vector<std::byte> Geometry::wkb() const {
  if (const Polygon* polygon = rings()) return to_wkb(*polygon);
  GEOSWKBWriter* writer = checked(GEOSWKBWriter_create_r(geos()), "writing WKB");
  GEOSWKBWriter_setOutputDimension_r(geos(), writer, 2);
  GEOSWKBWriter_setByteOrder_r(geos(), writer, GEOS_WKB_NDR);
  GEOSWKBWriter_setFlavor_r(geos(), writer, GEOS_WKB_ISO);
  std::size_t size = 0;
  unsigned char* bytes = GEOSWKBWriter_write_r(geos(), writer, raw(), &size);
  GEOSWKBWriter_destroy_r(geos(), writer);
  checked(bytes, "writing WKB");
  const auto* first = reinterpret_cast<const std::byte*>(bytes);
  std::vector<std::byte> wkb(first, first + size);
  GEOSFree_r(geos(), bytes);
  return wkb;
}

std::string Geometry::wkt(int decimals) const {
  GEOSWKTWriter* writer = checked(GEOSWKTWriter_create_r(geos()), "writing WKT");
  GEOSWKTWriter_setTrim_r(geos(), writer, 1);
  GEOSWKTWriter_setRoundingPrecision_r(geos(), writer, decimals);
  char* text = GEOSWKTWriter_write_r(geos(), writer, raw());
  GEOSWKTWriter_destroy_r(geos(), writer);
  std::string wkt = checked(text, "writing WKT");
  GEOSFree_r(geos(), text);
  return wkt;
}

GeometryKind Geometry::kind() const {
  if (lone_ != nullptr) return GeometryKind::kPolygon;
  switch (GEOSGeomTypeId_r(geos(), raw())) {
    case GEOS_POINT:
      return GeometryKind::kPoint;
    case GEOS_LINESTRING:
    case GEOS_LINEARRING:
      return GeometryKind::kLine;
    case GEOS_POLYGON:
      return GeometryKind::kPolygon;
    case GEOS_MULTIPOINT:
      return GeometryKind::kMultiPoint;
    case GEOS_MULTILINESTRING:
      return GeometryKind::kMultiLine;
    case GEOS_MULTIPOLYGON:
      return GeometryKind::kMultiPolygon;
    default:
      return GeometryKind::kCollection;
  }
}

bool Geometry::is_empty() const {
  if (lone_ != nullptr || is_nothing()) return lone_ == nullptr;
  return checked_yes(GEOSisEmpty_r(geos(), raw()), "asking");
}

bool Geometry::has_area() const {
  bool found = lone_ != nullptr;
  if (found || is_nothing()) return found;
  for_each_part(raw(), [&](const GEOSGeometry* part) {
    found = found || GEOSGeomTypeId_r(geos(), part) == GEOS_POLYGON;
  });
  return found;
}

LonLatBox Geometry::envelope() const {
  if (lone_ != nullptr) return lone_->box;
  LonLatBox box;
  if (is_empty()) return box;
  const GEOSGeometry* raw = this->raw();
  if (GEOSGeom_getXMin_r(geos(), raw, &box.min_lon) == 0 ||
      GEOSGeom_getXMax_r(geos(), raw, &box.max_lon) == 0 ||
      GEOSGeom_getYMin_r(geos(), raw, &box.min_lat) == 0 ||
      GEOSGeom_getYMax_r(geos(), raw, &box.max_lat) == 0) {
    throw_geos_error("measuring the extent");
  }
  return box;
}

std::vector<Polygon> Geometry::polygons() const {
  if (const Polygon* polygon = rings()) return std::vector<Polygon>(1, *polygon);
  std::vector<Polygon> found;
  for_each_part(raw(), [&](const GEOSGeometry* part) {
    if (GEOSGeomTypeId_r(geos(), part) == GEOS_POLYGON) found.push_back(read_polygon(part));
  });
  return found;
}

std::vector<Line> Geometry::lines() const {
  std::vector<Line> found;
  if (lone_ != nullptr) return found;
  for_each_part(raw(), [&](const GEOSGeometry* part) {
    const int type = GEOSGeomTypeId_r(geos(), part);
    if (type == GEOS_LINESTRING || type == GEOS_LINEARRING) found.push_back(coordinates(part));
  });
  return found;
}

std::vector<LonLat> Geometry::points() const {
  std::vector<LonLat> found;
  if (lone_ != nullptr) return found;
  for_each_part(raw(), [&](const GEOSGeometry* part) {
    if (GEOSGeomTypeId_r(geos(), part) == GEOS_POINT) found.push_back(coordinates(part).front());
  });
  return found;
}

bool operator==(const Geometry& a, const Geometry& b) {
  if (a.lone_ != nullptr && b.lone_ != nullptr) return a.lone_->polygon == b.lone_->polygon;
  return checked_yes(GEOSEqualsExact_r(geos(), a.raw(), b.raw(), 0.0), "comparing");
}

}  // namespace nearnet::geo
