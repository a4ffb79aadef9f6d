// SPDX-License-Identifier: Apache-2.0
#include "map/style.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace nearnet::map {
namespace {

template <typename Paint>
const Paint& nth(const std::vector<Paint>& paints, std::size_t index) {
  assert(!paints.empty());
  return paints[index % paints.size()];
}

/// Tint, fine outline: what lies under the roads.
std::vector<AreaPaint> tints(std::initializer_list<std::uint32_t> hues, double fill,
                             double outline) {
  std::vector<AreaPaint> paints;
  for (const std::uint32_t hue : hues) paints.push_back({rgb(hue, fill), rgb(hue, outline), 1.0});
  return paints;
}

std::vector<AreaPaint> dashed(std::initializer_list<std::uint32_t> hues, double fill,
                              double outline) {
  std::vector<AreaPaint> paints = tints(hues, fill, outline);
  for (AreaPaint& paint : paints) {
    paint.dash = 5.0;
    paint.outline_width = 1.2;
  }
  return paints;
}

/// Cables and barriers have the colour of the areas of their class, strong enough to stand above a
/// street.
void set_lines(Style& style) {
  for (const LayerId id : kLinedLayers) {
    for (const AreaPaint& area : style.areas[index_of(id)]) {
      LinePaint& line = style.lines[index_of(id)].emplace_back();
      line.colour = area.outline;
      line.colour.a = 0.9F;
      line.width = id == LayerId::kFootprints ? 2.0 : 1.4;
    }
  }
}

/// Day colours: routes, the outline of the day's area and the discs of its stops.
void set_days(Style& style, std::initializer_list<std::uint32_t> hues, Colour casing) {
  for (const std::uint32_t hue : hues) {
    style.areas[index_of(LayerId::kDayAreas)].push_back({rgb(hue, 0.10), rgb(hue, 0.55), 1.2, 4.0});
    style.lines[index_of(LayerId::kRoutes)].push_back({rgb(hue), 3.0, 0.0, 3.0, casing, 1.6});
    style.points[index_of(LayerId::kStops)].push_back({Symbol::kDisc, rgb(hue), casing, 9.0, 1.6});
  }
}

/// Dashed and lightly tinted, so that beats do not pass for territories.
void set_beats(Style& style, std::initializer_list<std::uint32_t> hues) {
  for (const std::uint32_t hue : hues) {
    style.areas[index_of(LayerId::kBeats)].push_back({rgb(hue, 0.10), rgb(hue, 0.85), 1.6, 7.0});
  }
}

/// Least width, metres on the ground and greatest width of each road class.
void set_roads(Style& style, std::array<Colour, kRoadClasses> colours,
               std::array<Colour, kRoadClasses> casings) {
  struct Width {
    double least, ground, most, farthest;
  };
  constexpr std::array<Width, kRoadClasses> kWidths = {{{0.6, 1.5, 3.0, 4.0},
                                                        {0.7, 7.0, 11.0, 45.0},
                                                        {0.9, 9.0, 14.0, 120.0},
                                                        {1.2, 13.0, 18.0, 600.0},
                                                        {1.6, 18.0, 24.0, 1e12}}};
  for (std::size_t i = 0; i < kRoadClasses; ++i) {
    const Width& width = kWidths[i];
    style.lines[index_of(LayerId::kRoads)].push_back(
        {colours[i], width.least, width.ground, width.most, casings[i], 0.8, width.farthest});
  }
}

struct ProspectColours {
  std::uint32_t on_net, near_net, customer, excluded, off_net;
  Colour halo;
};

/// In the order of ProspectClass. What can be sold to is filled, large and haloed; the rest is
/// small and hollow, so that the classes keep apart without colour.
std::vector<PointPaint> prospect_paints(const ProspectColours& c) {
  const Colour none = {0.0F, 0.0F, 0.0F, 0.0F};
  return {{Symbol::kTriangle, none, rgb(c.off_net), 4.0, 1.3},
          {Symbol::kRing, none, rgb(c.off_net), 3.0, 1.3},
          {Symbol::kCross, rgb(c.excluded), none, 3.4, 0.0},
          {Symbol::kSquare, rgb(c.customer), c.halo, 4.2, 1.0},
          {Symbol::kDiamond, rgb(c.near_net), c.halo, 5.6, 1.2},
          {Symbol::kDisc, rgb(c.on_net), c.halo, 4.8, 1.2}};
}

}  // namespace

const AreaPaint& Style::area(LayerId layer, std::size_t paint) const {
  return nth(areas[index_of(layer)], paint);
}

const LinePaint& Style::line(LayerId layer, std::size_t paint) const {
  return nth(lines[index_of(layer)], paint);
}

const PointPaint& Style::point(LayerId layer, std::size_t paint) const {
  return nth(points[index_of(layer)], paint);
}

Colour tint_colour(const Style& style, LayerId layer, std::uint16_t paint, bool marked) {
  constexpr float kPlain = 0.42F;
  constexpr float kMarked = 0.78F;
  constexpr std::uint16_t kNone = 0xFFFF;
  Colour colour =
      paint == kNone ? Colour{0.5F, 0.5F, 0.5F, 0.10F} : style.area(layer, paint).outline;
  if (paint != kNone) colour.a = kPlain;
  if (marked) {
    colour = style.mark;
    colour.a = kMarked;
  }
  return colour;
}

Style light_style() {
  Style style;
  style.background = rgb(0xEEF0F2);
  style.highlight = rgb(0x111827);
  style.highlight_casing = rgb(0xFFFFFF);
  style.hover = rgb(0x475569);
  style.label = rgb(0x1F2937);
  style.label_halo = rgb(0xFFFFFF, 0.85);
  style.bubble_text = rgb(0xFFFFFF);
  style.stop_text = rgb(0xFFFFFF);
  style.mark = rgb(0xC81E1E);
  style.tint_border = rgb(0x1F2937, 0.85);
  style.areas[index_of(LayerId::kFootprints)] =
      tints({0x2F6FDE, 0x0E9488, 0x7C5CD6, 0x4B5563, 0x0891B2}, 0.13, 0.55);
  style.areas[index_of(LayerId::kCompetitors)] = dashed({0xA8546A, 0x9A6B2F, 0x7A6A8C}, 0.06, 0.60);
  style.areas[index_of(LayerId::kNoSolicit)] = {
      {rgb(0xB4232A, 0.07), rgb(0xB4232A, 0.55), 1.2, 0.0, 7.0}};
  style.areas[index_of(LayerId::kBarriers)] =
      tints({0x4A4A4A, 0x2E7FA8, 0x9A5B13, 0x6B5B7B}, 0.10, 0.70);
  set_lines(style);
  style.areas[index_of(LayerId::kUnits)] = {{rgb(0x64748B, 0.0), rgb(0x64748B, 0.35), 0.8}};
  for (const std::uint32_t hue : {0x0072B2U, 0xD55E00U, 0x009E73U, 0xC0609AU, 0xD99000U, 0x3FA0DBU,
                                  0x882255U, 0x8A8A20U, 0x4B3FA8U, 0x2F8F80U}) {
    style.areas[index_of(LayerId::kTerritories)].push_back({rgb(hue, 0.13), rgb(hue), 2.4});
  }
  set_roads(style, {rgb(0xE2E5E9), rgb(0xFFFFFF), rgb(0xFFFFFF), rgb(0xFFFDF6), rgb(0xFDEBC4)},
            {rgb(0xE2E5E9, 0.0), rgb(0xD3D8DE), rgb(0xCBD1D8), rgb(0xC9C6BC), rgb(0xD9BE86)});
  set_days(style, {0x0B6BB0, 0xC2480A, 0x00785A, 0xA03A78, 0x8A5A00, 0x5B3FA8, 0x7A1F4B, 0x5F6B00},
           rgb(0xFFFFFF));
  set_beats(style,
            {0x0B6BB0, 0xC2480A, 0x00785A, 0xA03A78, 0x8A5A00, 0x5B3FA8, 0x7A1F4B, 0x5F6B00});
  style.points[index_of(LayerId::kProspects)] =
      prospect_paints({0x0A7A4C, 0xE07B00, 0x27408B, 0x8A929C, 0x8A929C, rgb(0xFFFFFF)});
  style.points[index_of(LayerId::kHomes)] = {
      {Symbol::kHouse, rgb(0x111827), rgb(0xFFFFFF), 10.0, 1.5}};
  return style;
}

Style dark_style() {
  Style style;
  style.dark = true;
  style.background = rgb(0x14181E);
  style.highlight = rgb(0xFFFFFF);
  style.highlight_casing = rgb(0x0B0E12);
  style.hover = rgb(0xCBD5E1);
  style.label = rgb(0xE5E9EF);
  style.label_halo = rgb(0x0B0E12, 0.85);
  style.bubble_text = rgb(0x0B0E12);
  style.stop_text = rgb(0x0B0E12);
  style.mark = rgb(0xFF5C5C);
  style.tint_border = rgb(0xE5E9EF, 0.85);
  style.areas[index_of(LayerId::kFootprints)] =
      tints({0x5B9BFF, 0x2DD4BF, 0xA78BFA, 0x94A3B8, 0x22D3EE}, 0.13, 0.55);
  style.areas[index_of(LayerId::kCompetitors)] = dashed({0xE08AA0, 0xD9A766, 0xB7A3CF}, 0.06, 0.55);
  style.areas[index_of(LayerId::kNoSolicit)] = {
      {rgb(0xF87171, 0.07), rgb(0xF87171, 0.50), 1.2, 0.0, 7.0}};
  style.areas[index_of(LayerId::kBarriers)] =
      tints({0xD4D4D4, 0x62B5DD, 0xD69A55, 0xB3A2C4}, 0.10, 0.65);
  set_lines(style);
  style.areas[index_of(LayerId::kUnits)] = {{rgb(0x94A3B8, 0.0), rgb(0x94A3B8, 0.30), 0.8}};
  for (const std::uint32_t hue : {0x4AA8E8U, 0xFF8A4CU, 0x2FC99AU, 0xE79AC6U, 0xF5BC42U, 0x8CCBF5U,
                                  0xD76A98U, 0xC5C75AU, 0x9C8CF2U, 0x5CC4B4U}) {
    style.areas[index_of(LayerId::kTerritories)].push_back({rgb(hue, 0.12), rgb(hue), 2.2});
  }
  set_roads(
      style, {rgb(0x2E3640), rgb(0x39434F), rgb(0x444F5D), rgb(0x525E6E), rgb(0x6A6E75)},
      {rgb(0x14181E, 0.0), rgb(0x14181E, 0.7), rgb(0x11151A, 0.9), rgb(0x0F1317), rgb(0x0F1317)});
  set_days(style, {0x5AB0F2, 0xFF9457, 0x3CCBA0, 0xF093C6, 0xFFC34D, 0xB79CFF, 0xFF7AA8, 0xC9D64A},
           rgb(0x0B0E12));
  set_beats(style,
            {0x5AB0F2, 0xFF9457, 0x3CCBA0, 0xF093C6, 0xFFC34D, 0xB79CFF, 0xFF7AA8, 0xC9D64A});
  style.points[index_of(LayerId::kProspects)] =
      prospect_paints({0x4ADE98, 0xFFB020, 0x93B4FF, 0x7C8794, 0x7C8794, rgb(0x0B0E12)});
  style.points[index_of(LayerId::kHomes)] = {
      {Symbol::kHouse, rgb(0xF8FAFC), rgb(0x0B0E12), 10.0, 1.5}};
  return style;
}

double point_scale(LayerId layer, double metres_per_pixel) {
  constexpr double kNear = 3.0;
  constexpr double kFar = 30.0;
  const double least = layer == LayerId::kProspects ? 0.5 : 0.8;
  const double t = std::log(metres_per_pixel / kNear) / std::log(kFar / kNear);
  return 1.0 + (least - 1.0) * std::clamp(t, 0.0, 1.0);
}

double line_width(const LinePaint& paint, double metres_per_pixel) {
  if (metres_per_pixel > paint.max_metres_per_pixel) return 0.0;
  return std::clamp(paint.ground_width / metres_per_pixel, paint.width,
                    std::max(paint.width, paint.max_width));
}

}  // namespace nearnet::map
