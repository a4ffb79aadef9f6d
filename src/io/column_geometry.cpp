// SPDX-License-Identifier: Apache-2.0
#include "io/column_geometry.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <string>

#include "geo/h3.h"
#include "io/field_mapping.h"
#include "io/text_encoding.h"

namespace nearnet::io {
namespace {

/// Of a text that is no WKT, in messages.
constexpr std::size_t kShownWkt = 40;

}  // namespace

std::optional<ColumnGeometry> ColumnGeometry::find(const std::vector<Field>& fields,
                                                   const SourceOptions& options) {
  std::map<std::string, std::string> named;
  if (!options.lon_column.empty()) named["lon"] = options.lon_column;
  if (!options.lat_column.empty()) named["lat"] = options.lat_column;
  const FieldMapping mapping(coordinate_fields(), fields, named);
  const std::optional<std::size_t> lon = mapping.column("lon");
  const std::optional<std::size_t> lat = mapping.column("lat");
  const std::optional<std::size_t> wkt = mapping.column("wkt");
  const FieldMapping cells({{"h3", {"h3_res8_id", "h3index_hex8", "h3_index", "h3_cell"}}}, fields);
  const std::optional<std::size_t> cell = cells.column("h3");
  if (options.wanted == Wanted::kAreas && cell && !wkt) {
    return ColumnGeometry(Kind::kCell, {}, *cell);
  }
  if (lon && lat) return ColumnGeometry(Kind::kCoordinates, {*lon, *lat}, 0);
  if (wkt) return ColumnGeometry(Kind::kWkt, {*wkt}, 0);
  return std::nullopt;
}

void ColumnGeometry::take(const LayerCrs& crs, Feature& out) const {
  switch (kind_) {
    case Kind::kCoordinates:
      return take_position(crs, out);
    case Kind::kWkt:
      return take_wkt(crs, out);
    case Kind::kCell:
      return take_cell(out);
  }
}

void ColumnGeometry::take_position(const LayerCrs& crs, Feature& out) const {
  const FieldValue& lon = out.values[columns_[0]];
  const FieldValue& lat = out.values[columns_[1]];
  if (is_blank(lon) || is_blank(lat)) {
    out.state = GeometryState::kMissing;
    out.problem = "longitude or latitude is blank";
    return;
  }
  const std::optional<double> x = to_number(lon);
  const std::optional<double> y = to_number(lat);
  if (!x || !y) {
    out.state = GeometryState::kBadCoordinate;
    out.problem = fmt::format("longitude \"{}\", latitude \"{}\"", to_text(lon), to_text(lat));
    return;
  }
  take_point(*x, *y, crs, out);
}

void ColumnGeometry::take_wkt(const LayerCrs& crs, Feature& out) const {
  const FieldValue& value = out.values[columns_[0]];
  if (is_blank(value)) {
    out.state = GeometryState::kMissing;
    out.problem = "no geometry";
    return;
  }
  const std::string text = to_text(value);
  OGRGeometry* made = nullptr;
  const OGRErr failure = OGRGeometryFactory::createFromWkt(text.c_str(), nullptr, &made);
  std::unique_ptr<OGRGeometry> geometry(made);
  if (failure != OGRERR_NONE) {
    out.state = GeometryState::kUnreadable;
    out.problem = "\"" + std::string(shortened(text, kShownWkt)) + "\" is not WKT";
    return;
  }
  if (const auto moved = into_lon_lat(std::move(geometry), crs, out)) take_geometry(*moved, out);
}

void ColumnGeometry::take_cell(Feature& out) const {
  const FieldValue& value = out.values[cell_];
  const std::optional<geo::H3Cell> cell = geo::H3Cell::from_text(to_text(value));
  if (cell) {
    out.state = GeometryState::kGood;
    out.problem.clear();
    out.geometry = geo::h3_area(*cell);
    return;
  }
  out.state = is_blank(value) ? GeometryState::kMissing : GeometryState::kUnreadable;
  out.problem = is_blank(value) ? "no H3 cell" : "\"" + to_text(value) + "\" is no H3 cell";
}

}  // namespace nearnet::io
