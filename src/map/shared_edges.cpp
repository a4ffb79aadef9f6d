// SPDX-License-Identifier: Apache-2.0
#include "map/shared_edges.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace nearnet::map {
namespace {

auto key(const EdgeShape& edge) {
  return std::tie(edge.a.x, edge.a.y, edge.b.x, edge.b.y, edge.left);
}

bool same_place(const EdgeShape& x, const EdgeShape& y) {
  return x.a == y.a && x.b == y.b;
}

void add_segments(const WorldLine& ring, std::uint32_t feature, std::vector<EdgeShape>& edges) {
  for (std::size_t i = 1; i < ring.size(); ++i) {
    WorldPoint a = ring[i - 1];
    WorldPoint b = ring[i];
    if (std::tie(b.x, b.y) < std::tie(a.x, a.y)) std::swap(a, b);
    edges.push_back({a, b, feature, feature});
  }
}

}  // namespace

std::vector<EdgeShape> shared_edges(const std::vector<AreaShape>& areas) {
  std::vector<EdgeShape> edges;
  for (const AreaShape& area : areas) {
    for (const WorldPolygon& polygon : area.polygons) {
      add_segments(polygon.shell, area.feature, edges);
      for (const WorldLine& hole : polygon.holes) add_segments(hole, area.feature, edges);
    }
  }
  std::sort(edges.begin(), edges.end(),
            [](const EdgeShape& x, const EdgeShape& y) { return key(x) < key(y); });
  std::size_t kept = 0;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    if (!same_place(edges[i], edges[i + 1]) || edges[i].left == edges[i + 1].left) continue;
    EdgeShape shared = edges[i];
    shared.right = edges[++i].left;
    edges[kept++] = shared;
  }
  edges.resize(kept);
  return edges;
}

Mesh border_mesh(const Mesh& mesh, std::span<const Tint> tints) {
  Mesh borders;
  for (const Batch& batch : mesh.edge_batches) {
    Batch some = batch;
    some.first = static_cast<std::uint32_t>(borders.segments.size());
    for (std::uint32_t i = batch.first; i < batch.first + batch.count; ++i) {
      const MeshEdge& edge = mesh.edges[i];
      if (tints[edge.left].paint == tints[edge.right].paint) continue;
      borders.segments.push_back({edge.ax, edge.ay, edge.bx, edge.by, 0.0F, edge.left});
    }
    some.count = static_cast<std::uint32_t>(borders.segments.size()) - some.first;
    if (some.count > 0) borders.strokes.push_back(some);
  }
  return borders;
}

}  // namespace nearnet::map
