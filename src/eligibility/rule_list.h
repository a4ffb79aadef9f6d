// SPDX-License-Identifier: Apache-2.0
// The one list of rules that evaluate and explain share: each with its test, its evidence and the
// change of rules that would lift it.
//
//   for (const Rule& rule : rule_list())
//     if (rule.blocks && rule.test(c) == RuleFinding::kFail) …     // c is not eligible
//
// Internal to the engine. A test reads the facts of a Case and nothing else, so that what is
// explained is what was decided.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/calendar.h"
#include "eligibility/coverage_index.h"
#include "eligibility/explain.h"
#include "eligibility/rules.h"
#include "model/business.h"
#include "model/footprint.h"
#include "model/prospect.h"

namespace nearnet::eligibility {

/// All that is known about one business when the rules are asked. Pointers are null for "none".
struct Case {
  const model::Business& business;
  const Rules& rules;
  core::Date today{};
  std::optional<geo::LonLat> position = {};  ///< none when missing or not a place on earth
  model::NetStatus status = model::NetStatus::kUnknown;
  bool has_network = false;  ///< some footprint counts
  std::optional<Coverage> network = {};
  const model::Footprint* footprint = nullptr;  ///< of `network`
  const model::Footprint* left_out = nullptr;   ///< covers the place, but does not count
  bool has_no_solicit = false;
  const model::NoSolicitArea* no_solicit = nullptr;
  bool has_competitors = false;
  const model::Footprint* competitor = nullptr;
};

struct Evidence {
  std::string measured;
  std::string limit;
  std::string source;
  std::string source_date;
};

struct Rule {
  std::string_view code;  ///< the reason when it fails
  std::string_view title;
  std::string_view
      objection;  ///< "it is an existing customer": the verdict's words when it fails; "" for none
  bool blocks;
  bool from_record;  ///< decided by the business record alone, whatever the map says
  RuleFinding::Result (*test)(const Case&);
  Evidence (*describe)(const Case&);
  /// Changes the rules so that this rule no longer fails, and says what it changed. "" and no
  /// change when no change of rules can help. Only called when the rule fails.
  std::string (*lift)(const Case&, Rules&);
  /// Whether the rules ask for it at all; null: always. What is not asked for is not explained.
  bool (*asked)(const Rules&) = nullptr;

  bool is_asked(const Rules& rules) const { return asked == nullptr || asked(rules); }
};

std::span<const Rule> rule_list();

/// ON_NET, NEAR_NET, OFF_NET or NO_POSITION.
std::string_view network_code(model::NetStatus status);
/// Where a business stands, given the footprint found for its position. Distance and limit are
/// compared in whole millimetres.
model::NetStatus net_status(const std::optional<geo::LonLat>& position,
                            const std::optional<Coverage>& network, core::Metres near_net);
/// The reasons, eligibility and score of a case.
model::Prospect decide(const Case& c);
ScoreInput score_input(const Case& c);

}  // namespace nearnet::eligibility
