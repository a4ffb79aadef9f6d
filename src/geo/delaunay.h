// SPDX-License-Identifier: Apache-2.0
// Which points are neighbours, and which ground is nearest to each: Delaunay triangulation and
// Voronoi diagram.
//
//   for (const auto& [a, b] : geo::delaunay_edges(points)) draw(points[a], points[b]);
//   for (const geo::Geometry& cell : geo::voronoi_cells(points)) draw(cell.polygons());
//
// Same points, same answers.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "geo/geometry.h"
#include "geo/local_frame.h"

namespace nearnet::geo {

/// Pairs of indices a < b, ascending (GEOS, incremental; Guibas & Stolfi 1985). Of points at one
/// place only the first has edges; points on one line are tied each to the next. Long edges of the
/// hull may be missing where the triangle behind them is next to flat. Throws core::InputError for
/// a coordinate that is not finite. Cost: O(n · log n) mostly.
std::vector<std::pair<std::size_t, std::size_t>> delaunay_edges(std::span<const XY> points);

/// For each point the polygon of what is nearer to it than to all others, in the points' own plane
/// ("lon" is x). Outer cells end some way outside of the points. Empty for a point whose place an
/// earlier one has, and for all of less than two places. Neighbours share their borders vertex by
/// vertex (GEOS; Guibas & Stolfi 1985). Throws core::InputError for a coordinate that is not
/// finite. Cost: O(n · log n) mostly.
std::vector<Geometry> voronoi_cells(std::span<const XY> points);

}  // namespace nearnet::geo
