// SPDX-License-Identifier: Apache-2.0
#include "eligibility/placement.h"

#include "eligibility/extra_column.h"

namespace nearnet::eligibility {
namespace {

std::optional<Placement> read(const std::string& extra, const Rules& rules) {
  const auto value = extra_column(extra, rules.drop.placement_column);
  if (!value) return std::nullopt;
  if (is_listed({"buried", "underground", "ug", "b"}, *value)) return Placement{true, false};
  if (is_listed({"aerial", "overhead", "oh", "a"}, *value)) return Placement{false, false};
  return std::nullopt;
}

}  // namespace

Placement placement_of(const model::Business& business, const model::Footprint* footprint,
                       const Rules& rules) {
  if (const auto of_business = read(business.extra, rules)) return *of_business;
  if (footprint != nullptr) {
    if (const auto of_footprint = read(footprint->extra, rules)) return *of_footprint;
  }
  return {};
}

const std::optional<core::Metres>& longest_drop(const Rules& rules, const Placement& placement) {
  return placement.buried ? rules.drop.buried_max : rules.drop.aerial_max;
}

std::optional<core::Metres>& longest_drop(Rules& rules, const Placement& placement) {
  return placement.buried ? rules.drop.buried_max : rules.drop.aerial_max;
}

}  // namespace nearnet::eligibility
