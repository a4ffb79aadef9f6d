// SPDX-License-Identifier: Apache-2.0
// The tints of a layer on the graphics card: a colour a feature in a texture that fills read, and
// the borders between areas of different tint. When tints change, the rows of the texture that
// hold them and the borders are sent again; the shapes stay where they are.
//
//   tints.update(scene.layer(id), scene.style());     // nothing when they are what they were
//   tints.bind();                                     // for Painter::draw_ground
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "map/mesh.h"
#include "map/scene.h"
#include "render/gl_objects.h"
#include "render/gpu_mesh.h"

namespace nearnet::render {

/// Features side by side in a row of the texture; fill.vert knows it too.
inline constexpr int kTintsPerRow = 1024;

class TintTexture {
 public:
  void update(const map::Layer& layer, const map::Style& style);
  /// To texture unit 0.
  void bind() const;

 private:
  void send(std::size_t first_row, std::size_t last_row);

  Texture texture_;
  std::vector<std::uint32_t> colours_;  ///< as sent, whole rows
  std::uint64_t version_ = 0;
  std::optional<map::Style> style_;
};

/// The borders of one mesh.
class TintBorders {
 public:
  explicit TintBorders(map::Mesh mesh) : mesh_(std::move(mesh)) {}
  const GpuMesh& at(const map::Layer& layer);

 private:
  map::Mesh mesh_;  ///< edges alone
  std::optional<GpuMesh> borders_;
  std::uint64_t version_ = 0;
};

}  // namespace nearnet::render
