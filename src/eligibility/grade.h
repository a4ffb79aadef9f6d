// SPDX-License-Identifier: Apache-2.0
// What it takes to serve a place, by the operator's economics: a drop, a build that pays, a survey,
// or out; with the arithmetic for a reader. docs/rules.md says what the grades mean.
//
//   GradeFinding found = grade_of(c, market);
//   found.grade;             // kBuildPays
//   found.steps[2];          // the build shared by three
//
// The build of one is shared with the nearest others one by one, as long as the way to the next
// from those joined already is shorter than its own way to the plant. Internal to the engine; only
// asked when Economics::on().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eligibility/build_market.h"
#include "eligibility/rule_list.h"
#include "model/prospect.h"

namespace nearnet::eligibility {

/// A build shared by so many.
struct BuildStep {
  int customers = 1;
  core::BusinessId joined;        ///< who came last; empty for the business itself
  double feet = 0.0;              ///< beyond a standard drop, all ways together
  core::Cents cost;               ///< of those feet
  core::Cents contribution;       ///< of each customer
  core::Cents ours;               ///< construction we bear, drops, equipment and acquisition of all
  core::Cents margin;             ///< a month, of all
  std::optional<double> payback;  ///< months
};

struct GradeFinding {
  model::Grade grade = model::Grade::kUnknown;
  std::string why;               ///< one sentence
  std::vector<BuildStep> steps;  ///< empty when nothing is built
  std::size_t best = 0;          ///< the step with the shortest payback
};

GradeFinding grade_of(const Case& c, const BuildMarket& market);

/// One line a step: "2 share 180.0 ft: 2160.00 to build, 0.00 from each, … paid back in 14.3
/// months".
std::vector<std::string> arithmetic(const GradeFinding& finding);

}  // namespace nearnet::eligibility
