// SPDX-License-Identifier: Apache-2.0
// nearnet territories W …: territories that somebody drew.
#include <fmt/format.h>

#include "cli/scenario_parts.h"
#include "cli/territory_output.h"
#include "cli/text_table.h"
#include "workspace/territory_areas.h"

namespace nearnet::cli {
namespace {

struct GapOptions {
  std::string what;
  std::string output;
  workspace::FlawRequest request;
};

void gaps(const Context& context, const std::string& path, GapOptions& options) {
  workspace::Workspace opened = context.open(path);
  const workspace::Snapshot now = opened.snapshot();
  std::optional<core::ScenarioId> scenario;
  if (options.what.empty()) {
    scenario = workspace::scenario_in_force(now);
    if (!scenario) {
      throw core::ConfigError("say which scenario or which file of polygons to look at");
    }
  } else if (now.scenarios.find(core::ScenarioId(options.what)) != nullptr) {
    scenario = core::ScenarioId(options.what);
  }
  options.request.scenario = scenario;
  options.request.areas.source = options.what;
  const workspace::TerritoryFlaws found =
      workspace::territory_flaws(now, options.request, context.job());
  if (!options.output.empty()) {
    context.require_free_stdout(options.output);
    workspace::write_flaws(found, options.output);
    if (options.output == "-") return;
  }
  Json overlaps = Json::array();
  Json holes = Json::array();
  TextTable table({"what", "square metres", "lon", "lat", "between"});
  for (const workspace::NamedFlaw& each : found.flaws) {
    const territory::Flaw& flaw = each.flaw;
    const bool overlap = flaw.kind == territory::FlawKind::kOverlap;
    Json line;
    if (overlap) line = Json{{"a", each.a}, {"b", each.b}};
    line["square_metres"] = flaw.square_metres;
    line["lon"] = flaw.place.lon;
    line["lat"] = flaw.place.lat;
    (overlap ? overlaps : holes).push_back(line);
    table.add({overlap ? "overlap" : "gap", fmt::format("{:.0f}", flaw.square_metres),
               fmt::format("{:.6f}", flaw.place.lon), fmt::format("{:.6f}", flaw.place.lat),
               overlap ? each.a + " and " + each.b : std::string()});
  }
  Json uncovered = Json::array();
  for (const core::BusinessId& business : found.uncovered) uncovered.push_back(business.text());
  std::string text = fmt::format(
      "{} areas: {} overlaps, {} gaps; {} slivers below {} square metres left out\n", found.areas,
      overlaps.size(), holes.size(), found.slivers, options.request.min_square_metres);
  if (found.unassigned_units > 0) {
    text += fmt::format("{} units belong to no territory\n", found.unassigned_units);
  }
  text += fmt::format("{} eligible prospects lie in no territory\n", found.uncovered.size());
  if (!table.empty()) text += "\n" + table.text();
  context.print(Json{{"areas", found.areas},
                     {"overlaps", overlaps},
                     {"gaps", holes},
                     {"slivers", found.slivers},
                     {"unassigned_units", found.unassigned_units},
                     {"uncovered", uncovered}},
                text);
}

struct ImportOptions {
  std::string scenario;
  workspace::ImportTerritoriesRequest request;
};

void import(const Context& context, const std::string& path, ImportOptions& options) {
  workspace::Workspace opened = context.open(path);
  options.request.scenario = core::ScenarioId(options.scenario);
  const workspace::ImportTerritoriesRun run =
      workspace::import_territories(opened.snapshot(), options.request, context.job());
  opened.apply(run.command);
  for (const std::string& note : run.notes) context.note(note);
  context.print(Json{{"scenario", run.scenario.id.text()},
                     {"territories", territories_json(run.territories, run.scenario.balance)},
                     {"max_deviation", run.scenario.max_deviation},
                     {"notes", run.notes}},
                fmt::format("Scenario \"{}\": {} territories, largest deviation {:.1f} %\n\n{}",
                            run.scenario.id.text(), run.territories.size(),
                            run.scenario.max_deviation * 100.0,
                            territories_text(run.territories, run.scenario.balance)));
}

void add_source(CLI::App& command, workspace::AreaSource& source) {
  command.add_option("--layer", source.layer, "Layer of the file");
  command.add_option("--where", source.where, "Only rows that satisfy this SQL condition");
  command.add_option("--crs", source.crs, "Coordinate system of the file");
  command.add_option("--name", source.name, "Column that names the territories; default: name")
      ->type_name("COLUMN");
}

}  // namespace

void add_area_commands(CLI::App& territories, const PathRef& path, Context& context) {
  const auto gap = std::make_shared<GapOptions>();
  CLI::App* gaps_command = territories.add_subcommand(
      "gaps", "Where territories leave gaps or overlap: [S|FILE], default the plan in force");
  gaps_command->footer(
      "Example: nearnet territories bangor.gpkg gaps sketch.geojson --output flaws.geojson");
  gaps_command->add_option("what", gap->what, "A scenario, or a file of polygons");
  add_source(*gaps_command, gap->request.areas);
  gaps_command
      ->add_option("--min-area", gap->request.min_square_metres,
                   "Leave out what is smaller, square metres")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  gaps_command->add_option("--output", gap->output,
                           "Write them as polygons, format by extension; - for CSV");
  gaps_command->callback([path, gap, &context] { gaps(context, *path, *gap); });

  const auto drawn = std::make_shared<ImportOptions>();
  CLI::App* import_command =
      territories.add_subcommand("import", "A draft scenario from territories drawn elsewhere");
  import_command->footer(
      "Example: nearnet territories bangor.gpkg import sketch.geojson --name AREA --rep AE");
  import_command->add_option("file", drawn->request.areas.source, "Polygons, any OGR source")
      ->required();
  add_source(*import_command, drawn->request.areas);
  import_command->add_option("--rep", drawn->request.rep, "Column with rep ids, names or e-mails")
      ->type_name("COLUMN");
  import_command
      ->add_option("--units", drawn->request.units,
                   "What follows the polygons: hex:500m, streets, units or node")
      ->capture_default_str();
  import_command
      ->add_option("--balance", drawn->request.balance, "Weights to show, and their shares")
      ->capture_default_str();
  import_command->add_option("--scenario", drawn->scenario, "Its name; default: drawn, drawn-2 …");
  import_command->callback([path, drawn, &context] { import(context, *path, *drawn); });
}

}  // namespace nearnet::cli
