// SPDX-License-Identifier: Apache-2.0
// Pieces of a table out to a file, with columns added to the table's own: the other end of
// TablePieces.
//
//   io::TableOutput out("verdicts.csv", {}, pieces.reader(), {{"status", io::FieldType::kText}});
//   io::TableOutput::Piece piece{pieces.piece()};
//   while (pieces.next(piece.rows)) {
//     out.prepare(piece, [&](std::size_t row) { return added cells of the row; });   // any thread
//     out.write(piece);                                                              // in order
//   }
//   out.finish();
//
// An added column replaces one of the same name (letter case ignored). Points become columns lon
// and lat of a CSV unless it has them already, other shapes a column WKT. Formats, staging and
// errors as VectorWriter; CSV is written without OGR, on every thread.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/table.h"

namespace nearnet::io {

class TableOutput {
 public:
  /// `format`: "" goes by the extension of `path`. "-" is standard output.
  TableOutput(const std::string& path, const std::string& format, const VectorReader& source,
              std::vector<Field> added);
  TableOutput(TableOutput&&) noexcept;
  TableOutput& operator=(TableOutput&&) noexcept;
  /// Removes what finish() has not published.
  ~TableOutput();

  struct Piece {
    Table rows;
    // What prepare() makes of it, one of the two:
    std::optional<Table> added = {};
    std::string text = {};
  };
  /// The added cells of a row, used before the next row's are asked for.
  using AddedCells = std::function<std::span<const FieldView>(std::size_t row)>;

  /// The part of writing that needs no order; asks for each row's cells once, in order. Safe from
  /// several threads.
  void prepare(Piece& piece, const AddedCells& added) const;
  void write(const Piece& piece);
  void finish();
  /// What the format could not keep, said once each.
  std::vector<std::string> warnings() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nearnet::io
