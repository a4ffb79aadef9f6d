// SPDX-License-Identifier: Apache-2.0
// Lines on a sheet of paper: cut at its edges, thinned to what can be seen. Coordinates are SVG
// units, y downwards.
#pragma once

#include "geo/local_frame.h"

#include <span>
#include <vector>

namespace nearnet::handoff {

using SheetLine = std::vector<geo::XY>;

/// A sheet from 0,0 to width,height with a margin around it.
struct SheetBox {
  double width = 0.0;
  double height = 0.0;
  double margin = 0.0;
};

/// The parts of the line that lie on the box (Liang and Barsky 1984, segment by segment).
std::vector<SheetLine> clipped(std::span<const geo::XY> line, const SheetBox& box);

/// The line without the points that lie closer than `tolerance` to what remains (Ramer 1972,
/// Douglas and Peucker 1973). Ends stay.
SheetLine thinned(std::span<const geo::XY> line, double tolerance);

/// Length in units.
double length(std::span<const geo::XY> line);

}  // namespace nearnet::handoff
