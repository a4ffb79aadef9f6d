// SPDX-License-Identifier: Apache-2.0
// The rules about what a business is: its trade and its size. Internal to the engine; rule_list.h
// lists them.
//
// A fact that is not on record is unknown, which is never a "no": the rule that asks for it cannot
// be judged. Those who want such businesses left out say so (unknown = "exclude"), and then it is a
// reason of its own that leaves them out.
#pragma once

#include "eligibility/rule_list.h"

namespace nearnet::eligibility::trade {

using Result = RuleFinding::Result;

bool asks_category(const Rules& rules);
bool asks_category_exclude(const Rules& rules);
bool asks_employees(const Rules& rules);
bool asks_mrc(const Rules& rules);
bool asks_known_category(const Rules& rules);
bool asks_known_size(const Rules& rules);

Result test_category(const Case& c);
Result test_category_exclude(const Case& c);
Result test_known_category(const Case& c);
Result test_employees(const Case& c);
Result test_mrc(const Case& c);
Result test_known_size(const Case& c);

Evidence category(const Case& c);
Evidence category_exclude(const Case& c);
Evidence known_category(const Case& c);
Evidence employees(const Case& c);
Evidence mrc(const Case& c);
Evidence known_size(const Case& c);

std::string lift_category(const Case& c, Rules& rules);
std::string lift_category_exclude(const Case& c, Rules& rules);
std::string lift_known_category(const Case& c, Rules& rules);
std::string lift_employees(const Case& c, Rules& rules);
std::string lift_mrc(const Case& c, Rules& rules);
std::string lift_known_size(const Case& c, Rules& rules);

/// Whether the business is of one of the trades; unknown when the fact that would tell is missing.
Match is_of(const model::Business& business, std::span<const IndustryRange> naics,
            const std::vector<std::string>& categories);

}  // namespace nearnet::eligibility::trade
