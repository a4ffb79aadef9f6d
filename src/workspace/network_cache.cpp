// SPDX-License-Identifier: Apache-2.0
#include "workspace/network_cache.h"

#include "eligibility/evaluate.h"

namespace nearnet::workspace {

struct NetworkCache::Kept {
  Kept(const FootprintLayer& layer, const eligibility::Rules& by, const core::JobContext& job)
      : footprints(layer), rules(by), index(eligibility::network_index(layer.rows(), by, job)) {}

  FootprintLayer footprints;  // what the index refers to
  eligibility::Rules rules;
  eligibility::CoverageIndex index;
};

std::shared_ptr<const eligibility::CoverageIndex> NetworkCache::get(
    const FootprintLayer& footprints, const eligibility::Rules& rules,
    const core::JobContext& job) {
  const std::lock_guard lock(mutex_);
  const bool fits = kept_ != nullptr && &kept_->footprints.rows() == &footprints.rows() &&
                    eligibility::same_footprints(kept_->rules, rules);
  if (!fits) kept_ = std::make_shared<const Kept>(footprints, rules, job);
  return {kept_, &kept_->index};
}

}  // namespace nearnet::workspace
