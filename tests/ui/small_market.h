// SPDX-License-Identifier: Apache-2.0
// A workspace small enough to know by heart: six businesses in a row along a street, plant on its
// western half, two reps with a territory each, one planned day.
//
//     A-1      A-2      A-9      A-10  |   B-1        C-1
//     on-net   on-net   on-net   on-net|   near-net   off-net       (A-9 is a customer)
#pragma once

#include "workspace/snapshot.h"

namespace nearnet::testing {

workspace::Snapshot small_market();
/// The same businesses before any eligibility run.
workspace::Snapshot unjudged_market();
geo::LonLat place_of(const workspace::Snapshot& snapshot, const char* business);

}  // namespace nearnet::testing
