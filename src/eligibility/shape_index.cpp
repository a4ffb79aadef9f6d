// SPDX-License-Identifier: Apache-2.0
#include "eligibility/shape_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "eligibility/cell_cover.h"
#include "eligibility/cell_search.h"
#include "eligibility/degrees.h"
#include "geo/geodesic.h"

namespace nearnet::eligibility {
namespace {

// Shapes may be written past ±180, and the search may reach past it from either side.
constexpr std::array kTurns{0.0, 360.0, -360.0};

std::vector<const geo::Geometry*> geometries(const std::vector<Shape>& shapes) {
  std::vector<const geo::Geometry*> found;
  found.reserve(shapes.size());
  for (const Shape& shape : shapes) found.push_back(shape.geometry);
  return found;
}

std::vector<double> reaches(const std::vector<Shape>& shapes) {
  std::vector<double> found;
  found.reserve(shapes.size());
  for (const Shape& shape : shapes) found.push_back(shape.reach.value);
  return found;
}

/// A millimetre more than any reach, for distances are compared in whole ones.
double farthest(const std::vector<double>& reaches) {
  double found = 0.0;
  for (const double reach : reaches) found = std::max(found, reach);
  return found > 0.0 ? found + 0.001 : 0.0;
}

template <typename Visit>
void for_each_edge(std::span<const CellStretch> stretches, Visit visit) {
  for (const CellStretch& stretch : stretches) {
    for (EdgeId edge = stretch.begin(); edge < stretch.end(); ++edge) visit(edge);
  }
}

bool nearer(const ShapeIndex::Near& a, const ShapeIndex::Near& b) {
  return a.millimetres != b.millimetres ? a.millimetres < b.millimetres : a.item < b.item;
}

}  // namespace

std::int64_t to_millimetres(core::Metres distance) {
  return std::llround(distance.value * 1000.0);
}

core::Metres from_millimetres(std::int64_t millimetres) {
  return core::Metres(static_cast<double>(millimetres) / 1000.0);
}

ShapeIndex::ShapeIndex(const std::vector<Shape>& shapes, const core::JobContext& job)
    : outlines_(geometries(shapes), job),
      reaches_(reaches(shapes)),
      farthest_reach_(farthest(reaches_)),
      grid_(outlines_, std::vector(reaches_.size(), 0.0), job) {
  if (farthest_reach_ > 0.0) reach_grid_.emplace(outlines_, reaches_, job);
}

template <typename Visit>
void ShapeIndex::Lookup::for_each_turn(double lon, double reach_lon, Visit visit) const {
  const geo::LonLatBox& extent = index_->outlines_.extent();
  for (const double turn : kTurns) {
    const bool in_reach =
        lon + turn + reach_lon >= extent.min_lon && lon + turn - reach_lon <= extent.max_lon;
    if (in_reach) visit(turn);
  }
}

/// The distance, when one of these edges of one item has the place within the item's reach.
std::optional<std::int64_t> ShapeIndex::Lookup::on_reach(
    geo::LonLat place, std::span<const CellStretch> stretches) const {
  const Outlines& outlines = index_->outlines_;
  const double reach = index_->reaches_[outlines.item_of(stretches.front().begin())];
  const Tangent tangent(place);
  double squared = std::numeric_limits<double>::infinity();
  for_each_edge(stretches, [&](EdgeId edge) {
    squared = std::min(squared, tangent.squared(outlines.from(edge), outlines.to(edge)));
  });
  const double metres = std::sqrt(squared);
  const double doubt = tangent.doubt(metres);
  if (metres > reach + doubt) return std::nullopt;
  // Of edges that the tangent metric cannot tell apart, the geodesic tells the nearest.
  std::int64_t best = std::numeric_limits<std::int64_t>::max();
  for_each_edge(stretches, [&](EdgeId edge) {
    const geo::LonLat from = outlines.from(edge);
    const geo::LonLat to = outlines.to(edge);
    if (std::sqrt(tangent.squared(from, to)) > metres + 2.0 * doubt) return;
    best = std::min(best, geo::geodesic_millimetres(place, tangent.foot(from, to)));
  });
  if (best > to_millimetres(core::Metres(reach))) return std::nullopt;
  return best;
}

/// Fills covering_: with all, by item within a turn, or with the smallest of each turn.
void ShapeIndex::Lookup::cover(geo::LonLat position, bool first_only) {
  covering_.clear();
  if (index_->size() == 0) return;
  const double reach = index_->farthest_reach_;
  const double reach_lon =
      most_degrees_lon(reach, std::abs(position.lat) + reach / kLeastMetresPerDegreeLat);
  for_each_turn(position.lon, reach_lon, [&](double turn) {
    cover_turned({position.lon + turn, position.lat}, first_only);
  });
}

void ShapeIndex::Lookup::cover_turned(geo::LonLat place, bool first_only) {
  const Outlines& outlines = index_->outlines_;
  const CellGrid::Cell cell = index_->cover_grid().cell_at(place, cover_cursor_);
  std::size_t smallest = outlines.size();
  const auto add = [&](std::size_t item, std::int64_t millimetres) {
    if (first_only && smallest < outlines.size()) covering_.pop_back();
    covering_.push_back({item, millimetres});
    smallest = std::min(smallest, item);
  };
  for (const std::uint32_t item : cell.whole) {
    add(item, 0);
    if (first_only) break;
  }
  for (std::size_t i = 0; i < cell.stretches.size();) {
    const std::size_t item = outlines.item_of(cell.stretches[i].begin());
    const EdgeId items_end = outlines.edges_end(item);
    std::size_t end = i + 1;
    while (end < cell.stretches.size() && cell.stretches[end].begin() < items_end) ++end;
    const std::span<const CellStretch> stretches = cell.stretches.subspan(i, end - i);
    i = end;
    if (first_only && item > smallest) continue;
    if (covers_in_cell(outlines, stretches, cell.corner, place)) {
      add(item, 0);
    } else if (index_->reaches_[item] > 0.0) {
      if (const auto millimetres = on_reach(place, stretches)) add(item, *millimetres);
    }
  }
}

std::vector<ShapeIndex::Near> ShapeIndex::Lookup::covering(geo::LonLat position) {
  cover(position, false);
  std::sort(covering_.begin(), covering_.end(), [](const Near& a, const Near& b) {
    return a.item != b.item ? a.item < b.item : a.millimetres < b.millimetres;
  });
  // A shape wider than the world is met once a turn.
  const auto same_item = [](const Near& a, const Near& b) { return a.item == b.item; };
  covering_.erase(std::unique(covering_.begin(), covering_.end(), same_item), covering_.end());
  return covering_;
}

std::optional<ShapeIndex::Near> ShapeIndex::Lookup::first_covering(geo::LonLat position) {
  cover(position, true);
  std::optional<Near> first;
  for (const Near& near : covering_) {
    // A shape on both sides of the antimeridian is met once a turn, at different distances.
    const bool nearer_part =
        first && near.item == first->item && near.millimetres < first->millimetres;
    if (!first || near.item < first->item || nearer_part) first = near;
  }
  return first;
}

/// Fills edges_ with the edges within the radius.
void ShapeIndex::Lookup::gather_edges(geo::LonLat position, double radius) {
  const Tangent tangent(position);
  gather_edges(tangent, radius + tangent.doubt(radius), false);
}

/// Fills edges_ with the edges within the radius that do not surely have a nearer one. Looks close
/// by first: wider circles are for places without plant near.
void ShapeIndex::Lookup::gather_nearest_edges(geo::LonLat position, double radius) {
  constexpr double kCellsAtFirst = 2.0;
  constexpr double kWider = 4.0;
  const Tangent tangent(position);
  const double reach = radius + tangent.doubt(radius);
  double close = index_->grid_.cell_metres() * kCellsAtFirst;
  while (close < reach && gather_edges(tangent, close, true) == close) close *= kWider;
  if (close >= reach) gather_edges(tangent, reach, true);
}

/// Fills edges_ with the edges within `reach`; of nearest_only none that surely has a nearer one,
/// which lowers the reach. Returns it.
double ShapeIndex::Lookup::gather_edges(const Tangent& at_position, double reach,
                                        bool nearest_only) {
  edges_.clear();
  const Outlines& outlines = index_->outlines_;
  const double per_degree = at_position.least_metres_per_degree_lon(reach);
  const double reach_lon = reach < 180.0 * per_degree ? reach / per_degree : 180.0;
  for_each_turn(at_position.place().lon, reach_lon, [&](double turn) {
    const Tangent tangent = at_position.turned(turn);
    candidates_.clear();
    double farthest = reach * reach;
    index_->grid_.search(tangent, cursor_, reach, [&](const CellStretch& stretch) {
      for (EdgeId edge = stretch.begin(); edge < stretch.end(); ++edge) {
        const double squared = tangent.squared(outlines.from(edge), outlines.to(edge));
        if (squared > farthest) continue;
        candidates_.push_back({edge, squared});
        if (!nearest_only) continue;
        const double metres = std::sqrt(squared);
        reach = std::min(reach, metres + 2.0 * tangent.doubt(metres));
        farthest = reach * reach;
      }
    });
    for (const Candidate& candidate : candidates_) {
      if (candidate.squared > farthest) continue;
      const EdgeId edge = candidate.edge;
      const double metres = std::sqrt(candidate.squared);
      edges_.push_back({outlines.item_of(edge), metres, tangent.doubt(metres), edge,
                        tangent.foot(outlines.from(edge), outlines.to(edge))});
    }
  });
  std::erase_if(edges_, [&](const EdgeNear& near) { return near.metres > reach; });
  return reach;
}

/// Fills near_ with each item of edges_, at the distance of its nearest edge. Of edges that the
/// tangent metric cannot tell apart, the geodesic tells which that is.
void ShapeIndex::Lookup::measure_items(geo::LonLat position) {
  near_.clear();
  std::sort(edges_.begin(), edges_.end(), [](const EdgeNear& a, const EdgeNear& b) {
    if (a.item != b.item) return a.item < b.item;
    return a.metres != b.metres ? a.metres < b.metres : a.edge < b.edge;
  });
  double undecided = 0.0;
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    const EdgeNear& edge = edges_[i];
    const bool first = i == 0 || edges_[i - 1].item != edge.item;
    if (first) undecided = edge.metres + 2.0 * edge.doubt;
    // Two edges that meet at their nearest point are one question.
    if (edge.metres > undecided || (!first && edges_[i - 1].foot == edge.foot)) continue;
    const std::int64_t millimetres = geo::geodesic_millimetres(position, edge.foot);
    if (first) {
      near_.push_back({edge.item, millimetres});
    } else {
      near_.back().millimetres = std::min(near_.back().millimetres, millimetres);
    }
  }
}

std::optional<ShapeIndex::Near> ShapeIndex::Lookup::nearest(geo::LonLat position,
                                                            core::Metres radius) {
  gather_nearest_edges(position, radius.value);
  measure_items(position);
  const std::int64_t limit = to_millimetres(radius);
  std::optional<Near> best;
  for (const Near& near : near_) {
    if (near.millimetres <= limit && (!best || nearer(near, *best))) best = near;
  }
  return best;
}

std::vector<ShapeIndex::Near> ShapeIndex::Lookup::within(geo::LonLat position,
                                                         core::Metres radius) {
  const std::int64_t limit = to_millimetres(radius);
  std::vector<Near> found;
  for (const Near& near : covering(position)) {
    if (near.millimetres == 0) found.push_back(near);
  }
  const std::vector<Near> inside = found;
  gather_edges(position, radius.value);
  measure_items(position);
  for (const Near& near : near_) {
    const auto same_item = [&](const Near& other) { return other.item == near.item; };
    if (std::any_of(inside.begin(), inside.end(), same_item)) continue;
    if (near.millimetres <= limit) found.push_back(near);
  }
  std::sort(found.begin(), found.end(), nearer);
  return found;
}

}  // namespace nearnet::eligibility
