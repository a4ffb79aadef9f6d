// SPDX-License-Identifier: Apache-2.0
#include "handoff/day_sheet.h"

#include "core/calendar.h"
#include "core/text.h"
#include "handoff/deep_links.h"
#include "handoff/markup.h"
#include "handoff/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace nearnet::handoff {
namespace {

constexpr std::size_t kNamedUnserved = 12;

std::string with_blanks(std::string_view code) {
  std::string text = core::lower_case(code);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string who(const DaySheet& sheet) {
  return sheet.rep.name.empty() ? sheet.rep.id.text() : sheet.rep.name;
}

std::string drive_text(core::Metres distance, DistanceUnit unit) {
  const double km = distance.value / 1000.0;
  const double miles = distance.value / 1609.344;
  return unit == DistanceUnit::kMiles ? fmt::format("{:.1f} mi ({:.1f} km)", miles, km)
                                      : fmt::format("{:.1f} km ({:.1f} mi)", km, miles);
}

/// Short lengths as the trade says them: feet or metres.
std::string reach_text(core::Metres distance, DistanceUnit unit) {
  return unit == DistanceUnit::kMiles ? fmt::format("{:.0f} ft", distance.value / 0.3048)
                                      : fmt::format("{:.0f} m", distance.value);
}

std::string fact(std::string_view figure, std::string_view what) {
  return fmt::format("<li><b>{}</b><span>{}</span></li>\n", figure, what);
}

std::string facts(const DaySheet& sheet) {
  const model::DayRoute& route = sheet.route;
  const std::string lunch =
      route.lunch_start ? fact(fmt::format("{} – {}", core::format_time_of_day(*route.lunch_start),
                                           core::format_time_of_day(*route.lunch_end)),
                               "lunch")
                        : std::string();
  return "<ul class=\"facts\">\n" +
         fact(std::to_string(sheet.stops.size()), sheet.stops.size() == 1 ? "stop" : "stops") +
         fact(core::format_time_of_day(route.start), "leave") +
         fact(core::format_time_of_day(route.end), "back") +
         fact(fmt::format("{:.0f} min", core::to_minutes(route.drive)),
              "driving, " + drive_text(route.drive_distance, sheet.unit)) +
         fact(core::format_duration(route.visits), "with customers") + lunch + "</ul>\n";
}

MapDrawing drawing_of(const DaySheet& sheet) {
  MapDrawing map{.backdrop = sheet.backdrop,
                 .way = sheet.route.line,
                 .home = sheet.rep.home,
                 .unit = sheet.unit};
  if (map.way.size() < 2) map.way = way_points(sheet);
  for (const SheetStop& stop : sheet.stops) {
    map.stops.push_back({.label = std::to_string(stop.stop.sequence),
                         .position = stop.stop.position,
                         .appointment = stop.stop.kind == model::StopKind::kAppointment});
  }
  return map;
}

std::string tag(std::string_view text, std::string_view css_class = "") {
  return fmt::format("<span class=\"tag{}{}\">{}</span>", css_class.empty() ? "" : " ", css_class,
                     escaped(text));
}

std::string status_tag(const SheetStop& stop, DistanceUnit unit) {
  const std::string code(model::to_text(stop.prospect.status));
  std::string text = with_blanks(code);
  if (stop.prospect.status != model::NetStatus::kUnknown) {
    std::replace(text.begin(), text.end(), ' ', '-');
  }
  if (stop.prospect.distance && stop.prospect.distance->value > 0.0) {
    text += ", " + reach_text(*stop.prospect.distance, unit);
  }
  return tag(text, code);
}

std::string tags(const SheetStop& stop, DistanceUnit unit) {
  std::string out = "<p class=\"tags\">";
  if (stop.stop.kind != model::StopKind::kVisit) {
    out += tag(with_blanks(model::to_text(stop.stop.kind)), "fixed");
  }
  out += status_tag(stop, unit);
  out += tag(with_blanks(model::to_text(stop.business.stage)));
  if (stop.prospect.eligible) out += tag(fmt::format("score {:.0f}", stop.prospect.score));
  return out + "</p>\n";
}

std::string address(const model::Business& business) {
  std::vector<std::string> parts;
  const std::string region = std::string(core::trimmed(business.state + " " + business.zip));
  for (const std::string* part :
       {&business.address1, &business.address2, &business.city, &region}) {
    if (!part->empty()) parts.push_back(*part);
  }
  return core::join(parts, ", ");
}

/// A telephone number as a link holds it: digits and a leading plus.
std::string dialled(std::string_view phone) {
  std::string digits;
  for (const char c : phone) {
    if ((c >= '0' && c <= '9') || (c == '+' && digits.empty())) digits += c;
  }
  return digits;
}

std::string contact_line(const model::Business& business) {
  std::vector<std::string> parts;
  const std::string person =
      std::string(core::trimmed(business.contact_first + " " + business.contact_last));
  if (!person.empty()) parts.push_back(escaped(person));
  if (!business.phone.empty()) {
    parts.push_back(
        fmt::format("<a href=\"tel:{}\">{}</a>", dialled(business.phone), escaped(business.phone)));
  }
  if (!business.email.empty()) parts.push_back(escaped(business.email));
  return parts.empty() ? "" : "<p>" + core::join(parts, " · ") + "</p>\n";
}

std::string last_activity_line(const model::Activity& activity) {
  std::string text = fmt::format("{} {}", core::format_date(activity.at.date),
                                 with_blanks(model::to_text(activity.kind)));
  if (activity.outcome != model::Outcome::kNone) {
    text += fmt::format(", {}", model::to_text(activity.outcome));
  }
  if (!activity.note.empty()) text += ": " + activity.note;
  return "<p><b>Last:</b> " + escaped(text) + "</p>\n";
}

/// What we know beyond name and address; lines only for what there is.
std::string knowledge(const SheetStop& stop) {
  const model::Business& business = stop.business;
  std::string out;
  std::vector<std::string> now;
  if (!business.provider_now.empty()) now.push_back("with " + business.provider_now);
  if (business.contract_end) {
    now.push_back("contract ends " + core::format_date(*business.contract_end));
  }
  if (business.employees) now.push_back(fmt::format("{} employees", *business.employees));
  if (business.est_mrc) now.push_back("est. MRC " + core::format_money(*business.est_mrc));
  if (!now.empty()) out += "<p>" + escaped(core::join(now, " · ")) + "</p>\n";
  // The status itself is among the reasons, and stands in the tags already.
  std::vector<std::string> reasons;
  for (const std::string& reason : stop.prospect.reasons) {
    if (core::lower_case(reason) != model::to_text(stop.prospect.status)) {
      reasons.push_back(with_blanks(reason));
    }
  }
  if (!reasons.empty()) {
    out += "<p><b>Why:</b> " + escaped(core::join(reasons, ", ")) + "</p>\n";
  }
  if (!stop.offers.empty()) {
    out += "<p><b>Offer:</b> " + escaped(core::join(stop.offers, "; ")) + "</p>\n";
  }
  if (stop.last_activity) out += last_activity_line(*stop.last_activity);
  if (!business.notes.empty()) {
    out += "<p class=\"notes\"><b>Notes:</b> " + escaped(business.notes) + "</p>\n";
  }
  return out;
}

std::string record_box() {
  constexpr std::array kChoices = {"not in",      "gatekeeper",  "conversation", "interested",
                                   "appointment", "presented",   "proposal",     "sold",
                                   "no interest", "in contract", "no contact",   "closed down"};
  std::string out = "<div class=\"record\"><ul class=\"outcomes\">";
  for (const char* choice : kChoices) out += fmt::format("<li>{}</li>", choice);
  return out + "</ul><div class=\"write\">Next step, date</div><div class=\"write\"></div></div>\n";
}

std::string stop_block(const SheetStop& stop, DistanceUnit unit) {
  const model::Stop& s = stop.stop;
  const bool fixed = s.kind == model::StopKind::kAppointment;
  const std::string name = stop.business.name.empty() ? s.name : stop.business.name;
  std::string out = fmt::format(
      "<section class=\"stop{}\">\n<div class=\"when\"><span class=\"no\">{}</span><b>{}</b>"
      "{}until {}</div>\n<div>\n<h3>{}</h3>\n",
      fixed ? " fixed" : "", s.sequence, core::format_time_of_day(s.start),
      s.arrive < s.start ? "arrive " + core::format_time_of_day(s.arrive) + "<br>" : "",
      core::format_time_of_day(s.depart), escaped(name));
  const std::string where = address(stop.business);
  if (!where.empty()) out += "<p>" + escaped(where) + "</p>\n";
  out += contact_line(stop.business) + tags(stop, unit) + knowledge(stop);
  out += fmt::format(
      "<p class=\"screen sub\">Go: <a href=\"{}\">Google</a> · <a href=\"{}\">Waze</a></p>\n",
      escaped(google_pin(s.position)), escaped(waze_link(s.position)));
  return out + "</div>\n" + record_box() + "</section>\n";
}

/// "home", "stop 3": a point of the way in words.
std::string point_name(const DaySheet& sheet, std::size_t index) {
  const std::size_t offset = sheet.rep.home ? 1 : 0;
  if (index < offset || index - offset >= sheet.stops.size()) return "home";
  return fmt::format("stop {}", sheet.stops[index - offset].stop.sequence);
}

std::string link_row(const DaySheet& sheet, std::string_view what,
                     const std::vector<RouteLink>& links) {
  std::string out = fmt::format("<tr><td>{}</td><td>", what);
  for (std::size_t i = 0; i < links.size(); ++i) {
    out += fmt::format("{}<a href=\"{}\">{} → {}</a>", i == 0 ? "" : " · ", escaped(links[i].url),
                       point_name(sheet, links[i].first), point_name(sheet, links[i].last));
  }
  return out + "</td></tr>\n";
}

std::string apple_leg_row(const DaySheet& sheet, const std::vector<geo::LonLat>& way) {
  std::vector<RouteLink> legs;
  for (std::size_t i = 1; i < way.size(); ++i) {
    legs.push_back({.url = apple_leg(way[i - 1], way[i]), .first = i - 1, .last = i});
  }
  return link_row(sheet, "Apple Maps, older systems", legs);
}

std::string link_table(const DaySheet& sheet) {
  const std::vector<geo::LonLat> way = way_points(sheet);
  if (way.size() < 2) return "";
  return "<div class=\"screen\">\n<h2>Navigate</h2>\n<table>\n" +
         link_row(sheet, "Google Maps, phone", google_links(way, kGoogleMobileWaypoints)) +
         link_row(sheet, "Google Maps, computer", google_links(way, kGoogleDesktopWaypoints)) +
         link_row(sheet, "Apple Maps", apple_links(way)) + apple_leg_row(sheet, way) +
         "</table>\n</div>\n";
}

std::string unserved_table(const DaySheet& sheet) {
  if (sheet.unserved.empty()) return "";
  std::string out = fmt::format(
      "<h2>Not in this plan: {}</h2>\n<table>\n<tr><th>Business</th><th>Reason</th></tr>\n",
      sheet.unserved.size());
  const std::size_t named = std::min(kNamedUnserved, sheet.unserved.size());
  for (std::size_t i = 0; i < named; ++i) {
    const model::Unserved& left = sheet.unserved[i];
    out += fmt::format("<tr><td>{}</td><td>{}</td></tr>\n", escaped(left.name),
                       escaped(left.detail.empty() ? with_blanks(left.reason) : left.detail));
  }
  out += "</table>\n";
  if (named < sheet.unserved.size()) {
    out += fmt::format("<p class=\"sub\">and {} more</p>\n", sheet.unserved.size() - named);
  }
  return out;
}

}  // namespace

std::vector<geo::LonLat> way_points(const DaySheet& sheet) {
  std::vector<geo::LonLat> way;
  if (sheet.rep.home) way.push_back(*sheet.rep.home);
  for (const SheetStop& stop : sheet.stops) way.push_back(stop.stop.position);
  if (sheet.rep.home && !sheet.stops.empty()) way.push_back(*sheet.rep.home);
  return way;
}

std::string day_sheet_html(const DaySheet& sheet) {
  const std::string date = core::format_date_long(sheet.route.date);
  std::string body = fmt::format(
      "<header><div><h1>{}</h1><div class=\"sub\">{}</div></div><div class=\"right sub\">{}"
      "</div></header>\n",
      escaped(date), escaped(who(sheet)), escaped(sheet.title));
  body += facts(sheet);
  if (const std::string map = svg(drawing_of(sheet)); !map.empty()) {
    body += map;
    body += "<p class=\"key\">Shaded: our footprint. Ringed: appointment. Arrows: the way.</p>\n";
  }
  body += link_table(sheet);
  for (const SheetStop& stop : sheet.stops) body += stop_block(stop, sheet.unit);
  body += unserved_table(sheet);
  body +=
      "<footer>Confidential customer information. Planned times; eligibility as of the plant "
      "records in use.</footer>\n";
  return html_page(fmt::format("{}, {}", who(sheet), date), body);
}

}  // namespace nearnet::handoff
