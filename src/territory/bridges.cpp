// SPDX-License-Identifier: Apache-2.0
#include "territory/bridges.h"

#include "geo/delaunay.h"
#include "geo/local_frame.h"
#include "geo/str_tree.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace nearnet::territory {
namespace {

bool shorter(const Bridge& a, const Bridge& b) {
  const auto key = [](const Bridge& bridge) {
    const auto [low, high] = std::minmax(bridge.from, bridge.to);
    return std::tuple(bridge.metres, low, high);
  };
  return key(a) < key(b);
}

/// Where the units lie. Longitudes are unwrapped around the first unit, so they pass 180° where the
/// units lie on both sides of the antimeridian.
class Positions {
 public:
  explicit Positions(std::span<const model::BasicUnit> units) : units_(units) {
    const geo::LocalFrame frame(units.front().geometry.polygons().front().shell.front());
    const auto degrees = [&](double x, double y) {
      return geo::LonLat{frame.origin().lon + x / frame.metres_per_degree_lon(),
                         frame.origin().lat + y / frame.metres_per_degree_lat()};
    };
    boxes_.reserve(units.size());
    for (const model::BasicUnit& unit : units) {
      const geo::LonLatBox metres = frame.to_metres(unit.geometry).envelope();
      geo::LonLatBox& box = boxes_.emplace_back();
      box.grow(degrees(metres.min_lon, metres.min_lat));
      box.grow(degrees(metres.max_lon, metres.max_lat));
      extent_.grow(box);
    }
  }

  const std::vector<geo::LonLatBox>& boxes() const { return boxes_; }
  const geo::LonLatBox& extent() const { return extent_; }

  /// Centroids in metres around the middle of all units.
  std::vector<geo::XY> centres() const {
    const geo::LocalFrame frame(extent_.centre());
    std::vector<geo::XY> centres;
    centres.reserve(units_.size());
    for (const model::BasicUnit& unit : units_) {
      const geo::LonLat centre = frame.to_metres(unit.geometry).centroid();
      centres.push_back({centre.lon, centre.lat});
    }
    return centres;
  }

  /// Metres between two units to the millimetre, the same from either side.
  double gap(std::size_t a, std::size_t b) const {
    geo::LonLatBox both = boxes_[a];
    both.grow(boxes_[b]);
    const geo::LocalFrame frame(both.centre());
    const auto [first, second] = std::minmax(a, b);
    const double metres =
        frame.to_metres(units_[first].geometry).distance(frame.to_metres(units_[second].geometry));
    return std::round(metres * 1000.0) / 1000.0;
  }

 private:
  std::span<const model::BasicUnit> units_;
  std::vector<geo::LonLatBox> boxes_;
  geo::LonLatBox extent_;
};

/// Finds the nearest unit of another part.
class NearestElsewhere {
 public:
  explicit NearestElsewhere(const Positions& positions)
      : positions_(positions), boxes_(positions.boxes()), tree_(boxes_) {}

  /// None when nothing elsewhere is nearer than `limit` metres.
  std::optional<Bridge> find(std::size_t unit, DisjointSets& parts, double limit) const {
    const geo::LocalFrame frame(boxes_[unit].centre());
    const std::size_t own_part = parts.find(unit);
    std::optional<Bridge> best;
    for (double radius = std::min(limit, std::max(1.0, diameter(boxes_[unit], frame)));;
         radius = std::min(limit, 2.0 * radius)) {
      const geo::LonLatBox around = grown(boxes_[unit], radius, frame);
      for (const std::size_t other : tree_.query(around)) {
        if (parts.find(other) == own_part) continue;
        if (best && box_gap(unit, other, frame) > best->metres) continue;
        const Bridge bridge{unit, other, positions_.gap(unit, other)};
        if (!best || shorter(bridge, *best)) best = bridge;
      }
      const geo::LonLatBox& all = positions_.extent();
      const bool all_seen = around.min_lon <= all.min_lon && around.min_lat <= all.min_lat &&
                            around.max_lon >= all.max_lon && around.max_lat >= all.max_lat;
      if ((best && best->metres <= radius) || radius >= limit || all_seen) return best;
    }
  }

 private:
  static double diameter(const geo::LonLatBox& box, const geo::LocalFrame& frame) {
    return std::hypot((box.max_lon - box.min_lon) * frame.metres_per_degree_lon(),
                      (box.max_lat - box.min_lat) * frame.metres_per_degree_lat());
  }

  static geo::LonLatBox grown(geo::LonLatBox box, double metres, const geo::LocalFrame& frame) {
    const double lon = metres / frame.metres_per_degree_lon();
    const double lat = metres / frame.metres_per_degree_lat();
    return {box.min_lon - lon, box.min_lat - lat, box.max_lon + lon, box.max_lat + lat};
  }

  /// A little less than the distance between the boxes, which is no more than that between the
  /// units.
  double box_gap(std::size_t a, std::size_t b, const geo::LocalFrame& frame) const {
    const geo::LonLatBox& p = boxes_[a];
    const geo::LonLatBox& q = boxes_[b];
    const double lon = std::max({0.0, q.min_lon - p.max_lon, p.min_lon - q.max_lon});
    const double lat = std::max({0.0, q.min_lat - p.max_lat, p.min_lat - q.max_lat});
    constexpr double kCaution = 0.9;  // the frame is exact at one of the two units only
    return kCaution *
           std::hypot(lon * frame.metres_per_degree_lon(), lat * frame.metres_per_degree_lat());
  }

  const Positions& positions_;
  const std::vector<geo::LonLatBox>& boxes_;
  geo::StrTree tree_;
};

/// The part with the most units: the others look for a way out, it need not.
std::size_t largest_part(std::size_t units, DisjointSets& parts) {
  std::vector<std::size_t> size(units, 0);
  for (std::size_t unit = 0; unit < units; ++unit) ++size[parts.find(unit)];
  return static_cast<std::size_t>(std::max_element(size.begin(), size.end()) - size.begin());
}

/// Joins `parts` to one.
std::vector<Bridge> spanning_tree(const Positions& positions, DisjointSets& parts) {
  const std::size_t units = positions.boxes().size();
  std::vector<Bridge> bridges;
  const NearestElsewhere nearest(positions);
  constexpr double kAnywhere = 1e9;
  for (std::size_t apart = parts.count(); apart > 1;) {
    const std::size_t largest = largest_part(units, parts);
    std::map<std::size_t, Bridge> best;  // by part
    for (std::size_t unit = 0; unit < units; ++unit) {
      const std::size_t part = parts.find(unit);
      if (part == largest) continue;
      const auto known = best.find(part);
      const auto found =
          nearest.find(unit, parts, known == best.end() ? kAnywhere : known->second.metres);
      if (found && (known == best.end() || shorter(*found, known->second))) {
        best.insert_or_assign(part, *found);
      }
    }
    std::vector<Bridge> round;
    for (const auto& [part, bridge] : best) round.push_back(bridge);
    std::sort(round.begin(), round.end(), shorter);
    for (const Bridge& bridge : round) {
      if (!parts.join(bridge.from, bridge.to)) continue;
      bridges.push_back(bridge);
      --apart;
    }
  }
  return bridges;
}

/// Whether `c` lies in the circle with diameter a–b or on it: where it sees a–b at a right angle or
/// more. On it, within rounding, counts as in, so that lattices do not hang on the last bit.
bool in_circle_over(geo::XY a, geo::XY b, geo::XY c) {
  constexpr double kOnIt = 1e-9;
  const double squared = (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
  return (a.x - c.x) * (b.x - c.x) + (a.y - c.y) * (b.y - c.y) <= kOnIt * squared;
}

/// Pairs a < b of Gabriel neighbours, ascending. Each is a Delaunay edge, and when another centre
/// lies in its circle, so does the tip of a Delaunay triangle at that edge (Matula, Sokal 1980): a
/// neighbour of both ends. Looking from the end with fewer neighbours keeps the cost linear.
std::vector<std::pair<std::size_t, std::size_t>> gabriel_pairs(
    const std::vector<geo::XY>& centres) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs = geo::delaunay_edges(centres);
  std::vector<std::vector<std::size_t>> beside(centres.size());
  for (const auto& [a, b] : pairs) {
    beside[a].push_back(b);
    beside[b].push_back(a);
  }
  std::erase_if(pairs, [&](const auto& pair) {
    const auto [a, b] = pair;
    const auto& around = beside[a].size() <= beside[b].size() ? beside[a] : beside[b];
    return std::any_of(around.begin(), around.end(), [&, a = a, b = b](std::size_t c) {
      return c != a && c != b && in_circle_over(centres[a], centres[b], centres[c]);
    });
  });
  return pairs;
}

}  // namespace

std::vector<Bridge> bridge_parts(std::span<const model::BasicUnit> units, DisjointSets& parts) {
  if (parts.count() <= 1) return {};
  const Positions positions(units);
  DisjointSets before = parts;
  std::vector<Bridge> bridges = spanning_tree(positions, parts);
  std::set<std::pair<std::size_t, std::size_t>> tied;
  for (const Bridge& bridge : bridges) tied.insert(std::minmax(bridge.from, bridge.to));
  for (const auto& [a, b] : gabriel_pairs(positions.centres())) {
    if (before.find(a) == before.find(b) || tied.contains({a, b})) continue;
    bridges.push_back({a, b, positions.gap(a, b)});
  }
  return bridges;
}

}  // namespace nearnet::territory
