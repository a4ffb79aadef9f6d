// SPDX-License-Identifier: Apache-2.0
#include "eligibility/coverage_index.h"

#include <algorithm>
#include <utility>

namespace nearnet::eligibility {
namespace {

std::vector<std::size_t> order_by_id(std::span<const model::Footprint> footprints,
                                     const FootprintFilter& counts) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < footprints.size(); ++i) {
    if (!counts || counts(footprints[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return footprints[a].id < footprints[b].id;
  });
  return order;
}

std::vector<const geo::Geometry*> shapes_of(std::span<const model::Footprint> footprints,
                                            const std::vector<std::size_t>& order) {
  std::vector<const geo::Geometry*> shapes;
  shapes.reserve(order.size());
  for (const std::size_t i : order) shapes.push_back(&footprints[i].geometry);
  return shapes;
}

}  // namespace

CoverageIndex::CoverageIndex(std::span<const model::Footprint> footprints,
                             const FootprintFilter& counts)
    : footprints_(footprints),
      by_id_(order_by_id(footprints, counts)),
      shapes_(shapes_of(footprints, by_id_)) {}

CoverageIndex::Lookup::Lookup(const CoverageIndex& index)
    : index_(&index), shapes_(index.shapes_.lookup()) {}

Coverage CoverageIndex::Lookup::coverage(std::size_t item, core::Metres distance,
                                         bool covered) const {
  const std::size_t index = index_->by_id_[item];
  return {index_->footprints_[index].id, index, distance, covered};
}

std::optional<Coverage> CoverageIndex::Lookup::at(geo::LonLat position,
                                                  core::Metres search_radius) {
  if (const auto item = shapes_.first_covering(position)) {
    return coverage(*item, core::Metres(0.0), true);
  }
  const auto near = shapes_.nearest(position, search_radius);
  if (!near) return std::nullopt;
  return coverage(near->item, from_millimetres(near->millimetres), false);
}

std::vector<Coverage> CoverageIndex::Lookup::covering(geo::LonLat position) {
  std::vector<Coverage> found;
  for (const std::size_t item : shapes_.covering(position)) {
    found.push_back(coverage(item, core::Metres(0.0), true));
  }
  return found;
}

std::vector<Coverage> CoverageIndex::Lookup::nearby(geo::LonLat position, core::Metres radius) {
  const std::vector<std::size_t> inside = shapes_.covering(position);
  std::vector<Coverage> found;
  for (const ShapeIndex::Near& near : shapes_.within(position, radius)) {
    if (std::binary_search(inside.begin(), inside.end(), near.item)) continue;
    found.push_back(coverage(near.item, from_millimetres(near.millimetres), false));
  }
  return found;
}

}  // namespace nearnet::eligibility
