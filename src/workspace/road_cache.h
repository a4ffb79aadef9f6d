// SPDX-License-Identifier: Apache-2.0
// A workspace's roads made ready to drive on, kept from one plan to the next: while the roads,
// their turn restrictions and how one drives stay, planning again costs only the planning.
//
//   auto network = snapshot.road_cache->get(snapshot.roads, snapshot.turn_restrictions, options,
//                                           job);
//
// Made ready again when any has changed. What was handed out stays valid. Safe from any number of
// threads; who asks while it is being made ready waits for it.
#pragma once

#include <memory>
#include <mutex>

#include "core/job_context.h"
#include "model/road.h"
#include "model/turn_restriction.h"
#include "roads/road_network.h"
#include "workspace/layers.h"

namespace nearnet::workspace {

class RoadCache {
 public:
  std::shared_ptr<const roads::RoadNetwork> get(const Layer<model::Road>& roads,
                                                const Layer<model::TurnRestriction>& turns,
                                                const roads::RoadNetworkOptions& options,
                                                const core::JobContext& job);

 private:
  struct Kept;

  std::mutex mutex_;
  std::shared_ptr<const Kept> kept_;
};

}  // namespace nearnet::workspace
