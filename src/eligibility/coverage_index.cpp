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
  const auto smaller = [&](std::size_t a, std::size_t b) {
    return footprints[a].id < footprints[b].id;
  };
  // Comparing ids is slow, and most files are in their order.
  if (!std::is_sorted(order.begin(), order.end(), smaller)) {
    std::stable_sort(order.begin(), order.end(), smaller);
  }
  return order;
}

std::vector<Shape> shapes_of(std::span<const model::Footprint> footprints,
                             const std::vector<std::size_t>& order) {
  std::vector<Shape> shapes;
  shapes.reserve(order.size());
  for (const std::size_t i : order) {
    const model::Footprint& footprint = footprints[i];
    shapes.push_back({&footprint.geometry, footprint.drop.value_or(core::Metres(0.0))});
  }
  return shapes;
}

}  // namespace

CoverageIndex::CoverageIndex(std::span<const model::Footprint> footprints,
                             const FootprintFilter& counts, const core::JobContext& job)
    : footprints_(footprints),
      by_id_(order_by_id(footprints, counts)),
      shapes_(shapes_of(footprints, by_id_), job) {}

CoverageIndex::Lookup::Lookup(const CoverageIndex& index)
    : index_(&index), shapes_(index.shapes_.lookup()) {}

Coverage CoverageIndex::Lookup::coverage(const ShapeIndex::Near& near, bool covered) const {
  return {index_->by_id_[near.item], from_millimetres(near.millimetres), covered};
}

std::optional<Coverage> CoverageIndex::Lookup::at(geo::LonLat position,
                                                  core::Metres search_radius) {
  if (const auto covering = first_covering(position)) return covering;
  if (const auto near = shapes_.nearest(position, search_radius)) return coverage(*near, false);
  return std::nullopt;
}

std::optional<Coverage> CoverageIndex::Lookup::first_covering(geo::LonLat position) {
  const auto covering = shapes_.first_covering(position);
  return covering ? std::optional(coverage(*covering, true)) : std::nullopt;
}

std::vector<Coverage> CoverageIndex::Lookup::covering(geo::LonLat position) {
  std::vector<Coverage> found;
  for (const ShapeIndex::Near& near : shapes_.covering(position)) {
    found.push_back(coverage(near, true));
  }
  return found;
}

std::vector<Coverage> CoverageIndex::Lookup::nearby(geo::LonLat position, core::Metres radius) {
  const std::vector<ShapeIndex::Near> covering = shapes_.covering(position);
  std::vector<Coverage> found;
  for (const ShapeIndex::Near& near : shapes_.within(position, radius)) {
    const auto same_item = [&](const ShapeIndex::Near& other) { return other.item == near.item; };
    if (std::any_of(covering.begin(), covering.end(), same_item)) continue;
    found.push_back(coverage(near, false));
  }
  return found;
}

}  // namespace nearnet::eligibility
