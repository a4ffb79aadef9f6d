// SPDX-License-Identifier: Apache-2.0
// A map::Mesh on the graphics card: uploaded once, drawn batch by batch.
//
//   render::GpuMesh mesh(map::build_mesh(scene, layer, camera.units_per_pixel()));
//   mesh.draw_fill(mesh.fills()[0]);               // a program must be in use
#pragma once

#include <vector>

#include "map/mesh.h"
#include "render/gl_objects.h"

namespace nearnet::render {

class GpuMesh {
 public:
  explicit GpuMesh(const map::Mesh& mesh);

  const std::vector<map::Batch>& fills() const { return fills_; }
  const std::vector<map::Batch>& outlines() const { return outlines_; }
  const std::vector<map::Batch>& strokes() const { return strokes_; }
  const std::vector<map::Batch>& symbols() const { return symbols_; }
  const std::vector<map::Batch>& bubbles() const { return bubble_batches_; }
  double typical_size() const { return typical_size_; }

  void draw_fill(const map::Batch& batch) const;
  void draw_stroke(const map::Batch& batch) const;
  void draw_symbols(const map::Batch& batch) const;
  void draw_bubbles(const map::Batch& batch) const;

 private:
  /// One vertex array and the buffer it reads.
  struct Stream {
    VertexArray array;
    Buffer buffer;
  };
  void draw_points(const Stream& stream, const map::Batch& batch) const;

  Stream corners_;
  Buffer triangles_;
  Stream segments_;
  Stream points_;
  Stream bubbles_;
  std::vector<map::Batch> fills_;
  std::vector<map::Batch> outlines_;
  std::vector<map::Batch> strokes_;
  std::vector<map::Batch> symbols_;
  std::vector<map::Batch> bubble_batches_;
  double typical_size_;
};

}  // namespace nearnet::render
