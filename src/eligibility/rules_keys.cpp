// SPDX-License-Identifier: Apache-2.0
#include "eligibility/rules_keys.h"

#include <array>

namespace nearnet::eligibility {
namespace {

using V = RulesValue;

constexpr std::array kKeys{
    RulesKey{"network", "near_net", [](const V& v, Rules& r) { r.near_net = v.distance(); }},
    RulesKey{"network", "method", [](const V& v, Rules& r) { r.method = v.method(); }},
    RulesKey{"network", "search", [](const V& v, Rules& r) { r.search = v.distance(); }},
    RulesKey{"network", "providers", [](const V& v, Rules& r) { r.providers = v.texts(); }},
    RulesKey{"network", "technologies", [](const V& v, Rules& r) { r.technologies = v.texts(); }},
    RulesKey{"network", "segments", [](const V& v, Rules& r) { r.segments = v.segments(); }},
    RulesKey{"network", "technology_rank",
             [](const V& v, Rules& r) { r.technology_rank = v.texts(); }},
    RulesKey{"network", "barriers", [](const V& v, Rules& r) { r.barriers = v.texts(); }},
    RulesKey{"exclude", "customers", [](const V& v, Rules& r) { r.exclude_customers = v.flag(); }},
    RulesKey{"exclude", "do_not_contact",
             [](const V& v, Rules& r) { r.exclude_do_not_contact = v.flag(); }},
    RulesKey{"exclude", "no_solicit",
             [](const V& v, Rules& r) { r.exclude_no_solicit = v.flag(); }},
    RulesKey{"exclude", "closed", [](const V& v, Rules& r) { r.exclude_closed = v.flag(); }},
    RulesKey{"exclude", "residential",
             [](const V& v, Rules& r) { r.exclude_residential = v.flag(); }},
    RulesKey{"exclude", "near_net", [](const V& v, Rules& r) { r.exclude_near_net = v.flag(); }},
    RulesKey{"exclude", "barriers", [](const V& v, Rules& r) { r.exclude_barriers = v.flag(); }},
    RulesKey{"exclude", "under_contract",
             [](const V& v, Rules& r) { r.exclude_under_contract = v.flag(); }},
    RulesKey{"exclude", "contract_days", [](const V& v, Rules& r) { r.contract_days = v.days(); }},
    RulesKey{"category", "naics", [](const V& v, Rules& r) { r.category.naics = v.industries(); }},
    RulesKey{"category", "naics_exclude",
             [](const V& v, Rules& r) { r.category.naics_exclude = v.industries(); }},
    RulesKey{"category", "categories",
             [](const V& v, Rules& r) { r.category.categories = v.texts(); }},
    RulesKey{"category", "categories_exclude",
             [](const V& v, Rules& r) { r.category.categories_exclude = v.texts(); }},
    RulesKey{"category", "unknown",
             [](const V& v, Rules& r) { r.category.unknown_excluded = v.unknown_excluded(); }},
    RulesKey{"size", "employees_min",
             [](const V& v, Rules& r) { r.size.employees_min = v.count_or_none(); }},
    RulesKey{"size", "employees_max",
             [](const V& v, Rules& r) { r.size.employees_max = v.count_or_none(); }},
    RulesKey{"size", "est_mrc_min",
             [](const V& v, Rules& r) { r.size.est_mrc_min = v.money_or_none(); }},
    RulesKey{"size", "unknown",
             [](const V& v, Rules& r) { r.size.unknown_excluded = v.unknown_excluded(); }},
    RulesKey{"drop", "aerial_max",
             [](const V& v, Rules& r) { r.drop.aerial_max = v.distance_or_none(); }},
    RulesKey{"drop", "buried_max",
             [](const V& v, Rules& r) { r.drop.buried_max = v.distance_or_none(); }},
    RulesKey{"drop", "placement_column",
             [](const V& v, Rules& r) { r.drop.placement_column = v.text(); }},
    RulesKey{"confidence", "stale_days", [](const V& v, Rules& r) { r.stale_days = v.days(); }},
    RulesKey{"confidence", "position_accuracy",
             [](const V& v, Rules& r) { r.position_accuracy = v.distance(); }},
    RulesKey{"score", "on_net", [](const V& v, Rules& r) { r.score.on_net = v.points(); }},
    RulesKey{"score", "near_net", [](const V& v, Rules& r) { r.score.near_net = v.points(); }},
    RulesKey{"score", "employees", [](const V& v, Rules& r) { r.score.employees = v.points(); }},
    RulesKey{"score", "est_mrc", [](const V& v, Rules& r) { r.score.est_mrc = v.points(); }},
    RulesKey{"score", "former_customer",
             [](const V& v, Rules& r) { r.score.former_customer = v.points(); }},
    RulesKey{"score", "contract_ending",
             [](const V& v, Rules& r) { r.score.contract_ending = v.points(); }},
    RulesKey{"score", "no_competitor",
             [](const V& v, Rules& r) { r.score.no_competitor = v.points(); }},
    RulesKey{"score", "not_visited",
             [](const V& v, Rules& r) { r.score.not_visited = v.points(); }},
    RulesKey{"score", "employees_full",
             [](const V& v, Rules& r) { r.score.employees_full = v.count(1, 1'000'000); }},
    RulesKey{"score", "est_mrc_full",
             [](const V& v, Rules& r) { r.score.est_mrc_full = v.money(); }},
    RulesKey{"score", "not_visited_days",
             [](const V& v, Rules& r) { r.score.not_visited_days = v.count(1, 36'500); }},
    RulesKey{"score", "contract_ending_days",
             [](const V& v, Rules& r) { r.score.contract_ending_days = v.days(); }},
    RulesKey{"economics", "aerial_per_foot",
             [](const V& v, Rules& r) { r.economics.aerial_per_foot = v.money_or_none(); }},
    RulesKey{"economics", "buried_per_foot",
             [](const V& v, Rules& r) { r.economics.buried_per_foot = v.money_or_none(); }},
    RulesKey{"economics", "standard_drop",
             [](const V& v, Rules& r) { r.economics.standard_drop = v.distance_or_none(); }},
    RulesKey{"economics", "admin",
             [](const V& v, Rules& r) { r.economics.admin_share = v.share(); }},
    RulesKey{"economics", "subscribers_per_mile",
             [](const V& v, Rules& r) { r.economics.subscribers_per_mile = v.count(0, 10'000); }},
    RulesKey{"economics", "drop",
             [](const V& v, Rules& r) { r.economics.drop = v.money_or_none(); }},
    RulesKey{"economics", "equipment",
             [](const V& v, Rules& r) { r.economics.equipment = v.money_or_none(); }},
    RulesKey{"economics", "acquisition",
             [](const V& v, Rules& r) { r.economics.acquisition = v.money_or_none(); }},
    RulesKey{"economics", "assumed_mrc",
             [](const V& v, Rules& r) { r.economics.assumed_mrc = v.money_or_none(); }},
    RulesKey{"economics", "margin", [](const V& v, Rules& r) { r.economics.margin = v.share(); }},
    RulesKey{"economics", "max_payback_months",
             [](const V& v, Rules& r) { r.economics.max_payback_months = v.number(0.0, 1'200.0); }},
    RulesKey{
        "economics", "survey_payback_months",
        [](const V& v, Rules& r) { r.economics.survey_payback_months = v.number(0.0, 1'200.0); }},
    RulesKey{"economics", "survey_beyond",
             [](const V& v, Rules& r) { r.economics.survey_beyond = v.distance_or_none(); }},
    RulesKey{"economics", "share_among",
             [](const V& v, Rules& r) { r.economics.share_among = v.count(1, 20); }},
    RulesKey{"economics", "share_within",
             [](const V& v, Rules& r) { r.economics.share_within = v.distance(); }},
};

constexpr std::array kPriorityKeys{
    PriorityKey{"label", [](const V& v, Priority& p) { p.label = v.text(); }},
    PriorityKey{"points", [](const V& v, Priority& p) { p.points = v.points(); }},
    PriorityKey{"naics", [](const V& v, Priority& p) { p.naics = v.industries(); }},
    PriorityKey{"categories", [](const V& v, Priority& p) { p.categories = v.texts(); }},
    PriorityKey{"column", [](const V& v, Priority& p) { p.column = v.text(); }},
    PriorityKey{"equals", [](const V& v, Priority& p) { p.equals = v.text(); }},
};

}  // namespace

std::span<const RulesKey> rules_keys() {
  return kKeys;
}

std::span<const PriorityKey> priority_keys() {
  return kPriorityKeys;
}

}  // namespace nearnet::eligibility
