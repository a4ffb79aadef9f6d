// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <memory>

#include "cli/context.h"
#include "cli/text_table.h"
#include "core/error.h"
#include "workspace/plain_files.h"
#include "workspace/prospect_changes.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

struct Options {
  std::string path;
  std::string near_net;
  std::string rules;
  std::string method;
  workspace::PlainEligibilityRequest plain;
};

eligibility::Rules rules_from_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw core::InputError(fmt::format(
        "{}: the rules file cannot be read; docs/rules.md shows what one looks like", path));
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return eligibility::parse_rules(text, path);
}

/// The rules file, or the defaults, with --near-net on top.
eligibility::Rules rules_of(const Options& options) {
  eligibility::Rules rules =
      options.rules.empty() ? eligibility::default_rules() : rules_from_file(options.rules);
  if (!options.near_net.empty()) rules.near_net = core::parse_distance(options.near_net);
  if (!options.method.empty()) rules.method = *eligibility::method_from_text(options.method);
  return rules;
}

Json to_json(const eligibility::Summary& summary, double seconds) {
  return Json{
      {"businesses", summary.businesses}, {"on_net", summary.on_net},
      {"near_net", summary.near_net},     {"off_net", summary.off_net},
      {"unknown", summary.unknown},       {"eligible", summary.eligible},
      {"ineligible", summary.ineligible}, {"ineligible_by_reason", summary.ineligible_by_reason},
      {"grades", summary.grades},         {"seconds", rounded(seconds)}};
}

std::string to_text(const eligibility::Summary& summary, const eligibility::Rules& rules,
                    double seconds) {
  std::string text = fmt::format(
      "{} businesses: {} on-net, {} near-net (within {}{}), {} off-net, {} unknown\n"
      "{} eligible, {} not\n",
      summary.businesses, summary.on_net, summary.near_net, core::format_distance(rules.near_net),
      rules.method == eligibility::Method::kAlongRoad ? " along the road" : "", summary.off_net,
      summary.unknown, summary.eligible, summary.ineligible);
  if (!summary.ineligible_by_reason.empty()) {
    TextTable table({"reason", "businesses"});
    for (const auto& [code, count] : summary.ineligible_by_reason) {
      table.add({code, std::to_string(count)});
    }
    text += "\n" + table.text();
  }
  if (!summary.grades.empty()) {
    TextTable table({"grade", "businesses"});
    for (const auto& [grade, count] : summary.grades) table.add({grade, std::to_string(count)});
    text += "\n" + table.text();
  }
  return text + fmt::format("\n{:.2f} s\n", seconds);
}

void evaluate_plain(const Context& context, Options& options) {
  if (options.plain.businesses.source.empty() || options.plain.footprints.source.empty() ||
      options.plain.output.empty()) {
    throw core::ConfigError(
        "give a workspace, or all of --businesses FILE --footprints FILE --output FILE");
  }
  context.require_free_stdout(options.plain.output);
  options.plain.rules = rules_of(options);
  if (options.plain.rules.method == eligibility::Method::kAlongRoad) {
    throw core::ConfigError(
        "--method along-road needs a workspace with roads; plain files are measured straight");
  }
  const Stopwatch watch;
  const workspace::PlainEligibilityRun run =
      workspace::evaluate_files(options.plain, context.job());
  context.report(run.diagnostics);
  if (options.plain.output == "-") return;
  context.print(to_json(run.summary, watch.seconds()),
                to_text(run.summary, options.plain.rules, watch.seconds()));
}

/// What is different from the evaluation before; "" for the first one.
std::string changes_text(const workspace::EligibilityRun& run) {
  if (run.first) return {};
  return fmt::format("Since the last time: {}{}\n", workspace::summary_of(run.changes),
                     run.changes.empty() ? "" : "; nearnet changes shows them");
}

void evaluate(const Context& context, Options& options) {
  if (options.path.empty()) {
    evaluate_plain(context, options);
    return;
  }
  if (!options.plain.businesses.source.empty() || !options.plain.footprints.source.empty() ||
      !options.plain.output.empty()) {
    throw core::ConfigError("give either a workspace or --businesses, --footprints, --output");
  }
  const Stopwatch watch;
  workspace::Workspace opened = context.open(options.path);
  const workspace::EligibilityRequest request{rules_of(options)};
  const workspace::EligibilityRun run =
      workspace::run_eligibility(opened.snapshot(), request, context.job());
  opened.apply(run.command);
  Json json = to_json(run.summary, watch.seconds());
  const workspace::ChangeCounts counts = workspace::count(run.changes);
  json["changes"] = Json{{"newly_eligible", counts.newly_eligible},
                         {"lost", counts.lost},
                         {"changed", counts.changed},
                         {"promised", counts.promised}};
  context.print(json, to_text(run.summary, request.rules, watch.seconds()) + changes_text(run));
}

const char* result_text(eligibility::RuleFinding::Result result) {
  switch (result) {
    case eligibility::RuleFinding::kPass:
      return "pass";
    case eligibility::RuleFinding::kFail:
      return "fail";
    case eligibility::RuleFinding::kUnknown:
      break;
  }
  return "unknown";
}

Json to_json(const eligibility::Explanation& explanation) {
  Json rules = Json::array();
  for (const eligibility::RuleFinding& finding : explanation.findings) {
    rules.push_back(Json{{"code", finding.code},
                         {"title", finding.title},
                         {"result", result_text(finding.result)},
                         {"blocks", finding.blocks},
                         {"measured", finding.measured},
                         {"limit", finding.limit},
                         {"source", finding.source},
                         {"source_date", finding.source_date}});
  }
  Json score = Json::array();
  for (const eligibility::Contribution& part : explanation.score) {
    score.push_back(Json{{"label", part.label}, {"points", part.points}});
  }
  const model::Prospect& prospect = explanation.prospect;
  Json json{{"business", prospect.business.text()},
            {"name", prospect.name},
            {"status", std::string(model::to_text(prospect.status))},
            {"eligible", prospect.eligible},
            {"footprint_id", prospect.footprint.text()},
            {"distance_m", prospect.distance ? Json(prospect.distance->value) : Json()},
            {"reasons", prospect.reasons},
            {"route_m", prospect.route ? Json(prospect.route->value) : Json()},
            {"offer_id", prospect.offer.text()},
            {"offers", explanation.offers},
            {"grade", prospect.grade ? Json(std::string(model::to_text(*prospect.grade))) : Json()},
            {"grade_reason", explanation.grade_reason},
            {"build", explanation.build},
            {"override", explanation.override},
            {"verdict", explanation.verdict},
            {"confidence", explanation.confidence},
            {"flip", explanation.flip},
            {"rules", rules},
            {"score", prospect.score},
            {"contributions", score}};
  return json;
}

struct ExplainOptions {
  std::string path;
  std::string business;
  std::string format = "text";
};

void explain(const Context& context, const ExplainOptions& options) {
  workspace::Workspace opened = context.open(options.path);
  const workspace::Snapshot snapshot = opened.snapshot();
  const eligibility::Explanation explanation =
      workspace::explain(snapshot, core::BusinessId(options.business), snapshot.rules);
  if (options.format == "tmf645") {
    const std::string form = eligibility::to_tmf645(explanation, snapshot.today);
    context.print(Json::parse(form), form);
    return;
  }
  context.print(to_json(explanation), eligibility::to_text(explanation));
}

/// --footprints, --footprints-layer and so on.
void add_source_options(CLI::App& command, const std::string& what,
                        workspace::PlainSource& source) {
  const std::string name = "--" + what;
  command.add_option(name, source.source, "File of " + what + "; - for standard input");
  command.add_option(name + "-layer", source.layer, "Layer in it");
  command.add_option(name + "-where", source.where, "Only rows that satisfy this SQL condition");
  command.add_option(name + "-crs", source.crs, "Its coordinate system, such as EPSG:26919");
}

}  // namespace

void add_eligibility_commands(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("eligibility", "Who can be served, and who may be worked");
  command->footer(
      "Example: nearnet eligibility bangor.gpkg --near-net 150m\n"
      "Plain files: nearnet eligibility --businesses shops.csv --footprints plant.gpkg --output "
      "verdicts.gpkg");
  command->add_option("workspace", options->path, "The workspace; or use the file options");
  command
      ->add_option("--near-net", options->near_net, "Reach from the plant, such as 150m or 500ft")
      ->type_name("DISTANCE");
  command->add_option("--rules", options->rules, "Rules file (TOML, docs/rules.md)");
  command
      ->add_option("--method", options->method,
                   "How near-net is measured: straight, or along-road over the workspace's roads; "
                   "default: as the rules say")
      ->check(CLI::IsMember({"straight", "along-road"}));
  add_source_options(*command, "businesses", options->plain.businesses);
  add_source_options(*command, "footprints", options->plain.footprints);
  command->add_option("--footprint-id", options->plain.footprint_id, "Column with its ids");
  command->add_option("--output", options->plain.output, "File to write, format by extension");
  command->add_option("--format", options->plain.format, "Format of --output -: csv or geojson");
  command->callback([options, &context] { evaluate(context, *options); });

  const auto why = std::make_shared<ExplainOptions>();
  CLI::App* explain_command = app.add_subcommand("explain", "Why a business is or is not eligible");
  explain_command->footer("Example: nearnet explain bangor.gpkg 00417");
  explain_command->add_option("workspace", why->path, "The workspace")->required();
  explain_command->add_option("business", why->business, "Its business_id")->required();
  explain_command
      ->add_option("--format", why->format,
                   "text, or tmf645: TM Forum's service qualification result as JSON")
      ->check(CLI::IsMember({"text", "tmf645"}))
      ->capture_default_str();
  explain_command->callback([why, &context] { explain(context, *why); });
}

}  // namespace nearnet::cli
