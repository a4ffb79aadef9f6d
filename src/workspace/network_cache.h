// SPDX-License-Identifier: Apache-2.0
// The coverage index of a workspace's footprints, kept from one evaluation to the next: while the
// footprints stay, another near-net distance or another rule costs only the questions.
//
//   auto network = snapshot.networks->get(snapshot.footprints, rules, job);
//
// Built again when the footprints have changed, or the rules choose others of them. What was handed
// out stays valid. Safe from any number of threads; who asks while it is being built waits for it.
#pragma once

#include <memory>
#include <mutex>

#include "core/job_context.h"
#include "eligibility/coverage_index.h"
#include "eligibility/rules.h"
#include "workspace/layers.h"

namespace nearnet::workspace {

class NetworkCache {
 public:
  /// eligibility::network_index(footprints.rows(), rules).
  std::shared_ptr<const eligibility::CoverageIndex> get(const FootprintLayer& footprints,
                                                        const eligibility::Rules& rules,
                                                        const core::JobContext& job);

 private:
  struct Kept;

  std::mutex mutex_;
  std::shared_ptr<const Kept> kept_;
};

}  // namespace nearnet::workspace
