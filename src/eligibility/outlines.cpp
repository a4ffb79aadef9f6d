// SPDX-License-Identifier: Apache-2.0
#include "eligibility/outlines.h"

#include <algorithm>

#include "core/error.h"
#include "core/parallel.h"
#include "eligibility/place_order.h"
#include "geo/orientation.h"
#include "geo/paths.h"

namespace nearnet::eligibility {
namespace {

constexpr std::size_t kGrain = 512;
/// So that an edge and a bit more fit into 32.
constexpr std::size_t kMostVertices = 0x7fffffff;

/// What one shape brings.
struct Paths {
  std::vector<std::size_t> ends;  ///< one behind the last vertex of each path
  std::size_t vertices = 0;
  std::size_t rings_end = 0;
};

Paths paths_of(const geo::Geometry& shape) {
  Paths paths;
  geo::copy_paths(shape, [&](geo::PathKind kind, std::size_t points) {
    if (points == 0) return nullptr;
    // A lone point is an edge of no length.
    paths.vertices += std::max<std::size_t>(points, 2);
    paths.ends.push_back(paths.vertices);
    if (kind == geo::PathKind::kRing) paths.rings_end = paths.vertices;
    return nullptr;
  });
  return paths;
}

/// Writes the vertices of a shape, as paths_of() counts them.
void copy_vertices(const geo::Geometry& shape, geo::LonLat* to) {
  std::vector<geo::LonLat*> lone_points;
  geo::copy_paths(shape, [&](geo::PathKind, std::size_t points) {
    geo::LonLat* const path = to;
    to += points;
    if (points == 1) lone_points.push_back(to++);
    return path;
  });
  for (geo::LonLat* second : lone_points) *second = second[-1];
}

}  // namespace

bool on_edge(geo::LonLat from, geo::LonLat to, geo::LonLat place) {
  return between(place.lat, from.lat, to.lat) && between(place.lon, from.lon, to.lon) &&
         geo::orientation(from, to, place) == 0;
}

/// Counts the edges that a ray from the place to the east crosses. Edges hold their lower end and
/// not their upper one, so that a ray through a vertex is counted right (GEOS's
/// RayCrossingCounter).
class Outlines::Crossings {
 public:
  explicit Crossings(geo::LonLat place) : place_(place) {}

  void add(geo::LonLat from, geo::LonLat to) {
    const bool from_above = from.lat > place_.lat;
    const bool to_above = to.lat > place_.lat;
    if (from_above == to_above) {
      // Only an edge along the ray, or an end of one, can hold the place.
      if (from.lat == place_.lat || to.lat == place_.lat) touch_level(from, to);
      return;
    }
    if (from.lon < place_.lon && to.lon < place_.lon) return;
    if (from.lon > place_.lon && to.lon > place_.lon) {
      odd_ = !odd_;
      return;
    }
    const int side = geo::orientation(from, to, place_);
    if (side == 0) on_boundary_ = true;
    if ((side > 0) == to_above) odd_ = !odd_;
  }

  bool inside() const { return odd_ || on_boundary_; }

 private:
  void touch_level(geo::LonLat from, geo::LonLat to) {
    const bool level = from.lat == to.lat;
    if (from == place_ || to == place_ || (level && between(place_.lon, from.lon, to.lon))) {
      on_boundary_ = true;
    }
  }

  geo::LonLat place_;
  bool odd_ = false;
  bool on_boundary_ = false;
};

Outlines::Outlines(std::span<const geo::Geometry* const> shapes, const core::JobContext& job) {
  std::vector<Paths> paths(shapes.size());
  items_.resize(shapes.size());
  core::parallel_ranges(shapes.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      paths[i] = paths_of(*shapes[i]);
      items_[i].box = shapes[i]->envelope();
    }
  });
  std::size_t total = 0;
  for (const Paths& path : paths) total += path.vertices;
  if (total > kMostVertices) {
    throw core::InputError(
        "the footprints have more than 2,147,483,647 vertices in all; simplify "
        "them, or evaluate part of the area at a time");
  }
  is_path_end_.resize(total, false);
  std::size_t begin = 0;
  const std::vector<std::size_t> by_place = neighbours_first();
  for (const std::size_t i : by_place) {
    Item& item = items_[i];
    item.begin = static_cast<EdgeId>(begin);
    item.rings_end = static_cast<EdgeId>(begin + paths[i].rings_end);
    item.end = static_cast<EdgeId>(begin + paths[i].vertices);
    for (const std::size_t end : paths[i].ends) is_path_end_[begin + end - 1] = true;
    edge_count_ += paths[i].vertices - paths[i].ends.size();
    begin = item.end;
  }
  vertices_.resize(total);
  item_of_.resize(total);
  core::parallel_ranges(shapes.size(), kGrain, job, [&](std::size_t first, std::size_t last) {
    for (std::size_t at = first; at < last; ++at) {
      const std::size_t i = by_place[at];
      Item& item = items_[i];
      copy_vertices(*shapes[i], vertices_.data() + item.begin);
      std::fill(item_of_.begin() + item.begin, item_of_.begin() + item.end,
                static_cast<std::uint32_t>(i));
      // Of a shape that is not valid, holes may lie beyond the shell.
      for (EdgeId vertex = item.begin; vertex < item.end; ++vertex) {
        item.box.grow(vertices_[vertex]);
      }
    }
  });
  for (const Item& item : items_) {
    if (!item.box.empty()) extent_.grow(item.box);
  }
}

/// All items, neighbours together: what a place asks for lies close together in memory then.
std::vector<std::size_t> Outlines::neighbours_first() const {
  std::vector<NumberedPlace> centres;
  centres.reserve(items_.size());
  std::vector<std::size_t> order;
  order.reserve(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (items_[i].box.empty()) {
      order.push_back(i);
    } else {
      centres.push_back({items_[i].box.centre(), i});
    }
  }
  for (const NumberedPlace& centre : neighbours_together(centres)) order.push_back(centre.number);
  return order;
}

bool Outlines::inside_rings(const Item& item, geo::LonLat place) const {
  Crossings crossings(place);
  for (EdgeId edge = item.begin; edge < item.rings_end; ++edge) {
    if (!is_path_end_[edge]) crossings.add(vertices_[edge], vertices_[edge + 1]);
  }
  return crossings.inside();
}

bool Outlines::on_lines(const Item& item, geo::LonLat place) const {
  for (EdgeId edge = item.rings_end; edge < item.end; ++edge) {
    if (!is_path_end_[edge] && on_edge(vertices_[edge], vertices_[edge + 1], place)) return true;
  }
  return false;
}

bool Outlines::covers(std::size_t index, geo::LonLat place) const {
  const Item& item = items_[index];
  if (!item.box.contains(place)) return false;
  return inside_rings(item, place) || (item.rings_end < item.end && on_lines(item, place));
}

}  // namespace nearnet::eligibility
