// SPDX-License-Identifier: Apache-2.0
#include "map/ear_clipping.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace nearnet::map {
namespace {

using CornerId = std::uint32_t;
constexpr CornerId kNone = std::numeric_limits<CornerId>::max();

/// Twice the signed area of the triangle; positive when it turns left.
double turn(WorldPoint a, WorldPoint b, WorldPoint c) {
  return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
}

double twice_signed_area(const WorldLine& ring) {
  double sum = 0.0;
  const WorldPoint from = ring.front();
  for (std::size_t i = 1; i < ring.size(); ++i) sum += turn(from, ring[i - 1], ring[i]);
  return sum;
}

/// One loop of corners, which goes round the polygon to the left once the holes are joined.
class EarClipper {
 public:
  /// False for a polygon that has no such loop.
  bool add(const WorldPolygon& polygon) {
    start_ = add_ring(polygon.shell, true);
    if (start_ == kNone) return false;
    std::vector<CornerId> holes;
    for (const WorldLine& hole : polygon.holes) {
      const CornerId first = add_ring(hole, false);
      if (first == kNone) return false;
      holes.push_back(westernmost(first));
    }
    std::sort(holes.begin(), holes.end(),
              [&](CornerId a, CornerId b) { return at(a).x < at(b).x; });
    return std::all_of(holes.begin(), holes.end(), [&](CornerId hole) { return join(hole); });
  }

  /// False when it gets stuck.
  bool clip() {
    CornerId corner = start_;
    std::size_t left = corners_.size();
    std::size_t tried = 0;
    while (left > 3) {
      if (tried > left) return false;
      const auto [point, previous, next] = corners_[corner];
      const double area = turn(at(previous), point, at(next));
      if (area < 0.0 || (area > 0.0 && !is_ear(corner))) {
        corner = next;
        ++tried;
        continue;
      }
      if (area > 0.0) add_triangle(previous, corner, next);
      link(previous, next);
      --left;
      tried = 0;
      // Not the neighbour: a fan around one corner makes needles.
      corner = corners_[next].next;
    }
    if (turn(at(corners_[corner].previous), at(corner), at(corners_[corner].next)) > 0.0) {
      add_triangle(corners_[corner].previous, corner, corners_[corner].next);
    }
    return true;
  }

  Filling take() {
    Filling filling;
    filling.corners.reserve(corners_.size());
    for (const Corner& corner : corners_) filling.corners.push_back(corner.point);
    filling.triangles = std::move(triangles_);
    return filling;
  }

 private:
  struct Corner {
    WorldPoint point;
    CornerId previous;
    CornerId next;
  };

  WorldPoint at(CornerId corner) const { return corners_[corner].point; }

  void link(CornerId a, CornerId b) {
    corners_[a].next = b;
    corners_[b].previous = a;
  }

  CornerId add_ring(const WorldLine& ring, bool left) {
    if (ring.size() < 4) return kNone;
    const double area = twice_signed_area(ring);
    if (!(std::abs(area) > 0.0)) return kNone;
    const auto first = static_cast<CornerId>(corners_.size());
    const auto count = static_cast<CornerId>(ring.size() - 1);
    const bool reversed = (area > 0.0) != left;
    for (CornerId i = 0; i < count; ++i) {
      corners_.push_back({ring[reversed ? count - i : i], first + (i + count - 1) % count,
                          first + (i + 1) % count});
    }
    return first;
  }

  CornerId westernmost(CornerId first) const {
    CornerId best = first;
    for (CornerId i = corners_[first].next; i != first; i = corners_[i].next) {
      if (at(i).x < at(best).x || (at(i).x == at(best).x && at(i).y < at(best).y)) best = i;
    }
    return best;
  }

  /// The way from the corner to the place begins inside the loop.
  bool looks_inside(CornerId corner, WorldPoint place) const {
    const auto [point, previous, next] = corners_[corner];
    const bool left_of_in = turn(at(previous), point, place) > 0.0;
    const bool left_of_out = turn(point, at(next), place) > 0.0;
    const bool convex = turn(at(previous), point, at(next)) > 0.0;
    return convex ? left_of_in && left_of_out : left_of_in || left_of_out;
  }

  /// Makes the hole part of the loop by a bridge, there and back, to a corner that its westernmost
  /// one sees.
  bool join(CornerId hole) {
    const CornerId shore = seen_from(at(hole));
    if (shore == kNone) return false;
    const CornerId behind_shore = corners_[shore].next;
    const CornerId before_hole = corners_[hole].previous;
    const auto hole_again = static_cast<CornerId>(corners_.size());
    corners_.push_back({at(hole), kNone, kNone});
    corners_.push_back({at(shore), kNone, kNone});
    link(shore, hole);
    link(before_hole, hole_again);
    link(hole_again, hole_again + 1);
    link(hole_again + 1, behind_shore);
    return true;
  }

  /// A corner of the loop that is seen from the place: of the nearest edge to the west, or one that
  /// stands in front of it.
  CornerId seen_from(WorldPoint place) const {
    double nearest = -std::numeric_limits<double>::infinity();
    CornerId edge = kNone;
    CornerId i = start_;
    do {
      const WorldPoint a = at(i);
      const WorldPoint b = at(corners_[i].next);
      // With the loop to its left, an edge to the west goes down.
      if (a.y >= place.y && b.y <= place.y && a.y != b.y) {
        const double x = a.x + (place.y - a.y) / (b.y - a.y) * (b.x - a.x);
        if (x <= place.x && x > nearest) {
          nearest = x;
          edge = i;
        }
      }
      i = corners_[i].next;
    } while (i != start_);
    if (edge == kNone) return kNone;
    const CornerId end = corners_[edge].next;
    return foremost(place, {nearest, place.y}, at(edge).x < at(end).x ? edge : end);
  }

  CornerId foremost(WorldPoint place, WorldPoint hit, CornerId shore) const {
    const WorldPoint far = at(shore);
    CornerId best = kNone;
    double flattest = std::numeric_limits<double>::infinity();
    CornerId i = start_;
    do {
      const WorldPoint p = at(i);
      const bool in_front =
          p.x <= place.x && (p == far || in_triangle(p, place, hit, far)) && looks_inside(i, place);
      const double steepness = std::abs(p.y - place.y) / (place.x - p.x);
      if (in_front &&
          (steepness < flattest || (steepness == flattest && best != kNone && p.x > at(best).x))) {
        best = i;
        flattest = steepness;
      }
      i = corners_[i].next;
    } while (i != start_);
    return best;
  }

  /// Border included, whichever way the triangle turns.
  static bool in_triangle(WorldPoint p, WorldPoint a, WorldPoint b, WorldPoint c) {
    const double ab = turn(a, b, p);
    const double bc = turn(b, c, p);
    const double ca = turn(c, a, p);
    return (ab >= 0.0 && bc >= 0.0 && ca >= 0.0) || (ab <= 0.0 && bc <= 0.0 && ca <= 0.0);
  }

  /// Nothing of the loop lies in the triangle of a corner that turns left.
  bool is_ear(CornerId corner) const {
    const WorldPoint a = at(corners_[corner].previous);
    const WorldPoint b = at(corner);
    const WorldPoint c = at(corners_[corner].next);
    const double west = std::min({a.x, b.x, c.x});
    const double east = std::max({a.x, b.x, c.x});
    const double south = std::min({a.y, b.y, c.y});
    const double north = std::max({a.y, b.y, c.y});
    const CornerId last = corners_[corner].previous;
    for (CornerId i = corners_[corners_[corner].next].next; i != last; i = corners_[i].next) {
      const WorldPoint p = at(i);
      if (p.x < west || p.x > east || p.y < south || p.y > north) continue;
      // Bridges bring corners twice.
      if (p == a || p == b || p == c) continue;
      if (in_triangle(p, a, b, c)) return false;
    }
    return true;
  }

  void add_triangle(CornerId a, CornerId b, CornerId c) {
    triangles_.insert(triangles_.end(), {a, b, c});
  }

  std::vector<Corner> corners_;
  CornerId start_ = kNone;
  std::vector<CornerId> triangles_;
};

}  // namespace

std::optional<Filling> clip_ears(const WorldPolygon& polygon) {
  std::size_t corners = polygon.shell.size();
  for (const WorldLine& hole : polygon.holes) corners += hole.size();
  if (corners > kMostEars) return std::nullopt;
  EarClipper clipper;
  if (!clipper.add(polygon) || !clipper.clip()) return std::nullopt;
  return clipper.take();
}

}  // namespace nearnet::map
