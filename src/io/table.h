// SPDX-License-Identifier: Apache-2.0
// A whole source in memory with all its own columns, for commands that read a plain file, add
// columns and write it again.
//
//   io::Table shops = io::read_table({.source = "shops.csv"}, job);
//   shops.position(0);                           // none when the row has no usable place
//   io::write_table(shops, {{"status", io::FieldType::kText}},
//                   [&](std::size_t row) { return std::vector<io::FieldValue>{verdict[row]}; },
//                   "out.gpkg");
//
// Memory: cells by column, text end to end: about 8 bytes and the text itself a cell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.h"
#include "core/job_context.h"
#include "geo/geometry.h"
#include "geo/lon_lat.h"
#include "io/field.h"
#include "io/vector_reader.h"
#include "io/vector_writer.h"

namespace nearnet::io {

class ArrowRows;

class Table {
 public:
  explicit Table(std::vector<Field> fields);

  void add_row(const Feature& feature);
  /// A row without a place. One cell a field.
  void add_cells(std::span<const FieldView> cells);
  /// No rows, the same columns.
  void clear();

  const std::vector<Field>& fields() const { return fields_; }
  std::size_t rows() const { return positions_.size(); }
  FieldValue value(std::size_t row, std::size_t column) const;
  /// The cell as it stands in a CSV.
  void append_csv(std::string& out, std::size_t row, std::size_t column) const;
  /// Empty when the row has none.
  geo::Geometry geometry(std::size_t row) const;
  /// The narrowest shape that holds all rows; kNone when no row has geometry.
  Shape shape() const;
  /// The point itself, or a point inside for other shapes; none without usable geometry, for
  /// lines, and for 0,0.
  std::optional<geo::LonLat> position(std::size_t row) const { return positions_[row]; }
  std::span<const std::optional<geo::LonLat>> positions() const { return positions_; }

  /// Why a row has no position; kGood where it has one, and for lines and 0,0.
  GeometryState state(std::size_t row) const { return states_[row]; }

  core::Diagnostics diagnostics;  ///< a warning for each row without usable position
  std::string layer;

 private:
  friend class ArrowRows;

  struct Column {
    std::vector<std::int64_t> integers;
    std::vector<double> reals;
    std::vector<bool> nulls;
    std::vector<std::size_t> text_ends;
    std::string text;
  };
  std::string_view text(const Column& cells, std::size_t row) const;
  void add_cell(std::size_t column, const FieldView& cell);
  /// Of the row whose cells are being added, when it is a plain point or nothing.
  void add_place(std::optional<geo::LonLat> place, GeometryState state);
  void reserve_places(std::size_t rows);

  std::vector<Field> fields_;
  std::vector<Column> columns_;
  std::vector<GeometryState> states_;
  std::vector<std::optional<geo::LonLat>> positions_;
  std::vector<bool> plain_points_;
  std::vector<std::size_t> wkb_ends_;  ///< of rows up to the last that is no plain point
  std::vector<std::byte> wkb_;
};

Table read_table(const SourceOptions& options, const core::JobContext& job);

/// The same piece by piece, for sources that need not fit in memory. Points of a GeoPackage or
/// FlatGeobuf come by the ten thousand, at a quarter of the cost of single rows.
class TablePieces {
 public:
  explicit TablePieces(const SourceOptions& options);
  TablePieces(TablePieces&&) noexcept;
  TablePieces& operator=(TablePieces&&) noexcept;
  ~TablePieces();

  /// An empty one, to be filled by next().
  Table piece() const;
  /// Replaces the rows of `piece`, and its diagnostics; false at the end, with no rows.
  bool next(Table& piece);

  std::vector<std::string> notes() const;
  const VectorReader& reader() const { return reader_; }
  /// Share of the source read so far, 0 … 1.
  double progress() const;

 private:
  VectorReader reader_;
  std::unique_ptr<ArrowRows> arrow_;
  std::int64_t rows_ = 0;
};

/// The table's own columns, then `added` ones with the values that `cells(row)` gives. An added
/// column replaces one of the same name (letter case ignored). Formats as VectorWriter.
void write_table(const Table& table, const std::vector<Field>& added,
                 const std::function<std::vector<FieldValue>(std::size_t row)>& cells,
                 const std::string& path, const std::string& format = {});

}  // namespace nearnet::io
