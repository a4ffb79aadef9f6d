// SPDX-License-Identifier: Apache-2.0
// Where areas of one layer border on each other, and which of these borders to draw.
//
//   layer.edges = map::shared_edges(layer.areas);
//   mesh.edges …                                            // as build_mesh() prepares them
//   map::Mesh borders = map::border_mesh(mesh, layer.tints);
#pragma once

#include <span>
#include <vector>

#include "map/mesh.h"
#include "map/shapes.h"

namespace nearnet::map {

/// Segments that two areas have in common, vertex for vertex. Cost: O(s · log s) for s segments.
std::vector<EdgeShape> shared_edges(const std::vector<AreaShape>& areas);

/// The edges of a mesh whose sides have different tints, as strokes of paint 0. Cost: one pass over
/// the edges.
Mesh border_mesh(const Mesh& mesh, std::span<const Tint> tints);

}  // namespace nearnet::map
