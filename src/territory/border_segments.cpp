// SPDX-License-Identifier: Apache-2.0
#include "territory/border_segments.h"

#include "core/parallel.h"
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

/// Segments in ascending order, cut into buckets: no line is in two of them.
using Buckets = std::vector<std::vector<Segment>>;

/// Where each bucket but the first begins, from a sample.
std::vector<geo::LonLat> bucket_starts(const Buckets& pieces) {
  constexpr std::size_t kEach = 64;
  constexpr std::size_t kBuckets = 128;
  std::vector<geo::LonLat> sample;
  std::size_t seen = 0;
  for (const std::vector<Segment>& piece : pieces) {
    for (const Segment& segment : piece) {
      if (seen++ % kEach == 0) sample.push_back(segment.a);
    }
  }
  std::sort(sample.begin(), sample.end());
  std::vector<geo::LonLat> starts;
  for (std::size_t i = 1; i < kBuckets; ++i) {
    const std::size_t at = i * sample.size() / kBuckets;
    if (at < sample.size()) starts.push_back(sample[at]);
  }
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return starts;
}

Buckets sorted_segments(std::span<const model::BasicUnit> units, const core::JobContext& job) {
  constexpr std::size_t kGrain = 2048;
  Buckets pieces((units.size() + kGrain - 1) / kGrain);
  const core::JobContext reading = job.part(0.0, 0.4, "finding neighbours");
  core::parallel_ranges(units.size(), kGrain, reading, [&](std::size_t begin, std::size_t end) {
    std::vector<Segment>& piece = pieces[begin / kGrain];
    for (std::size_t unit = begin; unit < end; ++unit) {
      for (const geo::Polygon& part : units[unit].geometry.polygons()) {
        append_ring(part.shell, unit, piece);
        for (const geo::Ring& hole : part.holes) append_ring(hole, unit, piece);
      }
    }
  });
  const std::vector<geo::LonLat> starts = bucket_starts(pieces);
  Buckets buckets(starts.size() + 1);
  for (std::vector<Segment>& piece : pieces) {
    for (const Segment& segment : piece) {
      const auto next = std::upper_bound(starts.begin(), starts.end(), segment.a);
      buckets[static_cast<std::size_t>(next - starts.begin())].push_back(segment);
    }
    piece = {};
  }
  const core::JobContext sorting = job.part(0.4, 0.8, "finding neighbours");
  core::parallel_ranges(buckets.size(), 1, sorting, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) std::sort(buckets[i].begin(), buckets[i].end());
  });
  return buckets;
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

/// Borders of units that list the same segments; the others are left over.
void match_noded(const std::vector<Segment>& segments, std::vector<SharedBorder>& borders,
                 std::vector<Segment>& left_over) {
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
}

}  // namespace

std::vector<SharedBorder> shared_borders(std::span<const model::BasicUnit> units,
                                         const core::JobContext& job) {
  const Buckets buckets = sorted_segments(units, job);
  std::vector<std::vector<SharedBorder>> found(buckets.size());
  Buckets alone(buckets.size());
  const core::JobContext matching = job.part(0.8, 1.0, "finding neighbours");
  core::parallel_ranges(buckets.size(), 1, matching, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) match_noded(buckets[i], found[i], alone[i]);
  });
  std::vector<SharedBorder> borders;
  std::vector<Segment> left_over;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    borders.insert(borders.end(), found[i].begin(), found[i].end());
    left_over.insert(left_over.end(), alone[i].begin(), alone[i].end());
  }
  match_unnoded(left_over, borders);
  return borders;
}

}  // namespace nearnet::territory
