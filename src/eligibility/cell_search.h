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

/// Considers the edges of a row within reach, outwards from the place: what is found lowers the
/// reach.
template <typename Consider>
void CellGrid::search_row(std::int64_t row, const RowSearch& from, const double& reach,
                          Cursor& cursor, Consider consider) const {
  const double south = origin_.lat + static_cast<double>(row) * cell_lat_;
  const double gap = std::max({0.0, south - from.place.lat, from.place.lat - (south + cell_lat_)});
  const double north = gap * kLeastMetresPerDegreeLat;
  if (north > reach) return;
  const std::span<const Run> row_runs = runs(row);
  const auto consider_run = [&](const Run& run) {
    // A run ends where the next one begins, be it of the next row.
    for (std::uint32_t i = run.stretches; i < (&run)[1].stretches; ++i) consider(stretches_[i]);
  };
  const auto in_reach = [&](double degrees) {
    const double width = degrees * from.metres_per_degree_lon;
    return width * width + north * north <= reach * reach;
  };
  const double lon = from.place.lon - origin_.lon;
  const std::size_t east = first_behind(row, from.col, cursor);
  if (east > 0 && row != from.row) consider_run(row_runs[east - 1]);
  for (std::size_t at = east; at < row_runs.size(); ++at) {
    if (!in_reach(row_runs[at].col * cell_lon_ - lon)) break;
    consider_run(row_runs[at]);
  }
  for (std::size_t at = east; at-- > 1;) {
    if (!in_reach(lon - row_runs[at].col * cell_lon_)) break;
    consider_run(row_runs[at - 1]);
  }
}

template <typename Consider>
void CellGrid::search(const Tangent& tangent, Cursor& cursor, double& reach,
                      Consider consider) const {
  if (row_count_ == 0) return;
  const geo::LonLat place = tangent.place();
  const std::int64_t home = row_of(place.lat);
  const RowSearch from{place, home, col_of(place.lon), tangent.least_metres_per_degree_lon(reach)};
  for (const CellStretch& stretch : cell_at(place, cursor).stretches) consider(stretch);
  // The cell lists what comes within its borders: where these are out of reach, that is all.
  const geo::LonLat south_west = corner(home, from.col);
  const double lon = place.lon - south_west.lon;
  const double lat = place.lat - south_west.lat;
  const double to_border = std::min(std::min(lon, cell_lon_ - lon) * from.metres_per_degree_lon,
                                    std::min(lat, cell_lat_ - lat) * kLeastMetresPerDegreeLat);
  if (to_border > reach) return;
  const auto beyond = [&](std::int64_t rows) {
    return (static_cast<double>(rows) - 1.0) * cell_lat_ * kLeastMetresPerDegreeLat > reach;
  };
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
