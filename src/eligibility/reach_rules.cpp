// SPDX-License-Identifier: Apache-2.0
#include "eligibility/reach_rules.h"

#include <fmt/format.h>

#include <cmath>

#include "core/text.h"
#include "eligibility/evidence.h"
#include "eligibility/lengths.h"

namespace nearnet::eligibility::reach_rules {
namespace {

std::string barrier_names(const Case& c) {
  std::vector<std::string> names;
  for (const model::Barrier* barrier : c.barriers) {
    names.push_back(barrier->name.empty() ? barrier->kind
                                          : fmt::format("{} ({})", barrier->name, barrier->kind));
  }
  return core::join(names, ", ");
}

std::string measured_barriers(const Case& c) {
  if (!c.position) return "unknown without a position";
  if (c.status == model::NetStatus::kOnNet && !is_on_drop(c))
    return "not asked of on-net businesses";
  if (!c.has_barriers) return "unknown: no barrier layer is loaded";
  if (c.status == model::NetStatus::kOffNet) return "not asked of off-net businesses";
  if (c.barriers.empty()) return "no barrier in the straight line to the plant";
  return "the straight line to the plant crosses " + barrier_names(c);
}

Evidence barrier_evidence(const Case& c, std::string limit) {
  std::string source = "barriers";
  if (!c.barriers.empty() && !c.barriers.front()->source.empty()) {
    source += ", " + c.barriers.front()->source;
  }
  return {measured_barriers(c), std::move(limit), std::move(source), "date unknown"};
}

/// Asked where something is built to: near-net businesses, and those on the drop of a cable.
Result crossed(const Case& c) {
  if (c.status == model::NetStatus::kOnNet && !is_on_drop(c)) return RuleFinding::kPass;
  if (!c.position || !c.has_barriers) return RuleFinding::kUnknown;
  return c.barriers.empty() ? RuleFinding::kPass : RuleFinding::kFail;
}

/// "212.0 > 150.0 ft, excess 62.0 ft"
std::string compared(core::Metres length, core::Metres limit) {
  const bool longer = to_millimetres(length) > to_millimetres(limit);
  const core::Metres feet(length.value / kMetresPerFoot);
  const core::Metres limit_feet(limit.value / kMetresPerFoot);
  const int decimals = telling_decimals(feet, limit_feet);
  std::string text = fmt::format("{:.{}f} {} {:.{}f} ft", feet.value, decimals,
                                 longer ? ">" : "<=", limit_feet.value, decimals);
  if (longer) {
    text += fmt::format(", excess {:.{}f} ft", feet.value - limit_feet.value, decimals);
  }
  return text;
}

std::string feet_text(core::Metres length) {
  return fmt::format("{:.1f} ft", length.value / kMetresPerFoot);
}

}  // namespace

bool asks_drop(const Rules& rules) {
  return rules.drop.aerial_max || rules.drop.buried_max;
}

bool asks_barriers_excluded(const Rules& rules) {
  return rules.exclude_barriers;
}

bool asks_barriers(const Rules& rules) {
  return !rules.barriers.empty();
}

std::optional<core::Metres> drop_length(const Case& c) {
  if (!c.network) return std::nullopt;
  return c.along_road ? *c.along_road : c.network->distance;
}

Result test_drop(const Case& c) {
  const std::optional<core::Metres>& limit = longest_drop(c.rules, c.placement);
  if (!limit) return RuleFinding::kPass;
  const std::optional<core::Metres> length = drop_length(c);
  if (!length) return RuleFinding::kUnknown;
  return to_millimetres(*length) > to_millimetres(*limit) ? RuleFinding::kFail : RuleFinding::kPass;
}

Result test_barrier_excluded(const Case& c) {
  return c.rules.exclude_barriers ? crossed(c) : RuleFinding::kPass;
}

Result test_barrier(const Case& c) {
  return crossed(c);
}

Result test_overridden_out(const Case& c) {
  const bool out = c.override != nullptr && !c.override->eligible;
  return out ? RuleFinding::kFail : RuleFinding::kPass;
}

Result test_overridden_in(const Case& c) {
  const bool in = c.override != nullptr && c.override->eligible;
  return in ? RuleFinding::kFail : RuleFinding::kPass;
}

Evidence drop(const Case& c) {
  Evidence evidence = evidence::reach(c);
  const std::optional<core::Metres>& limit = longest_drop(c.rules, c.placement);
  const std::optional<core::Metres> length = drop_length(c);
  if (!c.position) {
    evidence.measured = "unknown without a position";
  } else if (!length) {
    evidence.measured = "unknown: no plant is near";
  } else {
    evidence.measured = limit ? compared(*length, *limit) : feet_text(*length);
    evidence.measured += fmt::format("; along the road {}, in a straight line {}",
                                     c.along_road ? feet_text(*c.along_road) : "unknown",
                                     feet_text(c.network->distance));
  }
  evidence.limit = fmt::format("{} drop{}: {}", c.placement.text(),
                               c.placement.assumed ? ", assumed as neither record says" : "",
                               limit ? "at most " + feet_text(*limit) : "no limit");
  return evidence;
}

Evidence barrier_excluded(const Case& c) {
  return barrier_evidence(c, "those behind a barrier are left out (exclude.barriers = true)");
}

Evidence barrier(const Case& c) {
  return barrier_evidence(c, "worth knowing: " + core::join(c.rules.barriers, ", "));
}

std::string override_text(const model::Override& override) {
  std::string text =
      fmt::format("{} by {} on {}: {}", override.eligible ? "let in" : "left out", override.by,
                  core::format_local_time(override.at), override.reason);
  if (override.until) text += fmt::format(", until {}", core::format_date(*override.until));
  return text;
}

Evidence overridden(const Case& c) {
  return {c.override != nullptr ? override_text(*c.override) : "no override on record",
          "a person's word stands above the rules", "overrides",
          c.override != nullptr ? core::format_date(c.override->at.date) : "date unknown"};
}

std::string lift_drop(const Case& c, Rules& rules) {
  std::optional<core::Metres>& limit = longest_drop(rules, c.placement);
  const double feet = std::ceil(drop_length(c)->value / kMetresPerFoot * 10.0 - 1e-6) / 10.0;
  // Half a millimetre above what rounds to the length itself.
  const core::Metres raised(
      std::max(feet * kMetresPerFoot, from_millimetres(to_millimetres(*drop_length(c))).value));
  const std::string change = fmt::format("raise drop.{}_max from {} to {:.1f} ft",
                                         c.placement.text(), feet_text(*limit), feet);
  limit = raised;
  return change;
}

std::string lift_barrier_excluded(const Case&, Rules& rules) {
  rules.exclude_barriers = false;
  return "allow those behind a barrier (exclude.barriers = false)";
}

}  // namespace nearnet::eligibility::reach_rules
