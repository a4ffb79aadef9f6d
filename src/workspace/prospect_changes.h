// SPDX-License-Identifier: Apache-2.0
// What an evaluation changes against the one before: who became eligible, who was lost, whose
// status or grade moved, and why. Promises to those lost are named with the rep who made them.
//
//   std::vector<model::ProspectChange> changes =
//       workspace::changes_against(snapshot, prospects, {.rules = rules, .under_old_rules = old});
//
// The causes are read from the two verdicts and the layers as they are now; docs/concepts.md lists
// them. The first evaluation of a workspace changes nothing: there is nothing to compare it with.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eligibility/rules.h"
#include "model/prospect.h"
#include "model/prospect_change.h"
#include "workspace/snapshot.h"

namespace nearnet::workspace {

/// Present businesses judged by the rules in force before; empty when the rules are the same. What
/// they say differently is the work of the rules.
using OldRulesVerdicts = std::span<const model::Prospect>;

/// `after` in the order of the snapshot's businesses; so is `under_old_rules`. In order of
/// business.
std::vector<model::ProspectChange> changes_against(const Snapshot& before,
                                                   std::span<const model::Prospect> after,
                                                   OldRulesVerdicts under_old_rules);

struct ChangeCounts {
  std::int64_t newly_eligible = 0;
  std::int64_t lost = 0;
  std::int64_t changed = 0;
  std::int64_t promised = 0;  ///< of those lost
};
ChangeCounts count(std::span<const model::ProspectChange> changes);

/// "3 newly eligible, 1 lost, 2 changed; 1 of those lost were promised something"
std::string summary_of(std::span<const model::ProspectChange> changes);

/// A file with one row a change, points where known; format from the extension, "-" is CSV on
/// standard output.
void write_changes(std::span<const model::ProspectChange> changes, const std::string& path);

/// How many evaluations are kept.
inline constexpr std::int64_t kKeptRuns = 20;

}  // namespace nearnet::workspace
