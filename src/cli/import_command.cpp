// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "cli/context.h"
#include "core/error.h"
#include "core/text.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

struct Options {
  std::string path;
  std::string kind;
  std::vector<std::string> fields;
  std::string key;
  std::string snap = "2m";
  bool dry_run = false;
  bool strict = false;
  workspace::ImportRequest request;
};

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (const workspace::ImportKind kind : workspace::import_kinds()) {
    names.emplace_back(workspace::to_text(kind));
  }
  return names;
}

void complete(Options& options) {
  options.request.kind = *workspace::import_kind_from_text(options.kind);
  for (const std::string& field : options.fields) {
    const auto equals = field.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == field.size()) {
      throw core::ConfigError(
          fmt::format("--field {}: write OURS=THEIRS, such as --field name=DBA", field));
    }
    options.request.fields[field.substr(0, equals)] = field.substr(equals + 1);
  }
  if (!options.key.empty()) options.request.key = core::split(options.key, ',');
  constexpr double kFarthest = 50.0;  // beyond it, streets would be joined to their neighbours
  options.request.noding.tolerance = core::parse_distance(options.snap);
  if (options.request.noding.tolerance.value > kFarthest) {
    throw core::ConfigError(fmt::format("--snap {}: expected 0 to 50 m", options.snap));
  }
}

Json to_json(const Options& options, const workspace::ImportRun& run) {
  Json rejections = Json::object();
  for (const auto& [code, count] : run.diagnostics.rejections()) rejections[code] = count;
  Json json{{"kind", options.kind},
            {"source", options.request.source},
            {"rows_read", run.rows_read},
            {"imported", run.counts.imported},
            {"updated", run.counts.updated},
            {"unchanged", run.counts.unchanged},
            {"rejected", run.diagnostics.rejected()},
            {"rejections", rejections},
            {"source_rows", run.source_rows > 0 ? run.source_rows : run.rows_read},
            {"profile", run.profile},
            {"recognised", run.profile},
            {"key", run.key},
            {"dry_run", options.dry_run}};
  for (const roads::RoadPart& part : run.road_parts) {
    json["road_parts"].push_back(
        Json{{"km", rounded(part.km)}, {"roads", part.roads}, {"prospects", part.places}});
  }
  return json;
}

std::string to_text(const Options& options, const workspace::ImportRun& run) {
  std::string text =
      fmt::format("{} from {}{}\n", options.kind, options.request.source,
                  run.profile.empty() ? std::string() : ", recognised: " + run.profile);
  text +=
      fmt::format("  rows read {}: imported {}, updated {}, unchanged {}, rejected {}\n  key: {}\n",
                  run.rows_read, run.counts.imported, run.counts.updated, run.counts.unchanged,
                  run.diagnostics.rejected(), run.key);
  if (run.source_rows > 0) {
    text += fmt::format("  gathered from {} rows of the source\n", run.source_rows);
  }
  for (const auto& [code, count] : run.diagnostics.rejections()) {
    text += fmt::format("  rejected {}: {}\n", code, count);
  }
  if (options.dry_run) text += "  dry run: nothing was written\n";
  return text;
}

/// --strict: all rows or none. Throws InputError when one was rejected.
void require_all_rows(const Options& options, const core::Diagnostics& found,
                      std::int64_t rows_read) {
  if (!options.strict || found.rejected() == 0) return;
  std::vector<std::string> counts;
  for (const auto& [code, count] : found.rejections()) {
    counts.push_back(fmt::format("{} {}", code, count));
  }
  throw core::InputError(
      fmt::format("{}: {} of {} rows rejected ({}), so nothing was imported; mend the rows listed, "
                  "or import the others without --strict",
                  options.request.source, found.rejected(), rows_read, core::join(counts, ", ")));
}

void import(const Context& context, Options& options) {
  complete(options);
  workspace::Workspace opened = context.open(options.path);
  const workspace::ImportRun run =
      workspace::run_import(opened.snapshot(), options.request, context.job());
  context.report(run.diagnostics, options.strict ? Context::Rejections::kAll
                                                 : Context::Rejections::kFirstOfEachCode);
  require_all_rows(options, run.diagnostics, run.rows_read);
  if (!options.dry_run) opened.apply(run.command);
  context.print(to_json(options, run), to_text(options, run));
}

}  // namespace

void add_import_command(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("import", "Bring a layer or list into a workspace");
  command->footer(
      "Example: nearnet import bangor.gpkg businesses licences.csv --field name=DBA\n"
      "Any source GDAL can read: GeoPackage, Shapefile (zipped too), GeoJSON, CSV, FlatGeobuf, OSM "
      "pbf …\nRows with a known key are updated; rows that cannot be used are counted and "
      "explained.");
  command->add_option("workspace", options->path, "The workspace")->required();
  command->add_option("kind", options->kind, "What it is")
      ->required()
      ->check(CLI::IsMember(kind_names()));
  command
      ->add_option("source", options->request.source, "File or GDAL source; - for standard input")
      ->required();
  command->add_option("--layer", options->request.layer, "Layer of the source");
  command->add_option("--where", options->request.where,
                      "Only rows that satisfy this SQL condition");
  command->add_option("--field", options->fields, "Column mapping; repeatable")
      ->type_name("OURS=THEIRS")
      ->allow_extra_args(false);
  command->add_option("--key", options->key, "Column(s) that identify a row, comma separated");
  command->add_option("--crs", options->request.crs,
                      "Coordinate system of the source, such as EPSG:26919");
  command->add_option("--join", options->request.join,
                      "Polygons with a census id (GEOID), for tables that name census blocks");
  command->add_option("--join-layer", options->request.join_layer, "Layer of the --join source");
  command
      ->add_option("--snap", options->snap,
                   "Roads that are lines: a road that ends so near another is joined to it")
      ->capture_default_str()
      ->type_name("DISTANCE");
  command->add_flag("--join-crossings", options->request.noding.at_crossings,
                    "Roads that are lines: where they cross without a point in common they meet");
  command->add_flag("--dry-run", options->dry_run, "Say what would happen and write nothing");
  command->add_flag("--strict", options->strict,
                    "Import nothing, and fail, when a row is rejected; lists all such rows");
  command->callback([options, &context] { import(context, *options); });
}

}  // namespace nearnet::cli
