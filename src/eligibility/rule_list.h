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

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.h"
#include "eligibility/coverage_index.h"
#include "eligibility/explain.h"
#include "eligibility/placement.h"
#include "eligibility/rules.h"
#include "model/barrier.h"
#include "model/business.h"
#include "model/footprint.h"
#include "model/override.h"
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
  bool has_roads = false;
  std::optional<core::Metres> along_road = {};       ///< to the plant; none: no road is near
  std::vector<const model::Footprint*> offers = {};  ///< that cover the place, the best first
  bool has_barriers = false;
  std::vector<const model::Barrier*> barriers = {};  ///< between a near-net place and the plant
  Placement placement = {};
  const model::Override* override = nullptr;  ///< in force today
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
  /// Whether anybody asks for it; null: always. What is not asked for is not explained.
  bool (*asked)(const Case&) = nullptr;

  bool is_asked(const Case& c) const { return asked == nullptr || asked(c); }
};

std::span<const Rule> rule_list();

/// ON_NET, NEAR_NET, OFF_NET or NO_POSITION.
std::string_view network_code(model::NetStatus status);
/// How far off the plant a case counts as being, by the rules' method; none when no plant is near.
std::optional<core::Metres> reach_distance(const Case& c);
/// The rules measure along the road, and here that is known.
bool is_along_road(const Case& c);
/// On-net by the drop of a cable that runs past: unlike inside a footprint, there is a way to it.
bool is_on_drop(const Case& c);
/// Where a case stands. Distance and limit are compared in whole millimetres.
model::NetStatus net_status(const Case& c);
/// A person let it in, and nothing stands above that word.
bool is_let_in(const Case& c);
/// What the rules say of a case.
struct Decision {
  std::uint32_t failed = 0;  ///< a bit for each rule of rule_list(), the first rule's lowest
  bool eligible = true;
};
Decision ask_rules(const Case& c);
/// The codes that a prospect lists when it fails these rules.
std::vector<std::string> reasons_of(model::NetStatus status, std::uint32_t failed);
/// The reasons, eligibility and score of a case.
model::Prospect decide(const Case& c);
ScoreInput score_input(const Case& c);

}  // namespace nearnet::eligibility
