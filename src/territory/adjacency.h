// SPDX-License-Identifier: Apache-2.0
// Which basic units touch: the graph on which territories must be connected.
//
//   territory::Adjacency graph = territory::adjacency(units);
//   for (const territory::Neighbour& n : graph.of[unit]) border += n.shared_metres;
//   graph.parts;                // 1, or more where units lie apart and had to be tied by bridges
//
// Two units are neighbours when they share a line, not a corner (rook). Units that lie apart are
// tied to those around them by bridges, so the graph always is connected and no unit is dropped.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/job_context.h"
#include "model/territory.h"

namespace nearnet::territory {

struct Neighbour {
  std::size_t unit;
  double shared_metres;  ///< length of the common border; 0 for a bridge
  friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

/// A tie between units that do not touch.
struct Bridge {
  std::size_t from;
  std::size_t to;
  double metres;  ///< the gap between them, 0 when they meet in a corner
  friend bool operator==(const Bridge&, const Bridge&) = default;
};

struct Adjacency {
  std::vector<std::vector<Neighbour>> of;  ///< symmetric, ascending by unit, bridges included
  /// Sets of units connected by borders alone.
  std::size_t parts = 0;
  /// Ties between units of different parts: first the parts − 1 of a minimum spanning tree, then
  /// the further ones, ascending. Empty when borders connect everything.
  std::vector<Bridge> bridges;
};

/// Units as valid polygons in lon/lat. Borders are matched segment by segment where both sides have
/// the same vertices; segments left over are matched where they run along each other within 0.2 m
/// (more for long edges, which bow when a layer is reprojected), so layers without common vertices
/// work too.
///
/// Parts of the graph that share no border are joined as a minimum spanning tree would, each to its
/// nearest (Borůvka 1926), ties by lowest index. A tree alone can hardly be cut into equal
/// connected territories, so units of different parts also are tied where they are Gabriel
/// neighbours: no other unit's centre lies in the circle whose diameter joins theirs, nor on it
/// (Gabriel, Sokal 1969). Of units with one centre the first stands for all. Works across the
/// antimeridian. The same on any number of threads. Cost: O(s · log s) for s border segments, and
/// O(n · log n) for n units where bridges are needed.
Adjacency adjacency(std::span<const model::BasicUnit> units,
                    const core::JobContext& job = core::JobContext({.threads = 1}));

}  // namespace nearnet::territory
