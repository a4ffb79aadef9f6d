// SPDX-License-Identifier: Apache-2.0
#include "workspace/road_cache.h"

namespace nearnet::workspace {
namespace {

/// A layer that was never written is read again each time.
template <typename Record>
bool same_rows(const Layer<Record>& a, const Layer<Record>& b) {
  return &a.rows() == &b.rows() || (a.empty() && b.empty());
}

}  // namespace

struct RoadCache::Kept {
  Kept(const Layer<model::Road>& by_roads, const Layer<model::TurnRestriction>& by_turns,
       const roads::RoadNetworkOptions& by_options, const core::JobContext& job)
      : roads(by_roads),
        turns(by_turns),
        options(by_options),
        network(roads.rows(), turns.rows(), options, job) {}

  Layer<model::Road> roads;  // held so that other rows never come to lie where these did
  Layer<model::TurnRestriction> turns;
  roads::RoadNetworkOptions options;
  roads::RoadNetwork network;
};

std::shared_ptr<const roads::RoadNetwork> RoadCache::get(const Layer<model::Road>& roads,
                                                         const Layer<model::TurnRestriction>& turns,
                                                         const roads::RoadNetworkOptions& options,
                                                         const core::JobContext& job) {
  const std::lock_guard lock(mutex_);
  const bool fits = kept_ != nullptr && same_rows(kept_->roads, roads) &&
                    same_rows(kept_->turns, turns) && kept_->options == options;
  if (!fits) kept_ = std::make_shared<const Kept>(roads, turns, options, job);
  return {kept_, &kept_->network};
}

}  // namespace nearnet::workspace
