// SPDX-License-Identifier: Apache-2.0
#include "eligibility/shape_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "eligibility/degrees.h"
#include "geo/geodesic.h"
#include "geo/local_frame.h"

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

bool nearer(const ShapeIndex::Near& a, const ShapeIndex::Near& b) {
  return a.millimetres != b.millimetres ? a.millimetres < b.millimetres : a.item < b.item;
}

/// The tangent metric at a place: metres east and north of it.
class Tangent {
 public:
  explicit Tangent(geo::LonLat place)
      : place_(place),
        frame_(place),
        steepness_(std::abs(std::tan(place.lat * std::numbers::pi / 180.0))) {}

  /// Squared distance in metres to the nearest point of the edge.
  double squared(geo::LonLat from, geo::LonLat to) const {
    const Edge edge = metres(from, to);
    const double share = edge.share();
    const double x = edge.a.x + share * edge.dx;
    const double y = edge.a.y + share * edge.dy;
    return x * x + y * y;
  }

  /// The nearest point itself.
  geo::LonLat foot(geo::LonLat from, geo::LonLat to) const {
    const double share = metres(from, to).share();
    return {std::lerp(from.lon, to.lon, share), std::lerp(from.lat, to.lat, share)};
  }

  /// By how much this metric and the geodesic may differ at a distance, a millimetre more:
  /// parallels shorten towards the pole by the tangent of the latitude.
  double doubt(double metres) const {
    constexpr double kLeastRadius = 6.33e6;
    const double angle = metres / kLeastRadius;
    return metres * angle * (steepness_ + angle * (1.0 + steepness_ * steepness_)) + 0.001;
  }

 private:
  struct Edge {
    geo::XY a;
    double dx;
    double dy;

    /// How far along the edge its nearest point to the origin lies, 0 … 1.
    double share() const {
      const double squared = dx * dx + dy * dy;
      return squared > 0.0 ? std::clamp(-(a.x * dx + a.y * dy) / squared, 0.0, 1.0) : 0.0;
    }
  };

  Edge metres(geo::LonLat from, geo::LonLat to) const {
    const double per_lon = frame_.metres_per_degree_lon();
    const double per_lat = frame_.metres_per_degree_lat();
    const geo::XY a{(from.lon - place_.lon) * per_lon, (from.lat - place_.lat) * per_lat};
    const geo::XY b{(to.lon - place_.lon) * per_lon, (to.lat - place_.lat) * per_lat};
    return {a, b.x - a.x, b.y - a.y};
  }

  geo::LonLat place_;
  geo::LocalFrame frame_;
  double steepness_;
};

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
      grid_(outlines_, reaches_, job) {}

template <typename Visit>
void ShapeIndex::Lookup::for_each_turn(geo::LonLat position, double radius, Visit visit) const {
  const geo::LonLatBox& extent = index_->outlines_.extent();
  const double reach_lat = radius / kLeastMetresPerDegreeLat;
  const double per_degree_lon = least_metres_per_degree_lon(std::abs(position.lat) + reach_lat);
  const double reach_lon = radius < 180.0 * per_degree_lon ? radius / per_degree_lon : 180.0;
  for (const double turn : kTurns) {
    const double lon = position.lon + turn;
    if (lon + reach_lon < extent.min_lon || lon - reach_lon > extent.max_lon) continue;
    visit(geo::LonLat{lon, position.lat});
  }
}

/// The distance, when one of these edges of one item has the place within the item's reach.
std::optional<std::int64_t> ShapeIndex::Lookup::on_reach(geo::LonLat place,
                                                         std::span<const EdgeId> edges) const {
  const Outlines& outlines = index_->outlines_;
  const double reach = index_->reaches_[outlines.item_of(edges.front())];
  const Tangent tangent(place);
  EdgeId nearest = edges.front();
  double squared = std::numeric_limits<double>::infinity();
  for (const EdgeId edge : edges) {
    const double here = tangent.squared(outlines.from(edge), outlines.to(edge));
    if (here < squared) {
      squared = here;
      nearest = edge;
    }
  }
  const double metres = std::sqrt(squared);
  if (metres > reach + tangent.doubt(metres)) return std::nullopt;
  const geo::LonLat foot = tangent.foot(outlines.from(nearest), outlines.to(nearest));
  const std::int64_t millimetres = geo::geodesic_millimetres(place, foot);
  if (millimetres > to_millimetres(core::Metres(reach))) return std::nullopt;
  return millimetres;
}

/// Adds what covers the place to covering_: all, by item, or the smallest item alone.
void ShapeIndex::Lookup::cover(geo::LonLat place, bool first_only) {
  const Outlines& outlines = index_->outlines_;
  const CellGrid::Cell cell = index_->grid_.cell_at(place, cursor_);
  const auto take_whole = [&](std::size_t before) {
    for (const std::uint32_t item : cell.whole) {
      if (item >= before) break;
      covering_.push_back({item, 0});
      if (first_only) return;
    }
  };
  const std::size_t first_whole = cell.whole.empty() ? outlines.size() : cell.whole.front();
  for (std::size_t i = 0; i < cell.edges.size();) {
    const std::size_t item = outlines.item_of(cell.edges[i]);
    if (first_only && item >= first_whole) break;
    std::size_t end = i + 1;
    while (end < cell.edges.size() && outlines.item_of(cell.edges[end]) == item) ++end;
    std::optional<std::int64_t> millimetres;
    if (outlines.covers(item, place)) {
      millimetres = 0;
    } else if (index_->reaches_[item] > 0.0) {
      millimetres = on_reach(place, cell.edges.subspan(i, end - i));
    }
    i = end;
    if (!millimetres) continue;
    covering_.push_back({item, *millimetres});
    if (first_only) return;
  }
  take_whole(outlines.size());
}

std::vector<ShapeIndex::Near> ShapeIndex::Lookup::covering(geo::LonLat position) {
  covering_.clear();
  for_each_turn(position, 0.0, [&](geo::LonLat place) { cover(place, false); });
  std::sort(covering_.begin(), covering_.end(), [](const Near& a, const Near& b) {
    return a.item != b.item ? a.item < b.item : a.millimetres < b.millimetres;
  });
  // A shape wider than the world is met once a turn.
  const auto same_item = [](const Near& a, const Near& b) { return a.item == b.item; };
  covering_.erase(std::unique(covering_.begin(), covering_.end(), same_item), covering_.end());
  return covering_;
}

std::optional<ShapeIndex::Near> ShapeIndex::Lookup::first_covering(geo::LonLat position) {
  covering_.clear();
  for_each_turn(position, 0.0, [&](geo::LonLat place) { cover(place, true); });
  std::optional<Near> first;
  for (const Near& near : covering_) {
    if (!first || near.item < first->item) first = near;
  }
  return first;
}

/// Fills edges_ with the edges within the radius; of nearest_only none that surely has a nearer
/// one.
void ShapeIndex::Lookup::gather_edges(geo::LonLat position, double radius, bool nearest_only) {
  edges_.clear();
  const Outlines& outlines = index_->outlines_;
  const Tangent at_position(position);
  double reach = radius + at_position.doubt(radius);
  for_each_turn(position, reach, [&](geo::LonLat place) {
    const Tangent tangent(place);
    index_->grid_.search(place, cursor_, reach, [&](EdgeId edge) {
      const double squared = tangent.squared(outlines.from(edge), outlines.to(edge));
      if (squared > reach * reach) return;
      const double metres = std::sqrt(squared);
      edges_.push_back({outlines.item_of(edge), metres, edge, place});
      if (nearest_only) reach = std::min(reach, metres + 2.0 * tangent.doubt(metres));
    });
  });
  std::erase_if(edges_, [&](const EdgeNear& near) { return near.metres > reach; });
}

void ShapeIndex::Lookup::keep_nearest_edge_of_each_item() {
  std::sort(edges_.begin(), edges_.end(), [](const EdgeNear& a, const EdgeNear& b) {
    if (a.item != b.item) return a.item < b.item;
    return a.metres != b.metres ? a.metres < b.metres : a.edge < b.edge;
  });
  const auto same_item = [](const EdgeNear& a, const EdgeNear& b) { return a.item == b.item; };
  edges_.erase(std::unique(edges_.begin(), edges_.end(), same_item), edges_.end());
}

std::int64_t ShapeIndex::Lookup::millimetres(const EdgeNear& near) const {
  const Outlines& outlines = index_->outlines_;
  const geo::LonLat foot =
      Tangent(near.from).foot(outlines.from(near.edge), outlines.to(near.edge));
  return geo::geodesic_millimetres(near.from, foot);
}

std::optional<ShapeIndex::Near> ShapeIndex::Lookup::nearest(geo::LonLat position,
                                                            core::Metres radius) {
  gather_edges(position, radius.value, true);
  keep_nearest_edge_of_each_item();
  const std::int64_t limit = to_millimetres(radius);
  std::optional<Near> best;
  for (const EdgeNear& edge : edges_) {
    const Near near{edge.item, millimetres(edge)};
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
  gather_edges(position, radius.value, false);
  keep_nearest_edge_of_each_item();
  for (const EdgeNear& edge : edges_) {
    const auto same_item = [&](const Near& near) { return near.item == edge.item; };
    if (std::any_of(inside.begin(), inside.end(), same_item)) continue;
    const Near near{edge.item, millimetres(edge)};
    if (near.millimetres <= limit) found.push_back(near);
  }
  std::sort(found.begin(), found.end(), nearer);
  return found;
}

}  // namespace nearnet::eligibility
