// SPDX-License-Identifier: Apache-2.0
// The map drawn with OpenGL 3.3 core, into a texture, with four samples a pixel.
//
//   // with a current 3.3 core context:
//   render::MapRenderer renderer;
//   map::TextureId picture = renderer.draw(scene, camera, {1280, 800});
//   renderer.pick(640, 400);
//   render::write_png("map.png", renderer.picture());
//
// Vertices go to the card once a layer version and level of detail; a frame costs the CPU a walk
// over the batches in sight. The context must be current for every call, construction and
// destruction included. Calls leave the context's framebuffer binding and viewport as they found
// them, and blending, scissor, stencil and depth tests off. Throws render::GlError when the context
// cannot do what is needed.
#pragma once

#include <memory>
#include <optional>

#include "map/map_surface.h"
#include "render/image.h"

namespace nearnet::render {

class MapRenderer : public map::MapSurface {
 public:
  MapRenderer();
  ~MapRenderer() override;
  MapRenderer(const MapRenderer&) = delete;
  MapRenderer& operator=(const MapRenderer&) = delete;

  map::TextureId draw(const map::Scene& scene, const map::Camera& camera,
                      map::PixelSize size) override;
  /// From an id framebuffer of the few pixels around the place; uses the scene of the last draw,
  /// which must still live.
  std::optional<map::FeatureId> pick(double x, double y) override;

  /// The last drawn picture, read back; empty before a first draw.
  Image picture() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nearnet::render
