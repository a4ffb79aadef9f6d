// SPDX-License-Identifier: Apache-2.0
// Looks up everything the rules want to know about a business: plant, no-solicit areas,
// competitors. Internal to the engine.
//
//   SideLayers sides(inputs, rules);
//   FactFinder finder(network, sides, inputs, rules);      // one a thread
//   Case c = finder.gather(business);
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "eligibility/barrier_index.h"
#include "eligibility/coverage_index.h"
#include "eligibility/evaluate.h"
#include "eligibility/rule_list.h"
#include "eligibility/shape_index.h"

namespace nearnet::eligibility {

/// Indices over all layers but the network itself. Keeps references into the inputs.
struct SideLayers {
  SideLayers(const Inputs& inputs, const Rules& rules);

  CoverageIndex left_out;
  CoverageIndex competitors;
  ShapeIndex no_solicit;
  BarrierIndex barriers;
  std::unordered_map<core::BusinessId, const model::Override*> overrides;  ///< in force
};

class FactFinder {
 public:
  FactFinder(const CoverageIndex& network, const SideLayers& sides, const Inputs& inputs,
             const Rules& rules);

  /// The footprint that covers the place, else the nearest within the rules' search.
  std::optional<Coverage> network_at(geo::LonLat position) {
    return network_.at(position, rules_.search_radius());
  }
  /// The case refers to `business`, the inputs and the rules. `network` is what network_at() gives
  /// for its position.
  Case gather(const model::Business& business, const std::optional<Coverage>& network);
  Case gather(const model::Business& business) {
    const bool placed = business.position && geo::is_valid(*business.position);
    return gather(business, placed ? network_at(*business.position) : std::nullopt);
  }
  /// Brings the footprint's id into the cache while other cases are decided.
  void expect(const Coverage& network) const {
    __builtin_prefetch(&footprints_[network.footprint_index].id);
  }
  /// Every footprint that covers the place, the best offer first.
  std::vector<const model::Footprint*> offers_at(geo::LonLat position);

 private:
  void measure_way(Case& c) const;

  const Inputs& inputs_;
  const Rules& rules_;
  const SideLayers& sides_;
  std::span<const model::Footprint> footprints_;  // of the network
  CoverageIndex::Lookup network_;
  CoverageIndex::Lookup left_out_;
  CoverageIndex::Lookup competitors_;
  ShapeIndex::Lookup no_solicit_;
  bool has_network_;
};

}  // namespace nearnet::eligibility
