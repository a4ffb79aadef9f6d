// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "cli/context.h"
#include "cli/text_table.h"
#include "core/error.h"
#include "workspace/check.h"
#include "workspace/info.h"

namespace nearnet::cli {
namespace {

std::string extent_text(const geo::LonLatBox& box) {
  return box.empty() ? std::string()
                     : fmt::format("{:.4f},{:.4f} … {:.4f},{:.4f}", box.min_lon, box.min_lat,
                                   box.max_lon, box.max_lat);
}

void show_info(const Context& context, const std::string& path) {
  workspace::Workspace opened = context.open(path);
  const workspace::Info info = workspace::info(opened.snapshot(), opened.store());
  Json layers = Json::array();
  TextTable table({"layer", "rows", "geometry", "extent lon,lat", "last change", "by"});
  for (const workspace::LayerInfo& layer : info.layers) {
    Json row{{"name", layer.name},
             {"rows", layer.rows},
             {"geometry", layer.geometry},
             {"last_changed_at", layer.last_changed_at},
             {"last_changed_by", layer.last_changed_by_command}};
    if (!layer.extent.empty()) {
      row["extent"] = {layer.extent.min_lon, layer.extent.min_lat, layer.extent.max_lon,
                       layer.extent.max_lat};
    }
    layers.push_back(row);
    table.add({layer.name, std::to_string(layer.rows), layer.geometry, extent_text(layer.extent),
               layer.last_changed_at, layer.last_changed_by_command});
  }
  context.print(Json{{"workspace", path},
                     {"title", info.title},
                     {"time_zone", info.time_zone},
                     {"crs", info.crs},
                     {"schema_version", info.schema_version},
                     {"version", info.version},
                     {"layers", layers}},
                fmt::format("{}: {}, time zone {}, schema version {}, {}\n\n{}", path,
                            info.title.empty() ? "untitled" : info.title, info.time_zone,
                            info.schema_version, info.crs, table.text()));
}

void check_workspace(const Context& context, const std::string& path) {
  workspace::Workspace opened = context.open(path);
  const std::vector<std::string> problems = workspace::check(opened.snapshot(), opened.store());
  std::string text;
  for (const std::string& problem : problems) text += problem + "\n";
  context.print(Json{{"workspace", path}, {"problems", problems}},
                problems.empty() ? fmt::format("{}: everything holds\n", path) : text);
  if (!problems.empty()) {
    throw core::InputError(fmt::format("{}: {} {}", path, problems.size(),
                                       problems.size() == 1 ? "problem" : "problems"));
  }
}

}  // namespace

void add_inspect_commands(CLI::App& app, Context& context) {
  const auto path = std::make_shared<std::string>();
  CLI::App* info = app.add_subcommand("info", "Layers, counts, extents, last change of each");
  info->footer("Example: nearnet info bangor.gpkg");
  info->add_option("workspace", *path, "The workspace")->required();
  info->callback([path, &context] { show_info(context, *path); });

  CLI::App* check = app.add_subcommand("check", "Verify every invariant of a workspace");
  check->footer("Example: nearnet check bangor.gpkg");
  check->add_option("workspace", *path, "The workspace")->required();
  check->callback([path, &context] { check_workspace(context, *path); });
}

}  // namespace nearnet::cli
