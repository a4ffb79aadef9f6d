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

struct NetworkCache::Answered {
  std::shared_ptr<const Kept> kept;
  BusinessLayer businesses;  // what was asked
  core::Metres search_radius;
  eligibility::NetworkAnswers answers;
};

std::shared_ptr<const NetworkCache::Kept> NetworkCache::kept(const FootprintLayer& footprints,
                                                             const eligibility::Rules& rules,
                                                             const core::JobContext& job) {
  const bool fits = kept_ != nullptr && &kept_->footprints.rows() == &footprints.rows() &&
                    eligibility::same_footprints(kept_->rules, rules);
  if (!fits) kept_ = std::make_shared<const Kept>(footprints, rules, job);
  return kept_;
}

std::shared_ptr<const eligibility::CoverageIndex> NetworkCache::get(
    const FootprintLayer& footprints, const eligibility::Rules& rules,
    const core::JobContext& job) {
  const std::lock_guard lock(mutex_);
  const std::shared_ptr<const Kept> network = kept(footprints, rules, job);
  return {network, &network->index};
}

std::shared_ptr<const eligibility::NetworkAnswers> NetworkCache::answers(
    const FootprintLayer& footprints, const BusinessLayer& businesses,
    const eligibility::Rules& rules, const core::JobContext& job) {
  const std::lock_guard lock(mutex_);
  const std::shared_ptr<const Kept> network = kept(footprints, rules, job);
  const bool fits = answered_ != nullptr && answered_->kept == network &&
                    &answered_->businesses.rows() == &businesses.rows() &&
                    answered_->search_radius == rules.search_radius();
  if (!fits) {
    answered_ = std::make_shared<const Answered>(Answered{
        network, businesses, rules.search_radius(),
        eligibility::ask_network(network->index, businesses.rows(), rules.search_radius(), job)});
  }
  return {answered_, &answered_->answers};
}

}  // namespace nearnet::workspace
