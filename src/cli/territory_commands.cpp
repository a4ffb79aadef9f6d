// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>

#include "cli/context.h"
#include "cli/territory_output.h"
#include "core/error.h"
#include "core/text.h"
#include "workspace/plain_files.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

constexpr int kMostTerritories = 100'000;

struct DesignOptions {
  std::string path;
  int count = 0;
  std::string reps;
  std::string units;
  std::string balance = "prospects=50,hours=30,mrc=20";
  std::string tolerance = "5%";
  std::string scenario;
  std::string keep;
  std::string max_moved = "100%";
  std::string moved_by;
  std::vector<std::string> least, most, keep_out;
  std::string max_drive;
  std::int64_t iterations = 0;
  std::optional<double> seconds;
  std::vector<std::string> locks;
  std::vector<std::string> weights;
  std::string output;
  std::string layer;
  std::string crs;
  std::string where;
  std::string format;
};

struct Report {
  std::string scenario;
  const std::string& balance;
  std::span<const model::Territory> territories;
  const territory::Design& design;
  const std::vector<std::string>& notes;
  double seconds;
};

void print_design(const Context& context, const Report& report) {
  for (const std::string& text : report.notes) context.note(text);
  context.print(Json{{"scenario", report.scenario},
                     {"territories", territories_json(report.territories, report.balance)},
                     {"max_deviation", report.design.max_deviation},
                     {"moved_share", report.design.moved_share},
                     {"least_moved_share", report.design.least_moved},
                     {"connected", report.design.connected},
                     {"iterations", report.design.iterations},
                     {"notes", report.notes},
                     {"seconds", rounded(report.seconds)}},
                fmt::format("Scenario \"{}\": largest deviation {:.1f} %, {}\n\n{}\n{:.2f} s\n",
                            report.scenario, report.design.max_deviation * 100.0,
                            report.design.connected ? "all connected" : "NOT all connected",
                            territories_text(report.territories, report.balance), report.seconds));
}

std::vector<territory::Limit> limits_of(const DesignOptions& options) {
  std::vector<territory::Limit> limits;
  const auto add = [&](const std::string& text, std::optional<double> territory::Limit::*side) {
    const auto equals = text.find('=');
    const auto amount = equals == std::string::npos || equals == 0
                            ? std::nullopt
                            : core::parse_number(text.substr(equals + 1));
    if (!amount) {
      throw core::ConfigError(
          fmt::format("\"{}\" should say WEIGHT=AMOUNT, such as prospects=120", text));
    }
    limits.push_back({text.substr(0, equals), {}, {}});
    limits.back().*side = *amount;
  };
  for (const std::string& text : options.least) add(text, &territory::Limit::least);
  for (const std::string& text : options.most) add(text, &territory::Limit::most);
  return limits;
}

workspace::TerritoryRequest request_of(const DesignOptions& options) {
  workspace::TerritoryRequest request;
  request.scenario = core::ScenarioId(options.scenario);
  request.count = static_cast<std::size_t>(options.count);
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
  request.moved_by = options.moved_by;
  request.limits = limits_of(options);
  request.keep_out = options.keep_out;
  if (!options.max_drive.empty()) request.max_drive = core::parse_duration(options.max_drive);
  request.iterations = options.iterations;
  request.seconds = options.seconds;
  return request;
}

void design(const Context& context, const DesignOptions& options) {
  if (!options.weights.empty() || !options.output.empty()) {
    throw core::ConfigError(
        "--weight and --output belong to the form without a workspace; here say --balance, and "
        "export the scenario afterwards");
  }
  const Stopwatch watch;
  workspace::Workspace opened = context.open(options.path);
  const workspace::TerritoryRun run =
      workspace::design_territories(opened.snapshot(), request_of(options), context.job());
  opened.apply(run.command);
  print_design(context, {run.scenario.id.text(), run.scenario.balance, run.territories, run.design,
                         run.notes, watch.seconds()});
}

void design_plain(const Context& context, const DesignOptions& options) {
  if (!options.path.empty() || options.units.empty() || options.weights.empty() ||
      options.output.empty() || options.count == 0) {
    throw core::ConfigError(
        "give a workspace and a sub-command, or --units FILE --weight COLUMN --count K --output "
        "FILE");
  }
  context.require_free_stdout(options.output);
  const Stopwatch watch;
  workspace::PlainTerritoryRequest request;
  request.units.source = options.units;
  request.units.layer = options.layer;
  request.units.crs = options.crs;
  request.units.where = options.where;
  request.weights = options.weights;
  request.count = static_cast<std::size_t>(options.count);
  request.tolerance = core::parse_share(options.tolerance);
  request.limits = limits_of(options);
  request.iterations = options.iterations;
  request.seconds = options.seconds;
  request.output = options.output;
  request.format = options.format;
  const workspace::PlainTerritoryRun run = workspace::design_files(request, context.job());
  if (options.output == "-") return;
  const std::string balance = core::join(options.weights, ",");
  print_design(context, {"plan", balance, run.territories, run.design, run.notes, watch.seconds()});
}

/// For both forms, with a workspace and without.
void add_limits(CLI::App& command, DesignOptions& options) {
  for (const auto& [name, about, values] :
       {std::tuple("--min", "Every territory holds so much at least; repeatable", &options.least),
        std::tuple("--max", "Every territory holds so much at most; repeatable", &options.most)}) {
    command.add_option(name, *values, about)->type_name("WEIGHT=AMOUNT")->allow_extra_args(false);
  }
  CLI::Option* moves = command
                           .add_option("--iterations", options.iterations,
                                       "Moves the search tries; 0: grows with the number of units")
                           ->check(CLI::Range(std::int64_t{0}, std::int64_t{100'000'000'000}))
                           ->capture_default_str();
  command
      .add_option("--seconds", options.seconds,
                  "Search for so long instead of counted moves; the plan may then differ from run "
                  "to run")
      ->check(CLI::Range(0.01, 86'400.0))
      ->excludes(moves);
}

void add_design(CLI::App& parent, const std::shared_ptr<DesignOptions>& options, Context& context) {
  CLI::App* command = parent.add_subcommand("design", "Design a draft scenario");
  command->footer(
      "Also --count --units --tolerance --min --max --iterations --seconds: nearnet territories "
      "--help\n"
      "Example: nearnet territories bangor.gpkg design --count 4 --tolerance 5%");
  command->add_option("--reps", options->reps,
                      "One territory each for these reps, comma separated");
  command->add_option("--balance", options->balance, "Weights to balance and their shares")
      ->capture_default_str();
  command->add_option("--keep", options->keep, "Start from this scenario");
  command->add_option("--max-moved", options->max_moved, "Share that may move away from --keep")
      ->capture_default_str();
  command
      ->add_option("--moved-by", options->moved_by,
                   "What moves is measured by this weight, or by deals, the open ones")
      ->type_name("WEIGHT");
  command->add_option("--lock", options->locks, "Unit that stays where --keep has it; repeatable")
      ->allow_extra_args(false);
  command
      ->add_option("--keep-out", options->keep_out,
                   "Unit that is never in this territory (or this rep's); repeatable")
      ->type_name("UNIT=TERRITORY")
      ->allow_extra_args(false);
  command
      ->add_option("--max-drive", options->max_drive,
                   "Longest drive from the rep's home to a unit, in a straight line times 1.35 at "
                   "40 km/h, such as 45min")
      ->type_name("DURATION");
  command->add_option("--scenario", options->scenario, "Its name; default: draft, draft-2 …");
  command->callback([options, &context] { design(context, *options); });
}

/// Options may stand before and after a sub-command, so that --json works anywhere: one that the
/// sub-command does not use must not pass unnoticed.
void refuse_unused(CLI::App& territories) {
  static const std::set<std::string> kOfDesign = {
      "units", "count", "tolerance", "min", "max", "iterations", "seconds", "weight", "output"};
  for (CLI::Option* option : territories.get_options()) {
    const std::string name = option->get_single_name();
    if (!option->nonpositional() || option == territories.get_help_ptr()) continue;
    option->check(CLI::Validator(
        [&territories, name](const std::string&) {
          for (const CLI::App* chosen : territories.get_subcommands()) {
            if (chosen->get_name() == "design" && kOfDesign.contains(name)) continue;
            return chosen->get_name() + " takes no such option";
          }
          return std::string();
        },
        ""));
  }
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
      ->add_option(
          "--units", options->units,
          "hex:500m, hex (of a side that suits), streets, units (imported layer), node; or a "
          "file of polygons")
      ->default_str("those of --keep, else hex:500m");
  command->add_option("--count", options->count, "Number of territories")
      ->type_name("K")
      ->check(CLI::Range(1, kMostTerritories));
  command->add_option("--tolerance", options->tolerance, "Deviation from the mean that will do")
      ->capture_default_str()
      ->type_name("SHARE");
  command
      ->add_option("--weight", options->weights,
                   "Column(s) to balance, comma separated (plain files); repeatable")
      ->delimiter(',')
      ->type_name("COLUMN");
  command->add_option("--output", options->output, "File to write (plain files)");
  command->add_option("--format", options->format, "Format of --output -: csv or geojson");
  command->add_option("--layer", options->layer, "Layer of --units (plain files)");
  command->add_option("--where", options->where, "Only units that satisfy this SQL condition");
  command->add_option("--crs", options->crs, "Coordinate system of --units (plain files)");
  add_limits(*command, *options);
  add_design(*command, options, context);
  add_scenario_commands(*command, {options, &options->path}, context);
  refuse_unused(*command);
  command->callback([command, options, &context] {
    if (command->get_subcommands().empty()) design_plain(context, *options);
  });
}

}  // namespace nearnet::cli
