// SPDX-License-Identifier: Apache-2.0
// Whether a shape covers a place of a cell, told from the shape's edges in that cell alone.
// Internal to the engine.
//
//   covers_in_cell(outlines, stretches, cell.corner, place);  // boundary counts as inside
//
// The way from the cell's south-western corner east along its border and then north to the place
// crosses edges that the cell lists and no others, and each crossing changes inside for outside.
// Crossings are decided by exact orientation, edges hold one of their ends and not the other, as in
// GEOS's ray crossing counter (even-odd over all rings): for valid polygons the answers are equal.
// Cost: some comparisons for each edge of the shape in the cell.
#pragma once

#include <span>

#include "eligibility/cell_grid.h"
#include "eligibility/outlines.h"
#include "geo/lon_lat.h"
#include "geo/orientation.h"

namespace nearnet::eligibility {

/// The edge passes the latitude of the place, west of it.
inline bool passes_west(geo::LonLat from, geo::LonLat to, geo::LonLat place) {
  const bool to_north = to.lat > place.lat;
  if ((from.lat > place.lat) == to_north) return false;
  if (from.lon < place.lon && to.lon < place.lon) return true;
  if (from.lon > place.lon && to.lon > place.lon) return false;
  const int side = geo::orientation(from, to, place);
  return to_north ? side < 0 : side > 0;
}

/// `stretches`: all that one item has in the cell.
bool covers_in_cell(const Outlines& outlines, std::span<const CellStretch> stretches,
                    geo::LonLat corner, geo::LonLat place);

}  // namespace nearnet::eligibility
