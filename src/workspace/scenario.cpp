// SPDX-License-Identifier: Apache-2.0
#include "workspace/scenario.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "core/text.h"
#include "geo/str_tree.h"
#include "storage/tables.h"
#include "territory/adjacency.h"
#include "territory/boundary.h"
#include "territory/objective.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

template <typename Record>
std::vector<Record> of_scenario(const std::vector<Record>& rows, const core::ScenarioId& scenario) {
  std::vector<Record> found;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(found),
               [&](const Record& row) { return row.scenario == scenario; });
  return found;
}

const model::Territory& territory_in(const std::vector<model::Territory>& territories,
                                     const core::TerritoryId& id) {
  const auto found = std::find_if(territories.begin(), territories.end(),
                                  [&](const model::Territory& t) { return t.id == id; });
  if (found == territories.end()) {
    std::vector<std::string> known;
    for (const model::Territory& territory : territories) known.push_back(territory.id.text());
    throw core::ConfigError(fmt::format("there is no territory \"{}\"; the scenario has {}",
                                        id.text(), core::join(known, ", ")));
  }
  return *found;
}

}  // namespace

void require_open(const model::Scenario& scenario) {
  if (scenario.state == model::ScenarioState::kPublished ||
      scenario.state == model::ScenarioState::kRetired) {
    throw core::ConfigError(
        fmt::format("scenario \"{}\" is {}; design a new draft with --keep {} to change it",
                    scenario.id.text(), model::to_text(scenario.state), scenario.id.text()));
  }
}

model::Scenario as_draft(model::Scenario scenario) {
  scenario.state = model::ScenarioState::kDraft;
  scenario.proposed_by.clear();
  scenario.approved_by.clear();
  return scenario;
}

void keep_parents(const std::vector<model::Territory>& before,
                  std::vector<model::Territory>& redrawn) {
  for (model::Territory& territory : redrawn) {
    const auto old = std::find_if(before.begin(), before.end(), [&](const model::Territory& known) {
      return known.id == territory.id;
    });
    if (old == before.end()) continue;
    territory.district = old->district;
    territory.region = old->region;
  }
}

const model::Scenario& scenario_named(const Snapshot& snapshot, const core::ScenarioId& name) {
  const model::Scenario* found = snapshot.scenarios.find(name);
  if (found == nullptr) {
    std::vector<std::string> known;
    for (const model::Scenario& scenario : snapshot.scenarios.rows()) {
      known.push_back(scenario.id.text());
    }
    throw core::ConfigError(
        fmt::format("there is no scenario \"{}\"; {}", name.text(),
                    known.empty() ? "make one with nearnet territories WORKSPACE design --count K"
                                  : "there are: " + core::join(known, ", ")));
  }
  return *found;
}

std::vector<model::Territory> territories_of(const Snapshot& snapshot,
                                             const core::ScenarioId& scenario) {
  scenario_named(snapshot, scenario);
  return of_scenario(snapshot.territories.rows(), scenario);
}

std::vector<model::ScenarioUnit> units_of(const Snapshot& snapshot,
                                          const core::ScenarioId& scenario) {
  scenario_named(snapshot, scenario);
  return of_scenario(snapshot.scenario_units.rows(), scenario);
}

Command save_scenario(const Snapshot& snapshot, const model::Scenario& scenario,
                      std::vector<model::Territory> territories,
                      std::vector<model::ScenarioUnit> units, std::string command) {
  const auto in_scenario = [name = scenario.id](const auto& row) { return row.scenario == name; };
  return {std::move(command), scenario.id.text(), snapshot.version,
          [scenario = as_draft(scenario), in_scenario, territories = std::move(territories),
           units = std::move(units)](storage::Transaction& transaction) {
            storage::upsert(transaction, storage::scenarios(), {scenario});
            storage::replace<model::Territory>(transaction, storage::territories(), territories,
                                               in_scenario);
            storage::replace<model::ScenarioUnit>(transaction, storage::scenario_units(), units,
                                                  in_scenario);
          }};
}

Command copy_scenario(const Snapshot& snapshot, const core::ScenarioId& from,
                      const core::ScenarioId& to) {
  model::Scenario copy = as_draft(scenario_named(snapshot, from));
  if (to.empty() || snapshot.scenarios.find(to) != nullptr) {
    throw core::ConfigError(
        fmt::format("\"{}\" is taken or no name; choose another for the copy", to.text()));
  }
  std::vector<model::Territory> territories = territories_of(snapshot, from);
  std::vector<model::ScenarioUnit> units = units_of(snapshot, from);
  copy.id = to;
  copy.published_from.reset();
  copy.published_until.reset();
  copy.published_by.clear();
  for (model::Territory& territory : territories) territory.scenario = to;
  for (model::ScenarioUnit& unit : units) {
    unit.scenario = to;
    unit.by_hand = false;  // the copy starts here
  }
  Command command =
      save_scenario(snapshot, copy, std::move(territories), std::move(units), "territories copy");
  command.what = fmt::format("{} as {}", from.text(), to.text());
  return command;
}

territory::Comparison compare_scenarios(const Snapshot& snapshot, const core::ScenarioId& from,
                                        const core::ScenarioId& to) {
  return territory::compare(units_of(snapshot, from), units_of(snapshot, to));
}

Command assign_territory(const Snapshot& snapshot, const core::ScenarioId& scenario,
                         const core::TerritoryId& territory, const core::RepId& rep) {
  const model::Scenario draft = as_draft(scenario_named(snapshot, scenario));
  require_open(scenario_named(snapshot, scenario));
  model::Territory assigned = territory_in(territories_of(snapshot, scenario), territory);
  assigned.rep = rep.empty() ? rep : rep_or_only(snapshot, rep).id;
  return {"territories assign",
          fmt::format("{} territory {} to {}", scenario.text(), territory.text(),
                      rep.empty() ? "nobody" : rep.text()),
          snapshot.version, [assigned, draft](storage::Transaction& transaction) {
            storage::upsert(transaction, storage::scenarios(), {draft});
            storage::upsert(transaction, storage::territories(), {assigned});
          }};
}

Command move_units(const Snapshot& snapshot, const core::ScenarioId& scenario,
                   const std::vector<core::UnitId>& units, const core::TerritoryId& territory,
                   const core::JobContext& job) {
  model::Scenario changed = scenario_named(snapshot, scenario);
  require_open(changed);
  const std::vector<model::Territory> present = territories_of(snapshot, scenario);
  territory_in(present, territory);
  std::vector<model::ScenarioUnit> rows = units_of(snapshot, scenario);
  for (const core::UnitId& unit : units) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const auto& candidate) { return candidate.unit == unit; });
    if (row == rows.end()) {
      throw core::ConfigError(
          fmt::format("scenario \"{}\" has no unit \"{}\"", scenario.text(), unit.text()));
    }
    row->by_hand = row->by_hand || row->territory != territory;
    row->territory = territory;
  }
  std::vector<territory::TerritoryLabel> labels;
  for (const model::Territory& known : present) labels.push_back({known.id, known.name, known.rep});
  std::vector<model::BasicUnit> shapes;
  std::vector<std::size_t> territory_of_unit;
  for (const model::ScenarioUnit& row : rows) {
    shapes.push_back({row.unit, {}, row.weights, row.geometry, {}, {}});
    const auto label = std::find_if(labels.begin(), labels.end(),
                                    [&](const auto& known) { return known.id == row.territory; });
    territory_of_unit.push_back(label == labels.end()
                                    ? territory::kUnassigned
                                    : static_cast<std::size_t>(label - labels.begin()));
  }
  const territory::Adjacency graph = territory::adjacency(shapes);
  std::vector<model::Territory> redrawn =
      territory::dissolve({scenario, shapes, graph, territory_of_unit, labels}, job);
  keep_parents(present, redrawn);
  std::vector<model::Weights> totals;
  for (const model::Territory& drawn : redrawn) totals.push_back(drawn.weights);
  changed.max_deviation =
      territory::max_deviation(totals, territory::balanced_names(changed.balance));
  return save_scenario(snapshot, changed, std::move(redrawn), std::move(rows), "territories move");
}

std::map<core::BusinessId, tracking::Assignment> assignments(const Snapshot& snapshot,
                                                             const core::ScenarioId& scenario) {
  const std::vector<model::ScenarioUnit> units = units_of(snapshot, scenario);
  std::map<core::TerritoryId, tracking::Assignment> assignment_of;
  for (const model::Territory& territory : territories_of(snapshot, scenario)) {
    assignment_of[territory.id] = {territory.id.text(), territory.rep,
                                   parents_of(snapshot, territory)};
  }
  std::vector<geo::LonLatBox> boxes;
  for (const model::ScenarioUnit& unit : units) boxes.push_back(unit.geometry.envelope());
  const geo::StrTree tree(boxes);
  std::map<core::BusinessId, tracking::Assignment> found;
  for (const model::Business& business : snapshot.businesses.rows()) {
    if (!business.position) continue;
    geo::LonLatBox here;
    here.grow(*business.position);
    // A place on a border belongs to the unit with the smallest id, as in the design.
    const model::ScenarioUnit* covering = nullptr;
    tree.query(here, [&](std::size_t item) {
      if ((covering == nullptr || units[item].unit < covering->unit) &&
          units[item].geometry.covers(*business.position)) {
        covering = &units[item];
      }
    });
    if (covering != nullptr && !covering->territory.empty()) {
      found[business.id] = assignment_of[covering->territory];
    }
  }
  return found;
}

}  // namespace nearnet::workspace
