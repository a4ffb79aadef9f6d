// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/error.h"
#include "storage/tables.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

eligibility::Inputs inputs_of(const Snapshot& snapshot) {
  return {.businesses = snapshot.businesses.rows(),
          .footprints = snapshot.footprints.rows(),
          .no_solicit = snapshot.no_solicit.rows(),
          .competitors = snapshot.competitors.rows(),
          .today = snapshot.today};
}

}  // namespace

EligibilityRun run_eligibility(const Snapshot& snapshot, const EligibilityRequest& request,
                               const core::JobContext& job) {
  if (snapshot.businesses.empty()) {
    throw core::InputError(
        "the workspace has no businesses to evaluate; run nearnet import WORKSPACE businesses "
        "FILE");
  }
  if (snapshot.footprints.empty()) {
    throw core::InputError(
        "the workspace has no footprints to evaluate against; run nearnet import WORKSPACE "
        "footprints FILE");
  }
  // The rules are kept with the result: what could not be read again is refused now.
  std::string rules = eligibility::to_toml(request.rules);
  eligibility::parse_rules(rules, "rules");
  std::vector<model::Prospect> prospects =
      eligibility::evaluate(inputs_of(snapshot), request.rules, job);
  EligibilityRun run;
  run.summary = eligibility::summarize(prospects);
  run.command = {
      "eligibility", "near-net " + core::format_distance(request.rules.near_net), snapshot.version,
      [prospects = std::move(prospects),
       rules = std::move(rules)](storage::Transaction& transaction) {
        storage::replace<model::Prospect>(transaction, storage::prospects(), prospects, nullptr);
        transaction.set_meta("rules", rules);
      }};
  return run;
}

eligibility::Explanation explain(const Snapshot& snapshot, const core::BusinessId& business,
                                 const eligibility::Rules& rules) {
  const model::Business* known = snapshot.businesses.find(business);
  if (known == nullptr) {
    throw core::ConfigError(fmt::format(
        "there is no business \"{}\" in the workspace; nearnet export WORKSPACE prospects "
        "list.csv lists them",
        business.text()));
  }
  const eligibility::CoverageIndex network =
      eligibility::network_index(snapshot.footprints.rows(), rules);
  return eligibility::explain(*known, inputs_of(snapshot), network, rules);
}

}  // namespace nearnet::workspace
