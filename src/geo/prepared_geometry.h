// SPDX-License-Identifier: Apache-2.0
// A geometry indexed once for many point questions (GEOS prepared geometry).
//
//   geo::PreparedGeometry node(footprint.geometry);    // keeps a reference: footprint must outlive
//   it node.covers({-68.77, 44.80});                      // boundary counts as inside
//
// Not safe to share between threads, not even const (GEOS issue 825): one copy a thread.
#pragma once

#include <memory>

#include "geo/geometry.h"

struct GEOSPrepGeom_t;

namespace nearnet::geo {

class PreparedGeometry {
 public:
  explicit PreparedGeometry(const Geometry& geometry);
  PreparedGeometry(PreparedGeometry&&) noexcept;
  PreparedGeometry& operator=(PreparedGeometry&&) noexcept;
  ~PreparedGeometry();

  bool covers(LonLat position) const;
  bool intersects(const Geometry& other) const;
  /// Planar distance from the point to the geometry, 0 inside, in the unit of the coordinates.
  double distance(LonLat position) const;

 private:
  const GEOSPrepGeom_t* raw_ = nullptr;
};

}  // namespace nearnet::geo
