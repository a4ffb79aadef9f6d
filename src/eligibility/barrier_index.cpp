// SPDX-License-Identifier: Apache-2.0
#include "eligibility/barrier_index.h"

#include "geo/geometry.h"

namespace nearnet::eligibility {

BarrierIndex::BarrierIndex(std::span<const model::Barrier> barriers, const Rules& rules) {
  std::vector<geo::LonLatBox> boxes;
  for (const model::Barrier& barrier : barriers) {
    if (!is_listed(rules.barriers, barrier.kind)) continue;
    counted_.push_back(&barrier);
    boxes.push_back(barrier.geometry.envelope());
  }
  if (!counted_.empty()) tree_.emplace(boxes);
}

std::vector<const model::Barrier*> BarrierIndex::crossed(geo::LonLat from, geo::LonLat to) const {
  std::vector<const model::Barrier*> found;
  if (counted_.empty()) return found;
  // The short way, should the antimeridian lie between.
  if (to.lon - from.lon > 180.0) to.lon -= 360.0;
  if (to.lon - from.lon < -180.0) to.lon += 360.0;
  geo::LonLatBox box;
  box.grow(from);
  box.grow(to);
  const geo::Geometry way =
      from == to ? geo::Geometry::point(from) : geo::Geometry::line({from, to});
  for (const std::size_t item : tree_->query(box)) {
    if (counted_[item]->geometry.intersects(way)) found.push_back(counted_[item]);
  }
  return found;
}

}  // namespace nearnet::eligibility
