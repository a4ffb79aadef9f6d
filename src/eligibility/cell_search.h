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

/// Considers the edges of a row within reach, but those of `met`.
template <typename Consider>
void CellGrid::search_row(std::int64_t row, const RowSearch& from, double reach, Cursor& cursor,
                          Consider consider) const {
  const double south = origin_.lat + static_cast<double>(row) * cell_lat_;
  const double gap = std::max({0.0, south - from.place.lat, from.place.lat - (south + cell_lat_)});
  const double north = gap * kLeastMetresPerDegreeLat;
  if (north > reach) return;
  const std::span<const Run> row_runs = runs(row);
  if (row_runs.empty()) return;
  const double width = std::sqrt(reach * reach - north * north);
  const double width_lon =
      width < 360.0 * from.metres_per_degree_lon ? width / from.metres_per_degree_lon : 360.0;
  const std::size_t first = first_behind(row, col_of(from.place.lon - width_lon) - 1, cursor);
  const std::int32_t last_col = col_of(from.place.lon + width_lon);
  std::size_t end = first;
  while (end < row_runs.size() && row_runs[end].col <= last_col) ++end;
  if (end == first) return;
  // The stretch ends where the next run begins, be it of the next row.
  const std::uint32_t edges_end = (&row_runs[end - 1])[1].edges;
  const CellEdge* const met = from.met.empty() ? nullptr : from.met.data();
  for (std::uint32_t i = row_runs[first].edges; i < edges_end; ++i) {
    if (&edges_[i] == met) {
      i += static_cast<std::uint32_t>(from.met.size()) - 1;
    } else {
      consider(edges_[i].id());
    }
  }
}

template <typename Consider>
void CellGrid::search(const Tangent& tangent, Cursor& cursor, double& reach,
                      Consider consider) const {
  if (row_count_ == 0) return;
  const geo::LonLat place = tangent.place();
  const std::span<const CellEdge> home_edges = cell_at(place, cursor).edges;
  for (const CellEdge edge : home_edges) consider(edge.id());
  const RowSearch from{place, tangent.least_metres_per_degree_lon(reach), home_edges};
  const auto beyond = [&](std::int64_t rows) {
    return (static_cast<double>(rows) - 1.0) * cell_lat_ * kLeastMetresPerDegreeLat > reach;
  };
  const std::int64_t home = row_of(place.lat);
  for (std::int64_t step = 0; !beyond(step); ++step) {
    const std::int64_t above = home + step;
    const std::int64_t below = home - step;
    if (above >= row_count_ && below < 0) break;
    if (above >= 0 && above < row_count_) {
      search_row(above, from, reach, cursor, consider);
    }
    if (step > 0 && below >= 0 && below < row_count_) {
      search_row(below, from, reach, cursor, consider);
    }
  }
}

}  // namespace nearnet::eligibility
