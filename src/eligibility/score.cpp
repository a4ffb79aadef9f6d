// SPDX-License-Identifier: Apache-2.0
#include "eligibility/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "eligibility/extra_column.h"
#include "eligibility/lengths.h"
#include "eligibility/trade_rules.h"

namespace nearnet::eligibility {
namespace {

using Tenths = std::int64_t;

Tenths earned(double weight, double share) {
  return std::llround(weight * 10.0 * std::clamp(share, 0.0, 1.0));
}

double network_share(const ScoreInput& input, const Rules& rules) {
  if (input.status == model::NetStatus::kOnNet) return 1.0;
  if (!input.distance || rules.near_net.value <= 0.0) return 0.0;
  return 1.0 - input.distance->value / rules.near_net.value;
}

bool contract_is_ending(const ScoreInput& input, const Rules& rules) {
  return input.business.contract_end &&
         core::days_between(input.today, *input.business.contract_end) <=
             rules.score.contract_ending_days;
}

double unvisited_share(const ScoreInput& input, const Rules& rules) {
  if (!input.business.last_visit) return 1.0;
  const int days = core::days_between(*input.business.last_visit, input.today);
  return static_cast<double>(days) / rules.score.not_visited_days;
}

Tenths network_tenths(const ScoreInput& input, const Rules& rules) {
  switch (input.status) {
    case model::NetStatus::kOnNet:
      return earned(rules.score.on_net, 1.0);
    case model::NetStatus::kNearNet:
      return earned(rules.score.near_net, network_share(input, rules));
    case model::NetStatus::kOffNet:
    case model::NetStatus::kUnknown:
      break;
  }
  return 0;
}

/// In the order of ScoreWeights; labels() names them in the same order.
std::array<Tenths, 7> tenths(const ScoreInput& input, const Rules& rules) {
  const model::Business& business = input.business;
  const ScoreWeights& weights = rules.score;
  const double employees = std::max(0, business.employees.value_or(0));
  const double mrc = static_cast<double>(business.est_mrc.value_or(core::Cents(0)).value);
  const bool former = business.customer_status == model::CustomerStatus::kFormer;
  return {
      network_tenths(input, rules),
      earned(weights.employees, std::log1p(employees) / std::log1p(weights.employees_full)),
      earned(weights.est_mrc, mrc / static_cast<double>(weights.est_mrc_full.value)),
      earned(weights.former_customer, former ? 1.0 : 0.0),
      earned(weights.contract_ending, contract_is_ending(input, rules) ? 1.0 : 0.0),
      earned(weights.no_competitor, input.competitor_present == false ? 1.0 : 0.0),
      earned(weights.not_visited, unvisited_share(input, rules)),
  };
}

std::string network_label(const ScoreInput& input) {
  switch (input.status) {
    case model::NetStatus::kOnNet:
      return "on-net";
    case model::NetStatus::kNearNet:
      return "near-net, " + metres_and_feet(input.distance.value_or(core::Metres(0.0)));
    case model::NetStatus::kOffNet:
      return "off-net";
    case model::NetStatus::kUnknown:
      break;
  }
  return "network unknown";
}

std::string contract_label(const ScoreInput& input) {
  if (!input.business.contract_end) return "contract end unknown";
  const core::Date end = *input.business.contract_end;
  const char* verb = end < input.today ? "ended" : "ends";
  return fmt::format("contract {} {}", verb, core::format_date(end));
}

std::string competitor_label(const ScoreInput& input) {
  if (!input.competitor_present) return "competitors unknown";
  return *input.competitor_present ? "competitor present" : "no competitor";
}

std::array<std::string, 7> labels(const ScoreInput& input) {
  const model::Business& business = input.business;
  const bool former = business.customer_status == model::CustomerStatus::kFormer;
  return {
      network_label(input),
      business.employees ? fmt::format("{} employees", *business.employees) : "employees unknown",
      business.est_mrc ? "monthly revenue " + core::format_money(*business.est_mrc)
                       : "monthly revenue unknown",
      former ? "former customer" : "not marked as a former customer",
      contract_label(input),
      competitor_label(input),
      business.last_visit ? "last visit " + core::format_date(*business.last_visit)
                          : "no visit on record",
  };
}

Match and_also(Match a, Match b) {
  if (a == Match::kNo || b == Match::kNo) return Match::kNo;
  return a == Match::kYes && b == Match::kYes ? Match::kYes : Match::kUnknown;
}

/// Every condition that the priority names.
Match meets(const Priority& priority, const model::Business& business) {
  Match all = Match::kYes;
  if (!priority.naics.empty()) all = and_also(all, match_any(priority.naics, business.naics));
  if (!priority.categories.empty())
    all = and_also(all, trade::is_of(business, {}, priority.categories));
  if (!priority.column.empty()) {
    const std::optional<std::string> value = extra_column(business.extra, priority.column);
    const bool equal = value && is_listed({priority.equals}, *value);
    all = and_also(all, !value ? Match::kUnknown : equal ? Match::kYes : Match::kNo);
  }
  return all;
}

Tenths priority_tenths(const Priority& priority, Match match) {
  return earned(priority.points, match == Match::kYes ? 1.0 : 0.0);
}

std::string priority_label(const Priority& priority, Match match) {
  switch (match) {
    case Match::kYes:
      return "priority: " + priority.label;
    case Match::kNo:
      return "no priority: not " + priority.label;
    case Match::kUnknown:
      break;
  }
  return fmt::format("priority {} unknown", priority.label);
}

}  // namespace

std::vector<Contribution> score(const ScoreInput& input, const Rules& rules) {
  const auto points = tenths(input, rules);
  const auto names = labels(input);
  std::vector<Contribution> contributions;
  for (std::size_t i = 0; i < points.size(); ++i) {
    contributions.push_back({names[i], static_cast<double>(points[i]) / 10.0});
  }
  for (const Priority& priority : rules.priorities) {
    const Match match = meets(priority, input.business);
    contributions.push_back({priority_label(priority, match),
                             static_cast<double>(priority_tenths(priority, match)) / 10.0});
  }
  return contributions;
}

double highest_score(const Rules& rules) {
  Tenths sum = 1'000;
  for (const Priority& priority : rules.priorities) sum += earned(priority.points, 1.0);
  return static_cast<double>(sum) / 10.0;
}

double total(std::span<const Contribution> contributions) {
  Tenths sum = 0;
  for (const Contribution& part : contributions) sum += std::llround(part.points * 10.0);
  return static_cast<double>(sum) / 10.0;
}

double score_total(const ScoreInput& input, const Rules& rules) {
  Tenths sum = 0;
  for (const Tenths part : tenths(input, rules)) sum += part;
  for (const Priority& priority : rules.priorities) {
    sum += priority_tenths(priority, meets(priority, input.business));
  }
  return static_cast<double>(sum) / 10.0;
}

}  // namespace nearnet::eligibility
