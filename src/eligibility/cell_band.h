// SPDX-License-Identifier: Apache-2.0
// How CellGrid builds a band of its rows: enters edges into cells, finds the cells between them
// that are inside, and writes both down as runs. Internal to the engine.
//
// Edges are entered one after the other along each path, so that most lead on from the one before
// in the same cell and only make its stretch longer.
//
// Along a row, what lies on the cells' southern border is inside or outside by how many of the
// item's edges were crossed since its west: each crossing lies in a cell that lists the edge. So
// one walk tells of each cell with edges whether its corner is inside, and of each gap between such
// cells whether all of it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "eligibility/cell_grid.h"

namespace nearnet::eligibility {

/// Degrees; a hundredth of a millimetre, and far above the rounding of clipped coordinates: an edge
/// may be listed in a cell it only comes close to, never be missing from one it touches.
inline constexpr double kCellMargin = 1e-10;

/// What one thread builds alone: some rows, with offsets from their own beginning.
struct CellGrid::Band {
  std::vector<std::size_t> row_starts;
  std::vector<Run> runs;
  std::vector<std::uint32_t> lists;
  std::vector<CellStretch> stretches;
};

class CellGrid::BandBuilder {
 public:
  BandBuilder(const CellGrid& grid, const Outlines& outlines, std::span<const double> reaches,
              std::int64_t first_row, std::int64_t rows);

  /// Items in the order of their edges.
  void enter(std::size_t item);
  Band finish();

 private:
  /// A stretch of edges in a cell.
  struct Entry {
    std::int32_t col = 0;
    EdgeId begin = 0;
    EdgeId end = 0;
    bool from_south = false;     ///< some come from the row before, or lead there
    bool corner_inside = false;  ///< of the first entry of an item in a cell
  };
  /// The only cell that the last edge was entered in, without its rim; none before.
  struct OpenCell {
    geo::LonLatBox box;
    std::size_t row = 0;  ///< into entries_
  };
  struct Inside {
    std::int32_t begin = 0;
    std::int32_t end = 0;
    std::uint32_t item = 0;
  };

  static bool by_cell(const Entry& a, const Entry& b) {
    return a.col != b.col ? a.col < b.col : a.begin < b.begin;
  }

  void enter_edge(EdgeId edge);
  void enter_reaching_edge(EdgeId edge, double reach);
  /// Margins in degrees around the edge, which is listed in all cells that they touch.
  void enter_rows(std::int64_t from, std::int64_t to, EdgeId edge, geo::LonLat margin);
  void enter_cell(std::int64_t row, std::int32_t col, EdgeId edge, bool from_south);
  void open_cell(std::int64_t row, geo::LonLat a, geo::LonLat b);
  void finish_row(std::int64_t row, std::vector<Entry>& entries);
  void sort_by_column(std::vector<Entry>& entries);
  void walk_items(std::int64_t row, std::vector<Entry>& entries);
  void walk_row(std::int64_t row, std::uint32_t item, std::span<Entry> entries);
  void find_run_starts(const std::vector<Entry>& entries);
  void write_runs(const std::vector<Entry>& entries);
  void add_stretch(const Entry& entry, std::size_t first);
  std::uint32_t add_list(const std::vector<std::uint32_t>& items);

  const CellGrid& grid_;
  const Outlines& outlines_;
  std::span<const double> reaches_;
  std::int64_t first_row_;
  double south_;  ///< of all rows, with a rim around
  double north_;
  OpenCell open_;
  std::vector<std::vector<Entry>> entries_;  // one list a row
  // Of the row at hand:
  std::vector<Inside> insides_;
  std::vector<std::int32_t> cols_;  ///< where something may change
  std::vector<Entry> sorted_;
  std::vector<std::uint32_t> places_of_cols_;
  Band band_;
};

}  // namespace nearnet::eligibility
