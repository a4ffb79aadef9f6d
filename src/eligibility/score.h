// SPDX-License-Identifier: Apache-2.0
// What an eligible business is worth working, 0 … 100 and priorities on top, as contributions a rep
// can read. The contributions are whole tenths of a point and add up to the total exactly.
//
//   auto parts = eligibility::score({.business = shop, .status = model::NetStatus::kOnNet, …},
//   rules); parts[0];                       // {"on-net", 40.0} eligibility::total(parts); // 62.5
//
// Method: a weighted sum. Each weight (rules file, [score]) is earned in full or in part:
//   network           on-net in full; near-net 1 − distance / near-net distance
//   employees         log(1 + n) / log(1 + employees_full), at most 1
//   est_mrc           est_mrc / est_mrc_full, at most 1
//   former_customer   in full for a former customer (win-back)
//   contract_ending   in full when the contract ends, or ended, by today + contract_ending_days
//   no_competitor     in full when a competitor layer is there and covers the place nowhere
//   not_visited       days since the last visit / not_visited_days, at most 1; in full when never
//   visited
// On top come the points of each [[priority]] that the business meets in every condition.
// What is not known earns nothing, and its label says that it is not known.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/calendar.h"
#include "core/units.h"
#include "eligibility/rules.h"
#include "model/business.h"
#include "model/prospect.h"

namespace nearnet::eligibility {

struct Contribution {
  std::string label;
  double points = 0.0;
  friend bool operator==(const Contribution&, const Contribution&) = default;
};

struct ScoreInput {
  const model::Business& business;
  model::NetStatus status = model::NetStatus::kUnknown;
  std::optional<core::Metres> distance = {};
  std::optional<bool> competitor_present = {};  ///< none: no competitor layer
  core::Date today{};
};

/// One contribution a weight, in the order above, then one a priority; those of 0 points too.
std::vector<Contribution> score(const ScoreInput& input, const Rules& rules);
/// 100 and the points of all priorities.
double highest_score(const Rules& rules);
double total(std::span<const Contribution> contributions);
/// total(score(input, rules)) without the labels: for millions of businesses.
double score_total(const ScoreInput& input, const Rules& rules);

}  // namespace nearnet::eligibility
