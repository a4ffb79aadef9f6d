// SPDX-License-Identifier: Apache-2.0
// Every business as one list of prospects, which the map and the table share: an index into it is
// the index of map::FeatureId. Businesses that no eligibility run has seen yet are in it with the
// status unknown, since not judged is not a no.
//
//   market.update(snapshot);                       // cheap unless prospects or businesses changed
//   const model::Prospect& prospect = market.prospects().rows()[feature.index];
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "workspace/snapshot.h"
#include "workspace/steps.h"

namespace nearnet::ui {

using ProspectLayer = workspace::KeyedLayer<model::Prospect, &model::Prospect::business>;

/// The reason code of a business that was never evaluated.
inline constexpr const char* kNotEvaluated = "NOT_EVALUATED";

struct MarketCounts {
  std::size_t businesses = 0;
  std::size_t eligible = 0;
  std::size_t on_net = 0;
  std::size_t near_net = 0;
  std::size_t not_evaluated = 0;
};

class Market {
 public:
  /// Returns whether anything changed.
  bool update(const workspace::Snapshot& snapshot);

  const ProspectLayer& prospects() const { return prospects_; }
  const MarketCounts& counts() const { return counts_; }
  /// The open follow-up of each business that has one.
  const std::map<core::BusinessId, tracking::FollowUp>& follow_ups() const { return follow_ups_; }
  /// Grows whenever something that the list or its columns show has changed.
  std::uint64_t revision() const { return revision_; }

 private:
  void rebuild_prospects(const workspace::Snapshot& snapshot);
  void count();

  std::int64_t businesses_version_ = -1;
  std::int64_t prospects_version_ = -1;
  std::int64_t activities_version_ = -1;
  std::int64_t reps_version_ = -1;
  std::uint64_t revision_ = 0;
  ProspectLayer prospects_;
  MarketCounts counts_;
  std::map<core::BusinessId, tracking::FollowUp> follow_ups_;
};

}  // namespace nearnet::ui
