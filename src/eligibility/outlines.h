// SPDX-License-Identifier: Apache-2.0
// The vertices of many shapes in one row of memory, so that a place can be tested against a shape
// without GEOS and still get GEOS's answer. Internal to the engine.
//
//   Outlines outlines(shapes, job);                    // copies the coordinates
//   outlines.covers(item, place);                      // boundary counts as inside
//   outlines.for_each_edge(item, [&](EdgeId edge) { outlines.from(edge); outlines.to(edge); });
//
// covers() walks all edges and decides by exact orientation which of them a ray to the east meets,
// as GEOS's ray crossing counter does (even-odd over all rings), so the answers are equal for valid
// polygons. Neighbours among the shapes lie close together in memory. Memory: 20 bytes a vertex.
// Building is O(vertices), on several threads. Const uses are safe from any number of threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "geo/geometry.h"
#include "geo/lon_lat.h"

namespace nearnet::eligibility {

/// A place in the row of vertices, of 31 bits; the edge leads to the vertex behind it.
using EdgeId = std::uint32_t;

/// At an end or between both.
inline bool between(double value, double a, double b) {
  return value >= std::min(a, b) && value <= std::max(a, b);
}

/// The place is one of the edge's.
bool on_edge(geo::LonLat from, geo::LonLat to, geo::LonLat place);

class Outlines {
 public:
  /// Throws core::InputError for more than 2,147,483,647 vertices.
  Outlines(std::span<const geo::Geometry* const> shapes, const core::JobContext& job);

  std::size_t size() const { return items_.size(); }
  const geo::LonLatBox& box(std::size_t item) const { return items_[item].box; }
  const geo::LonLatBox& extent() const { return extent_; }
  /// Of all items together.
  std::size_t edge_count() const { return edge_count_; }

  /// On an edge, or in the inside of the shape's polygons.
  bool covers(std::size_t item, geo::LonLat place) const;

  std::size_t vertex_count(std::size_t item) const { return items_[item].end - items_[item].begin; }

  /// Calls visit(edge) for each edge of the item, ascending. A lone point is an edge of no length.
  template <typename Visit>
  void for_each_edge(std::size_t item, Visit visit) const {
    const Item& shape = items_[item];
    for (EdgeId edge = shape.begin; edge < shape.end; ++edge) {
      if (!is_path_end_[edge]) visit(edge);
    }
  }
  geo::LonLat from(EdgeId edge) const { return vertices_[edge]; }
  geo::LonLat to(EdgeId edge) const { return vertices_[edge + 1]; }
  std::size_t item_of(EdgeId edge) const { return item_of_[edge]; }
  /// All edges of the item are below this one, and no others from its first on.
  EdgeId edges_end(std::size_t item) const { return items_[item].end; }
  /// The edge bounds an area.
  bool is_of_ring(EdgeId edge) const { return edge < items_[item_of_[edge]].rings_end; }
  /// Some of the item's edges bound an area.
  bool has_area(std::size_t item) const { return items_[item].rings_end > items_[item].begin; }

 private:
  struct Item {
    EdgeId begin = 0;      ///< vertices, rings first
    EdgeId rings_end = 0;  ///< of rings; lines and points follow
    EdgeId end = 0;
    geo::LonLatBox box;
  };
  class Crossings;

  std::vector<std::size_t> neighbours_first() const;
  bool inside_rings(const Item& item, geo::LonLat place) const;
  bool on_lines(const Item& item, geo::LonLat place) const;

  std::vector<Item> items_;
  std::vector<geo::LonLat> vertices_;
  std::vector<std::uint32_t> item_of_;
  std::vector<bool> is_path_end_;
  geo::LonLatBox extent_;
  std::size_t edge_count_ = 0;
};

}  // namespace nearnet::eligibility
