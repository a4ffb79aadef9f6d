// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <memory>

#include "cli/context.h"
#include "core/error.h"
#include "workspace/driving_step.h"

namespace nearnet::cli {
namespace {

struct Options {
  std::string path;
  std::string file;
  bool usual = false;
};

roads::DrivingProfile profile_from_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw core::InputError(fmt::format(
        "{}: the file cannot be read; docs/driving.md shows what one looks like", path));
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return roads::parse_driving(text, path);
}

Json slow_json(const std::vector<roads::SlowHours>& hours) {
  Json list = Json::array();
  for (const roads::SlowHours& slow : hours) {
    list.push_back(Json{{"from", core::format_time_of_day(slow.from)},
                        {"to", core::format_time_of_day(slow.to)},
                        {"classes", slow.classes},
                        {"factor", slow.factor}});
  }
  return list;
}

Json to_json(const roads::DrivingProfile& profile) {
  return Json{
      {"speed", profile.speeds.by_class},
      {"other", profile.speeds.other_kmh},
      {"off_road", profile.speeds.off_road_kmh},
      {"share", {{"limit", profile.speeds.of_the_limit}, {"unpaved", profile.speeds.unpaved}}},
      {"slow", slow_json(profile.slow)},
      {"plan_by", profile.plan_by == roads::PlanBy::kSlowest ? "slowest" : "mean"},
      {"turn_seconds",
       {{"left", profile.turns.left.value},
        {"right", profile.turns.right.value},
        {"straight", profile.turns.straight.value},
        {"round", profile.turns.round.value}}},
      {"drive_on", profile.drive_on == roads::DriveOn::kRight ? "right" : "left"},
      {"big", profile.big},
      {"crossing_seconds", profile.crossing.value}};
}

void drive(const Context& context, const Options& options) {
  if (options.usual && !options.file.empty()) {
    throw core::ConfigError("a file or --usual: say one of the two");
  }
  workspace::Workspace opened = context.open(options.path);
  const workspace::Snapshot now = opened.snapshot();
  roads::DrivingProfile profile = now.driving;
  if (options.usual) profile = {};
  if (!options.file.empty()) profile = profile_from_file(options.file);
  if (profile != now.driving) opened.apply(workspace::set_driving(now, profile));
  context.print(to_json(profile), roads::to_toml(profile));
}

}  // namespace

void add_driving_command(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("driving", "How one drives here: speeds, slow hours, turns");
  command->footer(
      "Example: nearnet driving bangor.gpkg rush-hour.toml\n"
      "Prints the profile in force as a file that can be edited and given back.");
  command->add_option("workspace", options->path, "The workspace")->required();
  command->add_option("file", options->file, "TOML file with what differs from the usual");
  command->add_flag("--usual", options->usual, "Back to the usual profile");
  command->callback([options, &context] { drive(context, *options); });
}

}  // namespace nearnet::cli
