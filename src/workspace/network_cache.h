// SPDX-License-Identifier: Apache-2.0
// The coverage index of a workspace's footprints, and what it answers to its businesses, kept from
// one evaluation to the next: while both stay, another near-net distance or another rule costs only
// the rules.
//
//   auto network = snapshot.networks->get(snapshot.footprints, rules, job);
//   auto found = snapshot.networks->answers(snapshot.footprints, snapshot.businesses, rules, job);
//   found->network[i];                // what the network is to the business in row i
//
// Built again when the footprints have changed, or the rules choose others of them; asked again
// when the businesses have changed too, or the search reaches another distance. What was handed out
// stays valid. Safe from any number of threads; who asks while it is being built waits for it.
#pragma once

#include <memory>
#include <mutex>

#include "core/job_context.h"
#include "eligibility/coverage_index.h"
#include "eligibility/network_answers.h"
#include "eligibility/rules.h"
#include "workspace/layers.h"

namespace nearnet::workspace {

class NetworkCache {
 public:
  /// eligibility::network_index(footprints.rows(), rules).
  std::shared_ptr<const eligibility::CoverageIndex> get(const FootprintLayer& footprints,
                                                        const eligibility::Rules& rules,
                                                        const core::JobContext& job);
  /// eligibility::ask_network() of that index.
  std::shared_ptr<const eligibility::NetworkAnswers> answers(const FootprintLayer& footprints,
                                                             const BusinessLayer& businesses,
                                                             const eligibility::Rules& rules,
                                                             const core::JobContext& job);

 private:
  struct Kept;
  struct Answered;

  /// Of the caller's lock.
  std::shared_ptr<const Kept> kept(const FootprintLayer& footprints,
                                   const eligibility::Rules& rules, const core::JobContext& job);

  std::mutex mutex_;
  std::shared_ptr<const Kept> kept_;
  std::shared_ptr<const Answered> answered_;
};

}  // namespace nearnet::workspace
