// SPDX-License-Identifier: Apache-2.0
// nearnet territories W …: the sub-commands that work on scenarios which are there already.
#include <fmt/format.h>

#include <memory>

#include "cli/apply_command.h"
#include "cli/edit_commands.h"
#include "cli/scenario_parts.h"
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
  TextTable table({"scenario", "state", "units", "balance", "deviation", "proposed by",
                   "approved by", "from", "until"});
  for (const model::Scenario& scenario : opened.snapshot().scenarios.rows()) {
    const std::string from =
        scenario.published_from ? core::format_date(*scenario.published_from) : std::string();
    const std::string until =
        scenario.published_until ? core::format_date(*scenario.published_until) : std::string();
    const std::string state(model::to_text(scenario.state));
    scenarios.push_back(Json{{"scenario", scenario.id.text()},
                             {"state", state},
                             {"units", scenario.units},
                             {"balance", scenario.balance},
                             {"max_deviation", scenario.max_deviation},
                             {"proposed_by", scenario.proposed_by},
                             {"approved_by", scenario.approved_by},
                             {"published_from", from},
                             {"published_until", until},
                             {"published_by", scenario.published_by}});
    table.add({scenario.id.text(), state, scenario.units, scenario.balance,
               fmt::format("{:.1f} %", scenario.max_deviation * 100.0), scenario.proposed_by,
               scenario.approved_by, from, until});
  }
  context.print(Json{{"scenarios", scenarios}},
                table.empty() ? std::string("No scenario yet; run nearnet territories W design\n")
                              : table.text());
}

void show(const Context& context, const std::string& path, const std::string& name) {
  workspace::Workspace opened = context.open(path);
  const workspace::Snapshot snapshot = opened.snapshot();
  const model::Scenario& scenario = workspace::scenario_named(snapshot, core::ScenarioId(name));
  std::vector<model::Territory> territories = workspace::territories_of(snapshot, scenario.id);
  for (model::Territory& territory : territories) {
    const tracking::Parents parents = workspace::parents_of(snapshot, territory);
    territory.district = parents.district;
    territory.region = parents.region;
  }
  const Json parents = parents_json(territories, scenario.balance);
  const std::string sums = parents_text(territories, scenario.balance);
  context.print(Json{{"scenario", name},
                     {"state", std::string(model::to_text(scenario.state))},
                     {"territories", territories_json(territories, scenario.balance)},
                     {"districts", parents["districts"]},
                     {"regions", parents["regions"]},
                     {"max_deviation", scenario.max_deviation}},
                fmt::format("Scenario \"{}\", {}, largest deviation {:.1f} %\n\n{}", name,
                            model::to_text(scenario.state), scenario.max_deviation * 100.0,
                            territories_text(territories, scenario.balance) +
                                (sums.empty() ? "" : "\n" + sums)));
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
  std::optional<std::string> district, region;
  std::vector<std::string> rest;
};

/// To a rep, to a district and region, or to all of them; to nobody when nothing is named.
void assign_to(const Context& context, const std::string& path, const Names& names) {
  const core::ScenarioId scenario(names.a);
  const core::TerritoryId id(names.b);
  if (!names.district && !names.region) {
    apply_command(context, path, [&](const workspace::Snapshot& snapshot) {
      return workspace::assign_territory(snapshot, scenario, id, core::RepId(names.c));
    });
    return;
  }
  if (!names.c.empty()) {
    workspace::Workspace opened = context.open(path);
    opened.apply(
        workspace::assign_territory(opened.snapshot(), scenario, id, core::RepId(names.c)));
  }
  apply_command(context, path, [&](const workspace::Snapshot& snapshot) {
    tracking::Parents parents;
    for (const model::Territory& each : workspace::territories_of(snapshot, scenario)) {
      if (each.id == id) parents = {each.district, each.region};
    }
    if (names.district) parents.district = *names.district;
    if (names.region) parents.region = *names.region;
    return workspace::assign_parents(snapshot, scenario, id, parents);
  });
}

void add_views(CLI::App& parent, const PathRef& path, Context& context) {
  const auto names = std::make_shared<Names>();
  CLI::App* list_command = parent.add_subcommand("list", "All scenarios");
  list_command->footer("Example: nearnet territories bangor.gpkg list");
  list_command->callback([path, &context] { list(context, *path); });

  CLI::App* show_command = parent.add_subcommand("show", "One scenario");
  show_command->footer("Example: nearnet territories bangor.gpkg show draft");
  show_command->add_option("scenario", names->a, "Its name")->required();
  show_command->callback([path, names, &context] { show(context, *path, names->a); });

  CLI::App* export_command = parent.add_subcommand("export", "Write a scenario: S OUT");
  export_command->footer("Example: nearnet territories bangor.gpkg export draft draft.geojson");
  export_command->add_option("scenario", names->a, "Its name")->required();
  export_command->add_option("out", names->b, "File, format by extension; - for CSV")->required();
  export_command->callback(
      [path, names, &context] { export_scenario(context, *path, names->a, names->b); });
}

void add_edits(CLI::App& parent, const PathRef& path, Context& context) {
  const auto names = std::make_shared<Names>();
  CLI::App* assign = parent.add_subcommand("assign", "Give a territory to a rep or a district");
  assign->footer(
      "Example: nearnet territories bangor.gpkg assign draft 2 ae-1\n"
      "         nearnet territories bangor.gpkg assign draft 2 --district Coast --region North");
  assign->add_option("scenario", names->a, "A draft")->required();
  assign->add_option("territory", names->b, "Id of its territory")->required();
  assign->add_option("rep", names->c, "Rep id; leave out to make it vacant");
  assign->add_option("--district", names->district, "What it is part of; \"\": its rep's");
  assign->add_option("--region", names->region, "What the district is part of; \"\": its rep's");
  assign->callback([path, names, &context] { assign_to(context, *path, *names); });

  CLI::App* copy = parent.add_subcommand("copy", "A new draft that starts as another stands");
  copy->footer("Example: nearnet territories bangor.gpkg copy autumn winter");
  copy->add_option("scenario", names->a, "Any scenario")->required();
  copy->add_option("name", names->b, "What the copy is called")->required();
  copy->callback([path, names, &context] {
    apply_command(context, *path, [&](const workspace::Snapshot& snapshot) {
      return workspace::copy_scenario(snapshot, core::ScenarioId(names->a),
                                      core::ScenarioId(names->b));
    });
  });

  CLI::App* move = parent.add_subcommand("move", "Move units to a territory: S UNIT… TERRITORY");
  move->footer("Example: nearnet territories bangor.gpkg move draft hex:500m:3:-2 hex:500m:3:-1 2");
  move->add_option("scenario", names->a, "A draft")->required();
  move->add_option("units_and_territory", names->rest, "Unit ids, then the territory they go to")
      ->required()
      ->expected(2, 1'000'000);
  move->callback([path, names, &context] {
    apply_command(context, *path, [&](const workspace::Snapshot& snapshot) {
      std::vector<core::UnitId> units;
      for (auto unit = names->rest.begin(); unit + 1 != names->rest.end(); ++unit) {
        units.emplace_back(*unit);
      }
      return workspace::move_units(snapshot, core::ScenarioId(names->a), units,
                                   core::TerritoryId(names->rest.back()), context.job());
    });
  });
}

}  // namespace

void add_scenario_commands(CLI::App& territories, std::shared_ptr<const std::string> path,
                           Context& context) {
  add_views(territories, path, context);
  add_edits(territories, path, context);
  add_edit_commands(territories, path, context);
  add_comparison_commands(territories, path, context);
  add_area_commands(territories, path, context);
  add_decision_commands(territories, path, context);
}

}  // namespace nearnet::cli
