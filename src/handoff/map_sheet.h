// SPDX-License-Identifier: Apache-2.0
// The parts of a map drawing: where things lie on the sheet, and each layer as SVG text. For
// map_drawing.cpp.
#pragma once

#include "geo/local_frame.h"
#include "handoff/map_drawing.h"
#include "handoff/polyline.h"

#include <string>
#include <vector>

namespace nearnet::handoff {

/// From lon/lat to SVG units: the plane tangent at the middle of what is shown, north up.
class MapSheet {
 public:
  /// None of the map's points may be missing: way, home and stops together hold one or more.
  explicit MapSheet(const MapDrawing& map);

  geo::XY place(geo::LonLat position) const;
  SheetLine place(const geo::Line& line) const;
  /// What the sheet shows on the ground.
  geo::LonLatBox shown() const;
  double units_per_metre() const { return units_per_metre_; }
  /// The sheet with a margin around it in which lines may end unseen.
  SheetBox box(double margin) const { return {width_, height_, margin}; }

 private:
  geo::LonLat position(geo::XY units) const;

  double width_;
  double height_;
  geo::LocalFrame frame_;
  geo::XY centre_;  ///< metres in the frame, drawn in the middle of the sheet
  double units_per_metre_ = 1.0;
};

/// A marker where it could be drawn without covering another one.
struct PlacedMarker {
  geo::XY anchor;  ///< the true place
  geo::XY centre;  ///< of the circle
};

/// Markers in the order of the stops, moved aside where they would cover each other or home.
std::vector<PlacedMarker> placed_markers(const MapDrawing& map, const MapSheet& sheet);

/// How a street is drawn, by its class.
struct RoadStyle {
  const char* colour;
  double width;  ///< units of a page of HTML
};

RoadStyle road_style(const model::Road& road);

std::string footprint_layer(const MapDrawing& map, const MapSheet& sheet);
std::string road_layer(const MapDrawing& map, const MapSheet& sheet, std::size_t max_bytes);
/// Street names along the streets, clear of the markers.
std::string road_name_layer(const MapDrawing& map, const MapSheet& sheet,
                            const std::vector<PlacedMarker>& markers);
std::string way_layer(const MapDrawing& map, const MapSheet& sheet);
std::string stop_layer(const MapDrawing& map, const MapSheet& sheet,
                       const std::vector<PlacedMarker>& markers);
/// Scale bar and north arrow.
std::string furniture_layer(const MapDrawing& map, const MapSheet& sheet);

}  // namespace nearnet::handoff
