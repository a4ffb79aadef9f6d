// SPDX-License-Identifier: Apache-2.0
#include "workspace/export_step.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <utility>

#include "core/error.h"
#include "handoff/crm.h"
#include "handoff/day_pack.h"
#include "handoff/private_file.h"
#include "handoff/table_export.h"
#include "handoff/weekly_pack.h"
#include "workspace/report_step.h"
#include "workspace/scenario.h"
#include "workspace/steps.h"

namespace nearnet::workspace {
namespace {

constexpr std::array kWhatTexts = {
    std::pair{ExportWhat::kProspects, std::string_view("prospects")},
    std::pair{ExportWhat::kTerritories, std::string_view("territories")},
    std::pair{ExportWhat::kDays, std::string_view("days")},
    std::pair{ExportWhat::kActivities, std::string_view("activities")},
    std::pair{ExportWhat::kCrmSalesforce, std::string_view("crm-salesforce")},
    std::pair{ExportWhat::kCrmHubspot, std::string_view("crm-hubspot")},
    std::pair{ExportWhat::kDayPack, std::string_view("day-pack")},
    std::pair{ExportWhat::kWeeklyPack, std::string_view("weekly-pack")},
    std::pair{ExportWhat::kTerritoryReport, std::string_view("territory-report")}};

bool is_wanted(const ExportRequest& request, const core::RepId& rep, core::Date date) {
  return (request.rep.empty() || rep == request.rep) && (!request.date || date == *request.date);
}

template <typename Record>
std::vector<Record> wanted_days(const std::vector<Record>& rows, const ExportRequest& request) {
  std::vector<Record> wanted;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(wanted),
               [&](const Record& row) { return is_wanted(request, row.rep, row.date); });
  std::sort(wanted.begin(), wanted.end(), [](const Record& a, const Record& b) {
    return std::tie(a.rep, a.date) < std::tie(b.rep, b.date);
  });
  return wanted;
}

[[noreturn]] void throw_no_days() {
  throw core::ConfigError(
      "there is no planned day to export; run nearnet days WORKSPACE plan first");
}

std::vector<model::DayRoute> routes_or_throw(const Snapshot& snapshot,
                                             const ExportRequest& request) {
  std::vector<model::DayRoute> routes = wanted_days(snapshot.routes.rows(), request);
  if (routes.empty()) throw_no_days();
  return routes;
}

std::vector<model::Stop> stops_in_order(const Snapshot& snapshot, const ExportRequest& request) {
  std::vector<model::Stop> stops = wanted_days(snapshot.stops.rows(), request);
  std::sort(stops.begin(), stops.end(), [](const model::Stop& a, const model::Stop& b) {
    return std::tie(a.rep, a.date, a.sequence) < std::tie(b.rep, b.date, b.sequence);
  });
  return stops;
}

/// The latest activity at each business.
std::map<core::BusinessId, const model::Activity*> last_activities(const Snapshot& snapshot) {
  std::map<core::BusinessId, const model::Activity*> last;
  for (const model::Activity& activity : snapshot.activities.rows()) {
    const model::Activity*& known = last[activity.business];
    if (known == nullptr || known->at <= activity.at) known = &activity;
  }
  return last;
}

handoff::DaySheet day_sheet(const Snapshot& snapshot, const model::DayRoute& route,
                            const std::vector<model::Stop>& stops,
                            const std::map<core::BusinessId, const model::Activity*>& last) {
  handoff::DaySheet sheet;
  sheet.title = snapshot.settings.title;
  const model::Rep* rep = snapshot.reps.find(route.rep);
  if (rep != nullptr) {
    sheet.rep = *rep;
  } else {
    sheet.rep.id = route.rep;
    sheet.rep.name = route.rep.text();
  }
  if (!sheet.rep.home && !route.line.empty()) sheet.rep.home = route.line.front();
  sheet.route = route;
  for (const model::Stop& stop : stops) {
    if (stop.rep != route.rep || stop.date != route.date) continue;
    handoff::SheetStop entry;
    entry.stop = stop;
    const model::Business* business = snapshot.businesses.find(stop.business);
    if (business != nullptr) entry.business = *business;
    const model::Prospect* prospect = snapshot.prospects.find(stop.business);
    if (prospect != nullptr) entry.prospect = *prospect;
    const auto activity = last.find(stop.business);
    if (activity != last.end()) entry.last_activity = *activity->second;
    sheet.stops.push_back(std::move(entry));
  }
  for (const model::Unserved& row : snapshot.unserved.rows()) {
    if (row.rep == route.rep) sheet.unserved.push_back(row);
  }
  const auto score = [&](const model::Unserved& row) {
    const model::Prospect* prospect = snapshot.prospects.find(row.business);
    return prospect != nullptr ? prospect->score : 0.0;
  };
  std::stable_sort(sheet.unserved.begin(), sheet.unserved.end(),
                   [&](const auto& a, const auto& b) { return score(a) > score(b); });
  sheet.backdrop.footprints = snapshot.footprints.rows();
  sheet.backdrop.roads = snapshot.roads.rows();
  return sheet;
}

ExportRun export_day_pack(const Snapshot& snapshot, const ExportRequest& request) {
  if (request.out == "-") throw core::ConfigError("a day pack is a folder; name one");
  const std::vector<model::Stop> stops = stops_in_order(snapshot, request);
  const auto last = last_activities(snapshot);
  handoff::DayPack pack;
  pack.title = snapshot.settings.title;
  for (const model::DayRoute& route : routes_or_throw(snapshot, request)) {
    pack.days.push_back(day_sheet(snapshot, route, stops, last));
  }
  ExportRun run;
  for (const std::filesystem::path& file : handoff::write_day_pack(pack, request.out)) {
    run.files.push_back(file.string());
  }
  return run;
}

/// Text that is not a table of the writers: a file, or standard output for "-".
void write_text(const std::string& out, const std::string& text) {
  if (out != "-") {
    handoff::write_private_file(out, text);
  } else if (std::fputs(text.c_str(), stdout) == EOF || std::fflush(stdout) != 0) {
    throw core::StorageError("standard output cannot be written");
  }
}

ExportRun export_crm(const Snapshot& snapshot, const ExportRequest& request) {
  const handoff::CrmInputs inputs{.businesses = snapshot.businesses.rows(),
                                  .prospects = snapshot.prospects.rows(),
                                  .reps = snapshot.reps.rows()};
  handoff::CrmFile file = request.what == ExportWhat::kCrmSalesforce
                              ? handoff::salesforce_leads(inputs)
                              : handoff::hubspot_companies(inputs);
  write_text(request.out, file.csv);
  return {{request.out}, std::move(file.left_out)};
}

ExportRun export_weekly_pack(const Snapshot& snapshot, const ExportRequest& request) {
  const core::Date day = request.date.value_or(snapshot.today);
  const core::Date monday = core::monday_of(day);
  handoff::WeeklyPack pack;
  pack.title = snapshot.settings.title;
  pack.week = core::format_iso_week(monday);
  pack.performance = performance(snapshot, monday,
                                 request.rep.empty() ? std::nullopt : std::optional(request.rep));
  pack.coverage = coverage(snapshot, 0, tracking::CoverageBy::kRep);
  for (const model::Rep& rep : snapshot.reps.rows()) pack.rep_names[rep.id] = rep.name;
  const bool as_csv = request.out.ends_with(".csv") || request.out == "-";
  write_text(request.out,
             as_csv ? handoff::weekly_pack_csv(pack) : handoff::weekly_pack_html(pack));
  return {{request.out}, {}};
}

/// A table that was written, and what its format could not keep.
ExportRun written(const ExportRequest& request, const handoff::Warnings& warnings) {
  ExportRun run;
  run.files = {request.out};
  for (const std::string& warning : warnings) {
    run.diagnostics.warn("LEFT_OUT", {.source = request.out}, warning);
  }
  return run;
}

ExportRun export_territories(const Snapshot& snapshot, const ExportRequest& request) {
  const std::optional<core::ScenarioId> scenario =
      request.scenario ? request.scenario : scenario_in_force(snapshot);
  if (!scenario) {
    throw core::ConfigError(
        "there are no territories to export; run nearnet territories WORKSPACE design first");
  }
  return written(request, handoff::export_territories(territories_of(snapshot, *scenario),
                                                      {request.out, request.format}));
}

}  // namespace

std::optional<ExportWhat> export_what_from_text(std::string_view text) {
  for (const auto& [what, known] : kWhatTexts) {
    if (known == text) return what;
  }
  return std::nullopt;
}

ExportRun export_files(const Snapshot& snapshot, const ExportRequest& request) {
  switch (request.what) {
    case ExportWhat::kProspects:
      if (snapshot.prospects.empty()) {
        throw core::ConfigError("there are no prospects to export; run nearnet eligibility first");
      }
      return written(
          request, handoff::export_prospects(snapshot.businesses.rows(), snapshot.prospects.rows(),
                                             {request.out, request.format}));
    case ExportWhat::kTerritories:
      return export_territories(snapshot, request);
    case ExportWhat::kDays:
      return written(request, handoff::export_days(routes_or_throw(snapshot, request),
                                                   stops_in_order(snapshot, request),
                                                   {request.out, request.format}));
    case ExportWhat::kActivities:
      return written(request, handoff::export_activities(snapshot.activities.rows(),
                                                         snapshot.businesses.rows(),
                                                         {request.out, request.format}));
    case ExportWhat::kCrmSalesforce:
    case ExportWhat::kCrmHubspot:
      return export_crm(snapshot, request);
    case ExportWhat::kDayPack:
      return export_day_pack(snapshot, request);
    case ExportWhat::kWeeklyPack:
      return export_weekly_pack(snapshot, request);
    case ExportWhat::kTerritoryReport:
      return written(
          request, write_territory_report(snapshot, {request.out, request.scenario, request.rep}));
  }
  return {};
}

}  // namespace nearnet::workspace
