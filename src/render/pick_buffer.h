// SPDX-License-Identifier: Apache-2.0
// A small framebuffer of feature numbers (one 32-bit unsigned integer a pixel) around the cursor.
//
//   render::PickBuffer buffer;
//   buffer.begin(view.size());
//   …draw with Purpose::kPick and u_layer = layer_bits(layer)…
//   std::optional<map::FeatureId> hit = buffer.read(reach);
#pragma once

#include <optional>

#include "map/feature_id.h"
#include "map/map_surface.h"
#include "render/gl_objects.h"

namespace nearnet::render {

/// The upper five bits name the layer, so that 0 is nothing; 2²⁷ features a layer can be told
/// apart.
inline constexpr unsigned kLayerShift = 27;
constexpr GLuint layer_bits(map::LayerId layer) {
  return static_cast<GLuint>(map::index_of(layer) + 1) << kLayerShift;
}

class PickBuffer {
 public:
  /// Bound for drawing, cleared to nothing, viewport set.
  void begin(map::PixelSize size);
  /// The winner of what was drawn: symbols and lines within `reach` pixels of the middle (symbols
  /// before lines, then the upper layer, then the nearer pixel), else the area at the middle.
  std::optional<map::FeatureId> read(int reach) const;

 private:
  map::PixelSize size_;
  Framebuffer framebuffer_;
  Texture texture_;
};

}  // namespace nearnet::render
