// SPDX-License-Identifier: Apache-2.0
#include "eligibility/trade_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "eligibility/evidence.h"

namespace nearnet::eligibility::trade {
namespace {

Match match_of(const Case& c) {
  return is_of(c.business, c.rules.category.naics, c.rules.category.categories);
}

Match excluded_match_of(const Case& c) {
  return is_of(c.business, c.rules.category.naics_exclude, c.rules.category.categories_exclude);
}

std::string listed(const std::vector<IndustryRange>& naics,
                   const std::vector<std::string>& categories) {
  std::vector<std::string> parts;
  for (const IndustryRange& range : naics) parts.push_back("NAICS " + to_text(range));
  for (const std::string& category : categories) parts.push_back(fmt::format("\"{}\"", category));
  return core::join(parts, ", ");
}

std::string trade_text(const model::Business& business) {
  const std::string naics =
      business.naics.empty() ? "no NAICS on record" : "NAICS " + business.naics;
  const std::string category = business.category.empty()
                                   ? "no category on record"
                                   : fmt::format("category \"{}\"", business.category);
  return naics + ", " + category;
}

/// "unknown: " before what is on record when that cannot tell.
std::string measured_trade(const Case& c, Match match) {
  return (match == Match::kUnknown ? "unknown: " : "") + trade_text(c.business);
}

bool below(const Case& c) {
  const SizeRules& size = c.rules.size;
  return size.employees_min && *c.business.employees < *size.employees_min;
}

bool above(const Case& c) {
  const SizeRules& size = c.rules.size;
  return size.employees_max && *c.business.employees > *size.employees_max;
}

std::vector<std::string> unknown_sizes(const Case& c) {
  std::vector<std::string> missing;
  if (asks_employees(c.rules) && !c.business.employees) missing.emplace_back("employees");
  if (asks_mrc(c.rules) && !c.business.est_mrc) missing.emplace_back("monthly revenue");
  return missing;
}

bool category_is_unknown(const Case& c) {
  return (asks_category(c.rules) && match_of(c) == Match::kUnknown) ||
         (asks_category_exclude(c.rules) && excluded_match_of(c) == Match::kUnknown);
}

}  // namespace

Match is_of(const model::Business& business, std::span<const IndustryRange> naics,
            const std::vector<std::string>& categories) {
  Match best = match_any(naics, business.naics);
  if (best == Match::kYes || categories.empty()) return best;
  if (core::trimmed(business.category).empty()) return Match::kUnknown;
  return is_listed(categories, business.category) ? Match::kYes : best;
}

bool asks_category(const Rules& rules) {
  return !rules.category.naics.empty() || !rules.category.categories.empty();
}

bool asks_category_exclude(const Rules& rules) {
  return !rules.category.naics_exclude.empty() || !rules.category.categories_exclude.empty();
}

bool asks_known_category(const Rules& rules) {
  return rules.category.unknown_excluded && (asks_category(rules) || asks_category_exclude(rules));
}

bool asks_employees(const Rules& rules) {
  return rules.size.employees_min || rules.size.employees_max;
}

bool asks_mrc(const Rules& rules) {
  return rules.size.est_mrc_min.has_value();
}

bool asks_known_size(const Rules& rules) {
  return rules.size.unknown_excluded && (asks_employees(rules) || asks_mrc(rules));
}

Result test_category(const Case& c) {
  if (!asks_category(c.rules)) return RuleFinding::kPass;
  const Match match = match_of(c);
  if (match == Match::kUnknown) return RuleFinding::kUnknown;
  return match == Match::kYes ? RuleFinding::kPass : RuleFinding::kFail;
}

Result test_category_exclude(const Case& c) {
  if (!asks_category_exclude(c.rules)) return RuleFinding::kPass;
  const Match match = excluded_match_of(c);
  if (match == Match::kUnknown) return RuleFinding::kUnknown;
  return match == Match::kYes ? RuleFinding::kFail : RuleFinding::kPass;
}

Result test_known_category(const Case& c) {
  const bool missing = asks_known_category(c.rules) && category_is_unknown(c);
  return missing ? RuleFinding::kFail : RuleFinding::kPass;
}

Result test_employees(const Case& c) {
  if (!asks_employees(c.rules)) return RuleFinding::kPass;
  if (!c.business.employees) return RuleFinding::kUnknown;
  return below(c) || above(c) ? RuleFinding::kFail : RuleFinding::kPass;
}

Result test_mrc(const Case& c) {
  if (!asks_mrc(c.rules)) return RuleFinding::kPass;
  if (!c.business.est_mrc) return RuleFinding::kUnknown;
  return *c.business.est_mrc < *c.rules.size.est_mrc_min ? RuleFinding::kFail : RuleFinding::kPass;
}

Result test_known_size(const Case& c) {
  const bool missing = asks_known_size(c.rules) && !unknown_sizes(c).empty();
  return missing ? RuleFinding::kFail : RuleFinding::kPass;
}

Evidence category(const Case& c) {
  return evidence::from_business(
      c, measured_trade(c, match_of(c)),
      "one of " + listed(c.rules.category.naics, c.rules.category.categories));
}

Evidence category_exclude(const Case& c) {
  return evidence::from_business(
      c, measured_trade(c, excluded_match_of(c)),
      "none of " + listed(c.rules.category.naics_exclude, c.rules.category.categories_exclude));
}

Evidence known_category(const Case& c) {
  return evidence::from_business(
      c, measured_trade(c, category_is_unknown(c) ? Match::kUnknown : Match::kYes),
      "NAICS or category on record (category.unknown = \"exclude\")");
}

Evidence employees(const Case& c) {
  const SizeRules& size = c.rules.size;
  std::string limit = size.employees_min ? fmt::format("at least {}", *size.employees_min) : "";
  if (size.employees_max) {
    limit += fmt::format("{}at most {}", limit.empty() ? "" : ", ", *size.employees_max);
  }
  return evidence::from_business(c,
                                 c.business.employees
                                     ? fmt::format("{} employees", *c.business.employees)
                                     : "unknown: no number of employees on record",
                                 std::move(limit));
}

Evidence mrc(const Case& c) {
  return evidence::from_business(c,
                                 c.business.est_mrc
                                     ? "monthly revenue " + core::format_money(*c.business.est_mrc)
                                     : "unknown: no monthly revenue on record",
                                 "at least " + core::format_money(*c.rules.size.est_mrc_min));
}

Evidence known_size(const Case& c) {
  const std::vector<std::string> missing = unknown_sizes(c);
  return evidence::from_business(
      c, missing.empty() ? "on record" : "unknown: no " + core::join(missing, ", no "),
      "size on record (size.unknown = \"exclude\")");
}

std::string lift_category(const Case& c, Rules& rules) {
  if (const auto code = parse_industry(c.business.naics); code) {
    rules.category.naics.push_back(*code);
    return fmt::format("add \"{}\" to category.naics", to_text(*code));
  }
  rules.category.categories.push_back(c.business.category);
  return fmt::format("add \"{}\" to category.categories", c.business.category);
}

std::string lift_category_exclude(const Case& c, Rules& rules) {
  CategoryRules& category = rules.category;
  std::vector<std::string> taken;
  std::erase_if(category.naics_exclude, [&](const IndustryRange& range) {
    if (match(range, c.business.naics) != Match::kYes) return false;
    taken.push_back(to_text(range));
    return true;
  });
  std::erase_if(category.categories_exclude, [&](const std::string& text) {
    if (!is_listed({text}, c.business.category)) return false;
    taken.push_back(text);
    return true;
  });
  return fmt::format("take \"{}\" off category.naics_exclude or categories_exclude",
                     core::join(taken, "\", \""));
}

std::string lift_known_category(const Case&, Rules& rules) {
  rules.category.unknown_excluded = false;
  return "record its NAICS or category, or allow those unknown (category.unknown = \"allow\")";
}

std::string lift_employees(const Case& c, Rules& rules) {
  const int employees = *c.business.employees;
  std::optional<int>& limit = below(c) ? rules.size.employees_min : rules.size.employees_max;
  const std::string change =
      fmt::format("{} size.{} from {} to {}", below(c) ? "lower" : "raise",
                  below(c) ? "employees_min" : "employees_max", *limit, employees);
  limit = employees > 0 ? std::optional(employees) : std::nullopt;
  return change;
}

std::string lift_mrc(const Case& c, Rules& rules) {
  const std::string change = fmt::format("lower size.est_mrc_min from {} to {}",
                                         core::format_money(*rules.size.est_mrc_min),
                                         core::format_money(*c.business.est_mrc));
  rules.size.est_mrc_min = *c.business.est_mrc;
  if (*rules.size.est_mrc_min <= core::Cents(0)) rules.size.est_mrc_min.reset();
  return change;
}

std::string lift_known_size(const Case&, Rules& rules) {
  rules.size.unknown_excluded = false;
  return "record what is missing, or allow those unknown (size.unknown = \"allow\")";
}

}  // namespace nearnet::eligibility::trade
