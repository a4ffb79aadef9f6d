// SPDX-License-Identifier: Apache-2.0
// Why one business is not in a rep's days, whatever the reason: also for those who never were
// candidates.
//
//   workspace::why_unserved(snapshot, rep, shop).detail;   // "It is not eligible: UNDER_CONTRACT."
#pragma once

#include "core/ids.h"
#include "model/day.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// PLANNED with the day, the time and the number of the stop, also of a day that is over without a
/// visit; else the reason of the last plan (routing/unserved.h, EXCLUDED), NO_PLACE, NOT_ELIGIBLE
/// with the rules' own reasons, NOT_WORKED where it is won or lost, OTHER_REP, or NO_CANDIDATE
/// where it was visited lately or was no candidate when the days were planned. Throws ConfigError
/// for a business or rep that nobody knows.
model::Unserved why_unserved(const Snapshot& snapshot, const core::RepId& rep,
                             const core::BusinessId& business);

}  // namespace nearnet::workspace
