// SPDX-License-Identifier: Apache-2.0
#include "io/ogr_bridge.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "core/error.h"
#include "geo/polygon_wkb.h"
#include "io/text_encoding.h"

namespace nearnet::io {
namespace {

/// Areas and lines may run past 180° where they cross the antimeridian; importers split them there.
constexpr double kWidestLongitude = 360.0;

FieldValue date_value(const OGRFeature& feature, int index, OGRFieldType type) {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  float second = 0.0F;
  int zone = 0;
  feature.GetFieldAsDateTime(index, &year, &month, &day, &hour, &minute, &second, &zone);
  const std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (type == OFTDate) return date;
  const std::string time = fmt::format("{:02}:{:02}:{:02}", hour, minute, static_cast<int>(second));
  return type == OFTTime ? time : date + "T" + time;
}

class Projector : public OGRDefaultGeometryVisitor {
 public:
  using OGRDefaultGeometryVisitor::visit;

  explicit Projector(const LayerCrs& crs) : crs_(crs) {}

  /// False where visiting would change nothing.
  bool is_needed() const {
    return crs_.swapped() || (crs_.to_lon_lat() != nullptr && !crs_.to_lon_lat()->is_identity());
  }

  void visit(OGRPoint* point) override {
    if (crs_.swapped()) point->swapXY();
    if (crs_.to_lon_lat() == nullptr) return;
    const std::optional<geo::LonLat> position = (*crs_.to_lon_lat())(point->getX(), point->getY());
    if (!position) {
      if (!failed_at_) failed_at_ = geo::LonLat{point->getX(), point->getY()};
      return;
    }
    point->setX(position->lon);
    point->setY(position->lat);
  }

  const std::optional<geo::LonLat>& failed_at() const { return failed_at_; }

 private:
  const LayerCrs& crs_;
  std::optional<geo::LonLat> failed_at_;
};

void set_problem(Feature& out, GeometryState state, std::string problem) {
  out.state = state;
  out.problem = std::move(problem);
}

/// Says where a geometry leaves the range of longitude and latitude.
bool out_of_range(const OGRGeometry& geometry, std::string& problem) {
  OGREnvelope box;
  geometry.getEnvelope(&box);
  const bool point = wkbFlatten(geometry.getGeometryType()) == wkbPoint;
  const double widest = point ? 180.0 : kWidestLongitude;
  const bool fits = box.MinX >= -widest && box.MaxX <= widest && box.MinY >= -90.0 &&
                    box.MaxY <= 90.0;  // false for NaN as well
  if (!fits) {
    problem = point ? fmt::format("longitude {}, latitude {}", box.MinX, box.MinY)
                    : fmt::format("longitudes {} to {}, latitudes {} to {}", box.MinX, box.MaxX,
                                  box.MinY, box.MaxY);
  }
  return !fits;
}

void add_ring(const OGRLinearRing& from, geo::Polygon& polygon, bool shell) {
  static_assert(sizeof(geo::LonLat) == sizeof(OGRRawPoint),
                "points are copied as pairs of doubles");
  geo::Ring& ring = shell ? polygon.shell : polygon.holes.emplace_back();
  ring.resize(static_cast<std::size_t>(from.getNumPoints()));
  from.getPoints(reinterpret_cast<OGRRawPoint*>(ring.data()));
}

bool is_plain(const geo::Ring& ring) {
  constexpr std::size_t kFewestPoints = 4;
  const auto in_range = [](geo::LonLat point) {
    return std::abs(point.lon) <= kWidestLongitude && std::abs(point.lat) <= 90.0;
  };
  return ring.size() >= kFewestPoints && ring.front() == ring.back() &&
         std::all_of(ring.begin(), ring.end(), in_range);
}

/// Nothing can be said of it but that it is good.
bool is_plain(const geo::Polygon& polygon) {
  return is_plain(polygon.shell) &&
         std::all_of(polygon.holes.begin(), polygon.holes.end(),
                     [](const geo::Ring& hole) { return is_plain(hole); });
}

/// The polygon, when it is a plain one: most are, and WKB in between would cost as much again.
std::optional<geo::Polygon> plain_polygon(const OGRGeometry& geometry) {
  if (geometry.getGeometryType() != wkbPolygon) return std::nullopt;
  const OGRPolygon& from = *geometry.toPolygon();
  geo::Polygon polygon;
  bool shell = true;
  for (const OGRLinearRing* ring : from) {
    add_ring(*ring, polygon, shell);
    shell = false;
  }
  return is_plain(polygon) ? std::optional(std::move(polygon)) : std::nullopt;
}

}  // namespace

FieldType field_type_of(const OGRFieldDefn& definition) {
  switch (definition.GetType()) {
    case OFTInteger:
    case OFTInteger64:
      return FieldType::kInteger;
    case OFTReal:
      return FieldType::kReal;
    case OFTDate:
      return FieldType::kDate;
    case OFTDateTime:
      return FieldType::kDateTime;
    default:
      return FieldType::kText;
  }
}

FieldValue value_of(OGRFeature& feature, int index) {
  if (index < 0 || feature.IsFieldSetAndNotNull(index) == FALSE) return std::monostate();
  const OGRFieldType type = feature.GetFieldDefnRef(index)->GetType();
  switch (type) {
    case OFTInteger:
    case OFTInteger64:
      return static_cast<std::int64_t>(feature.GetFieldAsInteger64(index));
    case OFTReal:
      return feature.GetFieldAsDouble(index);
    case OFTDate:
    case OFTDateTime:
    case OFTTime:
      return date_value(feature, index, type);
    case OFTString:
      return to_utf8(feature.GetFieldAsString(index));
    default: {
      const std::unique_ptr<char, void (*)(void*)> json(feature.GetFieldAsSerializedJSon(index),
                                                        &VSIFree);
      return to_utf8(json != nullptr ? json.get() : feature.GetFieldAsString(index));
    }
  }
}

std::string osm_key(OGRFeature& feature, std::string_view layer) {
  const int way = feature.GetFieldIndex("osm_way_id");
  if (way >= 0 && feature.IsFieldSetAndNotNull(way) != FALSE) {
    return fmt::format("way/{}", feature.GetFieldAsString(way));
  }
  const std::string_view kind = layer == "points" ? "node" : layer == "lines" ? "way" : "relation";
  return fmt::format("{}/{}", kind, feature.GetFieldAsString("osm_id"));
}

void set_value(OGRFeature& feature, int index, const FieldValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    feature.SetField(index, text->c_str());
  } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    feature.SetField(index, static_cast<GIntBig>(*integer));
  } else if (const auto* real = std::get_if<double>(&value)) {
    feature.SetField(index, *real);
  } else {
    feature.SetFieldNull(index);
  }
}

Shape shape_of(OGRLayer& layer, const std::string& driver) {
  // A shapefile does not tell single parts from multi parts.
  const bool always_multi = driver == "ESRI Shapefile";
  switch (wkbFlatten(layer.GetGeomType())) {
    case wkbPoint:
      return Shape::kPoint;
    case wkbLineString:
      return always_multi ? Shape::kMultiLine : Shape::kLine;
    case wkbMultiLineString:
      return Shape::kMultiLine;
    case wkbPolygon:
      return always_multi ? Shape::kMultiPolygon : Shape::kPolygon;
    case wkbMultiPolygon:
      return Shape::kMultiPolygon;
    default:
      return Shape::kAny;
  }
}

LayerCrs::LayerCrs(const OGRSpatialReference* system, const std::string& forced) {
  if (!forced.empty()) {
    to_lon_lat_.emplace(forced);
    return;
  }
  if (system == nullptr || system->IsLocal() != FALSE) return;
  char* text = nullptr;
  const char* const kOptions[] = {"FORMAT=WKT2_2018", nullptr};
  system->exportToWkt(&text, kOptions);
  const std::unique_ptr<char, void (*)(void*)> wkt(text, &VSIFree);
  if (wkt == nullptr || *wkt == '\0') return;
  to_lon_lat_.emplace(wkt.get());
  // Drivers hand out x/lon first unless the layer says that its data follow the authority's order.
  swapped_ =
      system->GetAxisMappingStrategy() == OAMS_AUTHORITY_COMPLIANT &&
      (system->EPSGTreatsAsLatLong() != FALSE || system->EPSGTreatsAsNorthingEasting() != FALSE);
}

std::unique_ptr<OGRGeometry> into_lon_lat(std::unique_ptr<OGRGeometry> geometry,
                                          const LayerCrs& crs, Feature& out) {
  if (geometry == nullptr) {
    set_problem(out, GeometryState::kMissing, "no geometry");
    return nullptr;
  }
  if (geometry->IsEmpty() != FALSE) {
    set_problem(out, GeometryState::kMissing, "an empty geometry");
    return nullptr;
  }
  if (geometry->hasCurveGeometry() != FALSE) geometry.reset(geometry->getLinearGeometry());
  geometry->flattenTo2D();
  geometry->closeRings();
  Projector projector(crs);
  if (projector.is_needed()) geometry->accept(&projector);
  if (projector.failed_at()) {
    set_problem(out, GeometryState::kOutOfRange,
                fmt::format("x {}, y {}", projector.failed_at()->lon, projector.failed_at()->lat));
    return nullptr;
  }
  return geometry;
}

void take_geometry(const OGRGeometry& geometry, Feature& out) {
  if (std::optional<geo::Polygon> polygon = plain_polygon(geometry)) {
    out.geometry = geo::Geometry::polygon(std::move(*polygon));
    return set_problem(out, GeometryState::kGood, {});
  }
  std::string problem;
  if (out_of_range(geometry, problem)) {
    return set_problem(out, GeometryState::kOutOfRange, std::move(problem));
  }
  std::vector<unsigned char> wkb(geometry.WkbSize());
  geometry.exportToWkb(wkbNDR, wkb.data(), wkbVariantIso);
  try {
    out.geometry = geo::Geometry::from_wkb(std::as_bytes(std::span(wkb)));
    set_problem(out, GeometryState::kGood, {});
  } catch (const core::InputError& error) {
    set_problem(out, GeometryState::kUnreadable, error.what());
  }
}

void take_wkb(std::span<const std::byte> wkb, Feature& out) {
  // OGR's rings in between would cost as much again.
  if (std::optional<geo::Polygon> polygon = geo::usual_polygon(wkb);
      polygon && is_plain(*polygon)) {
    out.geometry = geo::Geometry::polygon(std::move(*polygon));
    return set_problem(out, GeometryState::kGood, {});
  }
  static const LayerCrs kAsItIs(nullptr, {});
  OGRGeometry* made = nullptr;
  OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &made, wkb.size());
  std::unique_ptr<OGRGeometry> geometry(made);
  if (geometry == nullptr) return set_problem(out, GeometryState::kUnreadable, "broken WKB");
  geometry = into_lon_lat(std::move(geometry), kAsItIs, out);
  if (geometry != nullptr) take_geometry(*geometry, out);
}

void take_point(double x, double y, const LayerCrs& crs, Feature& out) {
  out.geometry = geo::Geometry();
  geo::LonLat place{x, y};
  if (crs.swapped()) std::swap(place.lon, place.lat);
  if (crs.to_lon_lat() != nullptr) {
    const std::optional<geo::LonLat> moved = (*crs.to_lon_lat())(place.lon, place.lat);
    if (!moved) {
      return set_problem(out, GeometryState::kOutOfRange,
                         fmt::format("x {}, y {}", place.lon, place.lat));
    }
    place = *moved;
  }
  if (!geo::is_valid(place)) {
    return set_problem(out, GeometryState::kOutOfRange,
                       fmt::format("longitude {}, latitude {}", place.lon, place.lat));
  }
  out.geometry = geo::Geometry::point(place);
  set_problem(out, GeometryState::kGood, {});
}

std::unique_ptr<OGRGeometry> to_ogr(const geo::Geometry& geometry) {
  const std::vector<std::byte> wkb = geometry.wkb();
  OGRGeometry* made = nullptr;
  OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &made, wkb.size(), wkbVariantIso);
  return std::unique_ptr<OGRGeometry>(made);
}

}  // namespace nearnet::io
