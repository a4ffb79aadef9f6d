// SPDX-License-Identifier: Apache-2.0
// Which barriers lie between two places? Internal to the engine.
//
//   BarrierIndex index(barriers, rules);                  // keeps references into the barriers
//   index.crossed({-68.770, 44.800}, {-68.771, 44.801});  // in the order of the layer
//
// A barrier counts when its kind is one of the rules'. Touching is crossing. Cost: a tree query and
// one planar test a candidate. Safe to ask from several threads.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "eligibility/rules.h"
#include "geo/lon_lat.h"
#include "geo/str_tree.h"
#include "model/barrier.h"

namespace nearnet::eligibility {

class BarrierIndex {
 public:
  BarrierIndex(std::span<const model::Barrier> barriers, const Rules& rules);

  bool empty() const { return counted_.empty(); }
  std::vector<const model::Barrier*> crossed(geo::LonLat from, geo::LonLat to) const;

 private:
  std::vector<const model::Barrier*> counted_;
  std::optional<geo::StrTree> tree_;
};

}  // namespace nearnet::eligibility
