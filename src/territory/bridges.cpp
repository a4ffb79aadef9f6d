// SPDX-License-Identifier: Apache-2.0
#include "territory/bridges.h"

#include "geo/local_frame.h"
#include "geo/str_tree.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>

namespace nearnet::territory {
namespace {

bool shorter(const Bridge& a, const Bridge& b) {
  const auto key = [](const Bridge& bridge) {
    const auto [low, high] = std::minmax(bridge.from, bridge.to);
    return std::tuple(bridge.metres, low, high);
  };
  return key(a) < key(b);
}

/// Finds the nearest unit of another part.
class NearestElsewhere {
 public:
  explicit NearestElsewhere(std::span<const model::BasicUnit> units)
      : units_(units), boxes_(boxes_of(units)), tree_(boxes_) {
    for (const geo::LonLatBox& box : boxes_) extent_.grow(box);
  }

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
        const Bridge bridge{unit, other, gap(unit, other)};
        if (!best || shorter(bridge, *best)) best = bridge;
      }
      const bool all_seen = around.min_lon <= extent_.min_lon &&
                            around.min_lat <= extent_.min_lat &&
                            around.max_lon >= extent_.max_lon && around.max_lat >= extent_.max_lat;
      if ((best && best->metres <= radius) || radius >= limit || all_seen) return best;
    }
  }

 private:
  static std::vector<geo::LonLatBox> boxes_of(std::span<const model::BasicUnit> units) {
    std::vector<geo::LonLatBox> boxes;
    boxes.reserve(units.size());
    for (const model::BasicUnit& unit : units) boxes.push_back(unit.geometry.envelope());
    return boxes;
  }

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

  std::span<const model::BasicUnit> units_;
  std::vector<geo::LonLatBox> boxes_;
  geo::StrTree tree_;
  geo::LonLatBox extent_;
};

/// The part with the most units: the others look for a way out, it need not.
std::size_t largest_part(std::size_t units, DisjointSets& parts) {
  std::vector<std::size_t> size(units, 0);
  for (std::size_t unit = 0; unit < units; ++unit) ++size[parts.find(unit)];
  return static_cast<std::size_t>(std::max_element(size.begin(), size.end()) - size.begin());
}

}  // namespace

std::vector<Bridge> bridge_parts(std::span<const model::BasicUnit> units, DisjointSets& parts) {
  std::vector<Bridge> bridges;
  std::size_t apart = 0;
  for (std::size_t unit = 0; unit < units.size(); ++unit)
    apart += parts.find(unit) == unit ? 1U : 0U;
  if (apart <= 1) return bridges;

  const NearestElsewhere nearest(units);
  constexpr double kAnywhere = 1e9;
  while (apart > 1) {
    const std::size_t largest = largest_part(units.size(), parts);
    std::map<std::size_t, Bridge> best;  // by part
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
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

}  // namespace nearnet::territory
