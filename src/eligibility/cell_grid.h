// SPDX-License-Identifier: Apache-2.0
// The plane cut once into small cells, each of which knows the shapes that cover all of it and the
// edges that run through it. Internal to the engine.
//
//   CellGrid grid(outlines, reaches, job);
//   CellGrid::Cursor cursor(grid);
//   CellGrid::Cell cell = grid.cell_at(place, cursor);
//   cell.whole;                     // items that cover every place of the cell, ascending
//   cell.edges;                     // edges in the cell, grouped by item, ascending
//   double reach = 150;             // metres
//   grid.search(Tangent(place), cursor, reach, [&](EdgeId edge) { … reach may be lowered … });
//
// Cells are about a fifth of a mean shape high. Only rows of runs are stored: cells without plant
// cost nothing, a run of alike cells counts as one, so that the plant of a country fits. The grid
// does not depend on any near-net distance. Built by bands of rows, each owned by one thread.
// Memory: 4 bytes for each edge in each cell it touches, 12 bytes a run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "eligibility/degrees.h"
#include "eligibility/outlines.h"
#include "eligibility/tangent.h"
#include "geo/lon_lat.h"

namespace nearnet::eligibility {

class CellGrid {
 public:
  /// `reaches`: metres, one an item. The edges of an item with a reach are listed in every cell
  /// that lies within it, not only in those they run through.
  CellGrid(const Outlines& outlines, std::span<const double> reaches, const core::JobContext& job);

  struct Cell {
    std::span<const std::uint32_t> whole;
    std::span<const EdgeId> edges;
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

  /// Calls consider(edge) at least once for every edge within `reach` metres of the place; edges
  /// that are farther may be met too. `consider` may lower `reach` as it finds nearer ones.
  template <typename Consider>
  void search(const Tangent& tangent, Cursor& cursor, double& reach, Consider consider) const;

 private:
  /// Cells from column `col` to the next run's.
  struct Run {
    std::int32_t col = 0;
    std::uint32_t whole = 0;  ///< into lists_: a count, then the items
    std::uint32_t edges = 0;  ///< into edges_; they end where the next run's begin
  };
  struct Band;
  class BandBuilder;

  void choose_cells(const Outlines& outlines);
  std::vector<Band> build_bands(const Outlines& outlines, std::span<const double> reaches,
                                const core::JobContext& job) const;
  void append(const Band& band);

  std::int64_t row_of(double lat) const { return floor_of((lat - origin_.lat) * rows_per_degree_); }
  std::int32_t col_of(double lon) const {
    return static_cast<std::int32_t>(floor_of((lon - origin_.lon) * cols_per_degree_));
  }
  std::span<const Run> runs(std::int64_t row) const;
  /// The first run of the row that begins behind `col`, by galloping from the cursor.
  std::size_t first_behind(std::int64_t row, std::int32_t col, Cursor& cursor) const;
  bool has_edges(const Run& run) const { return (&run)[1].edges != run.edges; }
  template <typename Consider>
  void search_row(std::int64_t row, geo::LonLat place, Cursor& cursor, double metres_per_degree_lon,
                  double& reach, Consider consider) const;

  geo::LonLat origin_;
  double cell_lon_ = 1.0;  ///< degrees
  double cell_lat_ = 1.0;
  double cols_per_degree_ = 1.0;
  double rows_per_degree_ = 1.0;
  std::int64_t row_count_ = 0;
  std::vector<std::size_t> row_starts_;  ///< into runs_
  std::vector<Run> runs_;  ///< each row ends with an empty one; one more behind the last
  std::vector<std::uint32_t> lists_;
  std::vector<EdgeId> edges_;
};

template <typename Consider>
void CellGrid::search_row(std::int64_t row, geo::LonLat place, Cursor& cursor,
                          double metres_per_degree_lon, double& reach, Consider consider) const {
  const double south = origin_.lat + static_cast<double>(row) * cell_lat_;
  const double gap_lat = std::max({0.0, south - place.lat, place.lat - (south + cell_lat_)});
  const double north = gap_lat * kLeastMetresPerDegreeLat;
  const auto too_far = [&](double gap_lon) {
    const double east = std::max(0.0, gap_lon) * metres_per_degree_lon;
    return north * north + east * east > reach * reach;
  };
  if (too_far(0.0)) return;
  const std::span<const Run> row_runs = runs(row);
  // The next runs with edges to the east and to the west, the nearer one first. Such a run is one
  // cell wide.
  auto east =
      row_runs.begin() + static_cast<std::ptrdiff_t>(first_behind(row, col_of(place.lon), cursor));
  auto west = east;
  while (true) {
    while (east != row_runs.end() && !has_edges(*east)) ++east;
    while (west != row_runs.begin() && !has_edges(*(west - 1))) --west;
    if (east == row_runs.end() && west == row_runs.begin()) return;
    double to_east = std::numeric_limits<double>::infinity();
    double to_west = std::numeric_limits<double>::infinity();
    if (east != row_runs.end()) to_east = origin_.lon + east->col * cell_lon_ - place.lon;
    if (west != row_runs.begin()) {
      to_west = place.lon - (origin_.lon + ((west - 1)->col + 1) * cell_lon_);
    }
    if (too_far(std::min(to_east, to_west))) return;
    const Run& run = to_east <= to_west ? *east++ : *--west;
    for (std::uint32_t i = run.edges; i < (&run)[1].edges; ++i) consider(edges_[i]);
  }
}

template <typename Consider>
void CellGrid::search(const Tangent& tangent, Cursor& cursor, double& reach,
                      Consider consider) const {
  if (row_count_ == 0) return;
  const geo::LonLat place = tangent.place();
  const double metres_per_degree_lon = tangent.least_metres_per_degree_lon(reach);
  const auto beyond = [&](std::int64_t rows) {
    return (static_cast<double>(rows) - 1.0) * cell_lat_ * kLeastMetresPerDegreeLat > reach;
  };
  const std::int64_t home = row_of(place.lat);
  for (std::int64_t step = 0; !beyond(step); ++step) {
    const std::int64_t above = home + step;
    const std::int64_t below = home - step;
    if (above >= row_count_ && below < 0) break;
    if (above >= 0 && above < row_count_) {
      search_row(above, place, cursor, metres_per_degree_lon, reach, consider);
    }
    if (step > 0 && below >= 0 && below < row_count_) {
      search_row(below, place, cursor, metres_per_degree_lon, reach, consider);
    }
  }
}

}  // namespace nearnet::eligibility
