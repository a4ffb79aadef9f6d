// SPDX-License-Identifier: Apache-2.0
#include "geo/simple_polygon.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "geo/orientation.h"
#include "geo/star_polygon.h"

namespace nearnet::geo {
namespace {

constexpr std::size_t kFewestPoints = 4;
/// Comparing every hole with every other is for few holes.
constexpr std::size_t kMostHoles = 16;

struct Edge {
  LonLat from;
  LonLat to;
  LonLatBox box;
  std::uint32_t ring;
  std::uint32_t place;  ///< in the ring
  std::uint32_t ring_size;

  /// `other` begins where this one ends.
  bool is_followed_by(const Edge& other) const {
    return ring == other.ring && (place + 1) % ring_size == other.place;
  }
};

/// Adds the edges of a ring; false for a ring that is open, too short, or has no-length edges.
bool add_edges(const Ring& ring, std::uint32_t number, std::vector<Edge>& edges) {
  if (ring.size() < kFewestPoints || ring.front() != ring.back()) return false;
  const auto size = static_cast<std::uint32_t>(ring.size() - 1);
  for (std::uint32_t i = 0; i < size; ++i) {
    const bool finite = std::isfinite(ring[i].lon) && std::isfinite(ring[i].lat);
    if (!finite || ring[i] == ring[i + 1]) return false;
    const auto [west, east] = std::minmax({ring[i].lon, ring[i + 1].lon});
    const auto [south, north] = std::minmax({ring[i].lat, ring[i + 1].lat});
    edges.push_back({ring[i], ring[i + 1], {west, south, east, north}, number, i, size});
  }
  return true;
}

/// The edges, whose boxes meet, surely have no point in common.
bool apart(const Edge& a, const Edge& b) {
  const int from = orientation(a.from, a.to, b.from);
  if (from != 0 && from == orientation(a.from, a.to, b.to)) return true;
  const int other_from = orientation(b.from, b.to, a.from);
  return other_from != 0 && other_from == orientation(b.from, b.to, a.to);
}

int sign(double value) {
  return value > 0.0 ? 1 : value < 0.0 ? -1 : 0;
}

/// Of an edge and the next one: the ring does not turn back on itself.
bool only_share_a_corner(const Edge& first, const Edge& second) {
  if (orientation(first.from, first.to, second.to) != 0) return true;
  return sign(first.to.lon - first.from.lon) == sign(second.to.lon - second.from.lon) &&
         sign(first.to.lat - first.from.lat) == sign(second.to.lat - second.from.lat);
}

bool may_stand(const Edge& a, const Edge& b) {
  if (a.is_followed_by(b)) return only_share_a_corner(a, b);
  if (b.is_followed_by(a)) return only_share_a_corner(b, a);
  return apart(a, b);
}

/// The edges by the slice of latitude they begin in, from the south. The few edges of a slice come
/// in any order: sorting them would cost more than the comparisons it saves.
class Slices {
 public:
  explicit Slices(const std::vector<Edge>& edges) : starts_(edges.size() + 1, 0) {
    double north = edges.front().box.max_lat;
    south_ = edges.front().box.min_lat;
    for (const Edge& edge : edges) {
      south_ = std::min(south_, edge.box.min_lat);
      north = std::max(north, edge.box.max_lat);
    }
    last_ = static_cast<double>(edges.size() - 1);
    // Heights too small or too large to divide by leave one slice of all.
    per_degree_ = last_ / (north - south_);
    if (!std::isnormal(per_degree_)) per_degree_ = 0.0;
    for (const Edge& edge : edges) ++starts_[slice_of(edge.box.min_lat) + 1];
    for (const std::uint64_t begin : starts_) comparisons_ += begin * begin;
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    order_.resize(edges.size());
    for (const Edge& edge : edges) order_[next[slice_of(edge.box.min_lat)]++] = &edge;
  }

  /// So many edges begin at about one latitude that comparing them with each other would take long.
  bool crowded() const { return comparisons_ > kMostComparisons * order_.size(); }
  const std::vector<const Edge*>& order() const { return order_; }
  /// How many edges, in that order, begin in slices up to this latitude's.
  std::size_t begun_at(double lat) const { return starts_[slice_of(lat) + 1]; }

 private:
  std::size_t slice_of(double lat) const {
    return static_cast<std::size_t>(std::min((lat - south_) * per_degree_, last_));
  }

  static constexpr std::uint64_t kMostComparisons = 256;  // an edge, on average

  std::uint64_t comparisons_ = 0;
  double south_ = 0.0;
  double last_ = 0.0;
  double per_degree_ = 0.0;
  std::vector<std::uint32_t> starts_;
  std::vector<const Edge*> order_;
};

bool boxes_meet(const LonLatBox& a, const LonLatBox& b) {
  return a.max_lon >= b.min_lon && b.max_lon >= a.min_lon && a.max_lat >= b.min_lat &&
         b.max_lat >= a.min_lat;
}

bool meet_only_at_corners(const std::vector<Edge>& edges) {
  const Slices slices(edges);
  if (slices.crowded()) return false;
  const std::vector<const Edge*>& order = slices.order();
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Edge& a = *order[i];
    const std::size_t end = slices.begun_at(a.box.max_lat);
    for (std::size_t j = i + 1; j < end; ++j) {
      if (boxes_meet(a.box, order[j]->box) && !may_stand(a, *order[j])) return false;
    }
  }
  return true;
}

/// Even-odd, for a place that is on no edge.
bool is_inside(LonLat place, const Ring& ring) {
  bool inside = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const LonLat from = ring[i - 1];
    const LonLat to = ring[i];
    if ((from.lat > place.lat) == (to.lat > place.lat)) continue;
    if ((orientation(from, to, place) > 0) == (to.lat > place.lat)) inside = !inside;
  }
  return inside;
}

}  // namespace

bool is_surely_valid(const Polygon& polygon) {
  if (polygon.holes.size() > kMostHoles) return false;
  if (is_star_polygon(polygon)) return true;
  std::vector<Edge> edges;
  edges.reserve(polygon.shell.size());
  std::uint32_t number = 0;
  if (!add_edges(polygon.shell, number, edges)) return false;
  for (const Ring& hole : polygon.holes) {
    if (!add_edges(hole, ++number, edges)) return false;
  }
  if (!meet_only_at_corners(edges)) return false;
  // Rings that nowhere meet are nested or apart as any of their corners is.
  for (const Ring& hole : polygon.holes) {
    if (!is_inside(hole.front(), polygon.shell)) return false;
    for (const Ring& other : polygon.holes) {
      if (&other != &hole && is_inside(hole.front(), other)) return false;
    }
  }
  return true;
}

}  // namespace nearnet::geo
