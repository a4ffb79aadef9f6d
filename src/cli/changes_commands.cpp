// SPDX-License-Identifier: Apache-2.0
// What changed since the evaluation before, and a person's word against the rules.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/context.h"
#include "cli/text_table.h"
#include "core/error.h"
#include "workspace/prospect_changes.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

using model::ProspectChange;

struct ChangesOptions {
  std::string path;
  std::string since;
  std::string csv;
  bool last = false;
};

/// Those since a date, else those of the last evaluation that changed anything.
std::vector<ProspectChange> wanted(const workspace::Snapshot& snapshot,
                                   const ChangesOptions& options) {
  const std::vector<ProspectChange>& all = snapshot.prospect_changes.rows();
  std::optional<core::Date> since;
  if (!options.since.empty()) since = core::parse_date(options.since);
  std::int64_t last = 0;
  for (const ProspectChange& change : all) last = std::max(last, change.run);
  std::vector<ProspectChange> some;
  std::ranges::copy_if(all, std::back_inserter(some), [&](const ProspectChange& change) {
    return since ? change.date >= *since : change.run == last;
  });
  std::ranges::stable_sort(some, [](const ProspectChange& a, const ProspectChange& b) {
    return a.run != b.run ? a.run < b.run : a.business < b.business;
  });
  return some;
}

std::string status_text(const std::optional<model::NetStatus>& status) {
  return status ? std::string(model::to_text(*status)) : std::string();
}

std::string grade_text(const std::optional<model::Grade>& grade) {
  return grade ? std::string(model::to_text(*grade)) : std::string();
}

/// "on_net DROP"
std::string verdict_text(const std::optional<model::NetStatus>& status,
                         const std::optional<model::Grade>& grade) {
  const std::string text = status ? status_text(status) : "-";
  return grade ? text + " " + grade_text(grade) : text;
}

Json to_json(const ProspectChange& change) {
  return Json{{"run", change.run},
              {"date", core::format_date(change.date)},
              {"business", change.business.text()},
              {"name", change.name},
              {"kind", std::string(model::to_text(change.kind))},
              {"status_before", status_text(change.status_before)},
              {"status_after", status_text(change.status_after)},
              {"eligible_before", change.eligible_before},
              {"eligible_after", change.eligible_after},
              {"grade_before", grade_text(change.grade_before)},
              {"grade_after", grade_text(change.grade_after)},
              {"cause", change.cause},
              {"detail", change.detail},
              {"promise", change.promise},
              {"rep", change.rep.text()}};
}

std::string to_text(const std::vector<ProspectChange>& changes,
                    const workspace::ChangeCounts& counts) {
  std::string text = fmt::format("{} newly eligible, {} lost, {} of another status or grade\n",
                                 counts.newly_eligible, counts.lost, counts.changed);
  if (changes.empty()) return text;
  TextTable table({"business", "name", "change", "before", "after", "cause"});
  for (const ProspectChange& change : changes) {
    table.add({change.business.text(), change.name, std::string(model::to_text(change.kind)),
               verdict_text(change.status_before, change.grade_before),
               verdict_text(change.status_after, change.grade_after),
               fmt::format("{}: {}", change.cause, change.detail)});
  }
  text += "\n" + table.text();
  if (counts.promised == 0) return text;
  TextTable promised({"promised", "name", "rep", "what"});
  for (const ProspectChange& change : changes) {
    if (change.promise.empty()) continue;
    promised.add({change.business.text(), change.name,
                  change.rep.empty() ? "nobody's" : change.rep.text(), change.promise});
  }
  return text + fmt::format("\n{} of those lost were promised something:\n", counts.promised) +
         promised.text();
}

void changes(const Context& context, const ChangesOptions& options) {
  if (options.last && !options.since.empty()) {
    throw core::ConfigError("give either --since DATE or --last");
  }
  workspace::Workspace opened = context.open(options.path);
  const std::vector<ProspectChange> some = wanted(opened.snapshot(), options);
  const workspace::ChangeCounts counts = workspace::count(some);
  if (!options.csv.empty()) {
    context.require_free_stdout(options.csv);
    workspace::write_changes(some, options.csv);
    if (options.csv == "-") return;
  }
  Json list = Json::array();
  for (const ProspectChange& change : some) list.push_back(to_json(change));
  context.print(Json{{"newly_eligible", counts.newly_eligible},
                     {"lost", counts.lost},
                     {"changed", counts.changed},
                     {"promised", counts.promised},
                     {"changes", list}},
                to_text(some, counts));
}

struct OverrideOptions {
  std::string path;
  std::string business;
  bool eligible = false;
  bool not_eligible = false;
  bool clear = false;
  std::string reason;
  std::string until;
};

workspace::Command override_command(const Context& context, const OverrideOptions& options,
                                    const workspace::Workspace& opened,
                                    const workspace::Snapshot& snapshot) {
  const core::BusinessId business(options.business);
  if (int{options.eligible} + int{options.not_eligible} + int{options.clear} != 1) {
    throw core::ConfigError("give one of --eligible, --not-eligible and --clear");
  }
  if (options.clear) return workspace::clear_override(snapshot, business);
  model::Override override{business, options.eligible, options.reason, context.by(), {}, {}};
  // As of the day the workspace takes for today, so that scripts can repeat themselves.
  override.at = {snapshot.today, opened.now().time};
  if (context.today()) override.at.time = {};
  if (!options.until.empty()) override.until = core::parse_date(options.until);
  return workspace::override_business(snapshot, override);
}

void override_one(const Context& context, const OverrideOptions& options) {
  workspace::Workspace opened = context.open(options.path);
  opened.apply(override_command(context, options, opened, opened.snapshot()));
  const workspace::Snapshot after = opened.snapshot();
  const core::BusinessId business(options.business);
  const model::Override* override = after.overrides.find(business);
  const model::Prospect* prospect = after.prospects.find(business);
  Json json{{"business", options.business}, {"overridden", override != nullptr}};
  if (prospect != nullptr) json["eligible"] = prospect->eligible;
  std::string text =
      override == nullptr
          ? fmt::format("{}: judged by the rules again", options.business)
          : fmt::format("{}: {} by {}: {}", options.business,
                        override->eligible ? "let in" : "left out", override->by, override->reason);
  if (prospect != nullptr) text += prospect->eligible ? "; eligible now" : "; not eligible now";
  context.print(json, text + "\n");
}

void add_changes(CLI::App& app, Context& context) {
  const auto options = std::make_shared<ChangesOptions>();
  CLI::App* command =
      app.add_subcommand("changes", "Who became eligible or was lost since the last evaluation");
  command->footer("Example: nearnet changes bangor.gpkg --since 2026-11-01 --csv changes.csv");
  command->add_option("workspace", options->path, "The workspace")->required();
  command->add_option("--since", options->since, "All evaluations from this day on")
      ->type_name("DATE");
  command->add_flag("--last", options->last,
                    "The last evaluation that changed anything (the default)");
  command->add_option("--csv", options->csv,
                      "Write the list; format from the extension, - for CSV on standard output");
  command->callback([options, &context] { changes(context, *options); });
}

void add_override(CLI::App& app, Context& context) {
  const auto options = std::make_shared<OverrideOptions>();
  CLI::App* command =
      app.add_subcommand("override", "Let a business in, or leave it out, against the rules");
  command->footer(
      "Example: nearnet override bangor.gpkg 00417 --eligible --reason \"owner showed us the "
      "riser\" --by ada");
  command->add_option("workspace", options->path, "The workspace")->required();
  command->add_option("business", options->business, "Its business_id")->required();
  command->add_flag("--eligible", options->eligible, "Let it in");
  command->add_flag("--not-eligible", options->not_eligible, "Leave it out");
  command->add_flag("--clear", options->clear, "Take the override back");
  command->add_option("--reason", options->reason, "Why the rules are wrong here");
  command->add_option("--until", options->until, "The last day it counts")->type_name("DATE");
  command->callback([options, &context] { override_one(context, *options); });
}

}  // namespace

void add_changes_commands(CLI::App& app, Context& context) {
  add_changes(app, context);
  add_override(app, context);
}

}  // namespace nearnet::cli
