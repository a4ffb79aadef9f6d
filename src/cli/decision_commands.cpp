// SPDX-License-Identifier: Apache-2.0
// nearnet territories W …: from a draft to the plan in force.
#include <fmt/format.h>

#include "cli/apply_command.h"
#include "cli/scenario_parts.h"
#include "core/error.h"
#include "workspace/scenario_impact.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

struct Options {
  std::string scenario;
  std::string from;
  std::string approval;
};

void publish(const Context& context, const std::string& path, const Options& options) {
  workspace::Workspace opened = context.open(path);
  const workspace::Snapshot before = opened.snapshot();
  const core::ScenarioId scenario(options.scenario);
  const core::Date from = options.from.empty() ? before.today : core::parse_date(options.from);
  const workspace::Command command =
      workspace::publish_scenario(before, scenario, from, opened.user());
  const workspace::Receipt receipt = opened.apply(command);
  const workspace::Snapshot after = opened.snapshot();
  std::int64_t moved = 0;
  for (const model::AccountPeriod& period : after.account_periods.rows()) {
    moved += period.scenario == scenario ? 1 : 0;
  }
  const auto exceptions = workspace::ownership_exceptions(after, scenario);
  std::string text = fmt::format("{}: {}\n", command.name, command.what);
  if (!exceptions.empty()) {
    text += fmt::format(
        "{} accounts are owned outside their territory; nearnet territories {} exceptions lists "
        "them\n",
        exceptions.size(), path);
  }
  context.print(Json{{"command", command.name},
                     {"what", command.what},
                     {"rows_changed", receipt.rows_changed},
                     {"from", core::format_date(from)},
                     {"accounts_moved", moved},
                     {"exceptions", exceptions.size()}},
                text);
}

void approval(const Context& context, const std::string& path, const Options& options) {
  workspace::Workspace opened = context.open(path);
  if (!options.approval.empty()) {
    opened.apply(
        workspace::require_approval(opened.snapshot(), options.approval == "second-person"));
  }
  const bool second = opened.snapshot().settings.second_person_approves;
  context.print(Json{{"approval", second ? "second-person" : "off"}},
                second ? "Plans are published once somebody other than their proposer has approved "
                         "them\n"
                       : "Plans are published without approval\n");
}

void add_names(CLI::App& parent, const PathRef& path, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* propose = parent.add_subcommand("propose", "Put a draft forward: S --by NAME");
  propose->footer("Example: nearnet territories bangor.gpkg propose draft --by \"Ada Reed\"");
  propose->add_option("scenario", options->scenario, "A draft")->required();
  propose->callback([path, options, &context] {
    apply_command(context, *path, [&](const workspace::Snapshot& snapshot) {
      return workspace::propose_scenario(snapshot, core::ScenarioId(options->scenario),
                                         context.by());
    });
  });

  CLI::App* approve = parent.add_subcommand("approve", "Approve a scenario: S --by NAME");
  approve->footer("Example: nearnet territories bangor.gpkg approve draft --by \"Mo Hale\"");
  approve->add_option("scenario", options->scenario, "A draft, or a proposed scenario")->required();
  approve->callback([path, options, &context] {
    apply_command(context, *path, [&](const workspace::Snapshot& snapshot) {
      return workspace::approve_scenario(snapshot, core::ScenarioId(options->scenario),
                                         context.by());
    });
  });
}

}  // namespace

void add_decision_commands(CLI::App& territories, const PathRef& path, Context& context) {
  add_names(territories, path, context);
  const auto options = std::make_shared<Options>();
  CLI::App* publish_command =
      territories.add_subcommand("publish", "Put a scenario in force: S [--from DATE]");
  publish_command->footer(
      "Example: nearnet territories bangor.gpkg publish draft --from 2026-12-01");
  publish_command->add_option("scenario", options->scenario, "A draft or an approved scenario")
      ->required();
  publish_command->add_option("--from", options->from, "First day; default: today")
      ->type_name("DATE");
  publish_command->callback([path, options, &context] { publish(context, *path, *options); });

  CLI::App* approval_command = territories.add_subcommand(
      "approval", "Whether a second person must approve: [second-person|off]");
  approval_command->footer("Example: nearnet territories bangor.gpkg approval second-person");
  approval_command->add_option("rule", options->approval, "Leave it out to see what holds")
      ->check(CLI::IsMember({"second-person", "off"}));
  approval_command->callback([path, options, &context] { approval(context, *path, *options); });
}

}  // namespace nearnet::cli
