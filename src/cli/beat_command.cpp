// SPDX-License-Identifier: Apache-2.0
#include "workspace/beat_step.h"

#include <fmt/format.h>

#include <memory>

#include <CLI/CLI.hpp>

#include "cli/day_wish.h"
#include "cli/text_table.h"
#include "core/text.h"

namespace nearnet::cli {
namespace {

struct Options {
  int count = 0;  ///< 0: only show
  std::string tolerance = "10%";
  bool fresh = false;
};

double hours(core::Seconds duration) {
  return static_cast<double>(duration.value) / 3600.0;
}

Json list_of(const std::vector<model::Beat>& beats) {
  Json list = Json::array();
  for (const model::Beat& beat : beats) {
    list.push_back(Json{{"rep", beat.rep.text()},
                        {"beat", beat.number},
                        {"businesses", beat.businesses},
                        {"hours_a_year", rounded(hours(beat.work))}});
  }
  return list;
}

std::string table_of(const std::vector<model::Beat>& beats) {
  TextTable table({"rep", "beat", "businesses", "hours a year"});
  for (const model::Beat& beat : beats) {
    table.add({beat.rep.text(), std::to_string(beat.number), std::to_string(beat.businesses),
               fmt::format("{:.1f}", hours(beat.work))});
  }
  return table.text();
}

void show(const Context& context, const core::RepId& rep, const workspace::Snapshot& snapshot) {
  std::vector<model::Beat> beats;
  for (const model::Beat& beat : snapshot.beats.rows()) {
    if (rep.empty() || beat.rep == rep) beats.push_back(beat);
  }
  context.print(Json{{"beats", list_of(beats)}},
                beats.empty()
                    ? std::string("No beats yet; run nearnet days WORKSPACE beats --count N\n")
                    : table_of(beats));
}

void make(const Context& context, const DayWish& wish, const Options& options) {
  const Stopwatch watch;
  workspace::Workspace opened = context.open(wish.path);
  const workspace::Snapshot now = opened.snapshot();
  if (options.count == 0) return show(context, core::RepId(wish.rep), now);
  const workspace::BeatRequest request{.rep = core::RepId(wish.rep),
                                       .count = options.count,
                                       .tolerance = core::parse_share(options.tolerance),
                                       .fresh = options.fresh,
                                       .visit = core::parse_duration(wish.visit),
                                       .parking = core::parse_duration(wish.parking),
                                       .cadence = {.default_interval_days = wish.interval}};
  const workspace::BeatRun run = workspace::make_beats(now, request, context.job());
  opened.apply(run.command);
  for (const std::string& text : run.notes) context.note(text);
  context.print(
      Json{{"beats", list_of(run.beats)},
           {"max_deviation", run.max_deviation},
           {"moved_share", run.moved_share},
           {"newcomers", run.newcomers},
           {"seconds", rounded(watch.seconds())}},
      fmt::format("{}\n{} beats, work differs by at most {:.1f} % from the mean; {:.1f} % of those "
                  "who belonged to one moved, {} are new\n{:.2f} s\n",
                  table_of(run.beats), run.beats.size(), 100.0 * run.max_deviation,
                  100.0 * run.moved_share, run.newcomers, watch.seconds()));
}

}  // namespace

void add_beat_command(CLI::App& days, const std::shared_ptr<DayWish>& wish, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      days.add_subcommand("beats", "Cut a rep's territory into standing areas of equal work");
  command->footer("Example: nearnet days bangor.gpkg beats --rep ae-1 --count 10");
  command->add_option("--count", options->count, "How many; left out: show those there are")
      ->check(CLI::Range(1, 1000));
  command
      ->add_option("--tolerance", options->tolerance,
                   "Largest share by which the work of a beat may differ from the mean")
      ->capture_default_str();
  command->add_flag("--fresh", options->fresh, "Do not keep the present beats");
  command->add_option("--visit", wish->visit, "Length of a visit where the business names none")
      ->capture_default_str()
      ->type_name("DURATION");
  command->add_option("--parking", wish->parking, "To park and walk to the door, at every stop")
      ->capture_default_str()
      ->type_name("DURATION");
  command->add_option("--interval", wish->interval, "Visit cadence where the business names none")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str()
      ->type_name("DAYS");
  command->callback([wish, options, &context] { make(context, *wish, *options); });
}

}  // namespace nearnet::cli
