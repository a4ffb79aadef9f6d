// SPDX-License-Identifier: Apache-2.0
// The one seam between panels and pixels. render::MapRenderer draws with OpenGL; tests put a fake
// in its place that answers picks by map::hit_test.
//
//   map::TextureId picture = surface.draw(scene, camera, {framebuffer_width, framebuffer_height});
//   ImGui::Image(reinterpret_cast<void*>(picture), size);   // first row is the top: default UVs
//   if (clicked) selected = surface.pick(mouse.x, mouse.y);
#pragma once

#include <cstdint>
#include <optional>

#include "map/camera.h"
#include "map/feature_id.h"
#include "map/scene.h"

namespace nearnet::map {

/// A texture in the drawing library's own numbering; 0 is none.
using TextureId = std::uintptr_t;

/// Device pixels. On a high-density display more than the camera's viewport; line widths, symbols
/// and hatches grow by the same ratio.
struct PixelSize {
  int width = 0;
  int height = 0;
  friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

class MapSurface {
 public:
  virtual ~MapSurface() = default;

  /// Draws the scene and returns the picture, first row at the top, opaque. Nothing is redrawn when
  /// scene, camera and size are what they were. The texture belongs to the surface and stays valid
  /// until the next draw.
  virtual TextureId draw(const Scene& scene, const Camera& camera, PixelSize size) = 0;

  /// What was drawn under (or within kPickTolerance of) this place, in the screen units of the
  /// camera of the last draw; none before a first draw. Points win over lines, lines over areas;
  /// the topmost layer wins among each. Roads and count bubbles are not features to pick.
  virtual std::optional<FeatureId> pick(double x, double y) = 0;
};

}  // namespace nearnet::map
