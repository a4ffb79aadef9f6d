// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "cli/apply_command.h"
#include "cli/context.h"
#include "cli/text_table.h"
#include "core/error.h"
#include "core/text.h"
#include "workspace/address_steps.h"

namespace nearnet::cli {
namespace {

/// More rows than this fill the screen and help nobody.
constexpr std::size_t kRowsShown = 40;

struct Options {
  std::string path;
  std::string csv;
  std::string doubt;
  std::string minimum = "interpolated";
  bool dry_run = false;
  std::string first;
  std::string second;
  std::vector<std::string> rest;
};
using OptionsRef = std::shared_ptr<Options>;

Json place_json(const std::optional<geo::LonLat>& place) {
  return place ? Json{place->lon, place->lat} : Json();
}

std::string rows_left(std::size_t rows, const std::string& advice) {
  if (rows <= kRowsShown) return {};
  return fmt::format("… and {} more; {}\n", rows - kRowsShown, advice);
}

std::vector<addresses::WorkItem> wanted_items(const workspace::Snapshot& snapshot,
                                              const std::string& doubt_text) {
  std::vector<addresses::WorkItem> items = workspace::check_addresses(snapshot);
  if (doubt_text.empty()) return items;
  const auto doubt = addresses::doubt_from_text(doubt_text);
  if (!doubt) {
    std::vector<std::string> known;
    for (int i = 0; i <= static_cast<int>(addresses::kLastDoubt); ++i) {
      known.emplace_back(to_text(static_cast<addresses::Doubt>(i)));
    }
    throw core::ConfigError(fmt::format("there is no doubt \"{}\"; there are: {}", doubt_text,
                                        core::join(known, ", ")));
  }
  std::erase_if(items, [&](const addresses::WorkItem& item) {
    return std::find(item.doubts.begin(), item.doubts.end(), *doubt) == item.doubts.end();
  });
  return items;
}

void check(const Context& context, const Options& options) {
  if (!options.csv.empty()) context.require_free_stdout(options.csv);
  workspace::Workspace opened = context.open(options.path);
  const workspace::Snapshot snapshot = opened.snapshot();
  const std::vector<addresses::WorkItem> items = wanted_items(snapshot, options.doubt);
  if (!options.csv.empty()) workspace::write_work_list(snapshot, items, options.csv);
  if (options.csv == "-") return;

  std::map<addresses::Doubt, std::int64_t> counts;
  Json rows = Json::array();
  TextTable table({"business", "name", "address", "reason", "fix"});
  for (const addresses::WorkItem& item : items) {
    const model::Business& business = snapshot.businesses.rows()[item.index];
    Json doubts = Json::array();
    for (const addresses::Doubt doubt : item.doubts) {
      ++counts[doubt];
      doubts.push_back(to_text(doubt));
    }
    if (rows.size() < kRowsShown) {
      table.add({business.id.text(), business.name, workspace::address_line(business), item.reason,
                 item.fix});
    }
    rows.push_back(Json{{"business", business.id.text()},
                        {"name", business.name},
                        {"address", workspace::address_line(business)},
                        {"position", place_json(business.position)},
                        {"doubts", doubts},
                        {"reason", item.reason},
                        {"fix", item.fix},
                        {"suggestion", place_json(item.suggestion)}});
  }
  Json by_doubt = Json::object();
  std::string text = fmt::format("{} of {} businesses have no position or a doubtful one\n",
                                 items.size(), snapshot.businesses.size());
  for (const auto& [doubt, count] : counts) {
    by_doubt[std::string(to_text(doubt))] = count;
    text += fmt::format("  {:16} {:8}\n", to_text(doubt), count);
  }
  if (!table.empty()) {
    text += "\n" + table.text() + rows_left(items.size(), "--csv list.csv writes them all");
  }
  if (!options.csv.empty()) text += fmt::format("Wrote {}\n", options.csv);
  context.print(Json{{"businesses", snapshot.businesses.size()},
                     {"doubtful", items.size()},
                     {"by_doubt", by_doubt},
                     {"items", rows}},
                text);
}

void geocode(const Context& context, const Options& options) {
  workspace::GeocodeRequest request;
  request.minimum = *model::geocode_quality_from_text(options.minimum);
  workspace::Workspace opened = context.open(options.path);
  const workspace::Snapshot snapshot = opened.snapshot();
  const workspace::GeocodeRun run = workspace::geocode_addresses(snapshot, request, context.job());
  if (!options.dry_run) opened.apply(run.command);

  Json rows = Json::array();
  TextTable table({"business", "address", "answer"});
  std::size_t unused = 0;
  for (const workspace::GeocodedBusiness& entry : run.businesses) {
    const model::Business& business = snapshot.businesses.rows()[entry.index];
    Json candidates = Json::array();
    for (const addresses::Candidate& candidate : entry.found.candidates) {
      candidates.push_back(
          Json{{"address", candidate.address}, {"position", place_json(candidate.position)}});
    }
    rows.push_back(Json{{"business", business.id.text()},
                        {"quality", model::to_text(entry.found.quality)},
                        {"used", entry.used},
                        {"position", place_json(entry.found.position)},
                        {"score", entry.found.score},
                        {"matched", entry.found.matched},
                        {"source", entry.found.source},
                        {"problem", to_text(entry.found.problem)},
                        {"candidates", candidates}});
    if (!entry.used && ++unused <= kRowsShown) {
      table.add({business.id.text(), workspace::address_line(business), describe(entry.found)});
    }
  }
  std::string text = fmt::format("{} of {} doubtful businesses have a place now\n", run.used,
                                 run.businesses.size());
  for (const auto& [quality, count] : run.by_quality) {
    text += fmt::format("  {:14} {:8}\n", quality, count);
  }
  if (!table.empty()) {
    text +=
        "\nNot good enough to use:\n" + table.text() + rows_left(unused, "--json prints them all");
  }
  text += options.dry_run ? "dry run: nothing was written\n"
          : run.used > 0  ? "Now run nearnet eligibility again\n"
                          : "";
  context.print(Json{{"looked_up", run.businesses.size()},
                     {"used", run.used},
                     {"by_quality", run.by_quality},
                     {"dry_run", options.dry_run},
                     {"businesses", rows}},
                text);
}

void duplicates(const Context& context, const Options& options) {
  workspace::Workspace opened = context.open(options.path);
  const workspace::Snapshot snapshot = opened.snapshot();
  const std::vector<model::Business>& all = snapshot.businesses.rows();
  const std::vector<addresses::DuplicateGroup> groups = workspace::find_duplicates(snapshot);
  Json out = Json::array();
  TextTable table({"confidence", "keep", "drop", "name", "address", "evidence"});
  for (const addresses::DuplicateGroup& group : groups) {
    const model::Business& keep = all[group.members.front()];
    Json members = Json::array();
    std::vector<std::string> drop;
    for (const std::size_t i : group.members) {
      members.push_back(Json{{"business", all[i].id.text()},
                             {"name", all[i].name},
                             {"address", workspace::address_line(all[i])}});
      if (i != group.members.front()) drop.push_back(all[i].id.text());
    }
    Json pairs = Json::array();
    for (const addresses::DuplicatePair& pair : group.pairs) {
      Json evidence = Json::array();
      for (const addresses::Evidence one : pair.evidence) evidence.push_back(to_text(one));
      pairs.push_back(Json{{"a", all[pair.first].id.text()},
                           {"b", all[pair.second].id.text()},
                           {"evidence", evidence},
                           {"confidence", rounded(pair.confidence)}});
    }
    if (out.size() < kRowsShown) {
      table.add({fmt::format("{:.0f} %", group.confidence * 100.0), keep.id.text(),
                 core::join(drop, " "), keep.name, workspace::address_line(keep),
                 describe(group.pairs.front())});
    }
    out.push_back(Json{{"keep", keep.id.text()},
                       {"drop", drop},
                       {"confidence", rounded(group.confidence)},
                       {"members", members},
                       {"pairs", pairs}});
  }
  const std::string advice =
      "\nnearnet addresses W merge KEEP DROP… makes one of them; distinct A B says they are "
      "two\n";
  context.print(Json{{"groups", out}},
                groups.empty()
                    ? std::string("No two businesses look like one\n")
                    : table.text() + rows_left(groups.size(), "--json prints them all") + advice);
}

void add_lists(CLI::App& parent, const OptionsRef& options, Context& context) {
  CLI::App* check_command = parent.add_subcommand(
      "check", "Businesses without a position or with a doubtful one, and why");
  check_command->footer("Example: nearnet addresses bangor.gpkg check --csv worklist.csv");
  check_command->add_option("--csv", options->csv, "Write the whole list; - for standard output")
      ->type_name("OUT");
  check_command->add_option("--doubt", options->doubt, "Only those with this doubt")
      ->type_name("CODE");
  check_command->callback([options, &context] { check(context, *options); });

  CLI::App* geocode_command =
      parent.add_subcommand("geocode", "Look up the doubtful ones in the imported address layers");
  geocode_command->footer("Example: nearnet addresses bangor.gpkg geocode --dry-run");
  geocode_command->add_flag("--dry-run", options->dry_run, "Say what would happen, write nothing");
  geocode_command->add_option("--min-quality", options->minimum, "The worst answer to use")
      ->capture_default_str()
      ->check(CLI::IsMember({"rooftop", "interpolated", "street", "zip"}));
  geocode_command->callback([options, &context] { geocode(context, *options); });

  CLI::App* duplicates_command =
      parent.add_subcommand("duplicates", "Businesses that are probably in the list twice");
  duplicates_command->footer("Example: nearnet addresses bangor.gpkg duplicates --json");
  duplicates_command->callback([options, &context] { duplicates(context, *options); });
}

void add_edits(CLI::App& parent, const OptionsRef& options, Context& context) {
  CLI::App* place = parent.add_subcommand("place", "Put a business somewhere: BUSINESS LON,LAT");
  place->footer("Example: nearnet addresses bangor.gpkg place 417 -70.3612,43.6813");
  place->add_option("business", options->first, "Its business_id")->required();
  place->add_option("place", options->second, "Longitude and latitude in degrees")
      ->required()
      ->type_name("LON,LAT");
  place->callback([options, &context] {
    const geo::LonLat where = parse_place(options->second);
    apply_command(context, options->path, [&](const workspace::Snapshot& snapshot) {
      return workspace::place_business(snapshot, core::BusinessId(options->first), where);
    });
  });

  CLI::App* merge = parent.add_subcommand("merge", "Make one business of several: KEEP DROP…");
  merge->footer("Example: nearnet addresses bangor.gpkg merge 417 1022 1023");
  merge->add_option("keep", options->first, "The business_id that stays")->required();
  merge->add_option("drop", options->rest, "The ids that become part of it")
      ->required()
      ->expected(1, 1000);
  merge->callback([options, &context] {
    std::vector<core::BusinessId> drop;
    for (const std::string& id : options->rest) drop.emplace_back(id);
    apply_command(context, options->path, [&](const workspace::Snapshot& snapshot) {
      return workspace::merge_businesses(snapshot, core::BusinessId(options->first), drop);
    });
  });

  CLI::App* distinct =
      parent.add_subcommand("distinct", "Remember that businesses are not one: A B…");
  distinct->footer("Example: nearnet addresses bangor.gpkg distinct 417 1022");
  distinct->add_option("a", options->first, "A business_id")->required();
  distinct->add_option("b", options->rest, "The others'")->required()->expected(1, 1000);
  distinct->callback([options, &context] {
    std::vector<core::BusinessId> ids = {core::BusinessId(options->first)};
    for (const std::string& id : options->rest) ids.emplace_back(id);
    apply_command(context, options->path, [&](const workspace::Snapshot& snapshot) {
      return workspace::mark_distinct(snapshot, ids);
    });
  });
}

}  // namespace

void add_address_commands(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("addresses", "Find doubtful positions, places and duplicates");
  command->footer(
      "Example: nearnet addresses bangor.gpkg check\n"
      "First bring the reference: nearnet import bangor.gpkg addresses points.osm");
  command->fallthrough();
  command->require_subcommand(1);
  command->add_option("workspace", options->path, "The workspace")->required();
  add_lists(*command, options, context);
  add_edits(*command, options, context);
}

}  // namespace nearnet::cli
