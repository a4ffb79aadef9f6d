// SPDX-License-Identifier: Apache-2.0
#include "workspace/territory_editor.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/error.h"
#include "core/text.h"
#include "territory/objective.h"
#include "workspace/scenario.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

const model::Scenario& open_scenario(const Snapshot& snapshot, const core::ScenarioId& name) {
  const model::Scenario& scenario = scenario_named(snapshot, name);
  if (scenario.state == model::ScenarioState::kPublished ||
      scenario.state == model::ScenarioState::kRetired) {
    throw core::ConfigError(
        fmt::format("scenario \"{}\" is {}; design a new draft with --keep {} to change it",
                    name.text(), model::to_text(scenario.state), name.text()));
  }
  return scenario;
}

std::vector<territory::TerritoryLabel> labels_of(const std::vector<model::Territory>& territories) {
  std::vector<territory::TerritoryLabel> labels;
  for (const model::Territory& each : territories) labels.push_back({each.id, each.name, each.rep});
  return labels;
}

std::vector<std::size_t> places_of(const std::vector<model::ScenarioUnit>& units,
                                   const std::vector<model::Territory>& territories) {
  std::unordered_map<core::TerritoryId, std::size_t> index;
  for (std::size_t t = 0; t < territories.size(); ++t) index.emplace(territories[t].id, t);
  std::vector<std::size_t> places;
  for (const model::ScenarioUnit& unit : units) {
    const auto found = index.find(unit.territory);
    places.push_back(found == index.end() ? territory::kUnassigned : found->second);
  }
  return places;
}

territory::LivePlan plan_of(const model::Scenario& scenario,
                            const std::vector<model::ScenarioUnit>& rows,
                            const std::vector<model::Territory>& territories,
                            const core::JobContext& job) {
  if (rows.empty()) {
    throw core::InputError(
        fmt::format("scenario \"{}\" has no units to edit; design it again", scenario.id.text()));
  }
  std::vector<model::BasicUnit> units;
  units.reserve(rows.size());
  for (const model::ScenarioUnit& row : rows) {
    units.push_back({row.unit, {}, row.weights, row.geometry, {}, {}});
  }
  territory::Adjacency graph = territory::adjacency(units);
  return territory::LivePlan(territory::live_units(std::move(units), std::move(graph), job),
                             places_of(rows, territories), labels_of(territories),
                             territory::balanced_names(scenario.balance));
}

std::vector<bool> by_hand(const std::vector<model::ScenarioUnit>& units) {
  std::vector<bool> found;
  for (const model::ScenarioUnit& unit : units) found.push_back(unit.by_hand);
  return found;
}

/// Nobody has changed what matters to an edit.
bool same_units(const std::vector<model::ScenarioUnit>& a,
                const std::vector<model::ScenarioUnit>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.unit == y.unit && x.territory == y.territory;
  });
}

bool same_territories(const std::vector<model::Territory>& a,
                      const std::vector<model::Territory>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.id == y.id && x.name == y.name && x.rep == y.rep;
  });
}

}  // namespace

TerritoryEditor::TerritoryEditor(const Snapshot& snapshot, const core::ScenarioId& scenario,
                                 const core::JobContext& job)
    : TerritoryEditor(snapshot, open_scenario(snapshot, scenario), job) {}

TerritoryEditor::TerritoryEditor(const Snapshot& snapshot, const model::Scenario& scenario,
                                 const core::JobContext& job)
    : scenario_(scenario),
      territories_(
          std::make_shared<std::vector<model::Territory>>(territories_of(snapshot, scenario.id))),
      units_(std::make_shared<std::vector<model::ScenarioUnit>>(units_of(snapshot, scenario.id))),
      opened_(places_of(*units_, *territories_)),
      reps_(std::make_shared<KeyedLayer<model::Rep, &model::Rep::id>>(snapshot.reps)),
      edit_(plan_of(scenario, *units_, *territories_, job), by_hand(*units_)),
      finder_(std::make_shared<territory::UnitFinder>(edit_.plan().shared_ground())) {}

territory::Goal TerritoryEditor::goal() const {
  return {territory::parse_balance(scenario_.balance), scenario_.tolerance};
}

std::optional<geo::LonLat> TerritoryEditor::home_of(std::size_t territory) const {
  const auto& label = plan().labels().at(territory);
  if (!label) return std::nullopt;
  const model::Rep* rep = reps_->find(label->rep);
  return rep == nullptr ? std::nullopt : rep->home;
}

std::vector<bool> TerritoryEditor::touched() const {
  std::vector<bool> touched(plan().ground().size());
  for (std::size_t unit = 0; unit < touched.size(); ++unit) touched[unit] = edit_.is_touched(unit);
  return touched;
}

territory::TerritoryLabel TerritoryEditor::label_for(const core::RepId& rep) const {
  territory::TerritoryLabel label = territory::new_label(plan());
  if (rep.empty()) return label;
  const model::Rep* who = reps_->find(rep);
  if (who == nullptr) throw core::ConfigError(fmt::format("there is no rep {}", rep.text()));
  for (const std::size_t t : plan().territories()) {
    if (plan().labels()[t]->rep != rep) continue;
    throw core::ConfigError(fmt::format("rep {} has territory {} of scenario \"{}\" already",
                                        rep.text(), plan().labels()[t]->id.text(),
                                        scenario_.id.text()));
  }
  label.rep = rep;
  label.name = who->name;
  return label;
}

std::size_t TerritoryEditor::territory(const core::TerritoryId& id) const {
  std::vector<std::string> known;
  for (const std::size_t t : plan().territories()) {
    if (plan().labels()[t]->id == id) return t;
    known.push_back(plan().labels()[t]->id.text());
  }
  throw core::ConfigError(fmt::format("there is no territory \"{}\"; the scenario has {}",
                                      id.text(), core::join(known, ", ")));
}

std::size_t TerritoryEditor::unit(const core::UnitId& id) const {
  const auto& units = plan().ground().units;
  const auto found = std::ranges::find(units, id, &model::BasicUnit::id);
  if (found == units.end()) {
    throw core::ConfigError(
        fmt::format("scenario \"{}\" has no unit \"{}\"", scenario_.id.text(), id.text()));
  }
  return static_cast<std::size_t>(found - units.begin());
}

std::vector<model::ScenarioUnit> TerritoryEditor::unit_rows() const {
  std::vector<model::ScenarioUnit> rows = *units_;
  for (std::size_t unit = 0; unit < rows.size(); ++unit) {
    const std::size_t at = plan().territory_of(unit);
    rows[unit].territory =
        at == territory::kUnassigned ? core::TerritoryId() : plan().labels()[at]->id;
    rows[unit].by_hand = edit_.is_touched(unit);
  }
  return rows;
}

/// By territory of the plan: whether its units are others than when it was opened.
std::vector<bool> TerritoryEditor::redrawn() const {
  std::vector<bool> changed(plan().labels().size(), false);
  for (std::size_t t = territories_->size(); t < changed.size(); ++t) changed[t] = true;
  for (std::size_t unit = 0; unit < opened_.size(); ++unit) {
    const std::size_t now = plan().territory_of(unit);
    if (now == opened_[unit]) continue;
    if (now != territory::kUnassigned) changed[now] = true;
    if (opened_[unit] != territory::kUnassigned) changed[opened_[unit]] = true;
  }
  return changed;
}

std::vector<model::Territory> TerritoryEditor::drawn(const core::JobContext& job) const {
  const std::vector<bool> changed = redrawn();
  std::vector<std::size_t> place(changed.size(), territory::kUnassigned);
  std::vector<territory::TerritoryLabel> labels;
  for (const std::size_t t : plan().territories()) {
    if (!changed[t]) continue;
    place[t] = labels.size();
    labels.push_back(*plan().labels()[t]);
  }
  std::vector<std::size_t> where;
  for (const std::size_t t : plan().territory_of_unit()) {
    where.push_back(t == territory::kUnassigned ? t : place[t]);
  }
  std::vector<model::Territory> anew = territory::dissolve(
      {scenario_.id, plan().ground().units, plan().ground().graph, where, labels}, job);
  std::vector<model::Territory> all;
  for (const std::size_t t : plan().territories()) {
    model::Territory& territory =
        all.emplace_back(changed[t] ? std::move(anew[place[t]]) : (*territories_)[t]);
    territory.rep = plan().labels()[t]->rep;
    territory.name = plan().labels()[t]->name;
  }
  return all;
}

TerritoryEditor::Saved TerritoryEditor::save(const Snapshot& now, std::string command,
                                             const std::string& what,
                                             const core::JobContext& job) const {
  open_scenario(now, scenario_.id);
  if (!same_units(units_of(now, scenario_.id), *units_) ||
      !same_territories(territories_of(now, scenario_.id), *territories_)) {
    throw core::ConfigError(
        fmt::format("scenario \"{}\" was changed elsewhere since it was opened for editing; "
                    "discard the edit and open it again",
                    scenario_.id.text()));
  }
  Saved saved;
  saved.scenario = as_draft(scenario_);
  saved.territories = drawn(job);
  keep_parents(*territories_, saved.territories);
  std::vector<model::Weights> totals;
  for (const model::Territory& each : saved.territories) totals.push_back(each.weights);
  saved.scenario.max_deviation =
      territory::max_deviation(totals, territory::balanced_names(scenario_.balance));
  saved.command =
      save_scenario(now, saved.scenario, saved.territories, unit_rows(), std::move(command));
  if (!what.empty()) saved.command.what = fmt::format("{} {}", scenario_.id.text(), what);
  return saved;
}

}  // namespace nearnet::workspace
