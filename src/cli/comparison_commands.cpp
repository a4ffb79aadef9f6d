// SPDX-License-Identifier: Apache-2.0
// nearnet territories W …: what a plan changes, who owns what, and who owned it when.
#include <fmt/format.h>

#include <algorithm>

#include "cli/scenario_parts.h"
#include "cli/text_table.h"
#include "core/error.h"
#include "workspace/report_step.h"
#include "workspace/scenario_impact.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

using workspace::AccountFigures;
using workspace::AccountMove;
using workspace::HolderImpact;
using workspace::OwnershipException;
using workspace::ScenarioImpact;

struct Options {
  std::string a;
  std::string b;
  bool accounts = false;
  std::string csv;
  std::string report;
  std::string business;
  std::string rep;
  std::string on;
};

std::string holder_text(const core::RepId& rep) {
  return rep.empty() ? "nobody" : rep.text();
}

/// "+3", "-2", "0"
std::string signed_text(std::int64_t number) {
  return number > 0 ? fmt::format("+{}", number) : std::to_string(number);
}

std::string signed_money(core::Cents amount) {
  return (amount.value > 0 ? "+" : "") + core::format_money(amount);
}

std::string minutes_text(core::Seconds time) {
  return fmt::format("{:.0f}", core::to_minutes(time));
}

double json_minutes(core::Seconds time) {
  return rounded(core::to_minutes(time));
}

Json figures_json(const AccountFigures& figures) {
  return Json{{"accounts", figures.accounts},
              {"prospects", figures.prospects},
              {"mrc", core::format_money(figures.mrc)},
              {"open_deals", figures.open_deals},
              {"open_mrc", core::format_money(figures.open_mrc)},
              {"follow_ups_due", figures.follow_ups_due},
              {"follow_ups_overdue", figures.follow_ups_overdue}};
}

Json holder_json(const HolderImpact& holder) {
  AccountFigures delta = holder.after;
  delta -= holder.before;
  Json before = figures_json(holder.before);
  Json after = figures_json(holder.after);
  Json change = figures_json(delta);
  before["units"] = holder.units_before;
  after["units"] = holder.units_after;
  change["units"] = holder.units_after - holder.units_before;
  before["drive_minutes"] = json_minutes(holder.drive_before);
  after["drive_minutes"] = json_minutes(holder.drive_after);
  change["drive_minutes"] = json_minutes(holder.drive_after - holder.drive_before);
  return Json{{"rep", holder.rep.text()},
              {"before", before},
              {"after", after},
              {"delta", change},
              {"gained", figures_json(holder.gained)},
              {"lost", figures_json(holder.lost)}};
}

Json move_json(const AccountMove& move) {
  const auto drive = [](const std::optional<core::Seconds>& time) {
    return time ? Json(json_minutes(*time)) : Json(nullptr);
  };
  return Json{{"business", move.business.text()},
              {"name", move.name},
              {"from", move.from.text()},
              {"to", move.to.text()},
              {"from_territory", move.from_territory.text()},
              {"to_territory", move.to_territory.text()},
              {"reason", std::string(workspace::to_text(move.reason))},
              {"stage", std::string(model::to_text(move.stage))},
              {"mrc", core::format_money(move.figures.mrc)},
              {"open_deal", move.figures.open_deals > 0},
              {"follow_up", move.follow_up ? core::format_date(*move.follow_up) : ""},
              {"overdue", move.figures.follow_ups_overdue > 0},
              {"drive_minutes_from", drive(move.drive_from)},
              {"drive_minutes_to", drive(move.drive_to)}};
}

Json exception_json(const OwnershipException& exception) {
  return Json{{"business", exception.business.text()},
              {"name", exception.name},
              {"kind", std::string(workspace::to_text(exception.kind))},
              {"owner", exception.owner.text()},
              {"territory_rep", exception.territory_rep.text()},
              {"territory", exception.territory.text()},
              {"mrc", core::format_money(exception.figures.mrc)},
              {"open_deal", exception.figures.open_deals > 0}};
}

/// The units that change territory, as they were listed before accounts were.
Json units_json(const territory::Comparison& change, Json& territories) {
  Json moved = Json::array();
  for (const territory::MovedUnit& unit : change.moved) {
    moved.push_back(Json{{"unit", unit.unit.text()},
                         {"from", unit.from.text()},
                         {"to", unit.to.text()},
                         {"weights", unit.weights_after}});
  }
  for (const territory::TerritoryChange& line : change.territories) {
    territories.push_back(Json{{"territory", line.territory.text()},
                               {"units_before", line.units_before},
                               {"units_after", line.units_after},
                               {"gained", line.gained},
                               {"lost", line.lost},
                               {"weights_before", line.before},
                               {"weights_after", line.after}});
  }
  return moved;
}

std::vector<std::string> holder_row(const HolderImpact& holder) {
  AccountFigures delta = holder.after;
  delta -= holder.before;
  return {holder_text(holder.rep),
          signed_text(holder.units_after - holder.units_before),
          fmt::format("{} > {}", holder.before.accounts, holder.after.accounts),
          fmt::format("+{} -{}", holder.gained.accounts, holder.lost.accounts),
          core::format_money(holder.after.mrc),
          signed_money(delta.mrc),
          signed_text(delta.open_deals),
          signed_text(delta.follow_ups_due),
          signed_text(delta.follow_ups_overdue),
          minutes_text(holder.drive_after),
          signed_text(std::llround(core::to_minutes(holder.drive_after - holder.drive_before)))};
}

std::string impact_text(const ScenarioImpact& impact, std::size_t units_moved) {
  std::string text = fmt::format(
      "From \"{}\" to \"{}\": {} units change territory, {} change hands.\n{} accounts change "
      "hands: {} MRC, {} open deals ({} MRC), {} follow-ups due, {} overdue.\nDriving to see every "
      "prospect once: {} minutes before, {} after (estimated).\n\n",
      impact.from.text(), impact.to.text(), units_moved, impact.units_moved, impact.moved.accounts,
      core::format_money(impact.moved.mrc), impact.moved.open_deals,
      core::format_money(impact.moved.open_mrc), impact.moved.follow_ups_due,
      impact.moved.follow_ups_overdue, minutes_text(impact.drive_before),
      minutes_text(impact.drive_after));
  TextTable holders({"rep", "units", "accounts", "change", "mrc after", "mrc", "deals", "due",
                     "overdue", "drive min", "drive"});
  for (const HolderImpact& holder : impact.holders) holders.add(holder_row(holder));
  text += holders.text();
  if (impact.flows.empty()) return text;
  TextTable flows({"from", "to", "units", "accounts", "mrc", "deals", "due", "overdue"});
  for (const workspace::HandOverFlow& flow : impact.flows) {
    flows.add({holder_text(flow.from), holder_text(flow.to), std::to_string(flow.units),
               std::to_string(flow.figures.accounts), core::format_money(flow.figures.mrc),
               std::to_string(flow.figures.open_deals), std::to_string(flow.figures.follow_ups_due),
               std::to_string(flow.figures.follow_ups_overdue)});
  }
  return text + "\n" + flows.text();
}

std::string accounts_text(const ScenarioImpact& impact) {
  TextTable table(
      {"account", "name", "from", "to", "why", "stage", "mrc", "follow-up", "min from", "min to"});
  const auto drive = [](const std::optional<core::Seconds>& time) {
    return time ? minutes_text(*time) : std::string("-");
  };
  for (const AccountMove& move : impact.accounts) {
    table.add({move.business.text(), move.name, holder_text(move.from), holder_text(move.to),
               std::string(workspace::to_text(move.reason)),
               std::string(model::to_text(move.stage)), core::format_money(move.figures.mrc),
               move.follow_up ? core::format_date(*move.follow_up) : std::string(),
               drive(move.drive_from), drive(move.drive_to)});
  }
  return table.text();
}

void compare(const Context& context, const std::string& path, const Options& options) {
  workspace::Workspace opened = context.open(path);
  const workspace::Snapshot now = opened.snapshot();
  const core::ScenarioId from(options.a);
  const core::ScenarioId to(options.b);
  const territory::Comparison change = workspace::compare_scenarios(now, from, to);
  const ScenarioImpact impact = workspace::compare_accounts(now, from, to);
  const auto exceptions = workspace::ownership_exceptions(now, to);
  if (!options.csv.empty()) {
    context.require_free_stdout(options.csv);
    workspace::write_account_moves(impact, options.csv);
    if (options.csv == "-") return;
  }
  if (!options.report.empty()) workspace::write_comparison_report(now, impact, options.report);
  Json territories = Json::array();
  const Json moved = units_json(change, territories);
  Json reps = Json::array();
  for (const HolderImpact& holder : impact.holders) reps.push_back(holder_json(holder));
  Json flows = Json::array();
  for (const workspace::HandOverFlow& flow : impact.flows) {
    Json line{{"from", flow.from.text()}, {"to", flow.to.text()}, {"units", flow.units}};
    line.update(figures_json(flow.figures));
    flows.push_back(std::move(line));
  }
  Json total = figures_json(impact.moved);
  total["units"] = impact.units_moved;
  total["drive_minutes_before"] = json_minutes(impact.drive_before);
  total["drive_minutes_after"] = json_minutes(impact.drive_after);
  Json json{
      {"from", options.a}, {"to", options.b}, {"moved", moved}, {"territories", territories},
      {"reps", reps},      {"flows", flows},  {"total", total}, {"exceptions", exceptions.size()}};
  std::string text = impact_text(impact, change.moved.size());
  if (options.accounts) {
    Json accounts = Json::array();
    for (const AccountMove& move : impact.accounts) accounts.push_back(move_json(move));
    json["accounts"] = std::move(accounts);
    text += "\n" + accounts_text(impact);
  }
  if (!exceptions.empty()) {
    text += fmt::format(
        "\n{} accounts are owned by somebody in whose territory of \"{}\" they do not lie; nearnet "
        "territories {} exceptions {} lists them.\n",
        exceptions.size(), options.b, path, options.b);
  }
  context.print(json, text);
}

void exceptions(const Context& context, const std::string& path, const Options& options) {
  workspace::Workspace opened = context.open(path);
  const workspace::Snapshot now = opened.snapshot();
  std::optional<core::ScenarioId> scenario;
  if (!options.a.empty()) scenario = core::ScenarioId(options.a);
  if (!scenario) scenario = workspace::scenario_in_force(now);
  if (!scenario) {
    throw core::ConfigError("there is no scenario yet; run nearnet territories WORKSPACE design");
  }
  const auto found = workspace::ownership_exceptions(now, *scenario);
  if (!options.csv.empty()) {
    context.require_free_stdout(options.csv);
    workspace::write_exceptions(found, options.csv);
    if (options.csv == "-") return;
  }
  Json list = Json::array();
  TextTable table({"account", "name", "owner", "lies with", "territory", "kind", "mrc"});
  for (const OwnershipException& exception : found) {
    list.push_back(exception_json(exception));
    table.add({exception.business.text(), exception.name, exception.owner.text(),
               exception.territory_rep.text(), exception.territory.text(),
               std::string(workspace::to_text(exception.kind)),
               core::format_money(exception.figures.mrc)});
  }
  context.print(
      Json{{"scenario", scenario->text()}, {"exceptions", list}},
      fmt::format("Scenario \"{}\": {} accounts owned outside their territory\n{}",
                  scenario->text(), found.size(), found.empty() ? "" : "\n" + table.text()));
}

void history(const Context& context, const std::string& path, const Options& options) {
  workspace::Workspace opened = context.open(path);
  const workspace::Snapshot now = opened.snapshot();
  std::optional<core::Date> on;
  if (!options.on.empty()) on = core::parse_date(options.on);
  std::vector<model::AccountPeriod> rows;
  std::ranges::copy_if(
      now.account_periods.rows(), std::back_inserter(rows), [&](const model::AccountPeriod& row) {
        return (options.business.empty() || row.business.text() == options.business) &&
               (options.rep.empty() || row.rep.text() == options.rep) &&
               (!on || (row.from <= *on && (!row.until || *on < *row.until)));
      });
  std::ranges::sort(rows, [](const model::AccountPeriod& a, const model::AccountPeriod& b) {
    return a.business != b.business ? a.business < b.business
           : a.from != b.from       ? a.from < b.from
                                    : a.until.has_value() > b.until.has_value();
  });
  Json list = Json::array();
  TextTable table({"account", "rep", "from", "until", "before", "scenario", "territory", "by"});
  for (const model::AccountPeriod& row : rows) {
    const std::string until = row.until ? core::format_date(*row.until) : std::string();
    list.push_back(Json{{"business", row.business.text()},
                        {"rep", row.rep.text()},
                        {"from", core::format_date(row.from)},
                        {"until", until},
                        {"from_rep", row.from_rep.text()},
                        {"scenario", row.scenario.text()},
                        {"territory", row.territory.text()},
                        {"by", row.by}});
    table.add({row.business.text(), row.rep.text(), core::format_date(row.from), until,
               holder_text(row.from_rep), row.scenario.text(), row.territory.text(), row.by});
  }
  context.print(Json{{"assignments", list}},
                rows.empty() ? std::string("Nothing was handed over\n") : table.text());
}

}  // namespace

void add_comparison_commands(CLI::App& territories, const PathRef& path, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* compare_command =
      territories.add_subcommand("compare", "What and who changes hands from A to B");
  compare_command->footer(
      "Example: nearnet territories bangor.gpkg compare draft draft-2 --accounts --csv moved.csv");
  compare_command->add_option("a", options->a, "Scenario before")->required();
  compare_command->add_option("b", options->b, "Scenario after")->required();
  compare_command->add_flag("--accounts", options->accounts, "List the accounts that change hands");
  compare_command->add_option(
      "--csv", options->csv,
      "Write those accounts; format from the extension, - for CSV on standard output");
  compare_command->add_option("--report", options->report, "Write a comparison sheet as PDF");
  compare_command->callback([path, options, &context] { compare(context, *path, *options); });

  CLI::App* exceptions_command = territories.add_subcommand(
      "exceptions", "Accounts owned outside their territory: [S], default the plan in force");
  exceptions_command->footer("Example: nearnet territories bangor.gpkg exceptions");
  exceptions_command->add_option("scenario", options->a, "Its name");
  exceptions_command->add_option(
      "--csv", options->csv, "Write them; format from the extension, - for CSV on standard output");
  exceptions_command->callback([path, options, &context] { exceptions(context, *path, *options); });

  CLI::App* history_command =
      territories.add_subcommand("history", "Who had which account from when to when");
  history_command->footer(
      "Example: nearnet territories bangor.gpkg history --business 00417\n"
      "         nearnet territories bangor.gpkg history --on 2026-12-01 --rep ae-1");
  history_command->add_option("--business", options->business, "Only this account");
  history_command->add_option("--rep", options->rep, "Only what this rep had");
  history_command->add_option("--on", options->on, "Only as of this day")->type_name("DATE");
  history_command->callback([path, options, &context] { history(context, *path, *options); });
}

}  // namespace nearnet::cli
