// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>
#include <span>

#include "cli/context.h"
#include "cli/text_table.h"
#include "core/error.h"
#include "core/text.h"
#include "workspace/export_step.h"
#include "workspace/plain_files.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

struct DesignOptions {
  std::string path;
  std::size_t count = 0;
  std::string reps;
  std::string units = "hex:500m";
  std::string balance = "prospects=50,hours=30,mrc=20";
  std::string tolerance = "5%";
  std::string scenario;
  std::string keep;
  std::string max_moved = "100%";
  std::vector<std::string> locks;
  std::vector<std::string> weights;
  std::string output;
  std::string layer;
  std::string crs;
};

Json to_json(std::span<const model::Territory> territories) {
  Json list = Json::array();
  for (const model::Territory& territory : territories) {
    list.push_back(Json{{"id", territory.id.text()},
                        {"name", territory.name},
                        {"rep", territory.rep.text()},
                        {"units", territory.units},
                        {"weights", territory.weights},
                        {"compactness", territory.compactness},
                        {"connected", territory.connected}});
  }
  return list;
}

std::string to_text(std::span<const model::Territory> territories) {
  std::vector<std::string> header = {"id", "name", "rep", "units"};
  if (!territories.empty()) {
    for (const auto& [name, amount] : territories.front().weights) header.push_back(name);
  }
  header.insert(header.end(), {"compactness", "connected"});
  TextTable table(header);
  for (const model::Territory& territory : territories) {
    std::vector<std::string> row = {territory.id.text(), territory.name, territory.rep.text(),
                                    std::to_string(territory.units)};
    for (const auto& [name, amount] : territory.weights)
      row.push_back(fmt::format("{:.1f}", amount));
    row.insert(row.end(),
               {fmt::format("{:.3f}", territory.compactness), territory.connected ? "yes" : "no"});
    table.add(row);
  }
  return table.text();
}

struct Report {
  std::string scenario;
  std::span<const model::Territory> territories;
  const territory::Design& design;
  const std::vector<std::string>& notes;
  double seconds;
};

void print_design(const Context& context, const Report& report) {
  for (const std::string& text : report.notes) context.note(text);
  context.print(Json{{"scenario", report.scenario},
                     {"territories", to_json(report.territories)},
                     {"max_deviation", report.design.max_deviation},
                     {"moved_share", report.design.moved_share},
                     {"connected", report.design.connected},
                     {"iterations", report.design.iterations},
                     {"notes", report.notes},
                     {"seconds", rounded(report.seconds)}},
                fmt::format("Scenario \"{}\": largest deviation {:.1f} %, {}\n\n{}\n{:.2f} s\n",
                            report.scenario, report.design.max_deviation * 100.0,
                            report.design.connected ? "all connected" : "NOT all connected",
                            to_text(report.territories), report.seconds));
}

workspace::TerritoryRequest request_of(const DesignOptions& options) {
  workspace::TerritoryRequest request;
  request.scenario = core::ScenarioId(options.scenario);
  request.count = options.count;
  if (!options.reps.empty()) {
    for (const std::string& rep : core::split(options.reps, ',')) {
      request.reps.emplace_back(std::string(core::trimmed(rep)));
    }
  }
  request.units = options.units;
  request.balance = options.balance;
  request.tolerance = core::parse_share(options.tolerance);
  if (!options.keep.empty()) request.keep = core::ScenarioId(options.keep);
  request.max_moved = core::parse_share(options.max_moved);
  for (const std::string& unit : options.locks) request.locks.emplace_back(unit);
  return request;
}

void design(const Context& context, const DesignOptions& options) {
  const Stopwatch watch;
  workspace::Workspace opened = context.open(options.path);
  const workspace::TerritoryRun run =
      workspace::design_territories(opened.snapshot(), request_of(options), context.job());
  opened.apply(run.command);
  print_design(context,
               {run.scenario.id.text(), run.territories, run.design, run.notes, watch.seconds()});
}

void design_plain(const Context& context, const DesignOptions& options) {
  if (options.weights.empty() || options.output.empty() || options.count == 0) {
    throw core::ConfigError(
        "give a workspace and a sub-command, or --units FILE --weight COLUMN --count K --output "
        "FILE");
  }
  const Stopwatch watch;
  workspace::PlainTerritoryRequest request;
  request.units.source = options.units;
  request.units.layer = options.layer;
  request.units.crs = options.crs;
  request.weights = options.weights;
  request.count = options.count;
  request.tolerance = core::parse_share(options.tolerance);
  request.output = options.output;
  const workspace::PlainTerritoryRun run = workspace::design_files(request, context.job());
  print_design(context, {"plan", run.territories, run.design, run.notes, watch.seconds()});
}

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
  context.print(Json{{"scenarios", scenarios}}, table.text());
}

void show(const Context& context, const std::string& path, const std::string& name) {
  workspace::Workspace opened = context.open(path);
  const workspace::Snapshot snapshot = opened.snapshot();
  const model::Scenario& scenario = workspace::scenario_named(snapshot, core::ScenarioId(name));
  const std::vector<model::Territory> territories =
      workspace::territories_of(snapshot, scenario.id);
  context.print(Json{{"scenario", name},
                     {"state", std::string(model::to_text(scenario.state))},
                     {"territories", to_json(territories)},
                     {"max_deviation", scenario.max_deviation}},
                fmt::format("Scenario \"{}\", {}, largest deviation {:.1f} %\n\n{}", name,
                            model::to_text(scenario.state), scenario.max_deviation * 100.0,
                            to_text(territories)));
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

void add_design(CLI::App& parent, const std::shared_ptr<DesignOptions>& options, Context& context) {
  CLI::App* command = parent.add_subcommand("design", "Design a draft scenario");
  command->footer("Example: nearnet territories bangor.gpkg design --count 4 --tolerance 5%");
  command->add_option("--reps", options->reps,
                      "One territory each for these reps, comma separated");
  command->add_option("--balance", options->balance, "Weights to balance and their shares")
      ->capture_default_str();
  command->add_option("--keep", options->keep, "Start from this scenario");
  command->add_option("--max-moved", options->max_moved, "Share that may move away from --keep")
      ->capture_default_str();
  command->add_option("--lock", options->locks, "Unit that stays where --keep has it; repeatable")
      ->allow_extra_args(false);
  command->add_option("--scenario", options->scenario, "Its name; default: draft, draft-2 …");
  command->callback([options, &context] { design(context, *options); });
}

/// The sub-commands that name scenarios, units and reps by position.
void add_scenario_commands(CLI::App& parent, const std::shared_ptr<DesignOptions>& options,
                           Context& context) {
  struct Names {
    std::string a, b, c;
    std::vector<std::string> rest;
  };
  const auto names = std::make_shared<Names>();
  CLI::App* list_command = parent.add_subcommand("list", "All scenarios");
  list_command->callback([options, &context] { list(context, options->path); });

  CLI::App* show_command = parent.add_subcommand("show", "One scenario");
  show_command->add_option("scenario", names->a)->required();
  show_command->callback([options, names, &context] { show(context, options->path, names->a); });

  CLI::App* compare_command = parent.add_subcommand("compare", "What moves from A to B");
  compare_command->add_option("a", names->a)->required();
  compare_command->add_option("b", names->b)->required();
  compare_command->callback(
      [options, names, &context] { compare(context, options->path, names->a, names->b); });

  CLI::App* assign = parent.add_subcommand("assign", "Give a territory to a rep");
  assign->add_option("scenario", names->a)->required();
  assign->add_option("territory", names->b)->required();
  assign->add_option("rep", names->c, "Rep id; leave out to make it vacant");
  assign->callback([options, names, &context] {
    apply(context, options->path, [&](const workspace::Snapshot& snapshot) {
      return workspace::assign_territory(snapshot, core::ScenarioId(names->a),
                                         core::TerritoryId(names->b), core::RepId(names->c));
    });
  });

  CLI::App* move = parent.add_subcommand("move", "Move units to a territory: S UNIT… TERRITORY");
  move->add_option("scenario", names->a)->required();
  move->add_option("units_and_territory", names->rest)->required()->expected(2, 1'000'000);
  move->callback([options, names, &context] {
    apply(context, options->path, [&](const workspace::Snapshot& snapshot) {
      std::vector<core::UnitId> units;
      for (auto unit = names->rest.begin(); unit + 1 != names->rest.end(); ++unit) {
        units.emplace_back(*unit);
      }
      return workspace::move_units(snapshot, core::ScenarioId(names->a), units,
                                   core::TerritoryId(names->rest.back()), context.job());
    });
  });

  CLI::App* approve = parent.add_subcommand("approve", "Approve a scenario: S --by NAME");
  approve->add_option("scenario", names->a)->required();
  approve->callback([options, names, &context] {
    if (context.by().empty()) throw core::ConfigError("who approves? Say --by NAME");
    apply(context, options->path, [&](const workspace::Snapshot& snapshot) {
      return workspace::approve_scenario(snapshot, core::ScenarioId(names->a), context.by());
    });
  });

  CLI::App* publish = parent.add_subcommand("publish", "Put a scenario in force: S [--from DATE]");
  publish->add_option("scenario", names->a)->required();
  publish->add_option("--from", names->b, "First day; default: today");
  publish->callback([options, names, &context] {
    apply(context, options->path, [&](const workspace::Snapshot& snapshot) {
      const core::Date from = names->b.empty() ? snapshot.today : core::parse_date(names->b);
      return workspace::publish_scenario(snapshot, core::ScenarioId(names->a), from);
    });
  });

  CLI::App* export_command = parent.add_subcommand("export", "Write a scenario: S OUT");
  export_command->add_option("scenario", names->a)->required();
  export_command->add_option("out", names->b)->required();
  export_command->callback([options, names, &context] {
    workspace::Workspace opened = context.open(options->path);
    workspace::ExportRequest request{.what = workspace::ExportWhat::kTerritories, .out = names->b};
    request.scenario = core::ScenarioId(names->a);
    workspace::export_files(opened.snapshot(), request);
    context.print(Json{{"files", {names->b}}}, fmt::format("Wrote {}\n", names->b));
  });
}

}  // namespace

void add_territory_commands(CLI::App& app, Context& context) {
  const auto options = std::make_shared<DesignOptions>();
  CLI::App* command = app.add_subcommand("territories", "Design territories and work on scenarios");
  command->footer(
      "Example: nearnet territories bangor.gpkg design --count 4\n"
      "Plain files: nearnet territories --units tracts.gpkg --weight POP --count 8 --output "
      "out.gpkg");
  command->fallthrough();
  command->require_subcommand(0, 1);
  command->add_option("workspace", options->path, "The workspace; or use the file options");
  command
      ->add_option("--units", options->units,
                   "hex:500m, units (imported layer), node; or a file of polygons")
      ->capture_default_str();
  command->add_option("--count", options->count, "Number of territories");
  command->add_option("--tolerance", options->tolerance, "Deviation from the mean that will do")
      ->capture_default_str();
  command->add_option("--weight", options->weights, "Column to balance (plain files); repeatable")
      ->allow_extra_args(false);
  command->add_option("--output", options->output, "File to write (plain files)");
  command->add_option("--layer", options->layer, "Layer of --units (plain files)");
  command->add_option("--crs", options->crs, "Coordinate system of --units (plain files)");
  add_design(*command, options, context);
  add_scenario_commands(*command, options, context);
  command->callback([command, options, &context] {
    if (command->get_subcommands().empty()) design_plain(context, *options);
  });
}

}  // namespace nearnet::cli
