// SPDX-License-Identifier: Apache-2.0
#include "eligibility/grade.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "eligibility/economics.h"
#include "eligibility/lengths.h"
#include "eligibility/reach_rules.h"

namespace nearnet::eligibility {
namespace {

constexpr double kFeetPerMile = 5'280.0;

double feet_of(core::Metres length) {
  return length.value / kMetresPerFoot;
}

core::Cents per_foot(const Case& c) {
  const Economics& e = c.rules.economics;
  const auto& first = c.placement.buried ? e.buried_per_foot : e.aerial_per_foot;
  const auto& second = c.placement.buried ? e.aerial_per_foot : e.buried_per_foot;
  return first ? *first : *second;
}

/// A build of so many feet for customers who bring so much a month together.
BuildStep costed(const Case& c, double feet, int customers, core::Cents revenue) {
  const Economics& e = c.rules.economics;
  const core::Cents none(0);
  BuildStep step;
  step.customers = customers;
  step.feet = feet;
  step.cost = excess_drop_charge(feet, 0.0, per_foot(c), e.admin_share);
  const ExtensionShares shares =
      share_extension(step.cost, feet / kFeetPerMile, customers, e.subscribers_per_mile);
  step.contribution = shares.each_customer;
  const core::Cents each =
      e.drop.value_or(none) + e.equipment.value_or(none) + e.acquisition.value_or(none);
  step.ours = step.cost - step.contribution * customers + each * customers;
  step.margin = to_cents(static_cast<double>(revenue.value) * e.margin);
  step.payback = payback_months(step.ours, step.margin);
  return step;
}

/// The next to join: nearest to those joined, if that is nearer to it than the plant.
struct Joining {
  const Builder* who = nullptr;
  core::Metres way{std::numeric_limits<double>::infinity()};
};

Joining next_to_join(const std::vector<geo::LonLat>& joined,
                     const std::vector<const Builder*>& waiting) {
  Joining best;
  for (const Builder* builder : waiting) {
    core::Metres way(std::numeric_limits<double>::infinity());
    for (const geo::LonLat& place : joined) way = std::min(way, apart(place, builder->position));
    if (way < builder->straight && way < best.way) best = {builder, way};
  }
  return best;
}

std::vector<BuildStep> build_steps(const Case& c, core::Metres length, core::Cents revenue,
                                   const BuildMarket& market) {
  const Economics& e = c.rules.economics;
  double feet = feet_of(length - standard_drop(c));
  std::vector<BuildStep> steps = {costed(c, feet, 1, revenue)};
  std::vector<const Builder*> waiting = market.near(*c.position, e.share_within);
  std::erase_if(waiting, [&](const Builder* other) { return other->id == c.business.id; });
  std::vector<geo::LonLat> joined = {*c.position};
  while (static_cast<int>(steps.size()) < e.share_among) {
    const Joining next = next_to_join(joined, waiting);
    if (next.who == nullptr) break;
    std::erase(waiting, next.who);
    joined.push_back(next.who->position);
    feet += feet_of(next.way);
    revenue += next.who->mrc;
    steps.push_back(costed(c, feet, static_cast<int>(joined.size()), revenue));
    steps.back().joined = next.who->id;
  }
  return steps;
}

std::size_t best_of(const std::vector<BuildStep>& steps) {
  const auto months = [](const BuildStep& step) {
    return step.payback.value_or(std::numeric_limits<double>::infinity());
  };
  return static_cast<std::size_t>(std::ranges::min_element(steps, {}, months) - steps.begin());
}

std::string months_text(const std::optional<double>& payback) {
  return payback ? fmt::format("{:.1f} months", rounded_months(*payback)) : "never";
}

void grade_build(const Case& c, core::Metres length, GradeFinding& found) {
  const Economics& e = c.rules.economics;
  const std::optional<double>& payback = found.steps[found.best].payback;
  const bool in_time = payback && *payback <= e.max_payback_months;
  const bool late = payback && *payback <= e.survey_payback_months;
  const bool is_long = e.survey_beyond && length > *e.survey_beyond;
  found.why = fmt::format("a build, paid back in {} at best; {} months are allowed",
                          months_text(payback), e.max_payback_months);
  if (in_time && !is_long && c.barriers.empty()) {
    found.grade = model::Grade::kBuildPays;
  } else if (in_time || late) {
    found.grade = model::Grade::kSurvey;
    if (is_long) found.why += fmt::format("; longer than {}", metres_and_feet(*e.survey_beyond));
    if (!c.barriers.empty()) found.why += "; a barrier lies in between";
    if (!in_time) found.why += fmt::format("; {} with a survey", e.survey_payback_months);
  } else {
    found.grade = model::Grade::kOut;
  }
}

}  // namespace

GradeFinding grade_of(const Case& c, const BuildMarket& market) {
  if (!c.position) return {model::Grade::kUnknown, "no usable position", {}, 0};
  const std::optional<core::Metres> length = reach_rules::drop_length(c);
  if (!length) {
    return {
        model::Grade::kOut, "no plant within " + metres_and_feet(c.rules.search_radius()), {}, 0};
  }
  if (c.network->covered) {
    return {model::Grade::kDrop,
            is_on_drop(c) ? "on the drop of a cable" : "inside a footprint",
            {},
            0};
  }
  if (*length <= standard_drop(c)) {
    return {
        model::Grade::kDrop,
        fmt::format("{} to the plant, within a standard {} drop of {}", metres_and_feet(*length),
                    c.placement.text(), metres_and_feet(standard_drop(c))),
        {},
        0};
  }
  const std::optional<core::Cents> revenue = revenue_of(c);
  if (!revenue) {
    return {model::Grade::kUnknown,
            "needs a build, and no monthly revenue is on record to pay for it",
            {},
            0};
  }
  GradeFinding found;
  found.steps = build_steps(c, *length, *revenue, market);
  found.best = best_of(found.steps);
  grade_build(c, *length, found);
  return found;
}

std::vector<std::string> arithmetic(const GradeFinding& finding) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < finding.steps.size(); ++i) {
    const BuildStep& step = finding.steps[i];
    const std::string who = step.customers == 1 ? std::string("alone")
                                                : fmt::format("shared by {}, with {}",
                                                              step.customers, step.joined.text());
    lines.push_back(fmt::format(
        "{}: {:.1f} ft to build for {}, {} from each customer; {} ours / {} a month = {}{}", who,
        step.feet, core::format_money(step.cost), core::format_money(step.contribution),
        core::format_money(step.ours), core::format_money(step.margin), months_text(step.payback),
        i == finding.best && finding.steps.size() > 1 ? " (best)" : ""));
  }
  return lines;
}

}  // namespace nearnet::eligibility
