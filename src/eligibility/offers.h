// SPDX-License-Identifier: Apache-2.0
// Which of the footprints that cover a place makes the best offer there.
//
//   eligibility::sort_offers(covering, rules);      // covering.front() is the best
//
// Order: the technology that stands first in the rules' rank, then the fastest download, then the
// fastest upload, then the latest record, then the smallest id. What is not known comes last.
#pragma once

#include <string>
#include <vector>

#include "eligibility/rules.h"
#include "model/footprint.h"

namespace nearnet::eligibility {

void sort_offers(std::vector<const model::Footprint*>& footprints, const Rules& rules);

/// "footprint N-17 (Example Cable), technology 40, 1000/35 Mbit/s, record of 2026-06-30"
std::string offer_text(const model::Footprint& footprint);

}  // namespace nearnet::eligibility
