// SPDX-License-Identifier: Apache-2.0
// Which of these shapes cover a place, and which is nearest to it? The geometric half of
// CoverageIndex, for any layer of polygons or lines; items are known by their place in the list
// alone.
//
//   eligibility::ShapeIndex index(geometries);        // pointers; the geometries must outlive it
//   auto lookup = index.lookup();                     // one a thread: prepared geometries are not
//   shared lookup.covering({-68.77, 44.80});                 // items in ascending order
//   lookup.nearest({-68.77, 44.80}, core::Metres(150));
//
// Containment, distance and cost are those of coverage_index.h. Among equally near shapes, to the
// whole millimetre, the smallest item wins. Empty geometries are never found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/units.h"
#include "geo/geometry.h"
#include "geo/lon_lat.h"
#include "geo/prepared_geometry.h"
#include "geo/str_tree.h"

namespace nearnet::eligibility {

/// Whole millimetres, half up: what distances are compared by.
std::int64_t to_millimetres(core::Metres distance);
core::Metres from_millimetres(std::int64_t millimetres);

class ShapeIndex {
 public:
  explicit ShapeIndex(std::vector<const geo::Geometry*> shapes);

  struct Near {
    std::size_t item = 0;
    std::int64_t millimetres = 0;
    friend bool operator==(const Near&, const Near&) = default;
  };

  class Lookup {
   public:
    /// The smallest item that covers `position`.
    std::optional<std::size_t> first_covering(geo::LonLat position);
    /// All that cover it, ascending.
    std::vector<std::size_t> covering(geo::LonLat position);
    /// The nearest shape within `radius`: smallest distance in millimetres, then smallest item.
    /// A shape that covers the position is at 0.
    std::optional<Near> nearest(geo::LonLat position, core::Metres radius);
    /// All within `radius`, by distance in millimetres, then item.
    std::vector<Near> within(geo::LonLat position, core::Metres radius);

   private:
    friend class ShapeIndex;
    explicit Lookup(const ShapeIndex& index);

    bool covers(std::size_t item, geo::LonLat position);
    std::vector<std::size_t> boxes_around(geo::LonLat position) const;
    std::int64_t distance(std::size_t item, geo::LonLat position);
    std::optional<Near> nearest_within(geo::LonLat position, double radius);

    const ShapeIndex* index_;
    std::vector<std::optional<geo::PreparedGeometry>> prepared_;  // made when first needed
  };

  Lookup lookup() const { return Lookup(*this); }
  std::size_t size() const { return shapes_.size(); }

 private:
  /// A shape whose box comes within the radius, with a lower bound of its distance.
  struct Candidate {
    double bound = 0.0;  // metres
    std::size_t item = 0;
  };
  /// By bound; a shape may be listed twice when it is met on both sides of the antimeridian.
  std::vector<Candidate> candidates(geo::LonLat position, double radius) const;

  std::vector<const geo::Geometry*> shapes_;
  std::vector<geo::LonLatBox> boxes_;
  geo::LonLatBox extent_;
  geo::StrTree tree_;
};

}  // namespace nearnet::eligibility
