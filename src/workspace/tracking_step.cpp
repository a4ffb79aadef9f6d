// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "storage/tables.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

/// "A000042": one more than the largest of that form.
core::ActivityId next_activity_id(const Snapshot& snapshot) {
  long long last = 0;
  for (const model::Activity& activity : snapshot.activities.rows()) {
    const std::string& id = activity.id.text();
    if (id.size() > 1 && id.front() == 'A') {
      last = std::max(last, core::parse_integer(id.substr(1)).value_or(0));
    }
  }
  return core::ActivityId(fmt::format("A{:06}", last + 1));
}

}  // namespace

Command log_activity(const Snapshot& snapshot, const model::Activity& activity) {
  model::Activity entry = activity;
  if (entry.id.empty()) entry.id = next_activity_id(snapshot);
  if (entry.outcome == model::Outcome::kNone) {
    entry.outcome = tracking::implied_outcome(entry.kind).value_or(model::Outcome::kNone);
  }
  tracking::validate(entry);
  const model::Business* business = snapshot.businesses.find(entry.business);
  if (business == nullptr) {
    throw core::ConfigError(fmt::format(
        "there is no business \"{}\" in the workspace; nearnet export WORKSPACE prospects "
        "list.csv lists them",
        entry.business.text()));
  }
  const model::Business after = tracking::applied(*business, entry);
  return {"log", fmt::format("{} at {}", model::to_text(entry.kind), entry.business.text()),
          snapshot.version, [entry, after](storage::Transaction& transaction) {
            storage::upsert(transaction, storage::activities(), {entry});
            storage::upsert(transaction, storage::businesses(), {after});
          }};
}

Command set_quota(const Snapshot& snapshot, const model::Quota& quota) {
  rep_or_only(snapshot, quota.rep);
  if (quota.mrc.value < 0) throw core::ConfigError("a quota cannot be negative");
  if (!(quota.from < quota.to)) {
    throw core::ConfigError("a quota's period must end after it begins");
  }
  return {"quota", fmt::format("{} {}", quota.rep.text(), core::format_money(quota.mrc)),
          std::nullopt, [quota](storage::Transaction& transaction) {
            storage::upsert(transaction, storage::quotas(), {quota});
          }};
}

tracking::CoverageReport coverage(const Snapshot& snapshot, int days, tracking::CoverageBy by) {
  tracking::CoverageInputs inputs{.businesses = snapshot.businesses.rows(),
                                  .prospects = snapshot.prospects.rows(),
                                  .activities = snapshot.activities.rows(),
                                  .stops = snapshot.stops.rows(),
                                  .footprints = snapshot.footprints.rows(),
                                  .assignments = {}};
  const std::optional<core::ScenarioId> scenario = scenario_in_force(snapshot);
  const bool by_place = by != tracking::CoverageBy::kNone && by != tracking::CoverageBy::kNaics &&
                        by != tracking::CoverageBy::kNode;
  if (scenario && by_place) inputs.assignments = assignments(snapshot, *scenario);
  if (by == tracking::CoverageBy::kDistrict || by == tracking::CoverageBy::kRegion) {
    inputs.parents = parents_of_reps(snapshot);
  }
  tracking::CoverageOptions options;
  options.today = snapshot.today;
  options.days = days;
  options.by = by;
  return tracking::coverage(inputs, options);
}

tracking::Performance performance(const Snapshot& snapshot, core::Date monday,
                                  const std::optional<core::RepId>& rep) {
  tracking::PerformanceOptions options;
  options.from = monday;
  options.to = core::add_days(monday, 7);
  options.rep = rep;
  std::map<core::RepId, int> accounts;
  for (const model::Business& business : snapshot.businesses.rows()) {
    if (!business.owner.empty()) ++accounts[business.owner];
  }
  return tracking::performance({.activities = snapshot.activities.rows(),
                                .quotas = snapshot.quotas.rows(),
                                .accounts = std::move(accounts)},
                               options);
}

tracking::Pipeline pipeline(const Snapshot& snapshot, const std::optional<core::RepId>& rep,
                            const std::optional<model::Stage>& stage) {
  tracking::PipelineOptions options;
  options.rep = rep;
  options.stage = stage;
  return tracking::pipeline(snapshot.businesses.rows(), snapshot.activities.rows(), options);
}

}  // namespace nearnet::workspace
