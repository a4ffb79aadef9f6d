// SPDX-License-Identifier: Apache-2.0
// The rules about the way to the plant: the longest drop, barriers, and a person's word above all
// of them. Internal to the engine; rule_list.h lists them.
#pragma once

#include "eligibility/rule_list.h"

namespace nearnet::eligibility::reach_rules {

using Result = RuleFinding::Result;

bool asks_drop(const Rules& rules);
bool asks_barriers_excluded(const Rules& rules);
bool asks_barriers(const Rules& rules);

Result test_drop(const Case& c);
Result test_barrier_excluded(const Case& c);
Result test_barrier(const Case& c);
Result test_overridden_out(const Case& c);
Result test_overridden_in(const Case& c);

Evidence drop(const Case& c);
Evidence barrier_excluded(const Case& c);
Evidence barrier(const Case& c);
Evidence overridden(const Case& c);

std::string lift_drop(const Case& c, Rules& rules);
std::string lift_barrier_excluded(const Case& c, Rules& rules);

/// How long a drop would be: along the road where that is known, else straight; none when no plant
/// is near.
std::optional<core::Metres> drop_length(const Case& c);
/// "let in by ada on 2026-11-23T10:00:00: owner agreed, until 2026-12-31"
std::string override_text(const model::Override& override);

}  // namespace nearnet::eligibility::reach_rules
