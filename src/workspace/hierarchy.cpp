// SPDX-License-Identifier: Apache-2.0
// Region, district, territory: what is part of what, and figures of the parents.
#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "storage/tables.h"
#include "workspace/scenario.h"
#include "workspace/steps.h"

namespace nearnet::workspace {

Command assign_parents(const Snapshot& snapshot, const core::ScenarioId& scenario,
                       const core::TerritoryId& territory, const tracking::Parents& parents) {
  require_open(scenario_named(snapshot, scenario));
  const std::vector<model::Territory> all = territories_of(snapshot, scenario);
  const auto found = std::find_if(
      all.begin(), all.end(), [&](const model::Territory& each) { return each.id == territory; });
  if (found == all.end()) {
    throw core::ConfigError(
        fmt::format("scenario \"{}\" has no territory \"{}\"", scenario.text(), territory.text()));
  }
  model::Territory changed = *found;
  changed.district = parents.district;
  changed.region = parents.region;
  // Figures of parents follow; nobody's accounts do, so an approval stays.
  return {"territories assign",
          fmt::format("{} territory {} to district \"{}\", region \"{}\"", scenario.text(),
                      territory.text(), parents.district, parents.region),
          snapshot.version, [changed](storage::Transaction& transaction) {
            storage::upsert(transaction, storage::territories(), {changed});
          }};
}

tracking::Parents parents_of(const Snapshot& snapshot, const model::Territory& territory) {
  tracking::Parents parents{territory.district, territory.region};
  const model::Rep* rep = snapshot.reps.find(territory.rep);
  if (rep == nullptr) return parents;
  if (parents.district.empty()) parents.district = rep->district;
  if (parents.region.empty()) parents.region = rep->region;
  return parents;
}

std::map<core::RepId, tracking::Parents> parents_of_reps(const Snapshot& snapshot) {
  std::map<core::RepId, tracking::Parents> parents;
  for (const model::Rep& rep : snapshot.reps.rows()) parents[rep.id] = {rep.district, rep.region};
  const std::optional<core::ScenarioId> scenario = scenario_in_force(snapshot);
  if (!scenario) return parents;
  for (const model::Territory& territory : territories_of(snapshot, *scenario)) {
    if (!territory.rep.empty()) parents[territory.rep] = parents_of(snapshot, territory);
  }
  return parents;
}

tracking::Performance performance_by(const Snapshot& snapshot, core::Date monday,
                                     tracking::CoverageBy by) {
  const auto parents = parents_of_reps(snapshot);
  const auto group = [&](const core::RepId& rep) {
    const auto found = parents.find(rep);
    std::string name;
    if (found != parents.end()) {
      name = by == tracking::CoverageBy::kRegion ? found->second.region : found->second.district;
    }
    return core::RepId(name.empty() ? "unassigned" : name);
  };
  std::vector<model::Activity> activities = snapshot.activities.rows();
  for (model::Activity& activity : activities) activity.rep = group(activity.rep);
  std::vector<model::Quota> quotas = snapshot.quotas.rows();
  for (model::Quota& quota : quotas) quota.rep = group(quota.rep);
  std::map<core::RepId, int> accounts;
  for (const model::Business& business : snapshot.businesses.rows()) {
    if (!business.owner.empty()) ++accounts[group(business.owner)];
  }
  tracking::PerformanceOptions options;
  options.from = monday;
  options.to = core::add_days(monday, 7);
  return tracking::performance(
      {.activities = activities, .quotas = quotas, .accounts = std::move(accounts)}, options);
}

}  // namespace nearnet::workspace
