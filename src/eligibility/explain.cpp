// SPDX-License-Identifier: Apache-2.0
#include "eligibility/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "core/text.h"
#include "eligibility/build_market.h"
#include "eligibility/evidence.h"
#include "eligibility/facts.h"
#include "eligibility/grade.h"
#include "eligibility/lengths.h"
#include "eligibility/offers.h"
#include "eligibility/reach_rules.h"
#include "eligibility/reasons.h"
#include "eligibility/rule_list.h"
#include "geo/geodesic.h"

namespace nearnet::eligibility {
namespace {

constexpr const char* kTakeBack = "take the override back (nearnet override … --clear)";

RuleFinding finding_of(const Rule& rule, const Case& c) {
  Evidence evidence = rule.describe(c);
  const std::string_view code = rule.code == reason::kOffNet ? network_code(c.status) : rule.code;
  return {.code = std::string(code),
          .title = std::string(rule.title),
          .result = rule.test(c),
          .blocks = rule.blocks,
          .measured = std::move(evidence.measured),
          .limit = std::move(evidence.limit),
          .source = std::move(evidence.source),
          .source_date = std::move(evidence.source_date)};
}

std::string subject_of(const Case& c) {
  if (!c.business.name.empty()) return c.business.name;
  return c.business.id.empty() ? "the place" : "business " + c.business.id.text();
}

std::string place_phrase(const Case& c) {
  if (!c.network) {
    return fmt::format("is off-net, no footprint within {}",
                       metres_and_feet(c.rules.search_radius()));
  }
  const std::string footprint = evidence::name_of(*c.footprint);
  if (is_on_drop(c)) {
    return fmt::format("is on-net, {} from {}, {}", metres_and_feet(c.network->distance), footprint,
                       evidence::drop_of(*c.footprint));
  }
  if (c.network->covered) return "is on-net, " + evidence::covering_text(*c.footprint);
  const bool near = c.status == model::NetStatus::kNearNet;
  const core::Metres distance = *reach_distance(c);
  const int decimals = telling_decimals(distance, c.rules.near_net);
  return fmt::format("is {}, {} from {}{}, {} the near-net distance of {}",
                     near ? "near-net" : "off-net", metres_and_feet(distance, decimals), footprint,
                     is_along_road(c) ? " along the road" : "", near ? "within" : "beyond",
                     metres_and_feet(c.rules.near_net, decimals));
}

std::string verdict_of(const Case& c, bool eligible) {
  const std::string subject = subject_of(c);
  if (c.status == model::NetStatus::kUnknown) {
    return fmt::format(
        "Unknown: {} has no usable position, so nobody can say whether plant reaches it.", subject);
  }
  std::string verdict =
      fmt::format("{}: {} {}", eligible ? "Eligible" : "Not eligible", subject, place_phrase(c));
  for (const Rule& rule : rule_list()) {
    if (rule.objection.empty() || rule.test(c) != RuleFinding::kFail) continue;
    verdict += fmt::format(", and {}", rule.objection);
  }
  if (eligible && is_let_in(c)) {
    verdict += fmt::format(", but {} has let it in", c.override->by);
  } else if (eligible) {
    verdict += ", and no rule stands against it";
  }
  return verdict + ".";
}

/// From the place to the line that decides its status: the edge of the footprint it is inside of,
/// how far the drop of its cable reaches, or the near-net limit. Infinite when nothing is near.
core::Metres margin_of(const Case& c) {
  core::Metres margin(std::numeric_limits<double>::infinity());
  if (!c.network) return margin;
  if (!c.network->covered) {
    return core::Metres(std::abs(reach_distance(c)->value - c.rules.near_net.value));
  }
  if (evidence::is_cable(*c.footprint)) {
    return c.footprint->drop.value_or(core::Metres(0.0)) - c.network->distance;
  }
  const auto consider = [&](const geo::Ring& ring) {
    margin = std::min(margin, geo::nearest_on(geo::Geometry::line(ring), *c.position).distance);
  };
  for (const geo::Polygon& polygon : c.footprint->geometry.polygons()) {
    consider(polygon.shell);
    for (const geo::Ring& hole : polygon.holes) consider(hole);
  }
  return margin;
}

std::vector<std::string> doubts_of(const Case& c, const std::vector<RuleFinding>& findings) {
  std::vector<std::string> doubts;
  if (c.footprint != nullptr) {
    if (!c.footprint->as_of) {
      doubts.emplace_back("the plant record has no date");
    } else if (const int age = core::days_between(*c.footprint->as_of, c.today);
               age > c.rules.stale_days) {
      doubts.push_back(fmt::format("the plant record is {} days old", age));
    }
  }
  if (c.rules.method == Method::kAlongRoad && c.network && !c.network->covered && !c.along_road) {
    doubts.emplace_back("the distance along the road is unknown");
  }
  if (const core::Metres margin = margin_of(c); margin < c.rules.position_accuracy) {
    const char* edge =
        evidence::is_cable(*c.footprint) ? "the end of the cable's drop" : "the footprint's edge";
    doubts.push_back(fmt::format("the place is {} from {}", metres_and_feet(margin),
                                 c.network->covered ? edge : "the near-net limit"));
  }
  for (const RuleFinding& finding : findings) {
    // Where no provider is on record, nothing hints at a contract.
    if (finding.code == reason::kUnderContract && c.business.provider_now.empty()) continue;
    if (finding.blocks && finding.result == RuleFinding::kUnknown) {
      doubts.push_back(finding.code + " is unknown");
    }
  }
  return doubts;
}

std::string distances_of(const Case& c) {
  if (!c.network || (c.network->covered && !is_on_drop(c))) return {};
  std::string along = "unknown, no roads are loaded";
  if (c.has_roads) along = "unknown, no road is near";
  if (c.along_road) along = metres_and_feet(*c.along_road);
  return fmt::format("{} in a straight line; along the road {}",
                     metres_and_feet(c.network->distance), along);
}

std::string confidence_of(const Case& c, const std::vector<RuleFinding>& findings) {
  if (c.status == model::NetStatus::kUnknown)
    return "low: nothing can be measured without a position";
  for (const Rule& rule : rule_list()) {
    if (rule.blocks && rule.from_record && rule.test(c) == RuleFinding::kFail) {
      return "high: decided by the business record, whatever the map says";
    }
  }
  const std::vector<std::string> doubts = doubts_of(c, findings);
  if (doubts.empty()) return "high";
  return fmt::format("{}: {}", doubts.size() == 1 ? "medium" : "low", core::join(doubts, "; "));
}

/// What would make an eligible business ineligible: a person's word taken back, or a shorter
/// near-net distance, where that counts.
void flip_eligible(const Case& c, Explanation& explanation) {
  if (is_let_in(c)) {
    explanation.flip = kTakeBack;
    return;
  }
  if (c.status != model::NetStatus::kNearNet) return;
  const core::Metres reach = *reach_distance(c);
  const std::int64_t distance = to_millimetres(reach);
  if (distance == 0) return;
  explanation.flip =
      fmt::format("a near-net distance below {} would leave it out", metres_and_feet(reach));
  explanation.flipped_rules = c.rules;
  explanation.flipped_rules->near_net = from_millimetres(distance - 1);
}

/// A change may bring another rule into play, such as a barrier on a way now short enough: so ask
/// again until nothing blocks.
void flip_ineligible(const Case& c, const std::function<Case(const Rules&)>& under,
                     Explanation& explanation) {
  if (!c.position) {
    explanation.flip = "record its longitude and latitude, then evaluate again";
    return;
  }
  if (c.override != nullptr) {
    explanation.flip =
        is_let_in(c) ? "its wish not to be contacted stands above any override" : kTakeBack;
    return;
  }
  constexpr int kRounds = 4;
  Rules changed = c.rules;
  std::vector<std::string> changes;
  for (int round = 0; round < kRounds; ++round) {
    const Rules before = changed;
    const Case now = under(before);
    bool blocked = false;
    for (const Rule& rule : rule_list()) {
      if (!rule.blocks || rule.test(now) != RuleFinding::kFail) continue;
      blocked = true;
      std::string change = rule.lift(now, changed);
      if (change.empty()) {
        explanation.flip = fmt::format("plant within {} of it; no change of rules would do",
                                       metres_and_feet(c.rules.near_net));
        return;
      }
      changes.push_back(std::move(change));
    }
    if (!blocked) break;
  }
  explanation.flip = core::join(changes, "; and ");
  explanation.flipped_rules = std::move(changed);
}

/// Those of the businesses near enough to share a build.
BuildMarket neighbours_of(const Case& c, const Inputs& inputs, FactFinder& finder) {
  std::vector<Builder> builders;
  if (!c.position) return BuildMarket(builders);
  const geo::LonLatBox box = box_around(*c.position, c.rules.economics.share_within);
  for (const model::Business& business : inputs.businesses) {
    if (!business.position || !box.contains(*business.position)) continue;
    if (auto builder = builder_of(finder.gather(business))) builders.push_back(std::move(*builder));
  }
  return BuildMarket(std::move(builders));
}

std::string_view word_for(const RuleFinding& finding) {
  switch (finding.result) {
    case RuleFinding::kPass:
      return "pass";
    case RuleFinding::kFail:
      return finding.blocks ? "fail" : "note";
    case RuleFinding::kUnknown:
      break;
  }
  return "unknown";
}

}  // namespace

Explanation explain(const model::Business& business, const Inputs& inputs,
                    const CoverageIndex& network, const Rules& rules) {
  const SideLayers sides(inputs, rules);
  FactFinder finder(network, sides, inputs, rules);
  const Case c = finder.gather(business);

  Explanation explanation;
  explanation.prospect = decide(c);
  for (const Rule& rule : rule_list()) {
    if (rule.is_asked(c)) explanation.findings.push_back(finding_of(rule, c));
  }
  explanation.verdict = verdict_of(c, explanation.prospect.eligible);
  explanation.confidence = confidence_of(c, explanation.findings);
  explanation.distances = distances_of(c);
  if (c.position && c.status == model::NetStatus::kOnNet) {
    for (const model::Footprint* offer : finder.offers_at(*c.position)) {
      explanation.offers.push_back(offer_text(*offer));
    }
  }
  if (rules.economics.on()) {
    const GradeFinding found = grade_of(c, neighbours_of(c, inputs, finder));
    explanation.prospect.grade = found.grade;
    explanation.grade_reason = found.why;
    explanation.build = arithmetic(found);
  }
  if (c.override != nullptr) explanation.override = reach_rules::override_text(*c.override);
  if (explanation.prospect.eligible) {
    explanation.score = score(score_input(c), rules);
    explanation.score_of = highest_score(rules);
    flip_eligible(c, explanation);
  } else {
    const auto under = [&](const Rules& changed) {
      return FactFinder(network, sides, inputs, changed).gather(business);
    };
    flip_ineligible(c, under, explanation);
  }
  return explanation;
}

std::string to_text(const Explanation& explanation) {
  std::string text = explanation.verdict + "\n";
  text += fmt::format("Status:     {}\n", model::to_text(explanation.prospect.status));
  text += fmt::format("Reasons:    {}\n", core::join(explanation.prospect.reasons, ", "));
  text += fmt::format("Confidence: {}\n", explanation.confidence);
  if (!explanation.flip.empty()) text += fmt::format("To flip it: {}\n", explanation.flip);
  if (!explanation.distances.empty())
    text += fmt::format("Distance:   {}\n", explanation.distances);
  for (std::size_t i = 0; i < explanation.offers.size(); ++i) {
    text += fmt::format("{}{}\n", i == 0 ? "Best offer: " : "Also:       ", explanation.offers[i]);
  }
  if (!explanation.override.empty()) text += fmt::format("Override:   {}\n", explanation.override);
  if (explanation.prospect.grade) {
    text += fmt::format("Grade:      {}: {}\n", model::to_text(*explanation.prospect.grade),
                        explanation.grade_reason);
    for (const std::string& line : explanation.build) text += fmt::format("            {}\n", line);
  }
  text += "\nRules\n";
  for (const RuleFinding& finding : explanation.findings) {
    text += fmt::format("  {:<8} {} [{}]\n", word_for(finding), finding.title, finding.code);
    text += fmt::format("           measured: {}\n", finding.measured);
    text += fmt::format("           limit:    {}\n", finding.limit);
    text += fmt::format("           source:   {}, {}\n", finding.source, finding.source_date);
  }
  if (!explanation.score.empty()) {
    text += fmt::format("\nScore {:.1f} of {}\n", total(explanation.score), explanation.score_of);
    for (const Contribution& part : explanation.score) {
      text += fmt::format("  {:>5.1f}  {}\n", part.points, part.label);
    }
  }
  return text;
}

}  // namespace nearnet::eligibility
