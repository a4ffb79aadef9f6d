// SPDX-License-Identifier: Apache-2.0
// From a draft to the plan in force: proposed, approved, published.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "core/error.h"
#include "core/text.h"
#include "storage/tables.h"
#include "workspace/scenario.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

Command update_scenario(const Snapshot& snapshot, const model::Scenario& scenario,
                        std::string command, std::string what) {
  return {std::move(command), std::move(what), snapshot.version,
          [scenario](storage::Transaction& transaction) {
            storage::upsert(transaction, storage::scenarios(), {scenario});
          }};
}

/// Case and blanks around a name make nobody a second person.
bool same_person(const std::string& a, const std::string& b) {
  return core::lower_case(core::trimmed(a)) == core::lower_case(core::trimmed(b));
}

void require_name(const std::string& by, const char* who) {
  if (core::trimmed(by).empty()) {
    throw core::ConfigError(fmt::format("who {}? Say --by NAME", who));
  }
}

/// Throws unless somebody other than the proposer has approved, where the workspace asks for that.
void require_approved(const Snapshot& snapshot, const model::Scenario& scenario) {
  if (!snapshot.settings.second_person_approves) return;
  const std::string& name = scenario.id.text();
  if (scenario.proposed_by.empty()) {
    throw core::ConfigError(
        fmt::format("scenario \"{0}\" has not been approved: nearnet territories WORKSPACE propose "
                    "{0} --by NAME puts it forward, then somebody else approves it",
                    name));
  }
  if (scenario.state != model::ScenarioState::kApproved ||
      same_person(scenario.approved_by, scenario.proposed_by)) {
    throw core::ConfigError(
        fmt::format("scenario \"{0}\" waits for approval: somebody other than {1}, who proposed "
                    "it, has to run nearnet territories WORKSPACE approve {0} --by NAME",
                    name, scenario.proposed_by));
  }
}

/// The plan in force until now, if there is one.
const model::Scenario* published(const Snapshot& snapshot) {
  for (const model::Scenario& scenario : snapshot.scenarios.rows()) {
    if (scenario.state == model::ScenarioState::kPublished) return &scenario;
  }
  return nullptr;
}

/// What a publication writes.
struct HandOver {
  std::vector<model::Scenario> scenarios;
  std::vector<model::Business> businesses;
  std::vector<model::AccountPeriod> periods;
};

void give_accounts(const Snapshot& snapshot, const model::Scenario& scenario, HandOver& out) {
  std::unordered_map<core::BusinessId, const model::AccountPeriod*> present;
  for (const model::AccountPeriod& period : snapshot.account_periods.rows()) {
    if (!period.until) present[period.business] = &period;
  }
  const core::Date from = *scenario.published_from;
  for (const auto& [business, assignment] : assignments(snapshot, scenario.id)) {
    const model::Business* known = snapshot.businesses.find(business);
    if (known == nullptr || assignment.rep.empty() || known->owner == assignment.rep) continue;
    const auto before = present.find(business);
    if (before != present.end()) {
      out.periods.push_back(*before->second);
      out.periods.back().until = std::max(from, before->second->from);
    }
    model::AccountPeriod period;
    period.business = business;
    period.from = before == present.end() ? from : *out.periods.back().until;
    period.scenario = scenario.id;
    period.territory = core::TerritoryId(assignment.territory);
    period.rep = assignment.rep;
    period.from_rep = known->owner;
    period.by = scenario.published_by;
    out.periods.push_back(std::move(period));
    out.businesses.push_back(*known);
    out.businesses.back().owner = assignment.rep;
  }
}

}  // namespace

Command propose_scenario(const Snapshot& snapshot, const core::ScenarioId& scenario,
                         const std::string& by) {
  require_name(by, "proposes");
  const model::Scenario& known = scenario_named(snapshot, scenario);
  require_open(known);
  model::Scenario proposed = as_draft(known);
  proposed.state = model::ScenarioState::kProposed;
  proposed.proposed_by = by;
  return update_scenario(snapshot, proposed, "territories propose",
                         fmt::format("{} by {}", scenario.text(), by));
}

Command approve_scenario(const Snapshot& snapshot, const core::ScenarioId& scenario,
                         const std::string& by) {
  require_name(by, "approves");
  model::Scenario approved = scenario_named(snapshot, scenario);
  require_open(approved);
  if (snapshot.settings.second_person_approves) {
    if (approved.state == model::ScenarioState::kDraft) {
      throw core::ConfigError(
          fmt::format("scenario \"{0}\" has not been put forward; nearnet territories WORKSPACE "
                      "propose {0} --by NAME does that",
                      scenario.text()));
    }
    if (same_person(by, approved.proposed_by)) {
      throw core::ConfigError(
          fmt::format("{} proposed scenario \"{}\" and cannot approve it: this workspace asks for "
                      "a second person",
                      by, scenario.text()));
    }
  }
  approved.state = model::ScenarioState::kApproved;
  approved.approved_by = by;
  return update_scenario(snapshot, approved, "territories approve",
                         fmt::format("{} by {}", scenario.text(), by));
}

Command publish_scenario(const Snapshot& snapshot, const core::ScenarioId& scenario,
                         core::Date from, const std::string& by) {
  model::Scenario next = scenario_named(snapshot, scenario);
  require_open(next);
  require_approved(snapshot, next);
  next.state = model::ScenarioState::kPublished;
  next.published_from = from;
  next.published_by = by;
  HandOver out;
  out.scenarios.push_back(next);
  if (const model::Scenario* last = published(snapshot)) {
    if (last->published_from && from < *last->published_from) {
      throw core::ConfigError(
          fmt::format("scenario \"{}\" is in force from {}; publish from that day or a later one",
                      last->id.text(), core::format_date(*last->published_from)));
    }
    out.scenarios.push_back(*last);
    out.scenarios.back().state = model::ScenarioState::kRetired;
    out.scenarios.back().published_until = from;
  }
  give_accounts(snapshot, next, out);
  return {"territories publish",
          fmt::format("{} from {}, {} accounts change hands", scenario.text(),
                      core::format_date(from), out.businesses.size()),
          snapshot.version, [out](storage::Transaction& transaction) {
            storage::upsert(transaction, storage::scenarios(), out.scenarios);
            storage::upsert(transaction, storage::businesses(), out.businesses);
            storage::upsert(transaction, storage::account_periods(), out.periods);
          }};
}

Command require_approval(const Snapshot& snapshot, bool by_second_person) {
  const std::string value = by_second_person ? kSecondPerson : "off";
  return {
      "territories approval", value, snapshot.version,
      [value](storage::Transaction& transaction) { transaction.set_meta(kApprovalKey, value); }};
}

}  // namespace nearnet::workspace
