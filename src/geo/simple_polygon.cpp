// SPDX-License-Identifier: Apache-2.0
#include "geo/simple_polygon.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "geo/orientation.h"

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

bool meet_only_at_corners(const std::vector<Edge>& edges) {
  std::vector<std::pair<double, std::uint32_t>> from_south;  // south end, edge
  from_south.reserve(edges.size());
  for (const Edge& edge : edges) {
    from_south.emplace_back(edge.box.min_lat, static_cast<std::uint32_t>(from_south.size()));
  }
  std::sort(from_south.begin(), from_south.end());
  for (std::size_t i = 0; i < from_south.size(); ++i) {
    const Edge& a = edges[from_south[i].second];
    for (std::size_t j = i + 1; j < from_south.size(); ++j) {
      if (from_south[j].first > a.box.max_lat) break;
      const Edge& b = edges[from_south[j].second];
      const bool boxes_meet = a.box.max_lon >= b.box.min_lon && b.box.max_lon >= a.box.min_lon;
      if (boxes_meet && !may_stand(a, b)) return false;
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
