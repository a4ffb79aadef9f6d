// SPDX-License-Identifier: Apache-2.0
// The main job on the bundled town, step by step, as a user would do it by hand. Everything is as
// of one fixed day, so that the results are the same whenever it is run.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/context.h"
#include "cli/sample_data.h"
#include "cli/text_table.h"
#include "core/error.h"
#include "workspace/export_step.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kToday = "2026-11-20";
constexpr const char* kMonday = "2026-11-23";
constexpr int kDays = 5;

struct SampleLayer {
  workspace::ImportKind kind;
  const char* file;
};

constexpr SampleLayer kSampleLayers[] = {
    {workspace::ImportKind::kFootprints, "town_footprints.geojson"},
    {workspace::ImportKind::kFootprints, "town_footprints_2.geojson"},
    {workspace::ImportKind::kCompetitors, "town_competitor.geojson"},
    {workspace::ImportKind::kNoSolicit, "town_no_solicit.geojson"},
    {workspace::ImportKind::kRoads, "town_streets.geojson"},
    {workspace::ImportKind::kReps, "town_reps.csv"},
    {workspace::ImportKind::kBusinesses, "town_businesses.csv"}};

class Demo {
 public:
  Demo(const Context& context, fs::path out)
      : context_(context), out_(std::move(out)), path_((out_ / "maple_harbor.gpkg").string()) {}

  void run() {
    const Stopwatch watch;
    begin();
    import();
    evaluate();
    design();
    plan();
    export_all();
    draw();
    say(fmt::format("\nAll of it in {:.1f} s. The workspace: {}", watch.seconds(), path_));
    summary_["seconds"] = rounded(watch.seconds());
    context_.print(summary_, text_ + "\n");
    if (!context_.json() && context_.frontend().display_available()) {
      context_.frontend().open({.path = path_, .today = core::parse_date(kToday)},
                               context_.job_options());
    }
  }

 private:
  void say(const std::string& line) { text_ += line + "\n"; }

  /// An earlier demo's workspace makes way; anything else in the folder stays.
  void begin() {
    std::error_code error;
    fs::create_directories(out_, error);
    if (error) {
      throw core::StorageError(fmt::format("cannot make {}: {}", out_.string(), error.message()));
    }
    fs::remove(path_, error);
    workspace::Workspace::create(path_, {"Maple Harbor (made up)", "America/New_York"});
    opened_ = std::make_unique<workspace::Workspace>(workspace::Workspace::open(path_));
    opened_->pretend_today(core::parse_date(kToday));
    say(fmt::format("Maple Harbor, a made-up town, as of {}\n", kToday));
    summary_["workspace"] = path_;
  }

  void import() {
    TextTable table({"layer", "file", "rows", "imported", "rejected"});
    const fs::path data = sample_data_folder();
    for (const SampleLayer& layer : kSampleLayers) {
      workspace::ImportRequest request;
      request.kind = layer.kind;
      request.source = (data / layer.file).string();
      const workspace::ImportRun run =
          workspace::run_import(opened_->snapshot(), request, context_.job());
      opened_->apply(run.command);
      table.add({std::string(workspace::to_text(layer.kind)), layer.file,
                 std::to_string(run.rows_read), std::to_string(run.counts.imported),
                 std::to_string(run.diagnostics.rejected())});
    }
    say(table.text());
  }

  void evaluate() {
    const workspace::EligibilityRun run =
        workspace::run_eligibility(opened_->snapshot(), {}, context_.job());
    opened_->apply(run.command);
    const eligibility::Summary& summary = run.summary;
    say(fmt::format(
        "Eligibility: {} businesses, {} on-net, {} near-net, {} off-net, {} unknown; {} "
        "eligible",
        summary.businesses, summary.on_net, summary.near_net, summary.off_net, summary.unknown,
        summary.eligible));
    summary_["eligible"] = summary.eligible;
  }

  void design() {
    workspace::TerritoryRequest request;
    request.scenario = core::ScenarioId("first-plan");
    request.units = "hex:150m";
    const workspace::TerritoryRun run =
        workspace::design_territories(opened_->snapshot(), request, context_.job());
    opened_->apply(run.command);
    opened_->apply(workspace::publish_scenario(opened_->snapshot(), request.scenario,
                                               core::parse_date(kMonday)));
    say(fmt::format("Territories: {} of {} hexagons, largest deviation {:.1f} %, {}",
                    run.territories.size(), run.design.territory_of_unit.size(),
                    run.design.max_deviation * 100.0,
                    run.design.connected ? "all connected" : "not all connected"));
    summary_["max_deviation"] = run.design.max_deviation;
  }

  void plan() {
    TextTable table({"rep", "days", "visits", "drive h", "left out"});
    for (const model::Rep& rep : opened_->snapshot().reps.rows()) {
      workspace::DayPlanRequest request;
      request.rep = rep.id;
      request.from = core::parse_date(kMonday);
      request.days = kDays;
      const workspace::DayPlanRun run =
          workspace::plan_days(opened_->snapshot(), request, context_.job());
      opened_->apply(run.command);
      table.add({rep.name, std::to_string(kDays), std::to_string(run.plan.stops.size()),
                 fmt::format("{:.1f}", run.plan.cost / 60.0),
                 std::to_string(run.plan.unserved.size())});
    }
    say("\n" + table.text());
    const tracking::CoverageReport coverage =
        workspace::coverage(opened_->snapshot(), 0, tracking::CoverageBy::kNone);
    say(fmt::format("Coverage: {} visited; {} planned for the week", coverage.total.rate().text(),
                    coverage.total.planned));
    summary_["planned"] = coverage.total.planned;
  }

  void export_all() {
    const workspace::Snapshot snapshot = opened_->snapshot();
    using What = workspace::ExportWhat;
    const auto write = [&](What what, const std::string& name, const core::RepId& rep = {}) {
      const std::string path = (out_ / name).string();
      workspace::export_files(snapshot, {.what = what, .out = path, .rep = rep});
      files_.push_back(path);
    };
    write(What::kProspects, "prospects.csv");
    write(What::kProspects, "prospects.geojson");
    write(What::kTerritories, "territories.gpkg");
    write(What::kDays, "days.kml");
    for (const model::Rep& rep : snapshot.reps.rows()) {
      write(What::kDayPack, "day-pack-" + rep.id.text(), rep.id);
    }
  }

  void draw() {
    const std::string picture = (out_ / "map.png").string();
    OpenRequest request;
    request.path = path_;
    request.screenshot = picture;
    request.today = core::parse_date(kToday);
    try {
      context_.frontend().open(request, context_.job_options());
      files_.push_back(picture);
    } catch (const core::Error& error) {
      context_.note(fmt::format("no map picture: {}", error.what()));
    }
    std::string written = "\nWritten:";
    for (const std::string& file : files_) written += "\n  " + file;
    say(written);
    summary_["files"] = files_;
  }

  const Context& context_;
  fs::path out_;
  std::string path_;
  std::unique_ptr<workspace::Workspace> opened_;
  std::vector<std::string> files_;
  std::string text_;
  Json summary_;
};

}  // namespace

void add_demo_command(CLI::App& app, Context& context) {
  const auto out = std::make_shared<std::string>("nearnet-demo");
  CLI::App* command = app.add_subcommand("demo", "The whole job on a bundled, made-up town");
  command->footer("Example: nearnet demo --out /tmp/maple");
  command->add_option("--out", *out, "Folder for the workspace and everything written")
      ->capture_default_str();
  command->callback([out, &context] { Demo(context, *out).run(); });
}

}  // namespace nearnet::cli
