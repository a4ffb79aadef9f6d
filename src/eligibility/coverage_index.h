// SPDX-License-Identifier: Apache-2.0
// Is this place inside a footprint, and if not, how near is the nearest one?
//
//   eligibility::CoverageIndex index(footprints);       // footprints must outlive it
//   eligibility::CoverageIndex::Lookup lookup = index.lookup();        // one a thread
//   if (auto found = lookup.at({-68.77, 44.80}, core::Metres(150))) {
//     found->covered;      // inside or on the edge
//     found->distance;     // 0 m when covered, else metres on the ellipsoid
//   }
//
// Guarantees
// - Containment is decided in lon/lat as given, footprint edges straight in lon/lat, boundary
//   inside, with exact predicates: the answers of GEOS. A footprint written across the antimeridian
//   (lon 179 … 181) also covers lon −179.5.
// - A footprint of lines covers what lies within its drop distance, ends included; without one it
//   covers what lies on a line.
// - Distances are geodesic to the nearest point (as geo::nearest_on), rounded to whole millimetres.
// - Of several covering footprints the smallest id wins; of several equally near, to the
//   millimetre, too. The order of the footprints and of the questions never matters.
//
// Cost: building sorts ids and cuts the plane into cells (cell_grid.h), O(vertices), on several
// threads. A question looks its cell up: most cells lie within a footprint or far from all, the
// others know their few edges. It does not depend on any near-net distance: one index serves them
// all.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/ids.h"
#include "core/job_context.h"
#include "core/units.h"
#include "eligibility/shape_index.h"
#include "geo/lon_lat.h"
#include "model/footprint.h"

namespace nearnet::eligibility {

struct Coverage {
  std::size_t footprint_index = 0;  ///< into the span the index was built from
  core::Metres distance;            ///< whole millimetres; 0 within polygons
  bool covered = false;

  friend bool operator==(const Coverage&, const Coverage&) = default;
};

/// Which footprints count; an empty function means all.
using FootprintFilter = std::function<bool(const model::Footprint&)>;

class CoverageIndex {
 public:
  explicit CoverageIndex(std::span<const model::Footprint> footprints,
                         const FootprintFilter& counts = {},
                         const core::JobContext& job = core::JobContext());

  /// Answers questions for one thread at a time; the index must outlive it.
  class Lookup {
   public:
    /// The smallest id among the footprints that cover `position`; else the nearest one within
    /// `search_radius`; else none. Positions must be valid (geo::is_valid).
    std::optional<Coverage> at(geo::LonLat position, core::Metres search_radius);
    /// The smallest id among the footprints that cover `position`.
    std::optional<Coverage> first_covering(geo::LonLat position);
    /// Every footprint that covers `position`, by id.
    std::vector<Coverage> covering(geo::LonLat position);
    /// Every footprint within `radius` that does not cover `position`, by distance, then id.
    std::vector<Coverage> nearby(geo::LonLat position, core::Metres radius);

   private:
    friend class CoverageIndex;
    explicit Lookup(const CoverageIndex& index);
    Coverage coverage(const ShapeIndex::Near& near, bool covered) const;

    const CoverageIndex* index_;
    ShapeIndex::Lookup shapes_;
  };

  Lookup lookup() const { return Lookup(*this); }

  std::span<const model::Footprint> footprints() const { return footprints_; }
  /// How many footprints count.
  std::size_t size() const { return by_id_.size(); }

 private:
  std::span<const model::Footprint> footprints_;
  std::vector<std::size_t> by_id_;  // footprint indices in id order; shape items are places in it
  ShapeIndex shapes_;
};

}  // namespace nearnet::eligibility
