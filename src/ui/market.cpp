// SPDX-License-Identifier: Apache-2.0
#include "ui/market.h"

#include <algorithm>

namespace nearnet::ui {

bool Market::update(const workspace::Snapshot& snapshot) {
  const bool list_changed = businesses_version_ != snapshot.businesses.version() ||
                            prospects_version_ != snapshot.prospects.version();
  const bool activities_changed = activities_version_ != snapshot.activities.version();
  const bool reps_changed = reps_version_ != snapshot.reps.version();
  if (!list_changed && !activities_changed && !reps_changed) return false;
  if (list_changed) rebuild_prospects(snapshot);
  if (activities_changed) follow_ups_ = tracking::open_follow_ups(snapshot.activities.rows());
  businesses_version_ = snapshot.businesses.version();
  prospects_version_ = snapshot.prospects.version();
  activities_version_ = snapshot.activities.version();
  reps_version_ = snapshot.reps.version();
  ++revision_;
  return true;
}

void Market::rebuild_prospects(const workspace::Snapshot& snapshot) {
  const auto& businesses = snapshot.businesses.rows();
  const auto evaluated = [&](const model::Business& business) {
    return snapshot.prospects.find(business.id) != nullptr;
  };
  if (std::all_of(businesses.begin(), businesses.end(), evaluated)) {
    prospects_ = snapshot.prospects;
    counts_.not_evaluated = 0;
  } else {
    std::vector<model::Prospect> rows = snapshot.prospects.rows();
    for (const model::Business& business : businesses) {
      if (evaluated(business)) continue;
      model::Prospect prospect;
      prospect.business = business.id;
      prospect.name = business.name;
      prospect.position = business.position;
      prospect.reasons = {kNotEvaluated};
      rows.push_back(std::move(prospect));
    }
    counts_.not_evaluated = rows.size() - snapshot.prospects.size();
    prospects_ = ProspectLayer(snapshot.version, std::move(rows));
  }
  count();
}

void Market::count() {
  const std::size_t not_evaluated = counts_.not_evaluated;
  counts_ = {.businesses = prospects_.size(), .not_evaluated = not_evaluated};
  for (const model::Prospect& prospect : prospects_.rows()) {
    if (prospect.eligible) ++counts_.eligible;
    if (prospect.status == model::NetStatus::kOnNet) ++counts_.on_net;
    if (prospect.status == model::NetStatus::kNearNet) ++counts_.near_net;
  }
}

}  // namespace nearnet::ui
