// SPDX-License-Identifier: Apache-2.0
#include "territory/border_segments.h"

#include "geo/local_frame.h"
#include "geo/str_tree.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <utility>

namespace nearnet::territory {
namespace {

struct Segment {
  geo::LonLat a;  ///< a < b, so that both sides of a border list it alike
  geo::LonLat b;
  std::size_t unit;
  friend auto operator<=>(const Segment&, const Segment&) = default;
  bool same_line(const Segment& other) const { return a == other.a && b == other.b; }
};

geo::LonLat middle(const Segment& s) {
  return {(s.a.lon + s.b.lon) / 2.0, (s.a.lat + s.b.lat) / 2.0};
}

double length(const Segment& s) {
  const geo::LocalFrame frame(middle(s));
  const geo::XY a = frame.to_metres(s.a);
  const geo::XY b = frame.to_metres(s.b);
  return std::hypot(b.x - a.x, b.y - a.y);
}

void append_ring(const geo::Ring& ring, std::size_t unit, std::vector<Segment>& segments) {
  for (std::size_t i = 1; i < ring.size(); ++i) {
    if (ring[i - 1] == ring[i]) continue;
    segments.push_back({std::min(ring[i - 1], ring[i]), std::max(ring[i - 1], ring[i]), unit});
  }
}

std::vector<Segment> sorted_segments(std::span<const model::BasicUnit> units) {
  std::vector<Segment> segments;
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    for (const geo::Polygon& part : units[unit].geometry.polygons()) {
      append_ring(part.shell, unit, segments);
      for (const geo::Ring& hole : part.holes) append_ring(hole, unit, segments);
    }
  }
  std::sort(segments.begin(), segments.end());
  return segments;
}

/// How far apart two segments may lie and still be one border, in metres. Digitising noise of 0.2
/// m, but never more than a small part of the shorter one; and the bow of a straight edge that was
/// drawn straight in another projection, up to L²/8R times the tangent of the latitude.
double slack(double longer, double shorter) {
  return std::min(0.2, 0.05 * shorter) + 2e-8 * longer * longer;
}

/// Metres along which the shorter segment runs beside the longer one; 0 when it does not.
double overlap(const Segment& longer, const Segment& shorter, double longer_length,
               double shorter_length) {
  const geo::LocalFrame frame(middle(longer));
  const geo::XY origin = frame.to_metres(longer.a);
  const geo::XY tip = frame.to_metres(longer.b);
  const double ux = (tip.x - origin.x) / longer_length;
  const double uy = (tip.y - origin.y) / longer_length;
  const double allowed = slack(longer_length, shorter_length);
  const auto along = [&](geo::LonLat p) {
    const geo::XY m = frame.to_metres(p);
    return std::pair((m.x - origin.x) * ux + (m.y - origin.y) * uy,
                     (m.y - origin.y) * ux - (m.x - origin.x) * uy);
  };
  const auto [along_a, off_a] = along(shorter.a);
  const auto [along_b, off_b] = along(shorter.b);
  if (std::abs(off_a) > allowed || std::abs(off_b) > allowed) return 0.0;
  const double from = std::max(0.0, std::min(along_a, along_b));
  const double to = std::min(longer_length, std::max(along_a, along_b));
  // Segments that only meet end to end overlap by noise.
  return to - from > 2.0 * allowed ? to - from : 0.0;
}

/// Common stretches among segments that have no twin: borders whose sides have different vertices.
void match_unnoded(const std::vector<Segment>& left_over, std::vector<SharedBorder>& borders) {
  std::vector<geo::LonLatBox> boxes;
  std::vector<double> lengths;
  for (const Segment& s : left_over) {
    geo::LonLatBox& box = boxes.emplace_back();
    box.grow(s.a);
    box.grow(s.b);
    lengths.push_back(length(s));
  }
  const geo::StrTree tree(boxes);
  for (std::size_t i = 0; i < left_over.size(); ++i) {
    const geo::LocalFrame frame(middle(left_over[i]));
    const double reach = slack(lengths[i], lengths[i]);
    geo::LonLatBox around = boxes[i];
    const double lon = reach / frame.metres_per_degree_lon();
    const double lat = reach / frame.metres_per_degree_lat();
    around.grow(geo::LonLat{around.min_lon - lon, around.min_lat - lat});
    around.grow(geo::LonLat{around.max_lon + lon, around.max_lat + lat});
    // Each pair is looked at once, from its longer side, which also has the wider reach.
    for (const std::size_t j : tree.query(around)) {
      const bool longer = lengths[i] > lengths[j] || (lengths[i] == lengths[j] && i < j);
      if (!longer || left_over[i].unit == left_over[j].unit) continue;
      const double metres = overlap(left_over[i], left_over[j], lengths[i], lengths[j]);
      if (metres <= 0.0) continue;
      const auto [a, b] = std::minmax(left_over[i].unit, left_over[j].unit);
      borders.push_back({a, b, metres});
    }
  }
}

}  // namespace

std::vector<SharedBorder> shared_borders(std::span<const model::BasicUnit> units) {
  const std::vector<Segment> segments = sorted_segments(units);
  std::vector<SharedBorder> borders;
  std::vector<Segment> left_over;
  for (std::size_t begin = 0; begin < segments.size();) {
    std::size_t end = begin + 1;
    while (end < segments.size() && segments[begin].same_line(segments[end])) ++end;
    if (segments[begin].unit == segments[end - 1].unit) {
      left_over.push_back(segments[begin]);
    } else {
      // More than two units on one line overlap; all of them are neighbours.
      const double metres = length(segments[begin]);
      for (std::size_t i = begin; i < end; ++i) {
        for (std::size_t j = i + 1; j < end; ++j) {
          if (segments[i].unit != segments[j].unit) {
            borders.push_back({segments[i].unit, segments[j].unit, metres});
          }
        }
      }
    }
    begin = end;
  }
  match_unnoded(left_over, borders);
  return borders;
}

}  // namespace nearnet::territory
