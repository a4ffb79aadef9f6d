// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "cli/context.h"
#include "core/error.h"
#include "workspace/export_step.h"

namespace nearnet::cli {
namespace {

struct Options {
  std::string path;
  std::string what;
  std::string date;
  std::string rep;
  std::string scenario;
  std::string size = "1600x1000";
  workspace::ExportRequest request;
};

/// A picture of the map window, which only the app can draw.
void export_map(const Context& context, const Options& options) {
  OpenRequest open;
  open.path = options.path;
  open.screenshot = options.request.out;
  open.today = context.today();
  parse_size(options.size, open);
  context.frontend().open(open, context.job_options());
}

void export_data(const Context& context, Options& options) {
  options.request.what = *workspace::export_what_from_text(options.what);
  options.request.rep = core::RepId(options.rep);
  if (!options.date.empty()) options.request.date = core::parse_date(options.date);
  if (!options.scenario.empty()) options.request.scenario = core::ScenarioId(options.scenario);
  context.require_free_stdout(options.request.out);
  workspace::Workspace opened = context.open(options.path);
  const workspace::Snapshot snapshot = opened.snapshot();
  require_known_rep(snapshot, options.request.rep);
  const workspace::ExportRun run = workspace::export_files(snapshot, options.request);
  context.report(run.diagnostics);
  if (options.request.out == "-") return;
  std::string text;
  for (const std::string& file : run.files) text += fmt::format("Wrote {}\n", file);
  context.print(
      Json{
          {"what", options.what}, {"files", run.files}, {"left_out", run.diagnostics.rejections()}},
      text);
}

}  // namespace

void add_export_command(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("export", "Write files for other programs and for the road");
  command->footer(
      "Example: nearnet export bangor.gpkg prospects list.csv\n"
      "         nearnet export bangor.gpkg day-pack monday/ --rep ae-1 --date 2026-11-23\n"
      "         nearnet export bangor.gpkg territory-report territories.pdf\n"
      "The format of tables follows from the file's extension: .gpkg .geojson .csv .xlsx .kml "
      ".shp .fgb;\n"
      "- writes CSV to standard output");
  command->add_option("workspace", options->path, "The workspace")->required();
  command->add_option("what", options->what, "What to write")
      ->required()
      ->check(CLI::IsMember({"prospects", "territories", "days", "activities", "crm-salesforce",
                             "crm-hubspot", "day-pack", "weekly-pack", "territory-report", "map"}));
  command->add_option("out", options->request.out, "File, or folder of a pack")->required();
  command->add_option("--rep", options->rep, "Only this rep");
  command->add_option("--date", options->date, "Only this day (weekly-pack: its week)")
      ->type_name("DATE");
  command->add_option("--scenario", options->scenario,
                      "Territories, or their report, of this scenario");
  command->add_option("--format", options->request.format, "Format, where out is -: csv, geojson");
  command->add_option("--size", options->size, "Size of the map picture")->capture_default_str();
  command->callback([options, &context] {
    if (options->what == "map") {
      export_map(context, *options);
    } else {
      export_data(context, *options);
    }
  });
}

}  // namespace nearnet::cli
