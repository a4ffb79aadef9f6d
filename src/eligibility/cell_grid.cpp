// SPDX-License-Identifier: Apache-2.0
#include "eligibility/cell_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "core/error.h"
#include "core/parallel.h"
#include "eligibility/cell_band.h"

namespace nearnet::eligibility {
namespace {

constexpr std::int64_t kBands = 64;
constexpr double kCellsPerShape = 4.0;
constexpr double kSmallestCell = 0.0002;  // degrees of latitude; about 22 m
constexpr double kLargestCell = 0.01;     // about 1.1 km
/// Of edges in cells, beyond twice as many as there are edges: what small layers may cost.
constexpr double kFreeEntries = 1'000'000.0;
/// Cells within the reach of an edge, on average.
constexpr double kMostReachedCells = 128.0;

/// Along both axes, in degrees of latitude. Summed by ranges, so that it is the same on any number
/// of threads.
double length_of_edges(const Outlines& outlines, double cosine, const core::JobContext& job) {
  constexpr std::size_t kItemsARange = 1024;
  std::vector<double> lengths(outlines.size() / kItemsARange + 1, 0.0);
  core::parallel_ranges(
      outlines.size(), kItemsARange, job, [&](std::size_t begin, std::size_t end) {
        double sum = 0.0;
        for (std::size_t item = begin; item < end; ++item) {
          outlines.for_each_edge(item, [&](EdgeId edge) {
            const geo::LonLat from = outlines.from(edge);
            const geo::LonLat to = outlines.to(edge);
            sum += std::abs(to.lon - from.lon) * cosine + std::abs(to.lat - from.lat);
          });
        }
        lengths[begin / kItemsARange] = sum;
      });
  return std::accumulate(lengths.begin(), lengths.end(), 0.0);
}

/// Of squares around each edge, in degrees of latitude squared.
double area_of_reaches(const Outlines& outlines, std::span<const double> reaches) {
  double area = 0.0;
  for (std::size_t item = 0; item < outlines.size(); ++item) {
    const double side = 2.0 * reaches[item] / kLeastMetresPerDegreeLat;
    area += side * side * static_cast<double>(outlines.vertex_count(item));
  }
  return area;
}

/// All that have edges, in the order of their edges.
std::vector<std::size_t> items_by_edges(const Outlines& outlines) {
  std::vector<std::size_t> items;
  items.reserve(outlines.size());
  for (std::size_t item = 0; item < outlines.size(); ++item) {
    if (!outlines.box(item).empty()) items.push_back(item);
  }
  std::sort(items.begin(), items.end(), [&](std::size_t a, std::size_t b) {
    return outlines.edges_end(a) < outlines.edges_end(b);
  });
  return items;
}

}  // namespace

CellGrid::CellGrid(const Outlines& outlines, std::span<const double> reaches,
                   const core::JobContext& job) {
  lists_.push_back(0);
  if (outlines.edge_count() == 0) return;
  double farthest = 0.0;
  for (const double reach : reaches) farthest = std::max(farthest, reach);
  const geo::LonLatBox& extent = outlines.extent();
  choose_cells(outlines, reaches, job);
  // No whole number of cells: borders of cells had better not lie along the outermost edges.
  constexpr double kCellsAround = 1.37;
  const double lat_margin = kCellsAround * cell_lat_ + farthest / kLeastMetresPerDegreeLat;
  const double top = std::max(std::abs(extent.min_lat), std::abs(extent.max_lat)) + lat_margin;
  const double lon_margin = kCellsAround * cell_lon_ + most_degrees_lon(farthest, top);
  origin_ = {extent.min_lon - lon_margin, extent.min_lat - lat_margin};
  row_count_ = row_of(extent.max_lat + lat_margin) + 1;
  append(build_bands(outlines, reaches, job));
  row_starts_.push_back(runs_.size());
  runs_.push_back({0, 0, static_cast<std::uint32_t>(stretches_.size())});
}

/// A quarter of the mean height of a shape, and larger while edges, or what lies within their
/// reach, would be listed in more than some cells each. Columns are as wide as rows are high,
/// measured in the middle of the extent.
void CellGrid::choose_cells(const Outlines& outlines, std::span<const double> reaches,
                            const core::JobContext& job) {
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
  const double cosine =
      std::max(0.05, std::cos(outlines.extent().centre().lat * std::numbers::pi / 180.0));
  const double length = length_of_edges(outlines, cosine, job);
  const double reached = area_of_reaches(outlines, reaches);
  const auto edges = static_cast<double>(outlines.edge_count());
  const auto too_many = [&] {
    return length / cell_lat_ > edges + kFreeEntries ||
           reached / (cell_lat_ * cell_lat_) > kMostReachedCells * edges + kFreeEntries;
  };
  while (too_many()) cell_lat_ *= 2.0;
  cell_lon_ = cell_lat_ / cosine;
  rows_per_degree_ = 1.0 / cell_lat_;
  cols_per_degree_ = 1.0 / cell_lon_;
}

std::vector<CellGrid::Band> CellGrid::build_bands(const Outlines& outlines,
                                                  std::span<const double> reaches,
                                                  const core::JobContext& job) const {
  const std::int64_t rows_a_band = (row_count_ + kBands - 1) / kBands;
  const std::int64_t bands = (row_count_ + rows_a_band - 1) / rows_a_band;
  std::vector<std::vector<std::size_t>> items_of_band(static_cast<std::size_t>(bands));
  for (const std::size_t item : items_by_edges(outlines)) {
    const geo::LonLatBox& box = outlines.box(item);
    const double margin = kCellMargin + reaches[item] / kLeastMetresPerDegreeLat;
    const std::int64_t last = row_of(box.max_lat + margin) / rows_a_band;
    for (std::int64_t band = row_of(box.min_lat - margin) / rows_a_band; band <= last; ++band) {
      items_of_band[static_cast<std::size_t>(band)].push_back(item);
    }
  }
  std::vector<Band> built(static_cast<std::size_t>(bands));
  core::parallel_ranges(built.size(), 1, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const std::int64_t first_row = static_cast<std::int64_t>(i) * rows_a_band;
      BandBuilder builder(*this, outlines, reaches, first_row,
                          std::min(rows_a_band, row_count_ - first_row));
      for (const std::size_t item : items_of_band[i]) builder.enter(item);
      built[i] = builder.finish();
    }
  });
  return built;
}

void CellGrid::append(const std::vector<Band>& bands) {
  constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max();
  std::size_t runs = 0;
  std::size_t list_cells = 0;
  std::size_t stretches = 0;
  for (const Band& band : bands) {
    runs += band.runs.size();
    list_cells += band.lists.size();
    stretches += band.stretches.size();
  }
  if (stretches > kMost || list_cells > kMost) {
    throw core::InputError(
        "the footprints are too many and too detailed for one index; evaluate "
        "part of the area at a time");
  }
  row_starts_.reserve(static_cast<std::size_t>(row_count_) + 1);
  runs_.reserve(runs + 1);
  lists_.reserve(list_cells + 1);
  stretches_.reserve(stretches);
  for (const Band& band : bands) append(band);
}

void CellGrid::append(const Band& band) {
  // Lists of a band begin with its empty one, which is the grid's own.
  const auto lists = static_cast<std::uint32_t>(lists_.size() - 1);
  const auto stretches = static_cast<std::uint32_t>(stretches_.size());
  for (const std::size_t start : band.row_starts) row_starts_.push_back(runs_.size() + start);
  for (const Run& run : band.runs) {
    runs_.push_back({run.col, run.whole == 0 ? 0 : run.whole + lists, run.stretches + stretches});
  }
  if (band.lists.size() > 1) lists_.insert(lists_.end(), band.lists.begin() + 1, band.lists.end());
  stretches_.insert(stretches_.end(), band.stretches.begin(), band.stretches.end());
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
  return {corner(row, run.col), std::span(lists_).subspan(run.whole + 1, count),
          std::span(stretches_).subspan(run.stretches, (&run)[1].stretches - run.stretches)};
}

}  // namespace nearnet::eligibility
