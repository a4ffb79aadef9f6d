// SPDX-License-Identifier: Apache-2.0
// What lies under the route: footprints, streets, street names.
#include "core/text.h"
#include "handoff/map_sheet.h"
#include "handoff/markup.h"
#include "handoff/svg_path.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

namespace nearnet::handoff {
namespace {

constexpr double kOutside = 20.0;  // lines run this far beyond the sheet, so that no end is seen
constexpr double kThinning = 0.25;

// Importance of a street, from OSM highway values and Census MTFCC codes.
enum RoadRank { kMotorway, kPrimary, kSecondary, kTertiary, kLocal, kService, kRankCount };

constexpr std::array<RoadStyle, kRankCount> kStyles = {{{"#a99468", 4.6},
                                                        {"#b8a67e", 3.8},
                                                        {"#c6b897", 3.0},
                                                        {"#cdc4ac", 2.4},
                                                        {"#c3c5c0", 1.7},
                                                        {"#d3d5d0", 1.0}}};

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](std::string_view start) { return text.starts_with(start); });
}

RoadRank rank_of(const model::Road& road) {
  const std::string road_class = core::lower_case(road.road_class);
  if (starts_with_any(road_class, {"motorway", "trunk", "s1100"})) return kMotorway;
  if (starts_with_any(road_class, {"primary", "s1200"})) return kPrimary;
  if (starts_with_any(road_class, {"secondary"})) return kSecondary;
  if (starts_with_any(road_class, {"tertiary"})) return kTertiary;
  if (starts_with_any(road_class, {"service", "track", "path", "footway", "cycleway", "pedestrian",
                                   "steps", "bridleway", "s17", "s18"})) {
    return kService;
  }
  return kLocal;
}

geo::LonLatBox box_of(const geo::Line& line) {
  geo::LonLatBox box;
  for (const geo::LonLat& point : line) box.grow(point);
  return box;
}

geo::Geometry as_polygon(const geo::LonLatBox& box) {
  return geo::Geometry::polygon({.shell = {{box.min_lon, box.min_lat},
                                           {box.max_lon, box.min_lat},
                                           {box.max_lon, box.max_lat},
                                           {box.min_lon, box.max_lat},
                                           {box.min_lon, box.min_lat}},
                                 .holes = {}});
}

/// A little more than is shown, so that cut edges stay outside.
geo::LonLatBox widened(geo::LonLatBox box) {
  const double by_lon = (box.max_lon - box.min_lon) * 0.03;
  const double by_lat = (box.max_lat - box.min_lat) * 0.03;
  return {box.min_lon - by_lon, box.min_lat - by_lat, box.max_lon + by_lon, box.max_lat + by_lat};
}

struct StreetName {
  std::string name;
  RoadRank rank = kLocal;
  geo::XY from;
  geo::XY to;

  double room() const { return std::hypot(to.x - from.x, to.y - from.y); }
};

constexpr double kNameSize = 11.0;
constexpr double kNameRadius = 7.0;  // of a letter, with air

double text_width(std::string_view text) {
  const auto letters = std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;  // not a UTF-8 continuation
  });
  return static_cast<double>(letters) * kNameSize * 0.56;
}

/// For each name the longest straight piece of street on the sheet, where its name has room.
std::vector<StreetName> street_names(const MapDrawing& map, const MapSheet& sheet) {
  const geo::LonLatBox shown = sheet.shown();
  std::map<std::string, StreetName> best;
  for (const model::Road& road : map.backdrop.roads) {
    if (road.name.empty() || !box_of(road.line).intersects(shown)) continue;
    for (const SheetLine& part : clipped(sheet.place(road.line), sheet.box(-6.0))) {
      const SheetLine straight = thinned(part, 2.5);
      for (std::size_t i = 1; i < straight.size(); ++i) {
        const StreetName here{road.name, rank_of(road), straight[i - 1], straight[i]};
        StreetName& longest = best.try_emplace(road.name, here).first->second;
        if (here.room() > longest.room()) longest = here;
      }
    }
  }
  std::vector<StreetName> names;
  for (auto& [name, street] : best) {
    if (street.room() > text_width(name) + 12.0) names.push_back(std::move(street));
  }
  std::stable_sort(names.begin(), names.end(), [](const StreetName& a, const StreetName& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.room() > b.room();
  });
  return names;
}

/// Space taken on the sheet, as discs.
class Occupied {
 public:
  void take(geo::XY centre, double radius) { discs_.push_back({centre, radius}); }

  bool is_free(geo::XY centre, double radius) const {
    return std::none_of(discs_.begin(), discs_.end(), [&](const Disc& disc) {
      return std::hypot(disc.centre.x - centre.x, disc.centre.y - centre.y) < disc.radius + radius;
    });
  }

 private:
  struct Disc {
    geo::XY centre;
    double radius = 0.0;
  };
  std::vector<Disc> discs_;
};

geo::XY point_along(const StreetName& street, double share) {
  return {street.from.x + share * (street.to.x - street.from.x),
          street.from.y + share * (street.to.y - street.from.y)};
}

/// Discs along a name written about `middle`.
std::vector<geo::XY> discs_of(const StreetName& street, geo::XY middle) {
  const double half = text_width(street.name) / 2.0;
  const double room = street.room();
  const geo::XY direction = {(street.to.x - street.from.x) / room,
                             (street.to.y - street.from.y) / room};
  std::vector<geo::XY> discs;
  for (double at = -half; at < half + kNameSize; at += kNameSize) {
    const double along = std::min(at, half);
    discs.push_back({middle.x + along * direction.x, middle.y + along * direction.y});
  }
  return discs;
}

/// A middle for the name where it covers nothing; `turn` staggers the names of parallel streets.
std::optional<geo::XY> free_middle(const StreetName& street, std::size_t turn,
                                   const Occupied& occupied) {
  constexpr std::array kShares = {0.5, 0.3, 0.7, 0.15, 0.85};
  const double half_share = (text_width(street.name) / 2.0 + 4.0) / street.room();
  for (std::size_t i = 0; i < kShares.size(); ++i) {
    const double share =
        std::clamp(kShares.at((i + turn) % kShares.size()), half_share, 1.0 - half_share);
    const geo::XY middle = point_along(street, share);
    const std::vector<geo::XY> discs = discs_of(street, middle);
    const bool free = std::all_of(discs.begin(), discs.end(), [&](geo::XY centre) {
      return occupied.is_free(centre, kNameRadius);
    });
    if (free) return middle;
  }
  return std::nullopt;
}

/// Markers and the way: what names must not run under.
Occupied occupied_by(const SheetLine& way, const std::vector<PlacedMarker>& markers) {
  Occupied occupied;
  for (const PlacedMarker& marker : markers) occupied.take(marker.centre, 14.0);
  for (std::size_t i = 1; i < way.size(); ++i) {
    const int steps = static_cast<int>(length(std::span(way).subspan(i - 1, 2)) / 8.0) + 1;
    for (int step = 0; step <= steps; ++step) {
      const double t = static_cast<double>(step) / steps;
      occupied.take({way[i - 1].x + t * (way[i].x - way[i - 1].x),
                     way[i - 1].y + t * (way[i].y - way[i - 1].y)},
                    3.0);
    }
  }
  return occupied;
}

std::string name_text(const StreetName& street, geo::XY middle) {
  double angle = std::atan2(street.to.y - street.from.y, street.to.x - street.from.x) * 180.0 /
                 std::numbers::pi;
  if (angle > 90.0) angle -= 180.0;
  if (angle <= -90.0) angle += 180.0;
  return fmt::format(
      "<text transform=\"translate({:.1f} {:.1f}) rotate({:.1f})\" y=\"4\">{}</text>\n", middle.x,
      middle.y, angle, escaped(street.name));
}

/// The union of the parts, as one tinted shape; "" for none.
std::string areas_text(const std::vector<geo::Geometry>& parts, const MapSheet& sheet) {
  if (parts.empty()) return "";
  std::string path;
  for (const geo::Polygon& polygon : geo::union_all(parts).polygons()) {
    append_path(thinned(sheet.place(polygon.shell), kThinning), true, path);
    for (const geo::Ring& hole : polygon.holes) {
      append_path(thinned(sheet.place(hole), kThinning), true, path);
    }
  }
  return fmt::format(
      "<path transform=\"scale(.1)\" fill=\"#dcefe6\" fill-rule=\"evenodd\" stroke=\"#8fc1ab\" "
      "stroke-width=\"12\" d=\"{}\"/>\n",
      path);
}

std::string cables_text(const std::string& path) {
  if (path.empty()) return "";
  return fmt::format(
      "<path transform=\"scale(.1)\" fill=\"none\" stroke=\"#8fc1ab\" stroke-width=\"45\" "
      "d=\"{}\"/>\n",
      path);
}

}  // namespace

RoadStyle road_style(const model::Road& road) {
  return kStyles.at(rank_of(road));
}

std::string footprint_layer(const MapDrawing& map, const MapSheet& sheet) {
  const geo::LonLatBox shown = widened(sheet.shown());
  const geo::Geometry frame = as_polygon(shown);
  std::vector<geo::Geometry> parts;
  std::string cables;
  for (const model::Footprint& footprint : map.backdrop.footprints) {
    if (!footprint.geometry.envelope().intersects(shown)) continue;
    const std::vector<geo::Line> lines = footprint.geometry.lines();
    for (const geo::Line& line : lines) {
      for (const SheetLine& part : clipped(sheet.place(line), sheet.box(kOutside))) {
        append_path(thinned(part, kThinning), false, cables);
      }
    }
    if (lines.empty()) parts.push_back(geo::intersection(footprint.geometry, frame));
  }
  return areas_text(parts, sheet) + cables_text(cables);
}

std::string road_layer(const MapDrawing& map, const MapSheet& sheet, std::size_t max_bytes) {
  const geo::LonLatBox shown = widened(sheet.shown());
  std::array<std::string, kRankCount> paths;
  for (const model::Road& road : map.backdrop.roads) {
    if (!box_of(road.line).intersects(shown)) continue;
    for (const SheetLine& part : clipped(sheet.place(road.line), sheet.box(kOutside))) {
      append_path(thinned(part, kThinning), false, paths.at(rank_of(road)));
    }
  }
  std::size_t bytes = 0;
  int drawn = 0;
  while (drawn < kRankCount &&
         bytes + paths.at(static_cast<std::size_t>(drawn)).size() <= max_bytes) {
    bytes += paths.at(static_cast<std::size_t>(drawn)).size();
    ++drawn;
  }
  std::string out =
      "<g transform=\"scale(.1)\" fill=\"none\" stroke-linecap=\"round\" "
      "stroke-linejoin=\"round\">\n";
  // The most important ones last, on top.
  for (int rank = drawn - 1; rank >= 0; --rank) {
    const auto index = static_cast<std::size_t>(rank);
    if (paths.at(index).empty()) continue;
    out += fmt::format("<path stroke=\"{}\" stroke-width=\"{:.0f}\" d=\"{}\"/>\n",
                       kStyles.at(index).colour, kStyles.at(index).width * 10.0, paths.at(index));
  }
  return out + "</g>\n";
}

std::string road_name_layer(const MapDrawing& map, const MapSheet& sheet,
                            const std::vector<PlacedMarker>& markers) {
  constexpr std::size_t kMostNames = 48;
  Occupied occupied = occupied_by(thinned(sheet.place(map.way), 1.0), markers);
  std::string out = fmt::format(
      "<g font-size=\"{:.0f}\" fill=\"#6d675a\" text-anchor=\"middle\" paint-order=\"stroke\" "
      "stroke=\"#faf9f6\" stroke-width=\"3\" stroke-linejoin=\"round\">\n",
      kNameSize);
  std::size_t written = 0;
  for (const StreetName& street : street_names(map, sheet)) {
    const std::optional<geo::XY> middle = free_middle(street, written, occupied);
    if (!middle) continue;
    for (const geo::XY& centre : discs_of(street, *middle)) occupied.take(centre, kNameRadius);
    out += name_text(street, *middle);
    if (++written == kMostNames) break;
  }
  return out + "</g>\n";
}

}  // namespace nearnet::handoff
