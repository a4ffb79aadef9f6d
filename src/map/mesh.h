// SPDX-License-Identifier: Apache-2.0
// A layer as arrays that a graphics card takes as they are.
//
//   map::Mesh mesh = map::build_mesh(scene, map::LayerId::kTerritories, camera.units_per_pixel());
//   for (const map::Batch& batch : mesh.fills)              // triangles of one class in one cell
//     if (batch.box.intersects(camera.visible())) draw(mesh.corners, mesh.triangles, batch);
//
// Features are grouped by class (classes are drawn in order), then by cell of a grid over the
// layer, so that what is out of sight is skipped a cell at a time. Coordinates are floats relative
// to their batch's origin, a few thousand features away at most: exact to far below a pixel at
// street level wherever on earth the data lies, and for layers of any extent.
//
// Level of detail: shapes are simplified (Douglas & Peucker 1973) to half a pixel of the level's
// scale, small areas to a whole one; parts smaller than half a pixel are left out of lines and
// reduced to their box in areas. Levels are a factor of two apart; a mesh serves any scale of its
// level. Building costs one pass plus triangulation (see map/fill_triangles.h).
#pragma once

#include <cstdint>
#include <vector>

#include "map/scene.h"

namespace nearnet::map {

struct MeshVertex {
  float x, y;
  std::uint32_t feature;
};

/// A stroke from a to b; `along` is the length of the line before a.
struct MeshSegment {
  float ax, ay, bx, by;
  float along;
  std::uint32_t feature;
};

/// A stretch of border and the features on its sides; drawn where they are tinted differently.
struct MeshEdge {
  float ax, ay, bx, by;
  std::uint32_t left, right;
};

struct MeshPoint {
  float x, y;
  float radius;  ///< in screen units before point_scale; 0: the paint's own
  std::uint32_t feature;
};

struct Batch {
  std::uint32_t paint = 0;
  WorldPoint origin;
  WorldBox box;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

struct Mesh {
  std::vector<MeshVertex> corners;       ///< of areas
  std::vector<std::uint32_t> triangles;  ///< into `corners`, three a triangle
  std::vector<MeshSegment> segments;     ///< outlines of areas, and lines
  std::vector<MeshPoint> points;
  std::vector<MeshPoint> bubbles;
  std::vector<MeshEdge> edges;  ///< of layers with tints; for border_mesh()
  std::vector<Batch> fills;
  std::vector<Batch> outlines;  ///< of areas
  std::vector<Batch> strokes;   ///< of lines
  std::vector<Batch> symbols;
  std::vector<Batch> bubble_batches;
  std::vector<Batch> edge_batches;
  double typical_size = 0.0;  ///< median extent of the areas, in world units
};

/// Equal levels of a layer's version give equal meshes.
int mesh_level(const Layer& layer, double units_per_pixel);
Mesh build_mesh(const Scene& scene, LayerId layer, double units_per_pixel);
/// One feature alone in full detail, for highlighting; empty when the layer does not show it.
Mesh build_feature_mesh(const Scene& scene, FeatureId feature);

/// Ramer–Douglas–Peucker; keeps both ends, and of a ring at least a triangle.
WorldLine simplified(const WorldLine& line, double tolerance);

}  // namespace nearnet::map
