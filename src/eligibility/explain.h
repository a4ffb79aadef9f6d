// SPDX-License-Identifier: Apache-2.0
// Why is this business eligible, or not? Every rule with what was measured, against which limit,
// from which record of which date; how sure that is; and the cheapest change that would turn the
// verdict round.
//
//   auto index = eligibility::network_index(inputs.footprints, rules);
//   std::cout << eligibility::to_text(eligibility::explain(shop, inputs, index, rules));
//
// `evaluate` and `explain` run the same list of rules, so they cannot disagree. Lengths are given
// in metres and feet. What is not known is printed as "unknown", never as "no". Cost: small indices
// over the side layers are built for each call; a few milliseconds for thousands of areas.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eligibility/coverage_index.h"
#include "eligibility/evaluate.h"
#include "eligibility/rules.h"
#include "eligibility/score.h"
#include "model/business.h"
#include "model/prospect.h"

namespace nearnet::eligibility {

struct RuleFinding {
  enum Result { kPass, kFail, kUnknown };

  std::string code;   ///< from reasons.h
  std::string title;  ///< "Not an existing customer"
  Result result = kUnknown;
  bool blocks = true;    ///< kFail makes the business not eligible; else it is only worth knowing
  std::string measured;  ///< "163.2 m (535.4 ft) to footprint N-17"
  std::string limit;     ///< "150.0 m (492.1 ft)"
  std::string source;    ///< layer, and file when known
  std::string source_date;  ///< ISO date, or "date unknown"
};

struct Explanation {
  model::Prospect prospect;           ///< the same as evaluate gives
  std::vector<RuleFinding> findings;  ///< network first, then in the order of the catalogue
  std::string verdict;                ///< one sentence
  std::string confidence;             ///< "high", "medium: …" or "low: …"
  std::string flip;                   ///< cheapest change that turns the verdict round; "" for none
  /// The rules with that change made, when it is a change of rules.
  std::optional<Rules> flipped_rules;
  std::string distances;            ///< both of them; "" when covered or no plant is near
  std::vector<std::string> offers;  ///< footprints that cover the place, the best first
  std::string grade_reason;         ///< one sentence; "" while the rules have no economics
  std::vector<std::string> build;   ///< what the build costs and brings, alone and shared
  std::string override;             ///< a person's word in force; "" for none
  std::vector<Contribution> score;  ///< empty when not eligible
  double score_of = 100.0;          ///< the most that could be
};

/// `network` must come from network_index(inputs.footprints, rules). Of `inputs.businesses` only
/// those are read that may share a build, when the rules have economics.
Explanation explain(const model::Business& business, const Inputs& inputs,
                    const CoverageIndex& network, const Rules& rules);

/// The text that the command line and the map app both print; ends with a line feed.
std::string to_text(const Explanation& explanation);

}  // namespace nearnet::eligibility
