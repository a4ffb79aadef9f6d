// SPDX-License-Identifier: Apache-2.0
#include "handoff/gpx.h"

#include "core/calendar.h"
#include "core/text.h"
#include "handoff/markup.h"

#include <fmt/format.h>

#include <vector>

namespace nearnet::handoff {
namespace {

std::string element(std::string_view name, std::string_view text) {
  return text.empty() ? "" : fmt::format("<{0}>{1}</{0}>", name, escaped(text));
}

/// "08:45, 12 Elm St, Maple, 207-555-0100": what a device shows when the point is opened.
std::string description(const SheetStop& stop) {
  std::vector<std::string> parts = {core::format_time_of_day(stop.stop.start)};
  for (const std::string* part : {&stop.business.address1, &stop.business.address2,
                                  &stop.business.city, &stop.business.phone}) {
    if (!part->empty()) parts.push_back(*part);
  }
  return core::join(parts, ", ");
}

/// A point element; the order of its children is the schema's.
std::string point(std::string_view tag, geo::LonLat at, std::string_view name,
                  std::string_view text = {}) {
  return fmt::format("<{0} lat=\"{1:.7f}\" lon=\"{2:.7f}\">{3}{4}</{0}>\n", tag, at.lat, at.lon,
                     element("name", name), element("desc", text));
}

std::string stop_name(const SheetStop& stop) {
  return fmt::format("{} {}", stop.stop.sequence, stop.stop.name);
}

}  // namespace

std::string gpx(const DaySheet& sheet) {
  const std::string who = sheet.rep.name.empty() ? sheet.rep.id.text() : sheet.rep.name;
  const std::string title = fmt::format("{} {}", who, core::format_date(sheet.route.date));
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gpx version=\"1.1\" creator=\"nearnet\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n";
  out += "<metadata>" + element("name", title) + "</metadata>\n";
  for (const SheetStop& stop : sheet.stops) {
    out += point("wpt", stop.stop.position, stop_name(stop), description(stop));
  }
  out += "<rte>" + element("name", title) + "\n";
  if (sheet.rep.home) out += point("rtept", *sheet.rep.home, "Home");
  for (const SheetStop& stop : sheet.stops) {
    out += point("rtept", stop.stop.position, stop_name(stop));
  }
  if (sheet.rep.home) out += point("rtept", *sheet.rep.home, "Home");
  return out + "</rte>\n</gpx>\n";
}

}  // namespace nearnet::handoff
