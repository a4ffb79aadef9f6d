// SPDX-License-Identifier: Apache-2.0
// Which points are neighbours: the edges of their Delaunay triangulation.
//
//   for (const auto& [a, b] : geo::delaunay_edges(points)) draw(points[a], points[b]);
//
// Same points, same edges.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "geo/local_frame.h"

namespace nearnet::geo {

/// Pairs of indices a < b, ascending (GEOS, incremental; Guibas & Stolfi 1985). Of points at one
/// place only the first has edges; points on one line are tied each to the next. Long edges of the
/// hull may be missing where the triangle behind them is next to flat. Throws core::InputError for
/// a coordinate that is not finite. Cost: O(n · log n) mostly.
std::vector<std::pair<std::size_t, std::size_t>> delaunay_edges(std::span<const XY> points);

}  // namespace nearnet::geo
