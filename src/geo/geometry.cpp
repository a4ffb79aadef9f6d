// SPDX-License-Identifier: Apache-2.0
#include "geo/geometry.h"

#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "core/error.h"
#include "geo/geos_context.h"

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

/// Takes values off the front of WKB.
class WkbBytes {
 public:
  explicit WkbBytes(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::size_t left() const { return bytes_.size(); }
  /// There must be as many bytes left.
  template <typename T>
  T take() {
    T value;
    take(&value, sizeof value);
    return value;
  }
  void take(void* values, std::size_t size) {
    std::memcpy(values, bytes_.data(), size);
    bytes_ = bytes_.subspan(size);
  }

 private:
  std::span<const std::byte> bytes_;
};

/// The polygon, when it is written as most are: in this machine's byte order, two-dimensional, all
/// rings closed. GEOS reads the others, point by point, and says what is wrong with them.
std::optional<Polygon> usual_polygon(std::span<const std::byte> wkb) {
  static_assert(std::endian::native == std::endian::little, "WKB is read as it lies in memory");
  constexpr std::byte kLittleEndian{1};
  constexpr std::uint32_t kPolygon = 3;
  constexpr std::size_t kHeader = 1 + 2 * sizeof(std::uint32_t);
  constexpr std::size_t kFewestPoints = 4;
  WkbBytes bytes(wkb);
  if (bytes.left() < kHeader || bytes.take<std::byte>() != kLittleEndian) return std::nullopt;
  if (bytes.take<std::uint32_t>() != kPolygon) return std::nullopt;
  Polygon polygon;
  const auto rings = bytes.take<std::uint32_t>();
  if (rings == 0) return std::nullopt;
  for (std::uint32_t i = 0; i < rings; ++i) {
    if (bytes.left() < sizeof(std::uint32_t)) return std::nullopt;
    const std::size_t points = bytes.take<std::uint32_t>();
    if (points < kFewestPoints || bytes.left() / sizeof(LonLat) < points) return std::nullopt;
    Ring& ring = i == 0 ? polygon.shell : polygon.holes.emplace_back();
    ring.resize(points);
    bytes.take(ring.data(), points * sizeof(LonLat));
    if (ring.front() != ring.back()) return std::nullopt;
  }
  return bytes.left() == 0 ? std::optional(std::move(polygon)) : std::nullopt;
}

GEOSGeometry* make_point(LonLat position) {
  return checked(GEOSGeom_createPointFromXY_r(geos(), position.lon, position.lat),
                 "building a point");
}

}  // namespace

Geometry::Geometry()
    : raw_(checked(GEOSGeom_createEmptyCollection_r(geos(), GEOS_GEOMETRYCOLLECTION),
                   "building an empty geometry")) {}

Geometry::Geometry(const Geometry& other)
    : raw_(other.raw_ == nullptr
               ? nullptr
               : with_envelopes(checked(GEOSGeom_clone_r(geos(), other.raw_), "copying"))) {}

Geometry::Geometry(Geometry&& other) noexcept : raw_(std::exchange(other.raw_, nullptr)) {}

Geometry& Geometry::operator=(const Geometry& other) {
  if (this != &other) *this = Geometry(other);
  return *this;
}

Geometry& Geometry::operator=(Geometry&& other) noexcept {
  std::swap(raw_, other.raw_);
  return *this;
}

Geometry::~Geometry() {
  if (raw_ != nullptr) GEOSGeom_destroy_r(geos(), raw_);
}

Geometry Geometry::adopt(GEOSGeom_t* raw) {
  assert(raw != nullptr);
  return Geometry(with_envelopes(raw));
}

Geometry Geometry::from_wkb(std::span<const std::byte> wkb) {
  if (const std::optional<Polygon> usual = usual_polygon(wkb)) return polygon(*usual);
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

Geometry Geometry::polygon(const Polygon& polygon) {
  return adopt(make_polygon(polygon).release());
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
  GEOSWKBWriter* writer = checked(GEOSWKBWriter_create_r(geos()), "writing WKB");
  GEOSWKBWriter_setOutputDimension_r(geos(), writer, 2);
  GEOSWKBWriter_setByteOrder_r(geos(), writer, GEOS_WKB_NDR);
  GEOSWKBWriter_setFlavor_r(geos(), writer, GEOS_WKB_ISO);
  std::size_t size = 0;
  unsigned char* bytes = GEOSWKBWriter_write_r(geos(), writer, raw_, &size);
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
  char* text = GEOSWKTWriter_write_r(geos(), writer, raw_);
  GEOSWKTWriter_destroy_r(geos(), writer);
  std::string wkt = checked(text, "writing WKT");
  GEOSFree_r(geos(), text);
  return wkt;
}

GeometryKind Geometry::kind() const {
  switch (GEOSGeomTypeId_r(geos(), raw_)) {
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
  return checked_yes(GEOSisEmpty_r(geos(), raw_), "asking");
}

bool Geometry::has_area() const {
  bool found = false;
  for_each_part(raw_, [&](const GEOSGeometry* part) {
    found = found || GEOSGeomTypeId_r(geos(), part) == GEOS_POLYGON;
  });
  return found;
}

LonLatBox Geometry::envelope() const {
  LonLatBox box;
  if (is_empty()) return box;
  if (GEOSGeom_getXMin_r(geos(), raw_, &box.min_lon) == 0 ||
      GEOSGeom_getXMax_r(geos(), raw_, &box.max_lon) == 0 ||
      GEOSGeom_getYMin_r(geos(), raw_, &box.min_lat) == 0 ||
      GEOSGeom_getYMax_r(geos(), raw_, &box.max_lat) == 0) {
    throw_geos_error("measuring the extent");
  }
  return box;
}

std::vector<Polygon> Geometry::polygons() const {
  std::vector<Polygon> found;
  for_each_part(raw_, [&](const GEOSGeometry* part) {
    if (GEOSGeomTypeId_r(geos(), part) == GEOS_POLYGON) found.push_back(read_polygon(part));
  });
  return found;
}

std::vector<Line> Geometry::lines() const {
  std::vector<Line> found;
  for_each_part(raw_, [&](const GEOSGeometry* part) {
    const int type = GEOSGeomTypeId_r(geos(), part);
    if (type == GEOS_LINESTRING || type == GEOS_LINEARRING) found.push_back(coordinates(part));
  });
  return found;
}

std::vector<LonLat> Geometry::points() const {
  std::vector<LonLat> found;
  for_each_part(raw_, [&](const GEOSGeometry* part) {
    if (GEOSGeomTypeId_r(geos(), part) == GEOS_POINT) found.push_back(coordinates(part).front());
  });
  return found;
}

bool operator==(const Geometry& a, const Geometry& b) {
  return checked_yes(GEOSEqualsExact_r(geos(), a.raw_, b.raw_, 0.0), "comparing");
}

}  // namespace nearnet::geo
