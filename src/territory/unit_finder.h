// SPDX-License-Identifier: Apache-2.0
// Which units are under the cursor, under a brush that is drawn over them, or inside a lasso.
//
//   territory::UnitFinder finder(ground);
//   finder.at(cursor);                                   // unit 17
//   finder.brushed(last, cursor, core::Metres(250.0));   // between two frames
//   finder.inside(lasso);
//
// Cost: building is O(units · log units); a question looks at the units around it alone. Belongs to
// one thread, const calls too (outlines are prepared when first asked for).
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/units.h"
#include "geo/geometry.h"
#include "geo/lon_lat.h"
#include "geo/prepared_geometry.h"
#include "geo/str_tree.h"
#include "territory/live_units.h"

namespace nearnet::territory {

class UnitFinder {
 public:
  explicit UnitFinder(std::shared_ptr<const LiveUnits> ground);

  /// The unit that covers the place; of several the first. None outside all.
  std::optional<std::size_t> at(geo::LonLat place) const;
  /// A disc goes from one place to the other: the units whose centroid it passes over and those
  /// that its middle does, ascending.
  std::vector<std::size_t> brushed(geo::LonLat from, geo::LonLat to, core::Metres radius) const;
  /// Units whose centroid lies inside the line, closed from its end to its start (even-odd where it
  /// crosses itself), ascending. Nothing for fewer than three points.
  std::vector<std::size_t> inside(const geo::Line& outline) const;

 private:
  bool covers(std::size_t unit, geo::LonLat place) const;

  std::shared_ptr<const LiveUnits> ground_;
  geo::StrTree tree_;
  mutable std::unordered_map<std::size_t, geo::PreparedGeometry> prepared_;
};

}  // namespace nearnet::territory
