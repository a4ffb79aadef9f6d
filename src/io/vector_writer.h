// SPDX-License-Identifier: Apache-2.0
// Features to a new file of the format its extension names: .gpkg .geojson .json .csv .kml .gpx
// .shp .fgb .xlsx .ods.
//
//   io::VectorWriter out("stops.gpkg", {.name = "stops", .shape = io::Shape::kPoint,
//                                       .fields = {{"sequence", io::FieldType::kInteger}}});
//   out.add({std::int64_t{1}}, geo::Geometry::point({-68.77, 44.80}));
//   out.finish();
//
// The file appears under its name only when finish() returns: it is written beside, mode 0600, then
// renamed; an unfinished writer leaves nothing. Same content → same bytes. An existing file is
// replaced. Throws core::StorageError when the file cannot be written, ConfigError for a format
// that cannot hold what is asked.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry.h"
#include "io/field.h"
#include "io/shape.h"

namespace nearnet::io {

struct LayerOptions {
  std::string name = {};
  Shape shape = Shape::kNone;
  std::vector<Field> fields = {};
};

class VectorWriter {
 public:
  /// `path`: a file, or "-" for standard output, then `format` must be "csv" or "geojson".
  VectorWriter(const std::string& path, const LayerOptions& layer, const std::string& format = {});
  VectorWriter(VectorWriter&&) noexcept;
  VectorWriter& operator=(VectorWriter&&) noexcept;
  /// Removes what finish() has not published.
  ~VectorWriter();

  /// One value a field. Single parts are promoted where the layer holds multi parts.
  /// Tables: points become columns lon and lat, unless the fields have such columns already; other
  /// shapes become a column WKT in CSV, and are left out of spreadsheets, whose cells hold too
  /// little. Throws ConfigError for more rows than a sheet has.
  void add(std::span<const FieldValue> values, const geo::Geometry* geometry = nullptr);
  void add(std::initializer_list<FieldValue> values, const geo::Geometry& geometry);
  void add(std::initializer_list<FieldValue> values);
  /// A further layer, for formats that hold several (.gpkg, .kml, .xlsx, .ods); add() goes to it
  /// from now on.
  void begin_layer(const LayerOptions& layer);
  /// Publishes the file.
  void finish();

  /// What the format could not keep (shortened column names, cut text), said once each.
  std::vector<std::string> warnings() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nearnet::io
