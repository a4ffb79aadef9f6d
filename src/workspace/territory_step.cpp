// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "core/error.h"
#include "storage/tables.h"
#include "territory/adjacency.h"
#include "territory/basic_units.h"
#include "territory/boundary.h"
#include "territory/objective.h"
#include "workspace/moving_costs.h"
#include "workspace/scenario.h"
#include "workspace/steps.h"
#include "workspace/territory_limits.h"
#include "workspace/unit_source.h"
#include "workspace/unit_weights.h"

namespace nearnet::workspace {
namespace {

core::ScenarioId free_name(const Snapshot& snapshot) {
  core::ScenarioId name("draft");
  for (int i = 2; snapshot.scenarios.find(name) != nullptr; ++i) {
    name = core::ScenarioId(fmt::format("draft-{}", i));
  }
  return name;
}

void check_name(const Snapshot& snapshot, const core::ScenarioId& name) {
  const model::Scenario* known = snapshot.scenarios.find(name);
  if (known != nullptr && known->state != model::ScenarioState::kDraft) {
    throw core::ConfigError(fmt::format(
        "scenario \"{}\" is {} and no longer a draft; choose another name with --scenario",
        name.text(), model::to_text(known->state)));
  }
}

std::vector<territory::Seat> seats_of(const Snapshot& snapshot, const TerritoryRequest& request) {
  std::vector<core::RepId> ids = request.reps;
  if (ids.empty() && request.count == 0) {
    for (const model::Rep& rep : snapshot.reps.rows()) ids.push_back(rep.id);
    if (ids.empty()) {
      throw core::ConfigError(
          "how many territories? Say --count K, or import reps to have one each");
    }
  }
  if (request.count > 0 && !ids.empty() && ids.size() != request.count) {
    throw core::ConfigError(
        fmt::format("{} territories for {} reps; give as many reps as territories, or leave one "
                    "of the two options out",
                    request.count, ids.size()));
  }
  std::vector<territory::Seat> seats;
  for (const core::RepId& id : ids) {
    const model::Rep& rep = rep_or_only(snapshot, id);
    seats.push_back({rep.id, rep.name, rep.home});
  }
  return seats;
}

/// The balance asked for, without weights that nothing in the workspace carries.
std::vector<territory::BalanceWeight> usable_balance(const std::string& text,
                                                     const std::vector<model::BasicUnit>& units,
                                                     std::vector<std::string>& notes) {
  std::vector<territory::BalanceWeight> usable;
  double shares = 0.0;
  for (const territory::BalanceWeight& weight : territory::parse_balance(text)) {
    double total = 0.0;
    for (const model::BasicUnit& unit : units) {
      const auto found = unit.weights.find(weight.name);
      if (found != unit.weights.end()) total += found->second;
    }
    if (total > 0.0) {
      usable.push_back(weight);
      shares += weight.share;
    } else {
      notes.push_back(fmt::format("nothing here has any {}: not balanced by it", weight.name));
    }
  }
  if (usable.empty()) {
    throw core::InputError(fmt::format("nothing in the units has any of the weights {}", text));
  }
  for (territory::BalanceWeight& weight : usable) weight.share /= shares;
  return usable;
}

/// A present scenario as the design engine wants it: indices, names, what must stay.
struct Present {
  std::vector<territory::TerritoryLabel> labels;
  std::vector<std::optional<std::size_t>> territory_of_unit;
};

Present present_layout(const Snapshot& snapshot, const core::ScenarioId& keep,
                       const std::vector<model::BasicUnit>& units) {
  Present present;
  std::map<core::TerritoryId, std::size_t> index;
  for (const model::Territory& territory : territories_of(snapshot, keep)) {
    index.emplace(territory.id, present.labels.size());
    present.labels.push_back({territory.id, territory.name, territory.rep});
  }
  std::unordered_map<core::UnitId, std::size_t> where;
  for (const model::ScenarioUnit& unit : units_of(snapshot, keep)) {
    const auto found = index.find(unit.territory);
    if (found != index.end()) where.emplace(unit.unit, found->second);
  }
  for (const model::BasicUnit& unit : units) {
    const auto found = where.find(unit.id);
    present.territory_of_unit.push_back(found == where.end() ? std::nullopt
                                                             : std::optional(found->second));
  }
  if (std::ranges::none_of(present.territory_of_unit,
                           [](const auto& t) { return t.has_value(); })) {
    throw core::ConfigError(fmt::format(
        "no unit is one of scenario \"{}\", which is made of {}; leave --units out to keep its own",
        keep.text(), snapshot.scenarios.find(keep)->units));
  }
  return present;
}

/// As asked for, or else as the scenario to keep has them.
std::string unit_spec(const Snapshot& snapshot, const TerritoryRequest& request) {
  const bool sized = !request.units.empty() && request.units != "hex";
  if (sized) return request.units;
  const model::Scenario* kept = request.keep ? snapshot.scenarios.find(*request.keep) : nullptr;
  if (kept != nullptr) return kept->units;
  if (request.units.empty()) return "hex:500m";
  const std::size_t reps = request.reps.empty() ? snapshot.reps.size() : request.reps.size();
  const core::Metres side = territory::suited_hex_side(positions_of(account_places(snapshot)),
                                                       request.count > 0 ? request.count : reps);
  return fmt::format("hex:{:.0f}m", side.value);
}

std::vector<territory::Lock> locks_of(const TerritoryRequest& request, const Present& present,
                                      const std::vector<model::BasicUnit>& units) {
  std::vector<territory::Lock> locks;
  for (const core::UnitId& id : request.locks) {
    const auto unit = std::find_if(units.begin(), units.end(),
                                   [&](const model::BasicUnit& u) { return u.id == id; });
    const auto at = static_cast<std::size_t>(unit - units.begin());
    if (unit == units.end() || !present.territory_of_unit.at(at)) {
      throw core::ConfigError(fmt::format(
          "unit \"{}\" cannot be locked: the scenario to keep has no such unit", id.text()));
    }
    locks.push_back({id, *present.territory_of_unit[at]});
  }
  return locks;
}

std::vector<model::ScenarioUnit> scenario_units(const core::ScenarioId& scenario,
                                                const std::vector<model::BasicUnit>& units,
                                                const std::vector<std::size_t>& territory_of_unit,
                                                std::span<const territory::TerritoryLabel> labels) {
  std::vector<model::ScenarioUnit> rows;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::size_t at = territory_of_unit[i];
    rows.push_back({scenario, units[i].id,
                    at == territory::kUnassigned ? core::TerritoryId() : labels[at].id,
                    units[i].weights, units[i].geometry});
  }
  return rows;
}

}  // namespace

TerritoryRun design_territories(const Snapshot& snapshot, const TerritoryRequest& request,
                                const core::JobContext& job) {
  if (!request.locks.empty() && !request.keep) {
    throw core::ConfigError(
        "--lock needs --keep SCENARIO: units stay where that scenario has them");
  }
  if (!request.moved_by.empty() && !request.keep) {
    throw core::ConfigError("--moved-by needs --keep SCENARIO: it says what moving away costs");
  }
  TerritoryRun run;
  run.scenario.id = request.scenario.empty() ? free_name(snapshot) : request.scenario;
  check_name(snapshot, run.scenario.id);
  run.scenario.units = unit_spec(snapshot, request);
  WeightedUnits made = weighted_units(snapshot, run.scenario.units);
  run.notes = std::move(made.notes);
  const std::vector<model::BasicUnit>& units = made.units;

  territory::DesignOptions options;
  std::vector<territory::TerritoryLabel> labels;
  if (request.keep) {
    Present present = present_layout(snapshot, *request.keep, units);
    options.locks = locks_of(request, present, units);
    options.present = std::move(present.territory_of_unit);
    options.max_moved = request.max_moved;
    labels = std::move(present.labels);
    options.disruption = moving_costs(snapshot, units, request.moved_by);
    if (request.count > 0 && request.count != labels.size()) {
      throw core::ConfigError(
          fmt::format("scenario \"{}\" has {} territories, not {}; nearnet territories WORKSPACE "
                      "copy {} NAME, then add or remove, changes how many",
                      request.keep->text(), labels.size(), request.count, request.keep->text()));
    }
    options.count = labels.size();
  } else {
    options.seats = seats_of(snapshot, request);
    options.count = options.seats.empty() ? request.count : options.seats.size();
    labels = territory::territory_labels(options.count, options.seats);
  }
  options.balance = usable_balance(request.balance, units, run.notes);
  options.tolerance = request.tolerance;
  options.limits = request.limits;
  options.iterations = request.iterations;
  options.seconds = request.seconds;
  options.keep_best = request.keep_best;
  add_keep_outs(snapshot, request, units, labels, options, run.notes);

  const territory::Adjacency graph = territory::adjacency(units);
  if (!graph.bridges.empty()) {
    run.notes.push_back(
        fmt::format("the units lie in {} separate parts; {} links across the gaps between them "
                    "let a territory reach from one to the next",
                    graph.parts, graph.bridges.size()));
  }
  run.design = territory::design(units, graph, options, job.part(0.1, 0.9, "designing"));
  if (!run.design.binding.empty()) run.notes.push_back(run.design.binding);
  // What a cancelled search has left is to be drawn all the same.
  const core::JobContext drawing =
      run.design.stopped ? core::JobContext({.threads = job.threads(), .seed = job.seed()})
                         : job.part(0.9, 1.0, "drawing boundaries");
  run.territories = territory::dissolve(
      {run.scenario.id, units, graph, run.design.territory_of_unit, labels}, drawing);
  run.scenario.balance = request.balance;
  run.scenario.tolerance = request.tolerance;
  run.scenario.seed = job.seed();
  run.scenario.max_deviation = run.design.max_deviation;
  run.command =
      save_scenario(snapshot, run.scenario, run.territories,
                    scenario_units(run.scenario.id, units, run.design.territory_of_unit, labels),
                    "territories design");
  return run;
}

}  // namespace nearnet::workspace
