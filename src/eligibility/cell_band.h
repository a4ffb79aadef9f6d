// SPDX-License-Identifier: Apache-2.0
// How CellGrid builds a band of its rows: enters edges into cells, finds the cells between them
// that are inside, and writes both down as runs. Internal to the engine.
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
  std::vector<CellEdge> edges;
};

class CellGrid::BandBuilder {
 public:
  BandBuilder(const CellGrid& grid, const Outlines& outlines, std::span<const double> reaches,
              std::int64_t first_row, std::int64_t rows);

  /// Items in the order of their edges.
  void enter(std::size_t item);
  Band finish();

 private:
  /// A cell's column, then an edge in it.
  using Entry = std::uint64_t;
  struct Inside {
    std::int32_t begin = 0;
    std::int32_t end = 0;
    std::uint32_t item = 0;
  };

  void enter_edge(EdgeId edge);
  void enter_reaching_edge(EdgeId edge, double reach);
  void enter_rows(std::int64_t from, std::int64_t to, EdgeId edge, double lon_margin,
                  double lat_margin);
  void enter_cells(std::int64_t row, double west, double east, EdgeId edge);
  void finish_row(std::int64_t row, std::vector<Entry>& entries);
  void sort_by_column(std::vector<Entry>& entries);
  void walk_items(std::int64_t row, std::vector<Entry>& entries);
  void walk_row(std::int64_t row, std::uint32_t item, std::span<const Entry> entries);
  void find_run_starts(const std::vector<Entry>& entries);
  void write_runs(const std::vector<Entry>& entries);
  std::uint32_t add_list(const std::vector<std::uint32_t>& items);

  const CellGrid& grid_;
  const Outlines& outlines_;
  std::span<const double> reaches_;
  std::int64_t first_row_;
  std::vector<std::vector<Entry>> entries_;  // one list a row
  // Of the row at hand:
  std::vector<Entry> corners_inside_;  ///< the first entry of an item in a cell whose corner it has
  std::vector<Inside> insides_;
  std::vector<std::int32_t> cols_;  ///< where something may change
  std::vector<Entry> sorted_;
  std::vector<std::uint32_t> places_of_cols_;
  Band band_;
};

}  // namespace nearnet::eligibility
