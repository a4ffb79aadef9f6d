// SPDX-License-Identifier: Apache-2.0
// The keys of a rules file: under which table each stands and which member it sets. Internal to the
// engine.
#pragma once

#include <span>
#include <string_view>

#include "eligibility/rules.h"
#include "eligibility/rules_values.h"

namespace nearnet::eligibility {

struct RulesKey {
  std::string_view section;
  std::string_view name;
  void (*read)(const RulesValue&, Rules&);
};

/// Of every table but [[priority]].
std::span<const RulesKey> rules_keys();

struct PriorityKey {
  std::string_view name;
  void (*read)(const RulesValue&, Priority&);
};

std::span<const PriorityKey> priority_keys();

}  // namespace nearnet::eligibility
