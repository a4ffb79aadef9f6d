// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "cli/context.h"
#include "cli/text_table.h"
#include "core/text.h"
#include "workspace/drive_area_step.h"

namespace nearnet::cli {
namespace {

struct Options {
  std::string path;
  std::string out;
  std::string format;
  std::string at;
  std::string time;
  std::string within = "5min,10min,15min";
};

void draw_areas(const Context& context, const Options& options) {
  context.require_free_stdout(options.out);
  std::vector<core::Seconds> times;
  for (const std::string& text : core::split(options.within, ',')) {
    times.push_back(core::parse_duration(text));
  }
  workspace::Workspace opened = context.open(options.path);
  std::optional<core::TimeOfDay> at_time;
  if (!options.time.empty()) at_time = core::parse_time_of_day(options.time);
  const auto areas = workspace::drive_areas(opened.snapshot(), parse_place(options.at), times,
                                            at_time, context.job());
  if (!options.out.empty()) {
    const auto warnings =
        handoff::export_drive_areas(areas, {.path = options.out, .format = options.format});
    for (const std::string& warning : warnings) context.note(warning);
    if (options.out == "-") return;
  }
  Json list = Json::array();
  TextTable table({"within", "eligible prospects", "estimated mrc"});
  for (const handoff::DriveArea& area : areas) {
    list.push_back(Json{{"minutes", core::to_minutes(area.within)},
                        {"prospects", area.prospects},
                        {"est_mrc", core::format_money(area.est_mrc)}});
    table.add({core::format_duration(area.within), std::to_string(area.prospects),
               core::format_money(area.est_mrc)});
  }
  context.print(
      Json{{"areas", list}, {"file", options.out}},
      table.text() + (options.out.empty() ? "" : fmt::format("\nWrote {}\n", options.out)));
}

}  // namespace

void add_drive_area_command(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("drive-area", "Who is within so many minutes of driving, as polygons");
  command->footer(
      "Example: nearnet drive-area bangor.gpkg around.geojson --at -68.77,44.80 --within "
      "5min,10min");
  command->add_option("workspace", options->path, "The workspace")->required();
  command->add_option("out", options->out, "File for the polygons; none: only the table");
  command->add_option("--at", options->at, "From where")
      ->required()
      ->type_name("LONGITUDE,LATITUDE");
  command->add_option("--within", options->within, "Driving times, comma separated")
      ->capture_default_str();
  command
      ->add_option("--time", options->time,
                   "With the traffic of that time of day; default: without any")
      ->type_name("HH:MM");
  command->add_option("--format", options->format, "Format, where out is -: csv, geojson");
  command->callback([options, &context] { draw_areas(context, *options); });
}

}  // namespace nearnet::cli
