// SPDX-License-Identifier: Apache-2.0
// How CellGrid::search finds the edges near a place. Internal to the engine; for the files that
// search.
//
// The place's own cell comes first: what is found there often lowers the reach to less than a cell.
// Then come the rows of cells, the nearest ones first, each as one stretch of edges.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "eligibility/cell_grid.h"
#include "eligibility/tangent.h"

namespace nearnet::eligibility {

template <typename Consider>
void CellGrid::search_home(geo::LonLat place, Cursor& cursor, Consider consider) const {
  for (const CellEdge edge : cell_at(place, cursor).edges) consider(edge.id());
}

template <typename Consider>
void CellGrid::search_row(std::int64_t row, geo::LonLat place, Cursor& cursor,
                          double metres_per_degree_lon, double reach, Consider consider) const {
  const double south = origin_.lat + static_cast<double>(row) * cell_lat_;
  const double gap = std::max({0.0, south - place.lat, place.lat - (south + cell_lat_)});
  const double north = gap * kLeastMetresPerDegreeLat;
  if (north > reach) return;
  const std::span<const Run> row_runs = runs(row);
  if (row_runs.empty()) return;
  const double width = std::sqrt(reach * reach - north * north);
  const double width_lon =
      width < 360.0 * metres_per_degree_lon ? width / metres_per_degree_lon : 360.0;
  const std::size_t first = first_behind(row, col_of(place.lon - width_lon) - 1, cursor);
  const std::int32_t last_col = col_of(place.lon + width_lon);
  std::size_t end = first;
  while (end < row_runs.size() && row_runs[end].col <= last_col) ++end;
  if (end == first) return;
  // The stretch ends where the next run begins, be it of the next row.
  const std::uint32_t edges_end = (&row_runs[end - 1])[1].edges;
  for (std::uint32_t i = row_runs[first].edges; i < edges_end; ++i) consider(edges_[i].id());
}

template <typename Consider>
void CellGrid::search(const Tangent& tangent, Cursor& cursor, double& reach,
                      Consider consider) const {
  if (row_count_ == 0) return;
  const geo::LonLat place = tangent.place();
  search_home(place, cursor, consider);
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
