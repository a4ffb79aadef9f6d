// SPDX-License-Identifier: Apache-2.0
#include "eligibility/cell_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "core/parallel.h"

namespace nearnet::eligibility {
namespace {

constexpr std::int64_t kBands = 64;
constexpr double kCellsPerShape = 5.0;
constexpr double kSmallestCell = 0.0002;  // degrees of latitude; about 22 m
constexpr double kLargestCell = 0.01;     // about 1.1 km
/// Of edges in cells, beyond twice as many as there are edges: what small layers may cost.
constexpr double kFreeEntries = 1'000'000.0;
/// Degrees; a hundredth of a millimetre, and far above the rounding of clipped coordinates: an edge
/// may be listed in a cell it only comes close to, never be missing from one it touches.
constexpr double kMargin = 1e-10;

std::uint64_t entry(std::int32_t col, EdgeId edge) {
  // Columns may be negative in a search, never in an entry.
  return static_cast<std::uint64_t>(col) << 32U | edge;
}
std::int32_t col_of_entry(std::uint64_t entry) {
  return static_cast<std::int32_t>(entry >> 32U);
}
EdgeId edge_of_entry(std::uint64_t entry) {
  return static_cast<EdgeId>(entry);
}

}  // namespace

/// What one thread builds alone: some rows, with offsets from their own beginning.
struct CellGrid::Band {
  std::vector<std::size_t> row_starts;
  std::vector<Run> runs;
  std::vector<std::uint32_t> lists;
  std::vector<EdgeId> edges;
};

/// Builds one band: enters its edges into cells, finds between them the cells that are inside, and
/// writes both down as runs.
class CellGrid::BandBuilder {
 public:
  BandBuilder(const CellGrid& grid, const Outlines& outlines, std::span<const double> reaches,
              std::int64_t first_row, std::int64_t rows)
      : grid_(grid),
        outlines_(outlines),
        reaches_(reaches),
        first_row_(first_row),
        entries_(static_cast<std::size_t>(rows)) {}

  void enter(EdgeId edge) {
    const geo::LonLat a = outlines_.from(edge);
    const geo::LonLat b = outlines_.to(edge);
    const double reach = reaches_[outlines_.item_of(edge)];
    const double lat_margin = kMargin + reach / kLeastMetresPerDegreeLat;
    const double low = std::min(a.lat, b.lat) - lat_margin;
    const double high = std::max(a.lat, b.lat) + lat_margin;
    const double lon_margin =
        kMargin + most_degrees_lon(reach, std::max(std::abs(low), std::abs(high)));
    const std::int64_t end = first_row_ + static_cast<std::int64_t>(entries_.size());
    const std::int64_t from = std::max(grid_.row_of(low), first_row_);
    const std::int64_t to = std::min(grid_.row_of(high), end - 1);
    for (std::int64_t row = from; row <= to; ++row) {
      const double south = grid_.origin_.lat + static_cast<double>(row) * grid_.cell_lat_;
      const auto [west, east] =
          lon_range(a, b, south - lat_margin, south + grid_.cell_lat_ + lat_margin);
      const std::int32_t last = grid_.col_of(east + lon_margin);
      std::vector<std::uint64_t>& in_row = entries_[static_cast<std::size_t>(row - first_row_)];
      for (std::int32_t col = grid_.col_of(west - lon_margin); col <= last; ++col) {
        in_row.push_back(entry(col, edge));
      }
    }
  }

  Band finish() {
    for (std::size_t row = 0; row < entries_.size(); ++row) {
      band_.row_starts.push_back(band_.runs.size());
      if (!entries_[row].empty()) finish_row(first_row_ + static_cast<std::int64_t>(row), row);
      entries_[row] = {};
    }
    return std::move(band_);
  }

 private:
  struct Inside {
    std::int32_t begin = 0;
    std::int32_t end = 0;
    std::uint32_t item = 0;
  };

  /// Longitudes of the part of the edge between two latitudes.
  static std::pair<double, double> lon_range(geo::LonLat a, geo::LonLat b, double south,
                                             double north) {
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

  /// Entries come item by item. Between the cells of an item's edges its inside does not change.
  std::vector<Inside> find_insides(std::int64_t row, const std::vector<std::uint64_t>& entries) {
    std::vector<Inside> insides;
    const double lat = grid_.origin_.lat + (static_cast<double>(row) + 0.5) * grid_.cell_lat_;
    for (std::size_t i = 0; i < entries.size();) {
      const std::size_t item = outlines_.item_of(edge_of_entry(entries[i]));
      cols_.clear();
      for (; i < entries.size() && outlines_.item_of(edge_of_entry(entries[i])) == item; ++i) {
        cols_.push_back(col_of_entry(entries[i]));
      }
      if (!outlines_.has_area(item)) continue;
      std::sort(cols_.begin(), cols_.end());
      for (std::size_t col = 1; col < cols_.size(); ++col) {
        const std::int32_t begin = cols_[col - 1] + 1;
        const std::int32_t end = cols_[col];
        if (begin >= end) continue;
        const double lon = grid_.origin_.lon + (static_cast<double>(begin) + 0.5) * grid_.cell_lon_;
        if (outlines_.covers(item, {lon, lat})) {
          insides.push_back({begin, end, static_cast<std::uint32_t>(item)});
        }
      }
    }
    return insides;
  }

  void finish_row(std::int64_t row, std::size_t local_row) {
    std::vector<std::uint64_t>& entries = entries_[local_row];
    std::vector<Inside> insides = find_insides(row, entries);
    std::sort(entries.begin(), entries.end());
    std::sort(insides.begin(), insides.end(), [](const Inside& a, const Inside& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.item < b.item;
    });
    find_run_starts(entries, insides);
    write_runs(entries, insides);
  }

  /// Fills cols_ with the columns at which something may change.
  void find_run_starts(const std::vector<std::uint64_t>& entries,
                       const std::vector<Inside>& insides) {
    cols_.clear();
    const auto add_next = [&](std::int32_t col) {
      if (cols_.empty() || cols_.back() < col) cols_.push_back(col);
    };
    for (const std::uint64_t entry : entries) {
      add_next(col_of_entry(entry));
      add_next(col_of_entry(entry) + 1);
    }
    const auto of_entries = static_cast<std::ptrdiff_t>(cols_.size());
    for (const Inside& inside : insides) {
      cols_.push_back(inside.begin);
      cols_.push_back(inside.end);
    }
    std::sort(cols_.begin() + of_entries, cols_.end());
    std::inplace_merge(cols_.begin(), cols_.begin() + of_entries, cols_.end());
    cols_.erase(std::unique(cols_.begin(), cols_.end()), cols_.end());
  }

  void write_runs(const std::vector<std::uint64_t>& entries, const std::vector<Inside>& insides) {
    std::vector<Inside> open;
    std::vector<std::uint32_t> whole;
    std::size_t next_entry = 0;
    std::size_t next_inside = 0;
    bool edges_before = true;
    std::vector<std::uint32_t> whole_before;
    std::uint32_t list = 0;
    for (const std::int32_t col : cols_) {
      std::erase_if(open, [&](const Inside& inside) { return inside.end <= col; });
      for (; next_inside < insides.size() && insides[next_inside].begin == col; ++next_inside) {
        open.push_back(insides[next_inside]);
      }
      whole.clear();
      for (const Inside& inside : open) whole.push_back(inside.item);
      std::sort(whole.begin(), whole.end());
      const std::size_t first_edge = band_.edges.size();
      for (; next_entry < entries.size() && col_of_entry(entries[next_entry]) == col;
           ++next_entry) {
        band_.edges.push_back(edge_of_entry(entries[next_entry]));
      }
      const bool edges_here = band_.edges.size() > first_edge;
      if (whole != whole_before || list == 0) list = add_list(whole);
      if (edges_here || edges_before || whole != whole_before) {
        band_.runs.push_back({col, list, static_cast<std::uint32_t>(first_edge)});
      }
      edges_before = edges_here;
      whole_before.swap(whole);
    }
  }

  std::uint32_t add_list(const std::vector<std::uint32_t>& items) {
    // The list at 0 is the empty one.
    if (band_.lists.empty()) band_.lists.push_back(0);
    if (items.empty()) return 0;
    const auto place = static_cast<std::uint32_t>(band_.lists.size());
    band_.lists.push_back(static_cast<std::uint32_t>(items.size()));
    band_.lists.insert(band_.lists.end(), items.begin(), items.end());
    return place;
  }

  const CellGrid& grid_;
  const Outlines& outlines_;
  std::span<const double> reaches_;
  std::int64_t first_row_;
  std::vector<std::vector<std::uint64_t>> entries_;  // one list a row
  std::vector<std::int32_t> cols_;
  Band band_;
};

CellGrid::CellGrid(const Outlines& outlines, std::span<const double> reaches,
                   const core::JobContext& job) {
  lists_.push_back(0);
  if (outlines.edge_count() == 0) return;
  double farthest = 0.0;
  for (const double reach : reaches) farthest = std::max(farthest, reach);
  const geo::LonLatBox& extent = outlines.extent();
  choose_cells(outlines);
  const double lat_margin = cell_lat_ + farthest / kLeastMetresPerDegreeLat;
  const double top = std::max(std::abs(extent.min_lat), std::abs(extent.max_lat)) + lat_margin;
  const double lon_margin = cell_lon_ + most_degrees_lon(farthest, top);
  origin_ = {extent.min_lon - lon_margin, extent.min_lat - lat_margin};
  row_count_ = row_of(extent.max_lat + lat_margin) + 1;
  row_starts_.reserve(static_cast<std::size_t>(row_count_) + 1);
  for (const Band& band : build_bands(outlines, reaches, job)) append(band);
  row_starts_.push_back(runs_.size());
  runs_.push_back({0, 0, static_cast<std::uint32_t>(edges_.size())});
}

/// A fifth of the mean height of a shape, and larger while edges would be listed in more than
/// some cells each. Columns are as wide as rows are high, measured in the middle of the extent.
void CellGrid::choose_cells(const Outlines& outlines) {
  double height = 0.0;
  std::size_t shapes = 0;
  for (std::size_t item = 0; item < outlines.size(); ++item) {
    const geo::LonLatBox& box = outlines.box(item);
    if (box.empty()) continue;
    height += box.max_lat - box.min_lat;
    ++shapes;
  }
  cell_lat_ = std::clamp(height / static_cast<double>(shapes) / kCellsPerShape, kSmallestCell,
                         kLargestCell);
  double lengths_lon = 0.0;
  double lengths_lat = 0.0;
  for (std::size_t item = 0; item < outlines.size(); ++item) {
    outlines.for_each_edge(item, [&](EdgeId edge) {
      lengths_lon += std::abs(outlines.to(edge).lon - outlines.from(edge).lon);
      lengths_lat += std::abs(outlines.to(edge).lat - outlines.from(edge).lat);
    });
  }
  const double cosine =
      std::max(0.05, std::cos(outlines.extent().centre().lat * std::numbers::pi / 180.0));
  const auto edges = static_cast<double>(outlines.edge_count());
  const auto entries = [&] { return edges + (lengths_lon * cosine + lengths_lat) / cell_lat_; };
  while (entries() > 2.0 * edges + kFreeEntries) cell_lat_ *= 2.0;
  cell_lon_ = cell_lat_ / cosine;
  rows_per_degree_ = 1.0 / cell_lat_;
  cols_per_degree_ = 1.0 / cell_lon_;
}

std::vector<CellGrid::Band> CellGrid::build_bands(const Outlines& outlines,
                                                  std::span<const double> reaches,
                                                  const core::JobContext& job) const {
  const std::int64_t rows_a_band = (row_count_ + kBands - 1) / kBands;
  const std::int64_t bands = (row_count_ + rows_a_band - 1) / rows_a_band;
  std::vector<std::vector<EdgeId>> edges_of_band(static_cast<std::size_t>(bands));
  for (std::size_t item = 0; item < outlines.size(); ++item) {
    const double margin = kMargin + reaches[item] / kLeastMetresPerDegreeLat;
    outlines.for_each_edge(item, [&](EdgeId edge) {
      const auto [low, high] = std::minmax({outlines.from(edge).lat, outlines.to(edge).lat});
      const std::int64_t last = row_of(high + margin) / rows_a_band;
      for (std::int64_t band = row_of(low - margin) / rows_a_band; band <= last; ++band) {
        edges_of_band[static_cast<std::size_t>(band)].push_back(edge);
      }
    });
  }
  std::vector<Band> built(static_cast<std::size_t>(bands));
  core::parallel_ranges(built.size(), 1, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::int64_t first_row = static_cast<std::int64_t>(i) * rows_a_band;
      BandBuilder builder(*this, outlines, reaches, first_row,
                          std::min(rows_a_band, row_count_ - first_row));
      for (const EdgeId edge : edges_of_band[i]) builder.enter(edge);
      edges_of_band[i] = {};
      built[i] = builder.finish();
    }
  });
  return built;
}

void CellGrid::append(const Band& band) {
  constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (edges_.size() + band.edges.size() > kMost || lists_.size() + band.lists.size() > kMost) {
    throw core::InputError(
        "the footprints are too many and too detailed for one index; evaluate "
        "part of the area at a time");
  }
  // Lists of a band begin with its empty one, which is the grid's own.
  const auto lists = static_cast<std::uint32_t>(lists_.size() - 1);
  const auto edges = static_cast<std::uint32_t>(edges_.size());
  for (const std::size_t start : band.row_starts) row_starts_.push_back(runs_.size() + start);
  for (const Run& run : band.runs) {
    runs_.push_back({run.col, run.whole == 0 ? 0 : run.whole + lists, run.edges + edges});
  }
  if (band.lists.size() > 1) lists_.insert(lists_.end(), band.lists.begin() + 1, band.lists.end());
  edges_.insert(edges_.end(), band.edges.begin(), band.edges.end());
}

std::span<const CellGrid::Run> CellGrid::runs(std::int64_t row) const {
  const auto at = static_cast<std::size_t>(row);
  return std::span(runs_).subspan(row_starts_[at], row_starts_[at + 1] - row_starts_[at]);
}

std::size_t CellGrid::first_behind(std::int64_t row, std::int32_t col, Cursor& cursor) const {
  const std::span<const Run> row_runs = runs(row);
  const auto behind = [&](std::size_t at) { return row_runs[at].col > col; };
  if (row_runs.empty()) return 0;
  std::uint32_t& kept = cursor.at_[static_cast<std::size_t>(row)];
  const std::size_t start = std::min<std::size_t>(kept, row_runs.size() - 1);
  // Doubling steps bracket the answer, which is at or between low and high.
  std::size_t low = start;
  std::size_t high = row_runs.size();
  std::size_t step = 1;
  if (behind(start)) {
    high = start;
    while (step <= start && behind(start - step)) {
      high = start - step;
      step *= 2;
    }
    low = step <= start ? start - step : 0;
  } else {
    while (start + step < row_runs.size() && !behind(start + step)) {
      low = start + step;
      step *= 2;
    }
    high = std::min(start + step, row_runs.size());
  }
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (behind(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  kept = static_cast<std::uint32_t>(low);
  return low;
}

CellGrid::Cell CellGrid::cell_at(geo::LonLat place, Cursor& cursor) const {
  const std::int64_t row = row_of(place.lat);
  if (row < 0 || row >= row_count_) return {};
  const std::size_t next = first_behind(row, col_of(place.lon), cursor);
  if (next == 0) return {};
  const Run& run = runs(row)[next - 1];
  const std::uint32_t count = lists_[run.whole];
  return {std::span(lists_).subspan(run.whole + 1, count),
          std::span(edges_).subspan(run.edges, (&run)[1].edges - run.edges)};
}

}  // namespace nearnet::eligibility
