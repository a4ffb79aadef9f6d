// SPDX-License-Identifier: Apache-2.0
#include "handoff/day_pack.h"

#include "core/calendar.h"
#include "core/error.h"
#include "handoff/gpx.h"
#include "handoff/markup.h"
#include "handoff/page.h"
#include "handoff/private_file.h"
#include "handoff/table_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace nearnet::handoff {
namespace {

namespace fs = std::filesystem;

// A folder that holds this file is a day pack, and may be replaced by one.
constexpr const char* kMark = ".nearnet-day-pack";

/// Letters, digits, - and _ of an id; anything else becomes "_".
std::string file_safe(std::string_view id) {
  std::string safe;
  for (const char c : id) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_';
    safe += plain ? c : '_';
  }
  return safe;
}

/// One name a sheet: the date, with the rep in front where the pack is for several.
std::vector<std::string> sheet_names(const DayPack& pack) {
  std::set<std::string> reps;
  for (const DaySheet& sheet : pack.days) reps.insert(sheet.rep.id.text());
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const DaySheet& sheet : pack.days) {
    const std::string date = core::format_date(sheet.route.date);
    names.push_back(reps.size() == 1 ? date : file_safe(sheet.rep.id.text()) + "-" + date);
    if (!taken.insert(names.back()).second) {
      throw core::ConfigError(
          fmt::format("the day pack would hold two sheets named {}; give each rep and date once",
                      names.back()));
    }
  }
  return names;
}

std::string index_page(const DayPack& pack, const std::vector<std::string>& names) {
  std::string body =
      "<header><div><h1>Day pack</h1><div class=\"sub\">" + escaped(pack.title) +
      "</div></div></header>\n<table>\n<tr><th>Day</th><th>Rep</th><th class=\"num\">Stops</th>"
      "<th class=\"num\">Driving</th><th>Sheet</th><th>Device</th></tr>\n";
  for (std::size_t i = 0; i < pack.days.size(); ++i) {
    const DaySheet& sheet = pack.days[i];
    body += fmt::format(
        "<tr><td>{0}</td><td>{1}</td><td class=\"num\">{2}</td><td class=\"num\">{3:.0f} min</td>"
        "<td><a href=\"{4}.html\">{4}.html</a></td><td><a href=\"{4}.gpx\">{4}.gpx</a></td></tr>\n",
        core::format_date_long(sheet.route.date),
        escaped(sheet.rep.name.empty() ? sheet.rep.id.text() : sheet.rep.name), sheet.stops.size(),
        core::to_minutes(sheet.route.drive), names[i]);
  }
  body +=
      "</table>\n<p>All stops: <a href=\"stops.csv\">stops.csv</a>, "
      "<a href=\"stops.geojson\">stops.geojson</a></p>\n"
      "<footer>Confidential customer information.</footer>\n";
  return html_page(pack.title.empty() ? "Day pack" : pack.title + ", day pack", body);
}

void write_files(const DayPack& pack, const fs::path& folder) {
  const std::vector<std::string> names = sheet_names(pack);
  std::vector<model::DayRoute> routes;
  std::vector<model::Stop> stops;
  for (std::size_t i = 0; i < pack.days.size(); ++i) {
    const DaySheet& sheet = pack.days[i];
    write_private_file(folder / (names[i] + ".html"), day_sheet_html(sheet));
    write_private_file(folder / (names[i] + ".gpx"), gpx(sheet));
    routes.push_back(sheet.route);
    for (const SheetStop& stop : sheet.stops) stops.push_back(stop.stop);
  }
  write_private_file(folder / "index.html", index_page(pack, names));
  write_private_file(folder / kMark, "A nearnet day pack: written whole, replaced whole.\n");
  export_days(routes, stops, {.path = (folder / "stops.csv").string()});
  export_days(routes, stops, {.path = (folder / "stops.geojson").string()});
}

void refuse_unless_replaceable(const fs::path& folder) {
  if (!fs::exists(fs::symlink_status(folder))) return;
  const bool empty_folder = fs::is_directory(folder) && fs::is_empty(folder);
  if (empty_folder || fs::exists(folder / kMark)) return;
  throw core::StorageError(folder.string() +
                           ": exists and is no day pack, so it is left alone; name a new folder");
}

/// Puts the finished folder in its place; the one it replaces goes only when the new one stands.
void publish(const fs::path& finished, const fs::path& folder) {
  if (!fs::exists(folder)) {
    fs::rename(finished, folder);
    return;
  }
  const fs::path former = make_private_folder_beside(folder);
  fs::rename(folder, former);  // onto the empty folder just made
  fs::rename(finished, folder);
  fs::remove_all(former);
}

}  // namespace

std::vector<fs::path> write_day_pack(const DayPack& pack, const fs::path& folder) {
  if (pack.days.empty()) {
    throw core::ConfigError("there is no planned day to pack; plan days first");
  }
  // "pack/" and "pack" are the same place.
  const fs::path target = folder.has_filename() ? folder : folder.parent_path();
  fs::path beside;
  try {
    refuse_unless_replaceable(target);
    beside = make_private_folder_beside(target);
    write_files(pack, beside);
    publish(beside, target);
  } catch (const fs::filesystem_error& error) {
    std::error_code ignored;
    fs::remove_all(beside, ignored);
    throw core::StorageError(target.string() + ": cannot write the day pack: " +
                             error.code().message() + "; check the folder and its permissions");
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(beside, ignored);
    throw;
  }
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(target)) {
    if (entry.path().filename() != kMark) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace nearnet::handoff
