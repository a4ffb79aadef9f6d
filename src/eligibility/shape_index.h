// SPDX-License-Identifier: Apache-2.0
// Which of these shapes cover a place, and which is nearest to it? The geometric half of
// CoverageIndex, for any layer of polygons or lines; items are known by their place in the list
// alone.
//
//   eligibility::ShapeIndex index({{&node.geometry}, {&cable.geometry, core::Metres(45)}});
//   auto lookup = index.lookup();                     // one a thread: it keeps buffers
//   lookup.covering({-68.77, 44.80});                 // items in ascending order
//   lookup.nearest({-68.77, 44.80}, core::Metres(150));
//
// Containment, distance and cost are those of coverage_index.h. Among equally near shapes, to the
// whole millimetre, the smallest item wins. Empty geometries are never found. The shapes are
// copied.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "core/units.h"
#include "eligibility/cell_grid.h"
#include "eligibility/outlines.h"
#include "geo/geometry.h"
#include "geo/lon_lat.h"

namespace nearnet::eligibility {

/// Whole millimetres, half up: what distances are compared by.
std::int64_t to_millimetres(core::Metres distance);
core::Metres from_millimetres(std::int64_t millimetres);

struct Shape {
  const geo::Geometry* geometry = nullptr;
  /// It also covers what lies within so many metres of its lines. Meant for lines.
  core::Metres reach{0.0};
};

class ShapeIndex {
 public:
  explicit ShapeIndex(const std::vector<Shape>& shapes,
                      const core::JobContext& job = core::JobContext());

  struct Near {
    std::size_t item = 0;
    std::int64_t millimetres = 0;
    friend bool operator==(const Near&, const Near&) = default;
  };

  class Lookup {
   public:
    /// The smallest item that covers `position`; 0 mm within polygons, up to the reach from a line.
    std::optional<Near> first_covering(geo::LonLat position);
    /// All that cover it, by item.
    std::vector<Near> covering(geo::LonLat position);
    /// Of a position that no shape covers, the shape with the nearest outline within `radius`:
    /// smallest distance in millimetres, then smallest item.
    std::optional<Near> nearest(geo::LonLat position, core::Metres radius);
    /// All within `radius`, by distance in millimetres, then item.
    std::vector<Near> within(geo::LonLat position, core::Metres radius);

   private:
    friend class ShapeIndex;
    explicit Lookup(const ShapeIndex& index)
        : index_(&index), cursor_(index.grid_), cover_cursor_(index.cover_grid()) {}

    struct Candidate {
      EdgeId edge = 0;
      double squared = 0.0;  ///< metres squared, in the tangent metric
    };
    struct EdgeNear {
      std::size_t item = 0;
      double metres = 0.0;  ///< in the tangent metric
      double doubt = 0.0;   ///< how far the geodesic may be from that
      EdgeId edge = 0;
      geo::LonLat foot;  ///< its nearest point
    };
    /// Calls visit with each number of degrees by which the shapes may write `lon` differently.
    template <typename Visit>
    void for_each_turn(double lon, double reach_lon, Visit visit) const;
    void cover(geo::LonLat position, bool first_only);
    void cover_turned(geo::LonLat place, bool first_only);
    std::optional<std::int64_t> on_reach(geo::LonLat place,
                                         std::span<const CellStretch> stretches) const;
    void gather_edges(geo::LonLat position, double radius);
    void gather_nearest_edges(geo::LonLat position, double radius);
    double gather_edges(const Tangent& at_position, double reach, bool nearest_only);
    void measure_items(geo::LonLat position);

    const ShapeIndex* index_;
    CellGrid::Cursor cursor_;
    CellGrid::Cursor cover_cursor_;
    std::vector<Near> covering_;
    std::vector<Candidate> candidates_;
    std::vector<EdgeNear> edges_;
    std::vector<Near> near_;
  };

  Lookup lookup() const { return Lookup(*this); }
  std::size_t size() const { return outlines_.size(); }

 private:
  /// Of cells that list what covers their places.
  const CellGrid& cover_grid() const { return reach_grid_ ? *reach_grid_ : grid_; }

  Outlines outlines_;
  std::vector<double> reaches_;
  double farthest_reach_;
  CellGrid grid_;  ///< edges where they run, for the nearest of them
  /// And where their reach leads, when some have one: a search would meet them over and over.
  std::optional<CellGrid> reach_grid_;
};

}  // namespace nearnet::eligibility
