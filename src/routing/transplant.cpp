// SPDX-License-Identifier: Apache-2.0
#include "routing/transplant.h"

#include <algorithm>

namespace nearnet::routing {

bool Transplant::operator()(std::size_t seed, const Solution& donor, Trial& trial) {
  const Solution& solution = trial.solution();
  const int day = solution.day_of(seed);
  if (day == Solution::kOut || donor.is_out(seed)) return false;
  const auto graft = donor.route(donor.day_of(seed)).stops();
  if (std::ranges::equal(graft, solution.route(day).stops())) return false;
  const bool may_be_there = std::ranges::all_of(
      graft, [&](std::size_t stop) { return trial.instance().allows(stop, day); });
  if (!may_be_there) return false;
  const auto is_in_graft = [&](std::size_t stop) {
    return donor.day_of(stop) == donor.day_of(seed);
  };
  for (const std::size_t stop : graft) {
    const int from = solution.day_of(stop);
    if (from == Solution::kOut || from == day) continue;
    kept_.clear();
    removed_.clear();
    for (const std::size_t other : solution.route(from).stops()) {
      (is_in_graft(other) ? removed_ : kept_).push_back(other);
    }
    if (!trial.take_out(from, kept_, removed_)) return true;
    trial.pool().insert(trial.pool().end(), removed_.begin(), removed_.end());
  }
  removed_.clear();
  for (const std::size_t stop : solution.route(day).stops()) {
    if (!is_in_graft(stop)) removed_.push_back(stop);
  }
  if (!trial.replace(day, graft)) return true;
  trial.pool() = removed_;
  return true;
}

}  // namespace nearnet::routing
