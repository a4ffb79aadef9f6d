// SPDX-License-Identifier: Apache-2.0
// What lies on the map: the way, the stops, home, scale bar and north arrow.
#include "handoff/map_sheet.h"
#include "handoff/markup.h"
#include "handoff/svg_path.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace nearnet::handoff {
namespace {

constexpr double kRadius = 12.5;
constexpr double kClear = 2.0 * kRadius + 2.0;  // between the centres of two markers

bool is_clear(geo::XY centre, const std::vector<geo::XY>& taken) {
  return std::all_of(taken.begin(), taken.end(), [&](geo::XY other) {
    return std::hypot(centre.x - other.x, centre.y - other.y) >= kClear;
  });
}

/// The free place nearest to the anchor, tried on rings around it; the anchor itself when all are
/// full.
geo::XY free_place(geo::XY anchor, const std::vector<geo::XY>& taken, const SheetBox& box) {
  constexpr int kDirections = 12;
  if (is_clear(anchor, taken)) return anchor;
  for (int ring = 1; ring <= 6; ++ring) {
    for (int i = 0; i < kDirections; ++i) {
      // From the upper right, clockwise: labels prefer to stand above what they name.
      const double angle = (i * 360.0 / kDirections - 60.0) * std::numbers::pi / 180.0;
      const double reach = ring * kClear * 0.8;
      const geo::XY at = {anchor.x + reach * std::cos(angle), anchor.y + reach * std::sin(angle)};
      const bool on_sheet = at.x > kRadius && at.y > kRadius && at.x < box.width - kRadius &&
                            at.y < box.height - kRadius;
      if (on_sheet && is_clear(at, taken)) return at;
    }
  }
  return anchor;
}

/// Arrow heads along the line, so that the way can be followed on paper.
std::string arrows(const SheetLine& line, double spacing) {
  std::string path;
  double until_next = spacing / 2.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const geo::XY a = line[i - 1];
    const geo::XY b = line[i];
    const double run = std::hypot(b.x - a.x, b.y - a.y);
    if (run == 0.0) continue;
    const geo::XY d = {(b.x - a.x) / run, (b.y - a.y) / run};
    double at = until_next;
    for (; at < run; at += spacing) {
      const geo::XY tip = {a.x + d.x * (at + 6.0), a.y + d.y * (at + 6.0)};
      const geo::XY back = {a.x + d.x * (at - 4.0), a.y + d.y * (at - 4.0)};
      const SheetLine head = {
          tip, {back.x - d.y * 5.0, back.y + d.x * 5.0}, {back.x + d.y * 5.0, back.y - d.x * 5.0}};
      append_path(head, true, path);
    }
    until_next = at - run;
  }
  return path;
}

std::string home_symbol(geo::XY at) {
  return fmt::format(
      "<g transform=\"translate({:.1f} {:.1f})\"><circle r=\"14\" fill=\"#fff\" "
      "stroke=\"#1d2430\" stroke-width=\"2\"/><path d=\"M-8 0L0-8L8 0H5.5V7H2V2H-2V7H-5.5V0Z\" "
      "fill=\"#1d2430\"/></g>\n",
      at.x, at.y);
}

std::string marker(const MapStop& stop, const PlacedMarker& placed) {
  std::string out;
  if (placed.anchor.x != placed.centre.x || placed.anchor.y != placed.centre.y) {
    out += fmt::format(
        "<path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\" stroke=\"#1d2430\" stroke-width=\"1.5\"/>"
        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"#1d2430\"/>\n",
        placed.anchor.x, placed.anchor.y, placed.centre.x, placed.centre.y, placed.anchor.x,
        placed.anchor.y);
  }
  out +=
      fmt::format("<g transform=\"translate({:.1f} {:.1f})\">", placed.centre.x, placed.centre.y);
  if (stop.appointment) {
    out += fmt::format("<circle r=\"{}\" fill=\"#fff\" stroke=\"#c2410c\" stroke-width=\"2.5\"/>",
                       kRadius + 3.0);
  }
  out += fmt::format(
      "<circle r=\"{}\" fill=\"#1d2430\" stroke=\"#fff\" stroke-width=\"1.5\"/>"
      "<text y=\"4.5\" fill=\"#fff\" font-size=\"{}\" font-weight=\"700\" "
      "text-anchor=\"middle\">{}</text></g>\n",
      kRadius, stop.label.size() > 2 ? 10 : 13, escaped(stop.label));
  return out;
}

struct BarLength {
  double metres;
  const char* label;
};

constexpr double kFoot = 0.3048;
constexpr double kMile = 1609.344;
constexpr std::array<BarLength, 10> kMileBars = {{{100 * kFoot, "100 ft"},
                                                  {250 * kFoot, "250 ft"},
                                                  {500 * kFoot, "500 ft"},
                                                  {1000 * kFoot, "1,000 ft"},
                                                  {0.5 * kMile, "0.5 mi"},
                                                  {kMile, "1 mi"},
                                                  {2 * kMile, "2 mi"},
                                                  {5 * kMile, "5 mi"},
                                                  {10 * kMile, "10 mi"},
                                                  {25 * kMile, "25 mi"}}};
constexpr std::array<BarLength, 10> kMetreBars = {{{25, "25 m"},
                                                   {50, "50 m"},
                                                   {100, "100 m"},
                                                   {200, "200 m"},
                                                   {500, "500 m"},
                                                   {1000, "1 km"},
                                                   {2000, "2 km"},
                                                   {5000, "5 km"},
                                                   {10000, "10 km"},
                                                   {40000, "40 km"}}};

/// The longest bar that takes no more than a fifth of the sheet.
BarLength bar_length(const MapDrawing& map, const MapSheet& sheet) {
  const auto& bars = map.unit == DistanceUnit::kMiles ? kMileBars : kMetreBars;
  BarLength best = bars.front();
  for (const BarLength& bar : bars) {
    if (bar.metres * sheet.units_per_metre() <= map.width / 5.0) best = bar;
  }
  return best;
}

}  // namespace

std::vector<PlacedMarker> placed_markers(const MapDrawing& map, const MapSheet& sheet) {
  std::vector<geo::XY> taken;
  if (map.home) taken.push_back(sheet.place(*map.home));
  std::vector<PlacedMarker> markers;
  for (const MapStop& stop : map.stops) {
    const geo::XY anchor = sheet.place(stop.position);
    const geo::XY centre = free_place(anchor, taken, sheet.box(0.0));
    taken.push_back(centre);
    markers.push_back({anchor, centre});
  }
  return markers;
}

std::string way_layer(const MapDrawing& map, const MapSheet& sheet) {
  const SheetLine line = thinned(sheet.place(map.way), 0.25);
  std::string path;
  append_path(line, false, path);
  if (path.empty()) return "";
  return fmt::format(
      "<g transform=\"scale(.1)\" fill=\"none\" stroke-linecap=\"round\" "
      "stroke-linejoin=\"round\"><path stroke=\"#fff\" stroke-width=\"75\" d=\"{0}\"/>"
      "<path stroke=\"#1f5fbf\" stroke-width=\"38\" d=\"{0}\"/>"
      "<path fill=\"#123f85\" stroke=\"#fff\" stroke-width=\"10\" d=\"{1}\"/></g>\n",
      path, arrows(line, 110.0));
}

std::string stop_layer(const MapDrawing& map, const MapSheet& sheet,
                       const std::vector<PlacedMarker>& markers) {
  std::string out;
  if (map.home) out += home_symbol(sheet.place(*map.home));
  for (std::size_t i = 0; i < markers.size(); ++i) out += marker(map.stops[i], markers[i]);
  return out;
}

std::string furniture_layer(const MapDrawing& map, const MapSheet& sheet) {
  const BarLength bar = bar_length(map, sheet);
  const double units = bar.metres * sheet.units_per_metre();
  std::string out = fmt::format(
      "<g transform=\"translate(16 {0})\"><rect x=\"-6\" y=\"-20\" width=\"{1:.1f}\" height=\"32\" "
      "rx=\"4\" fill=\"#fff\" fill-opacity=\".85\"/><path d=\"M0-4V4H{2:.1f}V-4\" fill=\"none\" "
      "stroke=\"#1d2430\" stroke-width=\"1.6\"/><text y=\"-7\" font-size=\"11\" "
      "fill=\"#1d2430\">{3}</text></g>\n",
      map.height - 18, std::max(units, 44.0) + 14.0, units, bar.label);
  return out + fmt::format(
                   "<g transform=\"translate({} 30)\"><circle r=\"18\" fill=\"#fff\" "
                   "fill-opacity=\".85\"/><path d=\"M0-13L6 7L0 3L-6 7Z\" fill=\"#1d2430\"/>"
                   "<text y=\"16\" font-size=\"9\" font-weight=\"700\" text-anchor=\"middle\" "
                   "fill=\"#1d2430\">N</text></g>\n",
                   map.width - 30);
}

}  // namespace nearnet::handoff
