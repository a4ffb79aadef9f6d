// SPDX-License-Identifier: Apache-2.0
// How the map looks, as data: one Style holds every colour, width and symbol of a theme.
//
//   scene.set_style(map::dark_style());
//   const map::AreaPaint& paint = style.area(map::LayerId::kTerritories, shape.paint);
//
// Colours are plain 8-bit display values, blended as they are (what ImGui does too, so that panels
// and map agree). Widths and radii are in screen units. Classes are told apart by lightness, shape
// or pattern as well as by hue: status reads in greyscale, and the categorical palettes keep apart
// under the common colour-vision deficiencies (after Okabe & Ito 2008 and Tol 2021).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "map/feature_id.h"

namespace nearnet::map {

struct Colour {
  float r = 0.0F;
  float g = 0.0F;
  float b = 0.0F;
  float a = 1.0F;
  friend bool operator==(const Colour&, const Colour&) = default;
};

/// 0xRRGGBB.
constexpr Colour rgb(std::uint32_t hex, double alpha = 1.0) {
  return {static_cast<float>((hex >> 16) & 0xFFU) / 255.0F,
          static_cast<float>((hex >> 8) & 0xFFU) / 255.0F, static_cast<float>(hex & 0xFFU) / 255.0F,
          static_cast<float>(alpha)};
}

struct AreaPaint {
  Colour fill;
  Colour outline;
  double outline_width = 1.0;
  double dash = 0.0;  ///< length of dash and of gap along the outline; 0: unbroken
  double hatch =
      0.0;  ///< distance of diagonal strokes drawn in the outline's colour; 0: plain fill
  friend bool operator==(const AreaPaint&, const AreaPaint&) = default;
};

struct LinePaint {
  Colour colour;
  double width = 1.0;         ///< least width
  double ground_width = 0.0;  ///< metres on the ground: the line grows with the zoom …
  double max_width = 1.0;     ///< … up to this
  Colour casing;
  double casing_width = 0.0;           ///< on each side
  double max_metres_per_pixel = 1e12;  ///< farther out the class is not drawn
  friend bool operator==(const LinePaint&, const LinePaint&) = default;
};

enum class Symbol : std::uint8_t { kDisc, kRing, kSquare, kDiamond, kTriangle, kCross, kHouse };

struct PointPaint {
  Symbol symbol = Symbol::kDisc;
  Colour fill;
  Colour outline;
  double radius = 4.0;
  double outline_width = 1.0;
  friend bool operator==(const PointPaint&, const PointPaint&) = default;
};

/// Classes of prospects, in drawing order.
enum class ProspectClass : std::uint8_t {
  kUnknown,
  kOffNet,
  kExcluded,  ///< reachable, but ruled out
  kCustomer,
  kNearNet,
  kOnNet,
};
inline constexpr std::size_t kProspectClasses = 6;

/// Classes of roads, in drawing order: the greater lies on top.
enum class RoadClass : std::uint8_t { kPath, kLocal, kCollector, kArterial, kHighway };
inline constexpr std::size_t kRoadClasses = 5;

/// Classes of barriers.
enum class BarrierClass : std::uint8_t { kRail, kWater, kLimitedAccess, kOther };
inline constexpr std::size_t kBarrierClasses = 4;

struct Style {
  bool dark = false;
  Colour background;
  Colour highlight;         ///< around what is selected
  Colour highlight_casing;  ///< between it and the map
  Colour hover;
  Colour label;
  Colour label_halo;
  Colour bubble_text;
  Colour stop_text;
  Colour mark;         ///< over areas where something is wrong
  Colour tint_border;  ///< between areas of different tint
  /// One list a layer; a class beyond its end starts again from the front.
  std::array<std::vector<AreaPaint>, kLayers.size()> areas;
  std::array<std::vector<LinePaint>, kLayers.size()> lines;
  std::array<std::vector<PointPaint>, kLayers.size()> points;

  const AreaPaint& area(LayerId layer, std::size_t paint) const;
  const LinePaint& line(LayerId layer, std::size_t paint) const;
  const PointPaint& point(LayerId layer, std::size_t paint) const;

  friend bool operator==(const Style&, const Style&) = default;
};

/// The fill of a tinted area, plainer than that of an untinted one: it has no outline of its own.
Colour tint_colour(const Style& style, LayerId layer, std::uint16_t paint, bool marked);

Style light_style();
Style dark_style();

/// By how much point symbols shrink when the map is seen from afar: 1 at street level, towards 0.5
/// where a symbol would cover blocks.
double point_scale(LayerId layer, double metres_per_pixel);
/// Width of a line at a scale, in screen units; 0 when the class is not drawn so far out.
double line_width(const LinePaint& paint, double metres_per_pixel);

}  // namespace nearnet::map
