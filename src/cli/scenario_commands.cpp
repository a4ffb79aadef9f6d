// SPDX-License-Identifier: Apache-2.0
// nearnet territories W …: the sub-commands that work on scenarios which are there already.
#include <fmt/format.h>

#include <functional>
#include <memory>

#include "cli/context.h"
#include "cli/edit_commands.h"
#include "cli/territory_output.h"
#include "cli/text_table.h"
#include "core/error.h"
#include "workspace/export_step.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

void list(const Context& context, const std::string& path) {
  workspace::Workspace opened = context.open(path);
  Json scenarios = Json::array();
  TextTable table({"scenario", "state", "units", "balance", "deviation", "approved by", "from"});
  for (const model::Scenario& scenario : opened.snapshot().scenarios.rows()) {
    const std::string from =
        scenario.published_from ? core::format_date(*scenario.published_from) : std::string();
    const std::string state(model::to_text(scenario.state));
    scenarios.push_back(Json{{"scenario", scenario.id.text()},
                             {"state", state},
                             {"units", scenario.units},
                             {"balance", scenario.balance},
                             {"max_deviation", scenario.max_deviation},
                             {"approved_by", scenario.approved_by},
                             {"published_from", from}});
    table.add({scenario.id.text(), state, scenario.units, scenario.balance,
               fmt::format("{:.1f} %", scenario.max_deviation * 100.0), scenario.approved_by,
               from});
  }
  context.print(Json{{"scenarios", scenarios}},
                table.empty() ? std::string("No scenario yet; run nearnet territories W design\n")
                              : table.text());
}

void show(const Context& context, const std::string& path, const std::string& name) {
  workspace::Workspace opened = context.open(path);
  const workspace::Snapshot snapshot = opened.snapshot();
  const model::Scenario& scenario = workspace::scenario_named(snapshot, core::ScenarioId(name));
  const std::vector<model::Territory> territories =
      workspace::territories_of(snapshot, scenario.id);
  context.print(Json{{"scenario", name},
                     {"state", std::string(model::to_text(scenario.state))},
                     {"territories", territories_json(territories, scenario.balance)},
                     {"max_deviation", scenario.max_deviation}},
                fmt::format("Scenario \"{}\", {}, largest deviation {:.1f} %\n\n{}", name,
                            model::to_text(scenario.state), scenario.max_deviation * 100.0,
                            territories_text(territories, scenario.balance)));
}

void compare(const Context& context, const std::string& path, const std::string& from,
             const std::string& to) {
  workspace::Workspace opened = context.open(path);
  const territory::Comparison change =
      workspace::compare_scenarios(opened.snapshot(), core::ScenarioId(from), core::ScenarioId(to));
  Json moved = Json::array();
  for (const territory::MovedUnit& unit : change.moved) {
    moved.push_back(Json{{"unit", unit.unit.text()},
                         {"from", unit.from.text()},
                         {"to", unit.to.text()},
                         {"weights", unit.weights_after}});
  }
  Json territories = Json::array();
  TextTable table({"territory", "units before", "units after", "gained", "lost"});
  for (const territory::TerritoryChange& line : change.territories) {
    territories.push_back(Json{{"territory", line.territory.text()},
                               {"units_before", line.units_before},
                               {"units_after", line.units_after},
                               {"gained", line.gained},
                               {"lost", line.lost},
                               {"weights_before", line.before},
                               {"weights_after", line.after}});
    table.add({line.territory.text(), std::to_string(line.units_before),
               std::to_string(line.units_after), std::to_string(line.gained),
               std::to_string(line.lost)});
  }
  context.print(Json{{"from", from}, {"to", to}, {"moved", moved}, {"territories", territories}},
                fmt::format("{} units change hands from \"{}\" to \"{}\"\n\n{}",
                            change.moved.size(), from, to, table.text()));
}

void apply(const Context& context, const std::string& path,
           const std::function<workspace::Command(const workspace::Snapshot&)>& make) {
  workspace::Workspace opened = context.open(path);
  const workspace::Command command = make(opened.snapshot());
  const workspace::Receipt receipt = opened.apply(command);
  context.print(Json{{"command", command.name},
                     {"what", command.what},
                     {"rows_changed", receipt.rows_changed}},
                fmt::format("{}: {}\n", command.name, command.what));
}

void export_scenario(const Context& context, const std::string& path, const std::string& name,
                     const std::string& out) {
  context.require_free_stdout(out);
  workspace::Workspace opened = context.open(path);
  workspace::ExportRequest request{.what = workspace::ExportWhat::kTerritories, .out = out};
  request.scenario = core::ScenarioId(name);
  const workspace::ExportRun run = workspace::export_files(opened.snapshot(), request);
  context.report(run.diagnostics);
  if (out == "-") return;
  context.print(Json{{"scenario", name}, {"files", run.files}}, fmt::format("Wrote {}\n", out));
}

struct Names {
  std::string a, b, c;
  std::vector<std::string> rest;
};

using PathRef = std::shared_ptr<const std::string>;

void add_views(CLI::App& parent, const PathRef& path, Context& context) {
  const auto names = std::make_shared<Names>();
  CLI::App* list_command = parent.add_subcommand("list", "All scenarios");
  list_command->footer("Example: nearnet territories bangor.gpkg list");
  list_command->callback([path, &context] { list(context, *path); });

  CLI::App* show_command = parent.add_subcommand("show", "One scenario");
  show_command->footer("Example: nearnet territories bangor.gpkg show draft");
  show_command->add_option("scenario", names->a, "Its name")->required();
  show_command->callback([path, names, &context] { show(context, *path, names->a); });

  CLI::App* compare_command = parent.add_subcommand("compare", "What moves from A to B");
  compare_command->footer("Example: nearnet territories bangor.gpkg compare draft draft-2");
  compare_command->add_option("a", names->a, "Scenario before")->required();
  compare_command->add_option("b", names->b, "Scenario after")->required();
  compare_command->callback(
      [path, names, &context] { compare(context, *path, names->a, names->b); });

  CLI::App* export_command = parent.add_subcommand("export", "Write a scenario: S OUT");
  export_command->footer("Example: nearnet territories bangor.gpkg export draft draft.geojson");
  export_command->add_option("scenario", names->a, "Its name")->required();
  export_command->add_option("out", names->b, "File, format by extension; - for CSV")->required();
  export_command->callback(
      [path, names, &context] { export_scenario(context, *path, names->a, names->b); });
}

void add_edits(CLI::App& parent, const PathRef& path, Context& context) {
  const auto names = std::make_shared<Names>();
  CLI::App* assign = parent.add_subcommand("assign", "Give a territory to a rep");
  assign->footer("Example: nearnet territories bangor.gpkg assign draft 2 ae-1");
  assign->add_option("scenario", names->a, "A draft")->required();
  assign->add_option("territory", names->b, "Id of its territory")->required();
  assign->add_option("rep", names->c, "Rep id; leave out to make it vacant");
  assign->callback([path, names, &context] {
    apply(context, *path, [&](const workspace::Snapshot& snapshot) {
      return workspace::assign_territory(snapshot, core::ScenarioId(names->a),
                                         core::TerritoryId(names->b), core::RepId(names->c));
    });
  });

  CLI::App* move = parent.add_subcommand("move", "Move units to a territory: S UNIT… TERRITORY");
  move->footer("Example: nearnet territories bangor.gpkg move draft hex:500m:3:-2 hex:500m:3:-1 2");
  move->add_option("scenario", names->a, "A draft")->required();
  move->add_option("units_and_territory", names->rest, "Unit ids, then the territory they go to")
      ->required()
      ->expected(2, 1'000'000);
  move->callback([path, names, &context] {
    apply(context, *path, [&](const workspace::Snapshot& snapshot) {
      std::vector<core::UnitId> units;
      for (auto unit = names->rest.begin(); unit + 1 != names->rest.end(); ++unit) {
        units.emplace_back(*unit);
      }
      return workspace::move_units(snapshot, core::ScenarioId(names->a), units,
                                   core::TerritoryId(names->rest.back()), context.job());
    });
  });
}

void add_decisions(CLI::App& parent, const PathRef& path, Context& context) {
  const auto names = std::make_shared<Names>();
  CLI::App* approve = parent.add_subcommand("approve", "Approve a scenario: S --by NAME");
  approve->footer("Example: nearnet territories bangor.gpkg approve draft --by \"Mo Hale\"");
  approve->add_option("scenario", names->a, "A draft")->required();
  approve->callback([path, names, &context] {
    if (context.by().empty()) throw core::ConfigError("who approves? Say --by NAME");
    apply(context, *path, [&](const workspace::Snapshot& snapshot) {
      return workspace::approve_scenario(snapshot, core::ScenarioId(names->a), context.by());
    });
  });

  CLI::App* publish = parent.add_subcommand("publish", "Put a scenario in force: S [--from DATE]");
  publish->footer("Example: nearnet territories bangor.gpkg publish draft --from 2026-12-01");
  publish->add_option("scenario", names->a, "A draft or an approved scenario")->required();
  publish->add_option("--from", names->b, "First day; default: today")->type_name("DATE");
  publish->callback([path, names, &context] {
    apply(context, *path, [&](const workspace::Snapshot& snapshot) {
      const core::Date from = names->b.empty() ? snapshot.today : core::parse_date(names->b);
      return workspace::publish_scenario(snapshot, core::ScenarioId(names->a), from);
    });
  });
}

}  // namespace

void add_scenario_commands(CLI::App& territories, std::shared_ptr<const std::string> path,
                           Context& context) {
  add_views(territories, path, context);
  add_edits(territories, path, context);
  add_edit_commands(territories, path, context);
  add_decisions(territories, path, context);
}

}  // namespace nearnet::cli
