// SPDX-License-Identifier: Apache-2.0
// Where a table keeps its places: in columns of longitude and latitude, of WKT, or of H3 cells. For
// io/vector_reader alone.
//
//   if (const auto places = ColumnGeometry::find(fields, options)) places->take(crs, feature);
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "io/field.h"
#include "io/ogr_bridge.h"
#include "io/shape.h"
#include "io/vector_reader.h"

namespace nearnet::io {

class ColumnGeometry {
 public:
  /// By the columns' names, or those that the options name; none where there are no such columns.
  /// Cells are looked for where areas are wanted.
  static std::optional<ColumnGeometry> find(const std::vector<Field>& fields,
                                            const SourceOptions& options);

  /// Sets the geometry of a row with its values, or says what is wrong with it.
  void take(const LayerCrs& crs, Feature& out) const;

  /// Longitude and latitude, or the one with WKT; none for cells, which stay among the values.
  const std::vector<std::size_t>& columns() const { return columns_; }
  /// The columns say so themselves.
  bool is_lon_lat() const { return kind_ != Kind::kWkt; }
  Shape shape() const { return kind_ == Kind::kCoordinates ? Shape::kPoint : Shape::kAny; }

 private:
  enum class Kind { kCoordinates, kWkt, kCell };
  ColumnGeometry(Kind kind, std::vector<std::size_t> columns, std::size_t cell)
      : kind_(kind), columns_(std::move(columns)), cell_(cell) {}

  void take_position(const LayerCrs& crs, Feature& out) const;
  void take_wkt(const LayerCrs& crs, Feature& out) const;
  void take_cell(Feature& out) const;

  Kind kind_;
  std::vector<std::size_t> columns_;
  std::size_t cell_;
};

}  // namespace nearnet::io
