// SPDX-License-Identifier: Apache-2.0
#include "eligibility/cell_band.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

#include "eligibility/cell_cover.h"

namespace nearnet::eligibility {
namespace {

/// Longitudes of the part of the edge between two latitudes.
std::pair<double, double> lon_range(geo::LonLat a, geo::LonLat b, double south, double north) {
  const auto [west, east] = std::minmax(a.lon, b.lon);
  const double height = b.lat - a.lat;
  const bool whole = std::min(a.lat, b.lat) >= south && std::max(a.lat, b.lat) <= north;
  if (whole || height == 0.0) return {west, east};
  const auto lon_at = [&](double lat) {
    const double share = std::clamp((lat - a.lat) / height, 0.0, 1.0);
    return a.lon + share * (b.lon - a.lon);
  };
  const double at_south = lon_at(south);
  const double at_north = lon_at(north);
  return {std::max(west, std::min(at_south, at_north)),
          std::min(east, std::max(at_south, at_north))};
}

}  // namespace

CellGrid::BandBuilder::BandBuilder(const CellGrid& grid, const Outlines& outlines,
                                   std::span<const double> reaches, std::int64_t first_row,
                                   std::int64_t rows)
    : grid_(grid),
      outlines_(outlines),
      reaches_(reaches),
      first_row_(first_row),
      south_(grid.corner(first_row, 0).lat - 2.0 * kCellMargin),
      north_(grid.corner(first_row + rows, 0).lat + 2.0 * kCellMargin),
      entries_(static_cast<std::size_t>(rows)) {}

void CellGrid::BandBuilder::enter(std::size_t item) {
  const double reach = reaches_[item];
  if (reach > 0.0) {
    outlines_.for_each_edge(item, [&](EdgeId edge) { enter_reaching_edge(edge, reach); });
  } else {
    outlines_.for_each_edge(item, [&](EdgeId edge) { enter_edge(edge); });
  }
}

void CellGrid::BandBuilder::enter_edge(EdgeId edge) {
  const geo::LonLat a = outlines_.from(edge);
  const geo::LonLat b = outlines_.to(edge);
  // Most edges are shorter than a cell.
  if (open_.box.contains(b) && open_.box.contains(a)) {
    Entry& last = entries_[open_.row].back();
    if (last.end == edge) {
      ++last.end;
      return;
    }
  }
  const bool elsewhere = (a.lat < south_ && b.lat < south_) || (a.lat > north_ && b.lat > north_);
  if (elsewhere) return;
  const std::int64_t from = grid_.row_of(std::min(a.lat, b.lat) - kCellMargin);
  const std::int64_t to = grid_.row_of(std::max(a.lat, b.lat) + kCellMargin);
  open_ = {};
  enter_rows(from, to, edge, {kCellMargin, kCellMargin});
  if (from == to) open_cell(from, a, b);
}

void CellGrid::BandBuilder::enter_reaching_edge(EdgeId edge, double reach) {
  const geo::LonLat a = outlines_.from(edge);
  const geo::LonLat b = outlines_.to(edge);
  const double lat_margin = kCellMargin + reach / kLeastMetresPerDegreeLat;
  const double low = std::min(a.lat, b.lat) - lat_margin;
  const double high = std::max(a.lat, b.lat) + lat_margin;
  const double lon_margin =
      kCellMargin + most_degrees_lon(reach, std::max(std::abs(low), std::abs(high)));
  enter_rows(grid_.row_of(low), grid_.row_of(high), edge, {lon_margin, lat_margin});
}

void CellGrid::BandBuilder::enter_rows(std::int64_t from, std::int64_t to, EdgeId edge,
                                       geo::LonLat margin) {
  const geo::LonLat a = outlines_.from(edge);
  const geo::LonLat b = outlines_.to(edge);
  const std::int64_t end = first_row_ + static_cast<std::int64_t>(entries_.size());
  const std::int64_t last_row = std::min(to, end - 1);
  for (std::int64_t row = std::max(from, first_row_); row <= last_row; ++row) {
    const double south = grid_.origin_.lat + static_cast<double>(row) * grid_.cell_lat_;
    const auto [west, east] =
        lon_range(a, b, south - margin.lat, south + grid_.cell_lat_ + margin.lat);
    const std::int32_t first = grid_.col_of(west - margin.lon);
    const std::int32_t last = grid_.col_of(east + margin.lon);
    // The way the edge goes, so that the next one begins in the cell entered last.
    if (a.lon <= b.lon) {
      for (std::int32_t col = first; col <= last; ++col) enter_cell(row, col, edge, row > from);
    } else {
      for (std::int32_t col = last; col >= first; --col) enter_cell(row, col, edge, row > from);
    }
  }
}

void CellGrid::BandBuilder::enter_cell(std::int64_t row, std::int32_t col, EdgeId edge,
                                       bool from_south) {
  std::vector<Entry>& in_row = entries_[static_cast<std::size_t>(row - first_row_)];
  if (!in_row.empty() && in_row.back().col == col && in_row.back().end == edge) {
    ++in_row.back().end;
    in_row.back().from_south |= from_south;
    return;
  }
  in_row.push_back({.col = col, .begin = edge, .end = edge + 1, .from_south = from_south});
}

/// Of an edge that was entered in one row.
void CellGrid::BandBuilder::open_cell(std::int64_t row, geo::LonLat a, geo::LonLat b) {
  const std::int32_t col = grid_.col_of(std::min(a.lon, b.lon) - kCellMargin);
  const bool in_band =
      row >= first_row_ && row < first_row_ + static_cast<std::int64_t>(entries_.size());
  if (!in_band || col != grid_.col_of(std::max(a.lon, b.lon) + kCellMargin)) return;
  constexpr double kRim = 2.0 * kCellMargin;
  const geo::LonLat south_west = grid_.corner(row, col);
  const geo::LonLat north_east = grid_.corner(row + 1, col + 1);
  open_.box = {south_west.lon + kRim, south_west.lat + kRim, north_east.lon - kRim,
               north_east.lat - kRim};
  open_.row = static_cast<std::size_t>(row - first_row_);
}

CellGrid::Band CellGrid::BandBuilder::finish() {
  for (std::size_t row = 0; row < entries_.size(); ++row) {
    band_.row_starts.push_back(band_.runs.size());
    if (!entries_[row].empty()) {
      finish_row(first_row_ + static_cast<std::int64_t>(row), entries_[row]);
    }
    entries_[row] = {};
  }
  return std::move(band_);
}

void CellGrid::BandBuilder::finish_row(std::int64_t row, std::vector<Entry>& entries) {
  insides_.clear();
  walk_items(row, entries);
  sort_by_column(entries);
  std::sort(insides_.begin(), insides_.end(), [](const Inside& a, const Inside& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.item < b.item;
  });
  find_run_starts(entries);
  write_runs(entries);
}

/// Entries of one column are in the order of their edges already: counting sorts the columns.
void CellGrid::BandBuilder::sort_by_column(std::vector<Entry>& entries) {
  constexpr std::int64_t kMostColumns = 16;  // an entry; where plant is sparse, comparing is faster
  std::int32_t first = entries.front().col;
  std::int32_t last = first;
  for (const Entry& entry : entries) {
    first = std::min(first, entry.col);
    last = std::max(last, entry.col);
  }
  const std::int64_t columns = std::int64_t{last} - first + 1;
  if (columns > kMostColumns * static_cast<std::int64_t>(entries.size())) {
    std::sort(entries.begin(), entries.end(), by_cell);
    return;
  }
  const auto column = [&](const Entry& entry) {
    return static_cast<std::size_t>(entry.col - first);
  };
  places_of_cols_.assign(static_cast<std::size_t>(columns) + 1, 0);
  for (const Entry& entry : entries) ++places_of_cols_[column(entry) + 1];
  std::partial_sum(places_of_cols_.begin(), places_of_cols_.end(), places_of_cols_.begin());
  sorted_.resize(entries.size());
  for (const Entry& entry : entries) sorted_[places_of_cols_[column(entry)]++] = entry;
  entries.swap(sorted_);
}

/// Entries come item by item; they leave sorted within each.
void CellGrid::BandBuilder::walk_items(std::int64_t row, std::vector<Entry>& entries) {
  for (std::size_t i = 0; i < entries.size();) {
    const std::size_t item = outlines_.item_of(entries[i].begin);
    const EdgeId items_end = outlines_.edges_end(item);
    std::size_t end = i + 1;
    while (end < entries.size() && entries[end].begin < items_end) ++end;
    const std::span<Entry> of_row = std::span(entries).subspan(i, end - i);
    i = end;
    if (!outlines_.has_area(item)) continue;
    std::sort(of_row.begin(), of_row.end(), by_cell);
    walk_row(row, static_cast<std::uint32_t>(item), of_row);
  }
}

/// From west to east through the cells that list edges of one item.
void CellGrid::BandBuilder::walk_row(std::int64_t row, std::uint32_t item,
                                     std::span<Entry> entries) {
  bool inside = false;
  for (std::size_t i = 0; i < entries.size();) {
    const std::int32_t col = entries[i].col;
    entries[i].corner_inside = inside;
    const geo::LonLat corner = grid_.corner(row, col);
    const geo::LonLat next_corner = grid_.corner(row, col + 1);
    for (; i < entries.size() && entries[i].col == col; ++i) {
      const Entry& entry = entries[i];
      // Other edges do not reach the border that the walk goes along.
      if (!entry.from_south || !outlines_.is_of_ring(entry.begin)) continue;
      for (EdgeId edge = entry.begin; edge < entry.end; ++edge) {
        const geo::LonLat from = outlines_.from(edge);
        const geo::LonLat to = outlines_.to(edge);
        if (passes_west(from, to, next_corner) != passes_west(from, to, corner)) inside = !inside;
      }
    }
    const bool gap = i < entries.size() && entries[i].col > col + 1;
    if (inside && gap) insides_.push_back({col + 1, entries[i].col, item});
  }
  assert(!inside);
}

/// Fills cols_ with the columns at which something may change.
void CellGrid::BandBuilder::find_run_starts(const std::vector<Entry>& entries) {
  cols_.clear();
  const auto add_next = [&](std::int32_t col) {
    if (cols_.empty() || cols_.back() < col) cols_.push_back(col);
  };
  for (const Entry& entry : entries) {
    add_next(entry.col);
    add_next(entry.col + 1);
  }
  const auto of_entries = static_cast<std::ptrdiff_t>(cols_.size());
  for (const Inside& inside : insides_) {
    cols_.push_back(inside.begin);
    cols_.push_back(inside.end);
  }
  std::sort(cols_.begin() + of_entries, cols_.end());
  std::inplace_merge(cols_.begin(), cols_.begin() + of_entries, cols_.end());
  cols_.erase(std::unique(cols_.begin(), cols_.end()), cols_.end());
}

void CellGrid::BandBuilder::write_runs(const std::vector<Entry>& entries) {
  std::vector<Inside> open;
  std::vector<std::uint32_t> whole;
  std::size_t next_entry = 0;
  std::size_t next_inside = 0;
  bool edges_before = true;
  std::vector<std::uint32_t> whole_before;
  std::uint32_t list = 0;
  for (const std::int32_t col : cols_) {
    bool other_whole = std::erase_if(open, [&](const Inside& in) { return in.end <= col; }) > 0;
    for (; next_inside < insides_.size() && insides_[next_inside].begin == col; ++next_inside) {
      open.push_back(insides_[next_inside]);
      other_whole = true;
    }
    // In most columns nothing begins or ends.
    if (other_whole) {
      whole_before.swap(whole);
      whole.clear();
      for (const Inside& inside : open) whole.push_back(inside.item);
      std::sort(whole.begin(), whole.end());
      other_whole = whole != whole_before;
    }
    const std::size_t first_stretch = band_.stretches.size();
    for (; next_entry < entries.size() && entries[next_entry].col == col; ++next_entry) {
      add_stretch(entries[next_entry], first_stretch);
    }
    const bool edges_here = band_.stretches.size() > first_stretch;
    if (other_whole || list == 0) list = add_list(whole);
    if (edges_here || edges_before || other_whole) {
      band_.runs.push_back({col, list, static_cast<std::uint32_t>(first_stretch)});
    }
    edges_before = edges_here;
  }
}

/// To the cell whose stretches begin at `first`. Edges that reach many cells come to each one by
/// one.
void CellGrid::BandBuilder::add_stretch(const Entry& entry, std::size_t first) {
  std::vector<CellStretch>& stretches = band_.stretches;
  if (stretches.size() > first && stretches.back().end() == entry.begin) {
    stretches.back().lead_on_to(entry.end);
  } else {
    stretches.emplace_back(entry.begin, entry.end, entry.corner_inside);
  }
}

std::uint32_t CellGrid::BandBuilder::add_list(const std::vector<std::uint32_t>& items) {
  // The list at 0 is the empty one.
  if (band_.lists.empty()) band_.lists.push_back(0);
  if (items.empty()) return 0;
  const auto place = static_cast<std::uint32_t>(band_.lists.size());
  band_.lists.push_back(static_cast<std::uint32_t>(items.size()));
  band_.lists.insert(band_.lists.end(), items.begin(), items.end());
  return place;
}

}  // namespace nearnet::eligibility
