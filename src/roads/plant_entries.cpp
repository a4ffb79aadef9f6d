// SPDX-License-Identifier: Apache-2.0
#include "roads/plant_entries.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "geo/prepared_geometry.h"

namespace nearnet::roads {
namespace {

struct Edge {
  geo::LonLat from;
  geo::LonLat to;
};

/// The rings and lines of the plant, edge by edge, found by where they are.
class PlantEdges {
 public:
  explicit PlantEdges(const geo::Geometry& plant) {
    for (const geo::Polygon& polygon : plant.polygons()) {
      add(polygon.shell);
      for (const geo::Ring& hole : polygon.holes) add(hole);
    }
    for (const geo::Line& line : plant.lines()) add(line);
    std::vector<geo::LonLatBox> boxes;
    for (const Edge& edge : edges_) {
      geo::LonLatBox& box = boxes.emplace_back();
      box.grow(edge.from);
      box.grow(edge.to);
    }
    if (!boxes.empty()) tree_.emplace(boxes);
  }

  template <typename Visit>
  void around(const geo::LonLatBox& box, Visit visit) const {
    if (!tree_) return;
    for (const std::size_t item : tree_->query(box)) visit(edges_[item]);
  }

 private:
  void add(const std::vector<geo::LonLat>& points) {
    for (std::size_t i = 1; i < points.size(); ++i) edges_.push_back({points[i - 1], points[i]});
  }

  std::vector<Edge> edges_;
  std::optional<geo::StrTree> tree_;
};

geo::LonLatBox box_of(geo::LonLat a, geo::LonLat b) {
  geo::LonLatBox box;
  box.grow(a);
  box.grow(b);
  return box;
}

/// Where the segment a → b crosses or touches the edge, 0 … 1 along the segment; straight in
/// lon/lat, as the edges of plant are. Of an overlap its end nearest to a.
std::optional<double> crossing(geo::LonLat a, geo::LonLat b, const Edge& edge) {
  const double rx = b.lon - a.lon;
  const double ry = b.lat - a.lat;
  const double sx = edge.to.lon - edge.from.lon;
  const double sy = edge.to.lat - edge.from.lat;
  const double qx = edge.from.lon - a.lon;
  const double qy = edge.from.lat - a.lat;
  const double cross = rx * sy - ry * sx;
  if (cross == 0.0) {
    if (qx * ry - qy * rx != 0.0) return std::nullopt;
    const double length = rx * rx + ry * ry;
    double first = (qx * rx + qy * ry) / length;
    double last = first + (sx * rx + sy * ry) / length;
    if (first > last) std::swap(first, last);
    if (last < 0.0 || first > 1.0) return std::nullopt;
    return std::max(first, 0.0);
  }
  const double at = (qx * sy - qy * sx) / cross;
  const double on_edge = (qx * ry - qy * rx) / cross;
  if (at < 0.0 || at > 1.0 || on_edge < 0.0 || on_edge > 1.0) return std::nullopt;
  return at;
}

void add_touching(const geo::PreparedGeometry& prepared, const PlantEdges& edges,
                  const RoadSegments& segments, std::size_t segment, std::vector<Entry>& entries) {
  const geo::LonLat from = segments.from(segment);
  const geo::LonLat to = segments.to(segment);
  if (prepared.covers(from)) entries.push_back({segment, 0.0, 0.0});
  if (prepared.covers(to)) entries.push_back({segment, 1.0, 0.0});
  edges.around(box_of(from, to), [&](const Edge& edge) {
    if (const auto at = crossing(from, to, edge)) entries.push_back({segment, *at, 0.0});
  });
}

/// The road positions nearest to one piece of plant, all of those equally near to the millimetre: a
/// road alongside has two, where it comes and where it goes.
class Nearest {
 public:
  explicit Nearest(double reach) : reach_(reach) {}

  double reach() const { return reach_; }

  /// Road and edge do not cross, so an end of one of them is where they are nearest.
  void consider(const RoadSegments& segments, std::size_t segment, const Edge& edge) {
    const geo::LonLat from = segments.from(segment);
    const geo::LonLat to = segments.to(segment);
    keep({segment, 0.0, foot_on(edge.from, edge.to, from).metres});
    keep({segment, 1.0, foot_on(edge.from, edge.to, to).metres});
    for (const geo::LonLat corner : {edge.from, edge.to}) {
      const Foot foot = foot_on(from, to, corner);
      keep({segment, foot.at, foot.metres});
    }
  }

  std::vector<Entry> found() && {
    std::erase_if(entries_, [&](const Entry& entry) { return entry.metres > reach_; });
    return std::move(entries_);
  }

 private:
  void keep(const Entry& entry) {
    constexpr double kTie = 0.001;
    if (entry.metres > reach_) return;
    reach_ = std::min(reach_, entry.metres + kTie);
    entries_.push_back(entry);
  }

  double reach_;
  std::vector<Entry> entries_;
};

}  // namespace

std::vector<Entry> entries_of(const geo::Geometry& plant, const RoadSegments& segments,
                              double off_road) {
  std::vector<Entry> entries;
  if (plant.is_empty()) return entries;
  const geo::PreparedGeometry prepared(plant);
  const PlantEdges edges(plant);
  for (const std::size_t segment : segments.around(plant.envelope())) {
    add_touching(prepared, edges, segments, segment, entries);
  }
  if (!entries.empty()) return entries;
  Nearest nearest(off_road);
  for (const std::size_t segment : segments.around(widened(plant.envelope(), off_road))) {
    const geo::LonLatBox box = box_of(segments.from(segment), segments.to(segment));
    edges.around(widened(box, nearest.reach()),
                 [&](const Edge& edge) { nearest.consider(segments, segment, edge); });
  }
  return std::move(nearest).found();
}

}  // namespace nearnet::roads
