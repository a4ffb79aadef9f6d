// SPDX-License-Identifier: Apache-2.0
// Rows of a point layer by the tens of thousands. For io/ only.
//
//   if (ArrowRows::can_read(layer)) {
//     ArrowRows rows(layer);
//     while (rows.next(piece)) …                       // a Table of the layer's fields
//   }
//
// Gives what VectorReader gives for the same layer, cell by cell.
#pragma once

#include <cstddef>

#include "io/arrow_stream.h"
#include "io/table.h"

class OGRLayer;

namespace nearnet::io {

class ArrowRows {
 public:
  /// Points in columns of numbers and text, from a driver that fills Arrow batches itself.
  static bool can_read(OGRLayer& layer);

  explicit ArrowRows(OGRLayer& layer) : stream_(layer, {}) {}

  /// Adds the next rows to `piece`; false at the end. Throws core::InputError with GDAL's words
  /// when the layer cannot be read on.
  bool next(Table& piece);

 private:
  static void add_places(Table& piece, const ArrowCells& wkb, std::size_t rows);
  static bool add_plain_cells(Table::Column& out, const ArrowCells& cells, ArrowType type,
                              std::size_t rows);
  static void add_cells(Table& piece, std::size_t column, const ArrowCells& cells, ArrowType type,
                        std::size_t rows);

  ArrowStream stream_;
};

}  // namespace nearnet::io
