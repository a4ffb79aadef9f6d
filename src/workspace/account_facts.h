// SPDX-License-Identifier: Apache-2.0
// What one account adds to figures of territories and reps. Private to workspace.
#pragma once

#include <optional>
#include <unordered_map>

#include "workspace/scenario_impact.h"

namespace nearnet::workspace {

class AccountFacts {
 public:
  /// The snapshot must outlive it.
  explicit AccountFacts(const Snapshot& snapshot);

  AccountFigures of(const model::Business& business) const;
  /// When somebody promised to come back, if that is still open.
  std::optional<core::Date> follow_up(const core::BusinessId& business) const;
  /// The last MRC proposed or sold, else the estimate.
  core::Cents mrc(const model::Business& business) const;

 private:
  struct Work {
    core::Cents mrc{0};
    std::optional<core::Date> follow_up;
  };
  const Snapshot& snapshot_;
  std::unordered_map<core::BusinessId, Work> work_;
};

/// Straight lines times 1.35 at 40 km/h, as everywhere without roads.
core::Seconds crow_drive(geo::LonLat from, geo::LonLat to);

}  // namespace nearnet::workspace
