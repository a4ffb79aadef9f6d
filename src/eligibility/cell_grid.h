// SPDX-License-Identifier: Apache-2.0
// The plane cut once into small cells, each of which knows the shapes that cover all of it and the
// edges that run through it. Internal to the engine.
//
//   CellGrid grid(outlines, reaches, job);
//   CellGrid::Cursor cursor(grid);
//   CellGrid::Cell cell = grid.cell_at(place, cursor);
//   cell.whole;                     // items that cover every place of the cell, ascending
//   cell.stretches;                 // of edges in the cell, grouped by item
//   double reach = 150;             // metres
//   grid.search(Tangent(place), cursor, reach,
//               [&](const CellStretch& stretch) { … reach may be lowered … });
//
// Cells are about a quarter of a mean shape high. Only rows of runs are stored: cells without plant
// cost nothing, a run of alike cells counts as one, so that the plant of a country fits. The grid
// does not depend on any near-net distance. Built by bands of rows, each owned by one thread.
// Memory: 8 bytes for each stretch of edges in a cell, of which a path that crosses the cell makes
// one, and 12 bytes a run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "eligibility/degrees.h"
#include "eligibility/outlines.h"
#include "geo/lon_lat.h"

namespace nearnet::eligibility {

class Tangent;

/// Edges that lead on from one to the next and touch a cell. The first stretch of each item says
/// whether the cell's corner is inside it.
class CellStretch {
 public:
  CellStretch(EdgeId begin, EdgeId end, bool corner_inside)
      : begin_(begin << 1U | (corner_inside ? 1U : 0U)), end_(end) {}
  EdgeId begin() const { return begin_ >> 1U; }
  EdgeId end() const { return end_; }
  bool corner_inside() const { return (begin_ & 1U) != 0; }
  void lead_on_to(EdgeId end) { end_ = end; }

 private:
  std::uint32_t begin_;
  std::uint32_t end_;
};

class CellGrid {
 public:
  /// `reaches`: metres, one an item. The edges of an item with a reach are listed in every cell
  /// that lies within it, not only in those they run through.
  CellGrid(const Outlines& outlines, std::span<const double> reaches, const core::JobContext& job);

  struct Cell {
    geo::LonLat corner;  ///< south-western; of a cell with edges
    std::span<const std::uint32_t> whole;
    std::span<const CellStretch> stretches;
  };

  /// Where in each row the last question was answered: neighbours are found from there in a step or
  /// two. One a thread.
  class Cursor {
   public:
    explicit Cursor(const CellGrid& grid) : at_(static_cast<std::size_t>(grid.row_count_), 0) {}

   private:
    friend class CellGrid;
    std::vector<std::uint32_t> at_;  // one a row
  };

  Cell cell_at(geo::LonLat place, Cursor& cursor) const;

  /// How high a cell is, about.
  double cell_metres() const { return cell_lat_ * kLeastMetresPerDegreeLat; }

  /// Calls consider(stretch) so that every edge within `reach` metres of the place is met at least
  /// once; edges that are farther may be met too. `consider` may lower `reach` as it finds nearer
  /// ones. Defined in eligibility/cell_search.h.
  template <typename Consider>
  void search(const Tangent& tangent, Cursor& cursor, double& reach, Consider consider) const;

 private:
  /// Cells from column `col` to the next run's.
  struct Run {
    std::int32_t col = 0;
    std::uint32_t whole = 0;      ///< into lists_: a count, then the items
    std::uint32_t stretches = 0;  ///< into stretches_; they end where the next run's begin
  };
  struct Band;
  class BandBuilder;

  void choose_cells(const Outlines& outlines, std::span<const double> reaches,
                    const core::JobContext& job);
  std::vector<Band> build_bands(const Outlines& outlines, std::span<const double> reaches,
                                const core::JobContext& job) const;
  void append(const std::vector<Band>& bands);
  void append(const Band& band);

  std::int64_t row_of(double lat) const { return floor_of((lat - origin_.lat) * rows_per_degree_); }
  std::int32_t col_of(double lon) const {
    return static_cast<std::int32_t>(floor_of((lon - origin_.lon) * cols_per_degree_));
  }
  geo::LonLat corner(std::int64_t row, std::int32_t col) const {
    return {origin_.lon + col * cell_lon_, origin_.lat + static_cast<double>(row) * cell_lat_};
  }
  std::span<const Run> runs(std::int64_t row) const;
  /// The first run of the row that begins behind `col`, by galloping from the cursor.
  std::size_t first_behind(std::int64_t row, std::int32_t col, Cursor& cursor) const;
  struct RowSearch {
    geo::LonLat place;
    std::int64_t row = 0;  ///< of its own cell, which has been considered
    std::int32_t col = 0;
    double metres_per_degree_lon = 0.0;  ///< at least
  };
  template <typename Consider>
  void search_row(std::int64_t row, const RowSearch& from, const double& reach, Cursor& cursor,
                  Consider consider) const;

  geo::LonLat origin_;
  double cell_lon_ = 1.0;  ///< degrees
  double cell_lat_ = 1.0;
  double cols_per_degree_ = 1.0;
  double rows_per_degree_ = 1.0;
  std::int64_t row_count_ = 0;
  std::vector<std::size_t> row_starts_;  ///< into runs_
  std::vector<Run> runs_;  ///< each row ends with an empty one; one more behind the last
  std::vector<std::uint32_t> lists_;
  std::vector<CellStretch> stretches_;
};

}  // namespace nearnet::eligibility
