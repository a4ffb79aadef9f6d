// SPDX-License-Identifier: Apache-2.0
// How much of a present layout has to move at least before every territory is within the tolerance.
//
//   territory::least_moved(units, options);   // 0.19: a fifth rep needs that much to start with
//
// A bound that no plan can beat, connected or not: units are taken as if they could be divided, and
// each balance weight is looked at alone. What a territory holds above the tolerance has to leave
// it, and what the others lack, newcomers above all, has to leave some territory; the units that
// cost least to move for what they weigh go first. Where weight can reach a territory only through
// others, because it must stay connected, more has to move.
//
// Cost: O(units · log units) for each balance weight.
#pragma once

#include <span>

#include "model/territory.h"
#include "territory/design.h"

namespace nearnet::territory {

/// As a share of what moving everything would cost. 0 without a present layout. Locks are held;
/// where they leave no way, what can be moved.
double least_moved(std::span<const model::BasicUnit> units, const DesignOptions& options);

}  // namespace nearnet::territory
