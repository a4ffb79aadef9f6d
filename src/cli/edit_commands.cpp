// SPDX-License-Identifier: Apache-2.0
#include "cli/edit_commands.h"

#include <fmt/format.h>

#include <functional>
#include <memory>

#include "cli/territory_output.h"
#include "core/error.h"
#include "core/units.h"
#include "workspace/territory_edits.h"

namespace nearnet::cli {
namespace {

constexpr int kMostParts = 1000;

struct Options {
  std::string scenario, a, b;
  int into = 2;
  bool units = false;
  std::vector<std::string> line;
  std::vector<std::string> locks;
  bool lock_touched = false;
  std::string max_moved = "100%";
  std::string moved_by;
  bool near_home = false;
};

using PathRef = std::shared_ptr<const std::string>;
using OptionsRef = std::shared_ptr<Options>;
using Edit = std::function<workspace::TerritoryEdit(const workspace::Snapshot&)>;

std::string moved_text(const workspace::TerritoryEdit& run) {
  if (!run.moved_share) return {};
  return fmt::format(
      "{:.1f} % moved; no plan within {:.1f} % of the mean moves less than {:.1f} %\n",
      100.0 * *run.moved_share, 100.0 * run.scenario.tolerance,
      100.0 * run.least_share.value_or(0.0));
}

void edit(const Context& context, const std::string& path, const Edit& make) {
  workspace::Workspace opened = context.open(path);
  const workspace::TerritoryEdit run = make(opened.snapshot());
  const workspace::Receipt receipt = opened.apply(run.command);
  for (const std::string& note : run.notes) context.note(note);
  Json json{{"command", run.command.name},
            {"what", run.command.what},
            {"rows_changed", receipt.rows_changed},
            {"scenario", run.scenario.id.text()},
            {"territories", territories_json(run.territories, run.scenario.balance)},
            {"max_deviation", run.scenario.max_deviation},
            {"units_moved", run.moved},
            {"notes", run.notes}};
  if (run.moved_share) json["moved_share"] = *run.moved_share;
  if (run.least_share) json["least_moved_share"] = *run.least_share;
  context.print(json,
                fmt::format("{}: {}\nScenario \"{}\": largest deviation {:.1f} %, {} units changed "
                            "hands\n{}\n{}",
                            run.command.name, run.command.what, run.scenario.id.text(),
                            run.scenario.max_deviation * 100.0, run.moved, moved_text(run),
                            territories_text(run.territories, run.scenario.balance)));
}

CLI::App* command_of(CLI::App& parent, const OptionsRef& options, const char* name,
                     const char* about, const char* example) {
  CLI::App* command = parent.add_subcommand(name, about);
  command->footer(std::string("Example: nearnet territories bangor.gpkg ") + example);
  command->add_option("scenario", options->scenario, "A draft")->required();
  return command;
}

void add_split(CLI::App& parent, const PathRef& path, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* split = command_of(parent, options, "split", "Split a territory into equal ones",
                               "split draft 2 --into 3");
  split->add_option("territory", options->a, "Id of the territory")->required();
  split->add_option("--into", options->into, "How many it becomes")
      ->capture_default_str()
      ->check(CLI::Range(2, kMostParts));
  split->callback([path, options, &context] {
    edit(context, *path, [&](const workspace::Snapshot& snapshot) {
      return workspace::split_territory(snapshot, core::ScenarioId(options->scenario),
                                        core::TerritoryId(options->a),
                                        static_cast<std::size_t>(options->into), context.job());
    });
  });
}

void add_merge(CLI::App& parent, const PathRef& path, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* merge =
      command_of(parent, options, "merge", "Join two territories: S A B", "merge draft 2 5");
  merge->add_option("a", options->a, "The one that stays")->required();
  merge->add_option("b", options->b, "The one that comes to it")->required();
  merge->callback([path, options, &context] {
    edit(context, *path, [&](const workspace::Snapshot& snapshot) {
      return workspace::merge_territories(snapshot, core::ScenarioId(options->scenario),
                                          core::TerritoryId(options->a),
                                          core::TerritoryId(options->b), context.job());
    });
  });
}

void add_swap(CLI::App& parent, const PathRef& path, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* swap =
      command_of(parent, options, "swap", "Two territories change reps", "swap draft 2 5");
  swap->add_option("a", options->a, "One territory")->required();
  swap->add_option("b", options->b, "The other")->required();
  swap->add_flag("--units", options->units, "They change all their units instead");
  swap->callback([path, options, &context] {
    edit(context, *path, [&](const workspace::Snapshot& snapshot) {
      return workspace::swap_territories(
          snapshot, core::ScenarioId(options->scenario), core::TerritoryId(options->a),
          core::TerritoryId(options->b),
          options->units ? workspace::Swap::kUnits : workspace::Swap::kReps, context.job());
    });
  });
}

void add_cut(CLI::App& parent, const PathRef& path, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* cut = command_of(parent, options, "cut", "Cut a territory in two along a line",
                             "cut draft 2 --line -68.79,44.78 -68.77,44.81");
  cut->add_option("territory", options->a, "Id of the territory")->required();
  cut->add_option("--line", options->line, "Points of the line, two or more")
      ->required()
      ->type_name("LONGITUDE,LATITUDE")
      ->expected(2, 100'000);
  cut->callback([path, options, &context] {
    geo::Line line;
    for (const std::string& point : options->line) line.push_back(parse_place(point));
    edit(context, *path, [&](const workspace::Snapshot& snapshot) {
      return workspace::cut_territory(snapshot, core::ScenarioId(options->scenario),
                                      core::TerritoryId(options->a), line, context.job());
    });
  });
}

void add_locks(CLI::App& command, Options& options) {
  command.add_option("--lock", options.locks, "Unit that stays where it is; repeatable")
      ->allow_extra_args(false);
  command.add_flag("--lock-touched", options.lock_touched,
                   "Units that were moved by hand stay where they are");
}

void add_moved_by(CLI::App& command, Options& options) {
  command
      .add_option("--moved-by", options.moved_by,
                  "What moves is measured by this weight, or by deals, the open ones; default: the "
                  "first of the balance")
      ->type_name("WEIGHT");
}

workspace::StaffRequest staff_request(const Options& options) {
  workspace::StaffRequest request{.scenario = core::ScenarioId(options.scenario)};
  for (const std::string& unit : options.locks) request.locks.emplace_back(unit);
  request.lock_touched = options.lock_touched;
  request.moved_by = options.moved_by;
  request.rep = core::RepId(options.a);
  request.near_home = options.near_home;
  return request;
}

void add_staffing(CLI::App& parent, const PathRef& path, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* more = command_of(parent, options, "add",
                              "One territory more, out of what the others can spare: S [REP]",
                              "add draft ae-5 --moved-by deals");
  more->add_option("rep", options->a, "Who gets it; leave out to have it vacant");
  more->add_flag("--near-home", options->near_home,
                 "It begins where the rep lives, even if more has to move");
  CLI::App* less =
      command_of(parent, options, "remove", "One territory less, dealt to the others: S TERRITORY",
                 "remove draft 3");
  less->add_option("territory", options->b, "The one that goes")->required();
  for (CLI::App* command : {more, less}) {
    add_locks(*command, *options);
    add_moved_by(*command, *options);
  }
  more->callback([path, options, &context] {
    edit(context, *path, [&](const workspace::Snapshot& snapshot) {
      return workspace::add_territory(snapshot, staff_request(*options), context.job());
    });
  });
  less->callback([path, options, &context] {
    edit(context, *path, [&](const workspace::Snapshot& snapshot) {
      return workspace::remove_territory(snapshot, staff_request(*options),
                                         core::TerritoryId(options->b), context.job());
    });
  });
}

void add_finish(CLI::App& parent, const PathRef& path, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* finish = command_of(parent, options, "finish", "Let the engine balance the rest",
                                "finish draft --lock-touched --max-moved 10%");
  add_locks(*finish, *options);
  finish->add_option("--max-moved", options->max_moved, "Share that may change hands")
      ->capture_default_str();
  add_moved_by(*finish, *options);
  finish->callback([path, options, &context] {
    edit(context, *path, [&](const workspace::Snapshot& snapshot) {
      workspace::FinishRequest request{.scenario = core::ScenarioId(options->scenario)};
      for (const std::string& unit : options->locks) request.locks.emplace_back(unit);
      request.lock_touched = options->lock_touched;
      request.moved_by = options->moved_by;
      request.max_moved = core::parse_share(options->max_moved);
      return workspace::finish_territories(snapshot, request, context.job());
    });
  });
}

}  // namespace

void add_edit_commands(CLI::App& territories, const PathRef& path, Context& context) {
  add_split(territories, path, context);
  add_merge(territories, path, context);
  add_swap(territories, path, context);
  add_cut(territories, path, context);
  add_staffing(territories, path, context);
  add_finish(territories, path, context);
}

}  // namespace nearnet::cli
