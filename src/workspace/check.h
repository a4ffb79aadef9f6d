// SPDX-License-Identifier: Apache-2.0
// Does a workspace hold together? Reads everything, changes nothing.
//
//   for (const std::string& problem : workspace::check(now, market.store())) print(problem);
//
// Each problem is one sentence that says what is wrong and what to do about it; repeats of a kind
// are given by example and count. Empty: all is well. Checked: layers and columns; keys; places and
// shapes; that what is referred to exists (businesses, reps, scenarios, territories); that verdicts
// agree with their reasons; that territories agree with their units and touch; that planned days
// add up. Cost: O(rows), and the adjacency of each scenario's units.
#pragma once

#include <string>
#include <vector>

#include "storage/store.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

std::vector<std::string> check(const Snapshot& snapshot, const storage::Store& store);

}  // namespace nearnet::workspace
