// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "core/error.h"
#include "storage/tables.h"
#include "workspace/prospect_changes.h"
#include "workspace/steps.h"
#include "workspace/way_to_plant.h"

namespace nearnet::workspace {
namespace {

/// All that evaluate and explain are given; the inputs refer to it.
struct Evidence {
  std::vector<model::Barrier> barriers;
  std::optional<eligibility::AlongRoad> along_road;

  eligibility::Inputs inputs(const Snapshot& snapshot, const eligibility::Rules& rules,
                             const core::JobContext& job = core::JobContext()) const {
    return {.businesses = snapshot.businesses.rows(),
            .footprints = snapshot.footprints.rows(),
            .no_solicit = snapshot.no_solicit.rows(),
            .competitors = snapshot.competitors.rows(),
            .today = snapshot.today,
            .barriers = barriers,
            .overrides = snapshot.overrides.rows(),
            .along_road = along_road ? &*along_road : nullptr,
            .offers = true,
            .network = snapshot.networks->get(snapshot.footprints, rules, job)};
  }
};

/// The network answers once, however often rules change.
std::vector<model::Prospect> evaluate(const Snapshot& snapshot, const Evidence& evidence,
                                      const eligibility::Rules& rules,
                                      const core::JobContext& job) {
  eligibility::Inputs inputs =
      evidence.inputs(snapshot, rules, job.part(0.0, 0.2, "indexing the plant"));
  inputs.answers = snapshot.networks->answers(snapshot.footprints, snapshot.businesses, rules,
                                              job.part(0.2, 0.6, "asking the network"));
  return eligibility::evaluate(inputs, rules, job.part(0.6, 1.0, "applying the rules"));
}

void require_layers(const Snapshot& snapshot, const eligibility::Rules& rules) {
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
  if (rules.method == eligibility::Method::kAlongRoad && snapshot.roads.empty()) {
    throw core::InputError(
        "the workspace has no roads to measure along; run nearnet import WORKSPACE roads FILE, or "
        "measure straight");
  }
}

/// Present data by the rules in force before, when those are others: what tells the work of rules
/// from that of data.
std::vector<model::Prospect> under_old_rules(const Snapshot& snapshot, const Evidence& evidence,
                                             const eligibility::Rules& rules,
                                             const core::JobContext& job) {
  if (snapshot.prospects.empty() || snapshot.rules == rules) return {};
  return evaluate(snapshot, evidence, snapshot.rules, job);
}

/// The changes of the last evaluations, these the newest.
std::vector<model::ProspectChange> kept_with(const Snapshot& snapshot,
                                             const std::vector<model::ProspectChange>& changes) {
  std::vector<model::ProspectChange> kept;
  const std::int64_t run = changes.front().run;
  for (const model::ProspectChange& change : snapshot.prospect_changes.rows()) {
    if (change.run > run - kKeptRuns) kept.push_back(change);
  }
  kept.insert(kept.end(), changes.begin(), changes.end());
  return kept;
}

/// The way along the road as it was stored, while nothing it follows from has changed since.
std::optional<eligibility::AlongRoad> stored_way(const Snapshot& snapshot,
                                                 const eligibility::Rules& rules) {
  const std::int64_t measured = snapshot.prospects.version();
  const bool fresh = measured > 0 && measured >= snapshot.roads.version() &&
                     measured >= snapshot.footprints.version() &&
                     measured >= snapshot.businesses.version() && snapshot.rules == rules;
  if (!fresh) return std::nullopt;
  eligibility::AlongRoad along;
  for (const model::Prospect& prospect : snapshot.prospects.rows()) {
    if (prospect.route) along.emplace(prospect.business, *prospect.route);
  }
  return along;
}

}  // namespace

EligibilityRun run_eligibility(const Snapshot& snapshot, const EligibilityRequest& request,
                               const core::JobContext& job) {
  const eligibility::Rules& rules = request.rules;
  require_layers(snapshot, rules);
  // The rules are kept with the result: what could not be read again is refused now.
  std::string written = eligibility::to_toml(rules);
  eligibility::parse_rules(written, "rules");
  const Evidence evidence{all_barriers(snapshot),
                          measure_roads(snapshot, rules, job.part(0.0, 0.3, "measuring"))};
  const core::JobContext evaluating = job.part(0.3, 0.8, "evaluating");
  std::vector<model::Prospect> prospects = evaluate(snapshot, evidence, rules, evaluating);
  EligibilityRun run;
  run.summary = eligibility::summarize(prospects);
  run.changes =
      changes_against(snapshot, prospects,
                      under_old_rules(snapshot, evidence, rules, job.part(0.8, 1.0, "comparing")));
  run.first = snapshot.prospects.empty();
  std::vector<model::ProspectChange> kept;
  if (!run.changes.empty()) kept = kept_with(snapshot, run.changes);
  std::string what = "near-net " + core::format_distance(rules.near_net);
  if (rules.method == eligibility::Method::kAlongRoad) what += " along the road";
  run.command = {"eligibility", std::move(what), snapshot.version,
                 [prospects = std::move(prospects), kept = std::move(kept),
                  written = std::move(written)](storage::Transaction& transaction) {
                   storage::replace<model::Prospect>(transaction, storage::prospects(), prospects,
                                                     nullptr);
                   if (!kept.empty()) {
                     storage::replace<model::ProspectChange>(
                         transaction, storage::prospect_changes(), kept, nullptr);
                   }
                   transaction.set_meta("rules", written);
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
  Evidence evidence{all_barriers(snapshot), {}};
  if (!snapshot.roads.empty()) {
    evidence.along_road = stored_way(snapshot, rules);
    if (!evidence.along_road)
      evidence.along_road = measure_roads(snapshot, rules, core::JobContext());
  }
  const eligibility::Inputs inputs = evidence.inputs(snapshot, rules);
  return eligibility::explain(*known, inputs, *inputs.network, rules);
}

}  // namespace nearnet::workspace
