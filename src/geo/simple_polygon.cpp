// SPDX-License-Identifier: Apache-2.0
#include "geo/simple_polygon.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
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
  std::uint32_t ring;
  std::uint32_t place;  ///< in the ring
  std::uint32_t ring_size;

  double south() const { return std::min(from.lat, to.lat); }
  double north() const { return std::max(from.lat, to.lat); }
  double west() const { return std::min(from.lon, to.lon); }
  double east() const { return std::max(from.lon, to.lon); }

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
    edges.push_back({ring[i], ring[i + 1], number, i, size});
  }
  return true;
}

/// The edges surely have no point in common.
bool apart(const Edge& a, const Edge& b) {
  if (a.east() < b.west() || b.east() < a.west()) return true;
  if (a.north() < b.south() || b.north() < a.south()) return true;
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

bool meet_only_at_corners(std::vector<Edge>& edges) {
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
    if (a.south() != b.south()) return a.south() < b.south();
    return a.ring != b.ring ? a.ring < b.ring : a.place < b.place;
  });
  for (std::size_t i = 0; i < edges.size(); ++i) {
    for (std::size_t j = i + 1; j < edges.size(); ++j) {
      const Edge& a = edges[i];
      const Edge& b = edges[j];
      if (b.south() > a.north()) break;
      if (a.is_followed_by(b)) {
        if (!only_share_a_corner(a, b)) return false;
      } else if (b.is_followed_by(a)) {
        if (!only_share_a_corner(b, a)) return false;
      } else if (!apart(a, b)) {
        return false;
      }
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
