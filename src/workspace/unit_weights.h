// SPDX-License-Identifier: Apache-2.0
// What prospects and customers weigh in the basic units of a scenario. Private to workspace.
//
//   const std::vector<AccountPlace> places = account_places(snapshot);
//   auto units = territory::hex_units(positions_of(places), core::Metres(500));
//   finish_weights(units);            // driving depends on how dense the unit turned out to be
#pragma once

#include <vector>

#include "core/ids.h"
#include "territory/basic_units.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// Somebody who makes work: an eligible prospect or an active customer.
struct AccountPlace {
  territory::WeightedPlace place;
  core::FootprintId plant;  ///< that serves a prospect; empty for customers
};

/// In the order of the businesses. A prospect weighs prospects 1 and mrc, its estimated revenue a
/// month; a customer weighs customers 1. The hours of a prospect's visits, and how many visits
/// there are in a year, are finish_weights()' to put together.
std::vector<AccountPlace> account_places(const Snapshot& snapshot);
std::vector<territory::WeightedPlace> positions_of(const std::vector<AccountPlace>& accounts);

/// Gives every unit every weight, so that one without prospects counts as zero, and adds the hours
/// of driving to those of visits: a visit takes 3 minutes to park and the drive from the one
/// before, in a round of places as dense as the unit's. Such a round is 0.7124 times the root of
/// the area of each long, in straight lines (Beardwood, Halton and Hammersley 1959); streets
/// are 1.35 times that, at 40 km/h. No drive is taken for longer than half an hour.
void finish_weights(std::vector<model::BasicUnit>& units);

/// Takes what the accounts will weigh out of units that brought weights of their own, so that it is
/// not added to theirs. Customers that a layer counts stay where the workspace knows none.
void clear_weights(const std::vector<AccountPlace>& accounts, std::vector<model::BasicUnit>& units);

}  // namespace nearnet::workspace
