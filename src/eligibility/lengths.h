// SPDX-License-Identifier: Apache-2.0
// Lengths as evidence prints them: metres, and feet for the people who build drops.
//
//   eligibility::metres_and_feet(core::Metres(150.0));      // "150.0 m (492.1 ft)"
#pragma once

#include <string>

#include "core/units.h"

namespace nearnet::eligibility {

/// The international foot.
inline constexpr double kMetresPerFoot = 0.3048;

std::string metres_and_feet(core::Metres length, int decimals = 1);

/// One decimal, or as many (up to millimetres) as show that `a` and `b` differ.
int telling_decimals(core::Metres a, core::Metres b);

}  // namespace nearnet::eligibility
