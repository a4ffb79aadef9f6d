// SPDX-License-Identifier: Apache-2.0
// Edits that the design engine works out for a plan under the hand: splitting a territory into
// equal ones, finishing what the hand began, making room for one rep more or dealing out the
// territory of one who leaves.
//
//   territory::Edit edit = territory::split(plan, 2, {.into = 3, .goal = goal}, job);
//   territory::Finish finish = territory::finished(plan, editing_touched, {.goal = goal}, job);
//   editing.make(finish.edit, "Finish with the engine", territory::MadeBy::kEngine);
//   plan.apply(territory::one_more(plan, territory::new_label(plan), {.goal = goal}, job).edit);
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/job_context.h"
#include "geo/lon_lat.h"
#include "territory/design.h"
#include "territory/edits.h"
#include "territory/live_plan.h"

namespace nearnet::territory {

/// What the engine balances, and how well is good enough.
struct Goal {
  std::vector<BalanceWeight> balance;
  double tolerance = 0.05;
  std::int64_t iterations = 0;  ///< as in DesignOptions, both
  bool keep_best = false;
};

struct SplitOptions {
  std::size_t into = 2;
  std::optional<geo::LonLat> home;  ///< of the rep who keeps a part: the one seeded there
  Goal goal;
};

/// A territory becomes `into` connected ones of equal weight. One keeps label and rep, the others
/// are new and vacant. Weights that nothing in the territory has are left out of the balance; where
/// it has none, parts get equally many units. Throws ConfigError for fewer than two parts,
/// InfeasibleError for more parts than units, and as design().
Edit split(const LivePlan& plan, std::size_t territory, const SplitOptions& options,
           const core::JobContext& job);

struct FinishOptions {
  Goal goal;
  double max_moved = 1.0;  ///< share of the disruption that may change hands
  /// By unit: what moving it costs; empty: its first balance weight.
  std::vector<double> disruption = {};
};

struct Finish {
  Edit edit;
  Design design;  ///< its territories are positions in LivePlan::territories(), as edited
  double moved_share = 0.0;  ///< of the disruption: what is in other hands afterwards
  double least_share = 0.0;  ///< no plan within the tolerance moves less; see least_moved.h
};

/// Balances the rest of the plan, starting from how it stands: units for which `locked` is true
/// stay where they are. Units of no territory are given one unless locked. Throws as design():
/// InfeasibleError that names the locks where they leave no way.
Finish finished(const LivePlan& plan, const std::vector<bool>& locked, const FinishOptions& options,
                const core::JobContext& job);

struct StaffOptions {
  Goal goal;
  std::vector<bool> locked = {};         ///< by unit: stays where it is; empty: none
  std::vector<double> disruption = {};   ///< as in FinishOptions
  std::optional<geo::LonLat> near = {};  ///< one_more(): the new territory begins here
};

/// One rep more: a territory comes, out of what the others have to spare; else they stay as they
/// are, as far as balance allows. Throws as finished().
Finish one_more(const LivePlan& plan, const TerritoryLabel& label, const StaffOptions& options,
                const core::JobContext& job);

/// One rep less: the territory goes and its units are dealt to the others, which counts as moved.
/// Throws InfeasibleError for the only territory and for locked units of the one that goes.
Finish one_less(const LivePlan& plan, std::size_t territory, const StaffOptions& options,
                const core::JobContext& job);

}  // namespace nearnet::territory
