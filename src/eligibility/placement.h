// SPDX-License-Identifier: Apache-2.0
// Would a drop run overhead or underground? Internal to the engine.
#pragma once

#include "eligibility/rules.h"
#include "model/business.h"
#include "model/footprint.h"

namespace nearnet::eligibility {

struct Placement {
  bool buried = false;
  bool assumed = true;  ///< neither record says: aerial is assumed

  const char* text() const { return buried ? "buried" : "aerial"; }
};

/// What the column of the rules says, of the business, else of the footprint (may be null).
Placement placement_of(const model::Business& business, const model::Footprint* footprint,
                       const Rules& rules);

/// The longest drop of that placement; none: no limit.
const std::optional<core::Metres>& longest_drop(const Rules& rules, const Placement& placement);
std::optional<core::Metres>& longest_drop(Rules& rules, const Placement& placement);

}  // namespace nearnet::eligibility
