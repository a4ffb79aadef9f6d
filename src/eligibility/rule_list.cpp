// SPDX-License-Identifier: Apache-2.0
#include "eligibility/rule_list.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "eligibility/evidence.h"
#include "eligibility/lengths.h"
#include "eligibility/reach_rules.h"
#include "eligibility/reasons.h"
#include "eligibility/trade_rules.h"

namespace nearnet::eligibility {
namespace {

using Result = RuleFinding::Result;

Result fails_if(bool failing) {
  return failing ? RuleFinding::kFail : RuleFinding::kPass;
}

Result test_position(const Case& c) {
  return fails_if(!c.position);
}

Result test_reach(const Case& c) {
  if (!c.position) return RuleFinding::kUnknown;
  return fails_if(c.status == model::NetStatus::kOffNet);
}

Result test_near_net_excluded(const Case& c) {
  if (!c.rules.exclude_near_net) return RuleFinding::kPass;
  if (!c.position) return RuleFinding::kUnknown;
  return fails_if(c.status == model::NetStatus::kNearNet);
}

Result test_existing_customer(const Case& c) {
  return fails_if(c.rules.exclude_customers &&
                  c.business.customer_status == model::CustomerStatus::kActive);
}

Result test_do_not_contact(const Case& c) {
  return fails_if(c.rules.exclude_do_not_contact && c.business.do_not_contact);
}

Result test_no_solicit_area(const Case& c) {
  if (!c.rules.exclude_no_solicit) return RuleFinding::kPass;
  if (!c.position || !c.has_no_solicit) return RuleFinding::kUnknown;
  return fails_if(c.no_solicit != nullptr);
}

Result test_closed(const Case& c) {
  return fails_if(c.rules.exclude_closed && c.business.closed);
}

Result test_residential(const Case& c) {
  return fails_if(c.rules.exclude_residential && c.business.residential);
}

Result test_under_contract(const Case& c) {
  if (!c.rules.exclude_under_contract) return RuleFinding::kPass;
  if (!c.business.contract_end) return RuleFinding::kUnknown;
  return fails_if(core::days_between(c.today, *c.business.contract_end) > c.rules.contract_days);
}

Result test_footprint_left_out(const Case& c) {
  if (!c.position) return RuleFinding::kUnknown;
  return fails_if(c.left_out != nullptr);
}

Result test_competitor_present(const Case& c) {
  if (!c.position || !c.has_competitors) return RuleFinding::kUnknown;
  return fails_if(c.competitor != nullptr);
}

std::string lift_nothing(const Case&, Rules&) {
  return {};
}

/// Lengths to type into a rules file or an option: rounded up, so that either unit is enough.
std::string rounded_up(core::Metres length) {
  const auto up = [](double value) { return std::ceil(value * 10.0 - 1e-9) / 10.0; };
  return fmt::format("{:.1f} m ({:.1f} ft)", up(length.value), up(length.value / kMetresPerFoot));
}

std::string lift_reach(const Case& c, Rules& rules) {
  if (!c.network) return {};
  const core::Metres distance = *reach_distance(c);
  rules.near_net = core::Metres(std::ceil(distance.value * 10.0 - 1e-9) / 10.0);
  std::string change =
      fmt::format("raise the near-net distance from {} to {}, or bring plant {} nearer",
                  metres_and_feet(c.rules.near_net, telling_decimals(distance, c.rules.near_net)),
                  rounded_up(distance), rounded_up(distance - c.rules.near_net));
  if (c.rules.exclude_near_net) {
    rules.exclude_near_net = false;
    change += ", and allow near-net businesses (exclude.near_net = false)";
  }
  return change;
}

/// Switches one of the exclusions off.
template <bool Rules::*Exclusion>
std::string allow(Rules& rules, std::string_view whom, std::string_view key) {
  rules.*Exclusion = false;
  return fmt::format("allow {} (exclude.{} = false)", whom, key);
}

std::string lift_near_net_excluded(const Case&, Rules& rules) {
  return allow<&Rules::exclude_near_net>(rules, "near-net businesses", "near_net");
}

std::string lift_existing_customer(const Case&, Rules& rules) {
  return allow<&Rules::exclude_customers>(rules, "existing customers", "customers");
}

std::string lift_do_not_contact(const Case&, Rules& rules) {
  return allow<&Rules::exclude_do_not_contact>(rules, "businesses marked do-not-contact",
                                               "do_not_contact");
}

std::string lift_no_solicit_area(const Case&, Rules& rules) {
  return allow<&Rules::exclude_no_solicit>(rules, "businesses in no-solicit areas", "no_solicit");
}

std::string lift_closed(const Case&, Rules& rules) {
  return allow<&Rules::exclude_closed>(rules, "closed businesses", "closed");
}

std::string lift_residential(const Case&, Rules& rules) {
  return allow<&Rules::exclude_residential>(rules, "residences", "residential");
}

std::string lift_under_contract(const Case& c, Rules& rules) {
  rules.contract_days = core::days_between(c.today, *c.business.contract_end);
  const core::Date day = core::add_days(*c.business.contract_end, -c.rules.contract_days);
  return fmt::format("wait until {}, or raise exclude.contract_days from {} to {}",
                     core::format_date(day), c.rules.contract_days, rules.contract_days);
}

constexpr bool kBlocks = true;
constexpr bool kInforms = false;
constexpr bool kRecord = true;
constexpr bool kMap = false;

template <bool (*kAsks)(const Rules&)>
bool asked(const Case& c) {
  return kAsks(c.rules);
}

bool is_overridden(const Case& c) {
  return c.override != nullptr;
}

constexpr std::array kRules{
    Rule{reason::kNoPosition, "Has a usable position", "it has no usable position", kBlocks,
         kRecord, test_position, evidence::position, lift_nothing},
    Rule{reason::kOffNet, "Plant in reach", "", kBlocks, kMap, test_reach, evidence::reach,
         lift_reach},
    Rule{reason::kNearNetExcluded, "Near-net is good enough", "near-net businesses are left out",
         kBlocks, kMap, test_near_net_excluded, evidence::near_net_excluded,
         lift_near_net_excluded},
    Rule{reason::kExistingCustomer, "Not an existing customer", "it is an existing customer",
         kBlocks, kRecord, test_existing_customer, evidence::existing_customer,
         lift_existing_customer},
    Rule{reason::kDoNotContact, "May be contacted", "it is marked do-not-contact", kBlocks, kRecord,
         test_do_not_contact, evidence::do_not_contact, lift_do_not_contact},
    Rule{reason::kNoSolicitArea, "Not in a no-solicit area", "it lies in a no-solicit area",
         kBlocks, kMap, test_no_solicit_area, evidence::no_solicit_area, lift_no_solicit_area},
    Rule{reason::kClosed, "Open for business", "it is closed", kBlocks, kRecord, test_closed,
         evidence::closed, lift_closed},
    Rule{reason::kResidential, "A business, not a residence", "it is a residence", kBlocks, kRecord,
         test_residential, evidence::residential, lift_residential},
    Rule{reason::kUnderContract, "Free of a long contract", "it is under contract", kBlocks,
         kRecord, test_under_contract, evidence::under_contract, lift_under_contract},
    Rule{reason::kCategoryNotWanted, "Of a trade that is wanted", "it is of another trade", kBlocks,
         kRecord, trade::test_category, trade::category, trade::lift_category,
         asked<trade::asks_category>},
    Rule{reason::kCategoryExcluded, "Not of a trade that is left out", "its trade is left out",
         kBlocks, kRecord, trade::test_category_exclude, trade::category_exclude,
         trade::lift_category_exclude, asked<trade::asks_category_exclude>},
    Rule{reason::kCategoryUnknown, "Trade on record", "its trade is not known", kBlocks, kRecord,
         trade::test_known_category, trade::known_category, trade::lift_known_category,
         asked<trade::asks_known_category>},
    Rule{reason::kEmployeesOutOfRange, "Of the size that is wanted", "it is not of the wanted size",
         kBlocks, kRecord, trade::test_employees, trade::employees, trade::lift_employees,
         asked<trade::asks_employees>},
    Rule{reason::kMrcTooSmall, "Worth enough a month", "it is worth too little a month", kBlocks,
         kRecord, trade::test_mrc, trade::mrc, trade::lift_mrc, asked<trade::asks_mrc>},
    Rule{reason::kSizeUnknown, "Size on record", "its size is not known", kBlocks, kRecord,
         trade::test_known_size, trade::known_size, trade::lift_known_size,
         asked<trade::asks_known_size>},
    Rule{reason::kDropMax, "Within the longest drop", "the drop would be too long", kBlocks, kMap,
         reach_rules::test_drop, reach_rules::drop, reach_rules::lift_drop,
         asked<reach_rules::asks_drop>},
    Rule{reason::kBarrierExcluded, "Not behind a barrier", "a barrier lies in between", kBlocks,
         kMap, reach_rules::test_barrier_excluded, reach_rules::barrier_excluded,
         reach_rules::lift_barrier_excluded, asked<reach_rules::asks_barriers_excluded>},
    Rule{reason::kOverriddenOut, "Not left out by a person", "a person has left it out", kBlocks,
         kRecord, reach_rules::test_overridden_out, reach_rules::overridden, lift_nothing,
         is_overridden},
    Rule{reason::kOverriddenIn, "Judged by the rules alone", "", kInforms, kRecord,
         reach_rules::test_overridden_in, reach_rules::overridden, lift_nothing, is_overridden},
    Rule{reason::kBarrier, "No barrier on the way", "", kInforms, kMap, reach_rules::test_barrier,
         reach_rules::barrier, lift_nothing, asked<reach_rules::asks_barriers>},
    Rule{reason::kFootprintLeftOut, "In no footprint that the rules leave out", "", kInforms, kMap,
         test_footprint_left_out, evidence::footprint_left_out, lift_nothing},
    Rule{reason::kCompetitorPresent, "No competitor at the place", "", kInforms, kMap,
         test_competitor_present, evidence::competitor_present, lift_nothing},
};

/// A wish not to be contacted and a place nobody can drive to stand above any person's word.
bool stands_above_overrides(const Rule& rule) {
  return rule.code == reason::kDoNotContact || rule.code == reason::kNoPosition;
}

}  // namespace

std::span<const Rule> rule_list() {
  return kRules;
}

std::string_view network_code(model::NetStatus status) {
  switch (status) {
    case model::NetStatus::kOnNet:
      return reason::kOnNet;
    case model::NetStatus::kNearNet:
      return reason::kNearNet;
    case model::NetStatus::kOffNet:
      return reason::kOffNet;
    case model::NetStatus::kUnknown:
      break;
  }
  return reason::kNoPosition;
}

bool is_along_road(const Case& c) {
  return c.rules.method == Method::kAlongRoad && c.along_road;
}

bool is_on_drop(const Case& c) {
  return c.network && c.network->covered && c.network->distance > core::Metres(0.0);
}

std::optional<core::Metres> reach_distance(const Case& c) {
  if (!c.network) return std::nullopt;
  return is_along_road(c) && !c.network->covered ? c.along_road : c.network->distance;
}

model::NetStatus net_status(const Case& c) {
  if (!c.position) return model::NetStatus::kUnknown;
  if (!c.network) return model::NetStatus::kOffNet;
  if (c.network->covered) return model::NetStatus::kOnNet;
  const bool near = to_millimetres(*reach_distance(c)) <= to_millimetres(c.rules.near_net);
  return near ? model::NetStatus::kNearNet : model::NetStatus::kOffNet;
}

bool is_let_in(const Case& c) {
  return c.override != nullptr && c.override->eligible;
}

ScoreInput score_input(const Case& c) {
  ScoreInput input{.business = c.business, .status = c.status, .today = c.today};
  input.distance = reach_distance(c);
  if (c.has_competitors) input.competitor_present = c.competitor != nullptr;
  return input;
}

Decision ask_rules(const Case& c) {
  static_assert(kRules.size() <= 32, "each rule has a bit");
  Decision decision;
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    const Rule& rule = kRules[i];
    if (rule.test(c) != RuleFinding::kFail) continue;
    decision.failed |= 1U << i;
    if (rule.blocks && (!is_let_in(c) || stands_above_overrides(rule))) decision.eligible = false;
  }
  return decision;
}

std::vector<std::string> reasons_of(model::NetStatus status, std::uint32_t failed) {
  std::vector<std::string> codes{std::string(network_code(status))};
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    if ((failed >> i & 1U) != 0 && kRules[i].code != codes.front()) {
      codes.emplace_back(kRules[i].code);
    }
  }
  return codes;
}

model::Prospect decide(const Case& c) {
  model::Prospect prospect;
  prospect.business = c.business.id;
  prospect.name = c.business.name;
  prospect.position = c.position;
  prospect.status = c.status;
  if (c.network) {
    prospect.footprint = c.footprint->id;
    prospect.distance = c.network->distance;
    prospect.route = c.along_road;
  }
  if (!c.offers.empty()) prospect.offer = c.offers.front()->id;
  const Decision decision = ask_rules(c);
  prospect.eligible = decision.eligible;
  prospect.reasons = reasons_of(c.status, decision.failed);
  if (prospect.eligible) prospect.score = score_total(score_input(c), c.rules);
  return prospect;
}

}  // namespace nearnet::eligibility
