// SPDX-License-Identifier: Apache-2.0
// A day's route drawn as one inline SVG: footprints as a tint, streets, the way with its direction,
// numbered stops, home, scale bar and north arrow. It prints in black and white and needs nothing
// from outside.
//
//   handoff::MapDrawing map{.backdrop = {footprints, roads}, .way = route.line, .home = rep.home,
//                           .stops = {{.label = "1", .position = …}}};
//   std::string svg = handoff::svg(map);
//
// Backdrop spans may hold the whole workspace: only what lies on the sheet is drawn, clipped to it
// and thinned to what a printer shows (Ramer 1972, Douglas and Peucker 1973; quarter of a pixel).
// When streets would still take more room than `max_bytes` allows, the least important classes are
// left out first. Projection: local tangent plane, north up. Deterministic. Cost: one pass over the
// backdrop.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "geo/geometry.h"
#include "geo/lon_lat.h"
#include "model/footprint.h"
#include "model/road.h"

namespace nearnet::handoff {

enum class DistanceUnit { kKilometres, kMiles };

/// What lies under the route. The spans' owners must outlive the drawing.
struct MapBackdrop {
  std::span<const model::Footprint> footprints = {};
  std::span<const model::Road> roads = {};
};

struct MapStop {
  std::string label = {};  ///< drawn inside the marker: one to three characters
  geo::LonLat position = {};
  bool appointment = false;  ///< drawn with a ring
};

struct MapDrawing {
  MapBackdrop backdrop = {};
  geo::Line way = {};
  std::optional<geo::LonLat> home = {};
  std::vector<MapStop> stops = {};
  int width = 1000;  ///< SVG units; the picture scales to its container
  int height = 620;
  DistanceUnit unit = DistanceUnit::kMiles;
  std::size_t max_bytes = 300'000;  ///< for the streets and footprints together
};

/// The box on the ground that the sheet shows: way, home and stops with a margin, in the sheet's
/// proportions. Empty when there is nothing to show.
geo::LonLatBox shown_box(const MapDrawing& map);

/// One <svg> element, ready to be put into HTML; "" when there is nothing to show.
std::string svg(const MapDrawing& map);

}  // namespace nearnet::handoff
