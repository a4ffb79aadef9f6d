// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "cli/context.h"
#include "cli/day_output.h"
#include "cli/day_wish.h"
#include "cli/text_table.h"
#include "workspace/unserved_step.h"

namespace nearnet::cli {
namespace {

template <typename Record>
std::vector<Record> of_rep(const std::vector<Record>& rows, const core::RepId& rep) {
  std::vector<Record> found;
  for (const Record& row : rows) {
    if (rep.empty() || row.rep == rep) found.push_back(row);
  }
  return found;
}

void show(const Context& context, const DayWish& options) {
  workspace::Workspace opened = context.open(options.path);
  const workspace::Snapshot snapshot = opened.snapshot();
  require_known_rep(snapshot, core::RepId(options.rep));
  std::vector<model::DayRoute> days = of_rep(snapshot.routes.rows(), core::RepId(options.rep));
  if (!options.date.empty()) {
    const core::Date date = core::parse_date(options.date);
    std::erase_if(days, [&](const model::DayRoute& day) { return day.date != date; });
  }
  Json list = Json::array();
  for (const model::DayRoute& day : days) list.push_back(to_json(day, snapshot.stops.rows()));
  context.print(Json{{"rep", options.rep}, {"days", list}},
                days.empty() ? std::string("No such day is planned; run nearnet days W plan\n")
                             : to_text(days, snapshot.stops.rows()));
}

void show_unserved(const Context& context, const DayWish& options) {
  workspace::Workspace opened = context.open(options.path);
  const workspace::Snapshot snapshot = opened.snapshot();
  require_known_rep(snapshot, core::RepId(options.rep));
  auto rows = of_rep(snapshot.unserved.rows(), core::RepId(options.rep));
  if (!options.business.empty()) {
    rows = {workspace::why_unserved(snapshot, core::RepId(options.rep),
                                    core::BusinessId(options.business))};
  }
  Json list = Json::array();
  TextTable table({"business", "name", "reason", "detail"});
  for (const model::Unserved& row : rows) {
    list.push_back(Json{{"business", row.business.text()},
                        {"name", row.name},
                        {"reason", row.reason},
                        {"detail", row.detail}});
    table.add({row.business.text(), row.name, row.reason, row.detail});
  }
  context.print(Json{{"rep", options.rep}, {"unserved", list}},
                table.empty() ? std::string("Nobody is left out, or nothing is planned yet\n")
                              : table.text());
}

}  // namespace

void add_day_commands(CLI::App& app, Context& context) {
  const auto options = std::make_shared<DayWish>();
  CLI::App* command = app.add_subcommand("days", "Plan and show a rep's days");
  command->footer("Example: nearnet days bangor.gpkg plan --rep ae-1 --from 2026-11-23");
  command->fallthrough();
  command->require_subcommand(1);
  // Not required by the parser, so that nearnet days plan --help means the help of plan.
  command->add_option("workspace", options->path, "The workspace");
  command->add_option("--rep", options->rep, "Whose days; may be left out when there is one rep");
  add_planning_commands(*command, options, context);
  add_beat_command(*command, options, context);

  CLI::App* show_command = command->add_subcommand("show", "Planned days");
  show_command->footer("Example: nearnet days bangor.gpkg show --rep ae-1 --date 2026-11-23");
  show_command->add_option("--date", options->date, "Only this day")->type_name("DATE");
  show_command->callback([options, &context] { show(context, *options); });

  CLI::App* unserved = command->add_subcommand("unserved", "Who is not in the plan, and why");
  unserved->footer("Example: nearnet days bangor.gpkg unserved --rep ae-1");
  unserved->add_option("--business", options->business,
                       "Only this one, also when it was no candidate");
  unserved->callback([options, &context] { show_unserved(context, *options); });
}

}  // namespace nearnet::cli
