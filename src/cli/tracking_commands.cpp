// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>

#include "cli/context.h"
#include "cli/text_table.h"
#include "core/error.h"
#include "core/text.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

struct LogOptions {
  std::string path;
  std::string business;
  std::string kind;
  std::string outcome;
  std::string follow_up;
  std::string mrc;
  std::string at;
  std::string note;
  std::string rep;
};

std::vector<std::string> outcome_names() {
  std::vector<std::string> names;
  for (int i = 1; i <= static_cast<int>(model::Outcome::kHandedToCare); ++i) {
    names.emplace_back(model::to_text(static_cast<model::Outcome>(i)));
  }
  return names;
}

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (int i = 0; i <= static_cast<int>(model::ActivityKind::kNote); ++i) {
    names.emplace_back(model::to_text(static_cast<model::ActivityKind>(i)));
  }
  return names;
}

std::vector<std::string> stage_names() {
  std::vector<std::string> names;
  for (const model::Stage stage : model::kStages) names.emplace_back(model::to_text(stage));
  return names;
}

model::Activity activity_of(const LogOptions& options, const std::string& by, core::LocalTime now) {
  model::Activity activity;
  activity.business = core::BusinessId(options.business);
  activity.rep = core::RepId(options.rep.empty() ? by : options.rep);
  activity.kind = *model::activity_kind_from_text(options.kind);
  if (!options.outcome.empty()) {
    activity.outcome = *model::outcome_from_text(options.outcome);
  }
  activity.at = options.at.empty() ? now : core::parse_local_time(options.at);
  if (!options.follow_up.empty()) activity.follow_up = core::parse_date(options.follow_up);
  if (!options.mrc.empty()) activity.mrc = core::parse_money(options.mrc);
  activity.note = options.note;
  return activity;
}

void log(const Context& context, const LogOptions& options) {
  workspace::Workspace opened = context.open(options.path);
  const workspace::Snapshot before = opened.snapshot();
  const workspace::Command command =
      workspace::log_activity(before, activity_of(options, context.by(), opened.now()));
  opened.apply(command);
  const workspace::Snapshot after = opened.snapshot();
  const model::Activity& saved = after.activities.rows().back();
  const model::Business& business = *after.businesses.find(saved.business);
  context.print(Json{{"activity", saved.id.text()},
                     {"business", saved.business.text()},
                     {"stage", std::string(model::to_text(business.stage))}},
                fmt::format("{}: {} is now at stage {}\n", saved.id.text(),
                            business.name.empty() ? business.id.text() : business.name,
                            model::to_text(business.stage)));
}

void add_log(CLI::App& app, Context& context) {
  const auto options = std::make_shared<LogOptions>();
  CLI::App* command = app.add_subcommand("log", "Write down what happened at a business");
  command->footer(
      "Example: nearnet log bangor.gpkg 417 --kind visit --outcome interested --follow-up "
      "2026-11-30");
  command->add_option("workspace", options->path, "The workspace")->required();
  command->add_option("business", options->business, "Its business_id")->required();
  command->add_option("--kind", options->kind, "What it was")
      ->required()
      ->check(CLI::IsMember(kind_names()));
  command->add_option("--outcome", options->outcome, "How it ended")
      ->check(CLI::IsMember(outcome_names()));
  command->add_option("--follow-up", options->follow_up, "Date of the promised next contact")
      ->type_name("DATE");
  command->add_option("--mrc", options->mrc, "Monthly revenue proposed or sold")
      ->type_name("MONEY");
  command
      ->add_option("--at", options->at, "When, local time, such as 2026-11-23T14:05; default: now")
      ->type_name("TIME");
  command->add_option("--note", options->note, "Anything worth keeping");
  command->add_option("--rep", options->rep, "Who did it; default: --by");
  command->callback([options, &context] { log(context, *options); });
}

std::optional<core::RepId> rep_filter(const std::string& rep) {
  return rep.empty() ? std::nullopt : std::optional(core::RepId(rep));
}

void pipeline(const Context& context, const std::string& path, const std::string& rep,
              const std::string& stage_text) {
  const auto stage = model::stage_from_text(stage_text);
  if (!stage_text.empty() && !stage) {
    throw core::ConfigError(fmt::format("there is no stage \"{}\"; there are: {}", stage_text,
                                        core::join(stage_names(), ", ")));
  }
  workspace::Workspace opened = context.open(path);
  const workspace::Snapshot snapshot = opened.snapshot();
  require_known_rep(snapshot, core::RepId(rep));
  const tracking::Pipeline pipeline = workspace::pipeline(snapshot, rep_filter(rep), stage);
  Json stages = Json::array();
  TextTable summary({"stage", "businesses", "MRC", "weighted"});
  for (const tracking::PipelineLine& line : pipeline.stages) {
    const std::string name(model::to_text(line.stage));
    stages.push_back(Json{{"stage", name},
                          {"businesses", line.businesses},
                          {"mrc", core::format_money(line.mrc)},
                          {"weighted_mrc", core::format_money(line.weighted)}});
    summary.add({name, std::to_string(line.businesses), core::format_money(line.mrc),
                 core::format_money(line.weighted)});
  }
  Json entries = Json::array();
  TextTable list({"business", "name", "stage", "rep", "MRC", "last activity", "follow-up"});
  for (const tracking::PipelineEntry& entry : pipeline.entries) {
    const std::string last =
        entry.last_activity ? core::format_local_time(*entry.last_activity) : std::string();
    const std::string next = entry.follow_up ? core::format_date(*entry.follow_up) : std::string();
    const std::string name(model::to_text(entry.stage));
    entries.push_back(Json{{"business", entry.business.text()},
                           {"name", entry.name},
                           {"stage", name},
                           {"rep", entry.rep.text()},
                           {"mrc", core::format_money(entry.mrc)},
                           {"last_activity", last},
                           {"follow_up", next}});
    list.add({entry.business.text(), entry.name, name, entry.rep.text(),
              core::format_money(entry.mrc), last, next});
  }
  context.print(Json{{"stages", stages}, {"entries", entries}},
                pipeline.stages.empty() && list.empty()
                    ? std::string("No business of that kind\n")
                    : summary.text() + (list.empty() ? "\nNobody is being worked yet; nearnet log "
                                                       "writes down what happens\n"
                                                     : "\n" + list.text()));
}

Json to_json(const tracking::CoverageLine& line) {
  return Json{{"key", line.key},
              {"universe", line.universe},
              {"visited", line.visited},
              {"coverage", line.rate().share() ? Json(*line.rate().share()) : Json()},
              {"planned", line.planned},
              {"due", line.due},
              {"overdue", line.overdue},
              {"never_visited", line.never_visited}};
}

void coverage(const Context& context, const std::string& path, int days, const std::string& by) {
  const auto kind = tracking::coverage_by_from_text(by);
  if (!kind) {
    throw core::ConfigError("--by takes rep, territory, district, region, naics or node");
  }
  workspace::Workspace opened = context.open(path);
  const tracking::CoverageReport report = workspace::coverage(opened.snapshot(), days, *kind);
  Json json = to_json(report.total);
  json.erase("key");
  json["definition"] = report.definition;
  json["by"] = Json::array();
  TextTable table({by == "none" ? "" : by, "universe", "visited", "coverage", "planned", "due",
                   "overdue", "never visited"});
  const auto add = [&](const tracking::CoverageLine& line) {
    table.add({line.key, std::to_string(line.universe), std::to_string(line.visited),
               line.rate().percent(), std::to_string(line.planned), std::to_string(line.due),
               std::to_string(line.overdue), std::to_string(line.never_visited)});
  };
  for (const tracking::CoverageLine& line : report.by) {
    json["by"].push_back(to_json(line));
    add(line);
  }
  add(report.total);
  context.print(json, report.definition + "\n\n" + table.text());
}

Json to_json(const tracking::RepPerformance& line) {
  const tracking::Funnel& funnel = line.funnel;
  return Json{{"rep", line.rep.text()},
              {"attempts", funnel.attempts()},
              {"conversations", funnel.conversations},
              {"presentations", funnel.presentations},
              {"proposals", funnel.proposals},
              {"sales", funnel.sales},
              {"connect_rate", funnel.connect_rate().percent()},
              {"presentation_rate", funnel.presentation_rate().percent()},
              {"proposal_rate", funnel.proposal_rate().percent()},
              {"proposal_win_rate", funnel.proposal_win_rate().percent()},
              {"mrc_sold", core::format_money(funnel.mrc_sold)},
              {"quota", line.quota ? Json(core::format_money(*line.quota)) : Json()},
              {"attainment", line.attainment().percent()}};
}

tracking::Performance performance_of(const workspace::Snapshot& snapshot, core::Date monday,
                                     const std::string& rep, const std::string& by) {
  const auto kind = tracking::coverage_by_from_text(by);
  if (by == "rep") return workspace::performance(snapshot, monday, rep_filter(rep));
  if (kind != tracking::CoverageBy::kDistrict && kind != tracking::CoverageBy::kRegion) {
    throw core::ConfigError("--by takes rep, district or region");
  }
  if (!rep.empty()) throw core::ConfigError("give either --rep or --by " + by);
  return workspace::performance_by(snapshot, monday, *kind);
}

void performance(const Context& context, const std::string& path, const std::string& week,
                 const std::string& rep, const std::string& by) {
  workspace::Workspace opened = context.open(path);
  const core::Date monday = core::parse_iso_week(week);
  const workspace::Snapshot snapshot = opened.snapshot();
  require_known_rep(snapshot, core::RepId(rep));
  const tracking::Performance report = performance_of(snapshot, monday, rep, by);
  Json reps = Json::array();
  TextTable table({by, "attempts", "conversations", "presentations", "proposals", "sales",
                   "MRC sold", "quota", "attainment"});
  const auto add = [&](const std::string& name, const tracking::RepPerformance& line) {
    const tracking::Funnel& funnel = line.funnel;
    table.add({name, std::to_string(funnel.attempts()), std::to_string(funnel.conversations),
               std::to_string(funnel.presentations), std::to_string(funnel.proposals),
               std::to_string(funnel.sales), core::format_money(funnel.mrc_sold),
               line.quota ? core::format_money(*line.quota) : "n/a", line.attainment().percent()});
  };
  for (const tracking::RepPerformance& line : report.reps) {
    reps.push_back(to_json(line));
    add(line.rep.empty() ? "(unsigned)" : line.rep.text(), line);
  }
  add("total", report.total);
  context.print(Json{{"week", week},
                     {"from", core::format_date(report.from)},
                     {"to", core::format_date(report.to)},
                     {"basis", report.basis},
                     {"by", by},
                     {"reps", reps},
                     {"total", to_json(report.total)}},
                fmt::format("{} ({})\n\n{}", week, report.basis, table.text()));
}

void add_quota(CLI::App& app, Context& context) {
  struct Options {
    std::string path, rep, from, to, mrc;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("quota", "Set what a rep must sell in a period");
  command->footer(
      "Example: nearnet quota bangor.gpkg --rep ae-1 --from 2026-11-01 --to 2026-12-01 --mrc 5000");
  command->add_option("workspace", options->path, "The workspace")->required();
  command->add_option("--rep", options->rep, "Whose quota")->required();
  command->add_option("--from", options->from, "First day")->required();
  command->add_option("--to", options->to, "First day after the period")->required();
  command->add_option("--mrc", options->mrc, "New monthly revenue to sell")->required();
  command->callback([options, &context] {
    workspace::Workspace opened = context.open(options->path);
    const model::Quota quota{core::RepId(options->rep), core::parse_date(options->from),
                             core::parse_date(options->to), core::parse_money(options->mrc)};
    opened.apply(workspace::set_quota(opened.snapshot(), quota));
    context.print(Json{{"rep", options->rep}, {"mrc", core::format_money(quota.mrc)}},
                  fmt::format("Quota of {}: {}\n", options->rep, core::format_money(quota.mrc)));
  });
}

}  // namespace

void add_tracking_commands(CLI::App& app, Context& context) {
  struct Options {
    std::string path, rep, stage, week;
    std::string by = "none";
    std::string performance_by = "rep";
    int days = 0;
  };
  const auto options = std::make_shared<Options>();
  add_log(app, context);

  CLI::App* pipeline_command = app.add_subcommand("pipeline", "Businesses by stage");
  pipeline_command->footer("Example: nearnet pipeline bangor.gpkg --rep ae-1");
  pipeline_command->add_option("workspace", options->path, "The workspace")->required();
  pipeline_command->add_option("--rep", options->rep, "Only this rep's");
  pipeline_command->add_option("--stage", options->stage, "Only this stage");
  pipeline_command->callback(
      [options, &context] { pipeline(context, options->path, options->rep, options->stage); });

  CLI::App* coverage_command =
      app.add_subcommand("coverage", "How much of the eligible universe has been visited");
  coverage_command->footer("Example: nearnet coverage bangor.gpkg --days 90 --by rep");
  coverage_command->add_option("workspace", options->path, "The workspace")->required();
  coverage_command->add_option("--days", options->days, "Visits of the last so many days; 0: ever")
      ->capture_default_str();
  coverage_command->add_option("--by", options->by,
                               "rep, territory, district, region, naics or node");
  coverage_command->callback(
      [options, &context] { coverage(context, options->path, options->days, options->by); });

  CLI::App* performance_command =
      app.add_subcommand("performance", "The funnel and quota of a week");
  performance_command->footer("Example: nearnet performance bangor.gpkg --week 2026-W48");
  performance_command->add_option("workspace", options->path, "The workspace")->required();
  performance_command->add_option("--week", options->week, "ISO week, such as 2026-W48")
      ->required();
  performance_command->add_option("--rep", options->rep, "Only this rep");
  performance_command->add_option("--by", options->performance_by, "rep, district or region")
      ->capture_default_str();
  performance_command->callback([options, &context] {
    performance(context, options->path, options->week, options->rep, options->performance_by);
  });
  add_quota(app, context);
}

}  // namespace nearnet::cli
