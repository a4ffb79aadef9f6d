// SPDX-License-Identifier: Apache-2.0
#include "eligibility/outlines.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/error.h"
#include "core/parallel.h"
#include "geo/orientation.h"

namespace nearnet::eligibility {
namespace {

constexpr std::size_t kGrain = 512;
/// Rings of fewer edges are read through faster than their slab is found.
constexpr std::size_t kEdgesWithoutSlabs = 16;
constexpr std::size_t kEdgesPerSlab = 4;

/// What one shape brings: its vertices path by path.
struct Paths {
  std::vector<geo::LonLat> vertices;
  std::vector<std::size_t> ends;  ///< one behind the last vertex of each path
  std::size_t rings_end = 0;

  void add(const std::vector<geo::LonLat>& path) {
    if (path.empty()) return;
    vertices.insert(vertices.end(), path.begin(), path.end());
    if (path.size() == 1) vertices.push_back(path.front());
    ends.push_back(vertices.size());
  }
};

Paths paths_of(const geo::Geometry& shape) {
  Paths paths;
  for (const geo::Polygon& polygon : shape.polygons()) {
    paths.add(polygon.shell);
    for (const geo::Ring& hole : polygon.holes) paths.add(hole);
  }
  paths.rings_end = paths.vertices.size();
  for (const geo::Line& line : shape.lines()) paths.add(line);
  for (const geo::LonLat& point : shape.points()) paths.add({point});
  return paths;
}

bool between(double value, double a, double b) {
  return value >= std::min(a, b) && value <= std::max(a, b);
}

bool on_edge(geo::LonLat from, geo::LonLat to, geo::LonLat place) {
  return between(place.lat, from.lat, to.lat) && between(place.lon, from.lon, to.lon) &&
         geo::orientation(from, to, place) == 0;
}

}  // namespace

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
  core::parallel_ranges(shapes.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) paths[i] = paths_of(*shapes[i]);
  });
  std::size_t total = 0;
  for (const Paths& path : paths) total += path.vertices.size();
  if (total >= std::numeric_limits<EdgeId>::max()) {
    throw core::InputError(
        "the footprints have more than 4,294,967,294 vertices in all; simplify "
        "them, or evaluate part of the area at a time");
  }
  items_.resize(shapes.size());
  is_path_end_.resize(total, false);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    Item& item = items_[i];
    item.begin = static_cast<EdgeId>(begin);
    item.rings_end = static_cast<EdgeId>(begin + paths[i].rings_end);
    item.end = static_cast<EdgeId>(begin + paths[i].vertices.size());
    for (const std::size_t end : paths[i].ends) is_path_end_[begin + end - 1] = true;
    edge_count_ += paths[i].vertices.size() - paths[i].ends.size();
    begin = item.end;
  }
  vertices_.resize(total);
  item_of_.resize(total);
  core::parallel_ranges(shapes.size(), kGrain, job, [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      Item& item = items_[i];
      for (const geo::LonLat& vertex : paths[i].vertices) item.box.grow(vertex);
      std::copy(paths[i].vertices.begin(), paths[i].vertices.end(), vertices_.begin() + item.begin);
      std::fill(item_of_.begin() + item.begin, item_of_.begin() + item.end,
                static_cast<std::uint32_t>(i));
      paths[i] = {};
    }
  });
  for (const Item& item : items_) {
    if (!item.box.empty()) extent_.grow(item.box);
  }
  cut_into_slabs(job);
}

/// Monotonous in `lat`, which is all that finding the slab of an edge and of a place must share.
std::size_t Outlines::slab_of(const Item& item, double lat) const {
  const double slab = (lat - item.box.min_lat) * item.slabs_per_degree;
  return static_cast<std::size_t>(std::clamp(slab, 0.0, static_cast<double>(item.slab_count - 1)));
}

void Outlines::cut_into_slabs(const core::JobContext& job) {
  std::size_t starts = 0;
  std::vector<std::size_t> large;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    Item& item = items_[i];
    const std::size_t edges = item.rings_end - item.begin;
    const double height = item.box.max_lat - item.box.min_lat;
    if (edges <= kEdgesWithoutSlabs || !(height > 0.0)) continue;
    item.slab_count = static_cast<std::uint32_t>(edges / kEdgesPerSlab);
    item.slabs_per_degree = static_cast<double>(item.slab_count) / height;
    item.first_slab = starts;
    starts += item.slab_count + 1;
    large.push_back(i);
  }
  slab_starts_.assign(starts, 0);

  const auto for_each_slab = [&](const Item& item, auto visit) {
    for (EdgeId edge = item.begin; edge < item.rings_end; ++edge) {
      if (is_path_end_[edge]) continue;
      const auto [low, high] = std::minmax(vertices_[edge].lat, vertices_[edge + 1].lat);
      for (std::size_t slab = slab_of(item, low); slab <= slab_of(item, high); ++slab) {
        visit(edge, slab);
      }
    }
  };
  core::parallel_ranges(large.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Item& item = items_[large[i]];
      for_each_slab(item,
                    [&](EdgeId, std::size_t slab) { ++slab_starts_[item.first_slab + slab]; });
    }
  });
  std::size_t sum = 0;
  for (std::size_t& start : slab_starts_) start = std::exchange(sum, sum + start);
  slab_edges_.resize(sum);
  core::parallel_ranges(large.size(), kGrain, job, [&](std::size_t begin, std::size_t end) {
    std::vector<std::size_t> next;
    for (std::size_t i = begin; i < end; ++i) {
      const Item& item = items_[large[i]];
      const auto first = slab_starts_.begin() + static_cast<std::ptrdiff_t>(item.first_slab);
      next.assign(first, first + item.slab_count);
      for_each_slab(item, [&](EdgeId edge, std::size_t slab) { slab_edges_[next[slab]++] = edge; });
    }
  });
}

bool Outlines::inside_rings(const Item& item, geo::LonLat place) const {
  Crossings crossings(place);
  if (item.slab_count == 0) {
    for (EdgeId edge = item.begin; edge < item.rings_end; ++edge) {
      if (!is_path_end_[edge]) crossings.add(vertices_[edge], vertices_[edge + 1]);
    }
    return crossings.inside();
  }
  const std::size_t slab = item.first_slab + slab_of(item, place.lat);
  for (std::size_t i = slab_starts_[slab]; i < slab_starts_[slab + 1]; ++i) {
    const EdgeId edge = slab_edges_[i];
    crossings.add(vertices_[edge], vertices_[edge + 1]);
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
