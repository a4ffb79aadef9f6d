// SPDX-License-Identifier: Apache-2.0
// What the rules show for themselves: the measured value, the limit, and the record it comes from.
// Internal to the engine; one function a rule of rule_list.h.
#pragma once

#include "eligibility/rule_list.h"

namespace nearnet::eligibility::evidence {

Evidence position(const Case& c);
Evidence reach(const Case& c);
Evidence near_net_excluded(const Case& c);
Evidence existing_customer(const Case& c);
Evidence do_not_contact(const Case& c);
Evidence no_solicit_area(const Case& c);
Evidence closed(const Case& c);
Evidence residential(const Case& c);
Evidence under_contract(const Case& c);
Evidence footprint_left_out(const Case& c);
Evidence competitor_present(const Case& c);

/// Evidence that the business's own record gives.
Evidence from_business(const Case& c, std::string measured, std::string limit);

/// "footprint N-17 (Example Cable)"
std::string name_of(const model::Footprint& footprint);
/// Plant drawn as lines, which serves what its drop reaches.
bool is_cable(const model::Footprint& footprint);
/// "inside footprint 7 (Example Cable)", or that it is served by a cable's drop.
std::string covering_text(const model::Footprint& footprint);
/// "whose drop reaches 45.0 m (147.6 ft)", or that its drop is not on record.
std::string drop_of(const model::Footprint& cable);

}  // namespace nearnet::eligibility::evidence
