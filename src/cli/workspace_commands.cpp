// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "cli/context.h"
#include "cli/text_table.h"
#include "core/error.h"
#include "core/text.h"

namespace nearnet::cli {
namespace {

void require_geopackage(const std::string& path) {
  if (core::lower_case(path).ends_with(".gpkg")) return;
  throw core::ConfigError(fmt::format("{0}: a workspace is a GeoPackage; name it {0}.gpkg", path));
}

void add_new(CLI::App& app, Context& context) {
  struct Options {
    std::string path;
    workspace::Settings settings{"", core::system_time_zone()};
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("new", "Make an empty workspace");
  command->footer("Example: nearnet new bangor.gpkg --title Bangor --time-zone America/New_York");
  command->add_option("workspace", options->path, "The .gpkg file to make")->required();
  command->add_option("--title", options->settings.title, "What people call it");
  command->add_option("--time-zone", options->settings.time_zone, "IANA name of its time zone")
      ->capture_default_str();
  command->callback([options, &context] {
    require_geopackage(options->path);
    workspace::Workspace::create(options->path, options->settings);
    context.print(Json{{"workspace", options->path},
                       {"title", options->settings.title},
                       {"time_zone", options->settings.time_zone}},
                  fmt::format("Made {}\n", options->path));
  });
}

void undo(const Context& context, const std::string& path, bool list) {
  workspace::Workspace opened = context.open(path);
  if (list) {
    Json entries = Json::array();
    TextTable table({"at", "who", "command", "what", "rows", "undone"});
    for (const storage::AuditEntry& entry : opened.audit()) {
      entries.push_back(Json{{"at", entry.at},
                             {"who", entry.who},
                             {"command", entry.command},
                             {"what", entry.what},
                             {"rows", entry.rows},
                             {"undone", entry.undone}});
      table.add({entry.at, entry.who, entry.command, entry.what, std::to_string(entry.rows),
                 entry.undone ? "yes" : ""});
    }
    context.print(Json{{"commands", entries}},
                  table.empty() ? std::string("Nothing has been done yet\n") : table.text());
    return;
  }
  const auto undone = opened.undo();
  context.print(Json{{"undone", undone ? Json(undone->command) : Json()},
                     {"what", undone ? Json(undone->what) : Json()}},
                undone ? fmt::format("Undone: {} {}\n", undone->command, undone->what)
                       : std::string("There is nothing to undo\n"));
}

}  // namespace

void add_workspace_commands(CLI::App& app, Context& context) {
  add_new(app, context);
  const auto path = std::make_shared<std::string>();
  const auto list = std::make_shared<bool>(false);

  CLI::App* undo_command = app.add_subcommand("undo", "Take back the last command");
  undo_command->footer("Example: nearnet undo bangor.gpkg --list");
  undo_command->add_option("workspace", *path, "The workspace")->required();
  undo_command->add_flag("--list", *list, "Show what was done, newest first, and undo nothing");
  undo_command->callback([path, list, &context] { undo(context, *path, *list); });
}

}  // namespace nearnet::cli
