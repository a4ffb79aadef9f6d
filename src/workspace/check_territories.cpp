// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "territory/adjacency.h"
#include "territory/objective.h"
#include "workspace/check_parts.h"

namespace nearnet::workspace {
namespace {

constexpr std::string_view kDesignAgain =
    "design the scenario again, or move its units back where they belong";

/// Sums of the same numbers in another order.
bool agree(double a, double b) {
  return std::abs(a - b) <= 1e-6 * std::max({1.0, std::abs(a), std::abs(b)});
}

bool agree(const model::Weights& a, const model::Weights& b) {
  const auto covered = [](const model::Weights& from, const model::Weights& by) {
    return std::all_of(from.begin(), from.end(), [&](const auto& weight) {
      const auto found = by.find(weight.first);
      return agree(weight.second, found == by.end() ? 0.0 : found->second);
    });
  };
  return covered(a, b) && covered(b, a);
}

/// One scenario's rows, side by side.
struct Plan {
  std::vector<const model::Territory*> territories;
  std::vector<model::BasicUnit> units;
  std::vector<std::size_t> territory_of_unit;
};

std::map<core::ScenarioId, Plan> plans_of(const Snapshot& now, Problems& problems) {
  std::map<core::ScenarioId, Plan> plans;
  for (const model::Scenario& scenario : now.scenarios.rows()) plans[scenario.id];
  for (const model::Territory& territory : now.territories.rows()) {
    const auto plan = plans.find(territory.scenario);
    if (plan == plans.end()) {
      problems.add("territories without a scenario",
                   fmt::format("territory \"{}\" belongs to scenario \"{}\", which is not there",
                               territory.id.text(), territory.scenario.text()),
                   kDesignAgain);
    } else {
      plan->second.territories.push_back(&territory);
    }
  }
  for (const model::ScenarioUnit& unit : now.scenario_units.rows()) {
    const auto plan = plans.find(unit.scenario);
    if (plan == plans.end()) {
      problems.add("units without a scenario",
                   fmt::format("unit \"{}\" belongs to scenario \"{}\", which is not there",
                               unit.unit.text(), unit.scenario.text()),
                   kDesignAgain);
      continue;
    }
    const auto& territories = plan->second.territories;
    const auto territory =
        std::find_if(territories.begin(), territories.end(),
                     [&](const model::Territory* known) { return known->id == unit.territory; });
    if (!unit.territory.empty() && territory == territories.end()) {
      problems.add("units without a territory",
                   fmt::format("scenario \"{}\": unit \"{}\" belongs to territory \"{}\", which is "
                               "not there",
                               unit.scenario.text(), unit.unit.text(), unit.territory.text()),
                   kDesignAgain);
    }
    plan->second.units.push_back({unit.unit, {}, unit.weights, unit.geometry, {}, {}});
    plan->second.territory_of_unit.push_back(
        territory == territories.end() ? territory::kUnassigned
                                       : static_cast<std::size_t>(territory - territories.begin()));
  }
  return plans;
}

void check_plan(const core::ScenarioId& scenario, const Plan& plan, Problems& problems) {
  const std::size_t count = plan.territories.size();
  const bool drawn = std::all_of(plan.units.begin(), plan.units.end(), [&](const auto& unit) {
    const std::string reason = unit.geometry.invalid_reason();
    if (!unit.geometry.is_empty() && reason.empty()) return true;
    problems.add("broken units",
                 fmt::format("scenario \"{}\": the shape of unit \"{}\" is {}", scenario.text(),
                             unit.id.text(), reason.empty() ? "missing" : "broken: " + reason),
                 kDesignAgain);
    return false;
  });
  if (!drawn) return;
  const auto totals = territory::weight_totals(plan.units, plan.territory_of_unit, count);
  const auto parts =
      territory::part_counts(territory::adjacency(plan.units), plan.territory_of_unit, count);
  for (std::size_t t = 0; t < count; ++t) {
    const model::Territory& territory = *plan.territories[t];
    const auto complain = [&](const std::string& what) {
      problems.add("territories that disagree with their units",
                   fmt::format("scenario \"{}\": territory \"{}\" {}", scenario.text(),
                               territory.id.text(), what),
                   kDesignAgain);
    };
    const auto units = std::count(plan.territory_of_unit.begin(), plan.territory_of_unit.end(), t);
    if (territory.units != units) {
      complain(fmt::format("says it has {} units and has {}", territory.units, units));
    }
    if (!agree(territory.weights, totals[t])) {
      complain("has other weights than its units together");
    }
    if (territory.connected != (parts[t] == 1)) {
      complain(fmt::format("says it is {} and has {} parts",
                           territory.connected ? "connected" : "not connected", parts[t]));
    }
    if (!territory.geometry.invalid_reason().empty()) {
      complain("has a broken outline: " + territory.geometry.invalid_reason());
    }
    if (territory.geometry.is_empty() != (units == 0))
      complain("has another outline than its units");
  }
}

/// Nobody has an account twice at a time.
void check_assignments(const Snapshot& now, Problems& problems) {
  constexpr std::string_view kUndo = "undo the publication, or correct the layer assignments";
  std::map<core::BusinessId, std::vector<const model::AccountPeriod*>> by_account;
  for (const model::AccountPeriod& period : now.account_periods.rows()) {
    by_account[period.business].push_back(&period);
    if (now.scenarios.find(period.scenario) == nullptr) {
      problems.add("assignments of no plan",
                   fmt::format("account \"{}\" was given by scenario \"{}\", which is not there",
                               period.business.text(), period.scenario.text()),
                   kUndo);
    }
    if (period.until && *period.until < period.from) {
      problems.add("assignments that end before they begin",
                   fmt::format("account \"{}\" belongs to {} from {} until {}",
                               period.business.text(), period.rep.text(),
                               core::format_date(period.from), core::format_date(*period.until)),
                   kUndo);
    }
  }
  for (auto& [account, periods] : by_account) {
    std::sort(periods.begin(), periods.end(), [](const auto* a, const auto* b) {
      if (a->from != b->from) return a->from < b->from;
      // The one that has not ended is the last.
      return a->until && (!b->until || *a->until < *b->until);
    });
    for (std::size_t i = 1; i < periods.size(); ++i) {
      const model::AccountPeriod& before = *periods[i - 1];
      if (before.until && *before.until <= periods[i]->from) continue;
      problems.add("assignments that overlap",
                   fmt::format("account \"{}\" belongs to {} and to {} on {}", account.text(),
                               before.rep.text(), periods[i]->rep.text(),
                               core::format_date(periods[i]->from)),
                   kUndo);
    }
  }
}

}  // namespace

void check_territories(const Snapshot& now, Problems& problems) {
  for (const auto& [scenario, plan] : plans_of(now, problems)) {
    check_plan(scenario, plan, problems);
  }
  for (const model::Territory& territory : now.territories.rows()) {
    if (!territory.rep.empty() && now.reps.find(territory.rep) == nullptr) {
      problems.add(
          "territories of nobody",
          fmt::format("scenario \"{}\": territory \"{}\" belongs to \"{}\", who is no rep",
                      territory.scenario.text(), territory.id.text(), territory.rep.text()),
          "import the reps, or assign the territory");
    }
  }
  check_assignments(now, problems);
  std::vector<std::string> published;
  for (const model::Scenario& scenario : now.scenarios.rows()) {
    if (scenario.state == model::ScenarioState::kPublished) published.push_back(scenario.id.text());
  }
  if (published.size() > 1) {
    problems.add(
        "plans in force",
        fmt::format("scenarios \"{}\" and \"{}\" are both published", published[0], published[1]),
        "publish the one that shall be in force again, as a new scenario");
  }
}

}  // namespace nearnet::workspace
