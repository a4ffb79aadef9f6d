// SPDX-License-Identifier: Apache-2.0
// Where the map is drawn: a framebuffer with four samples a pixel, and the texture it is resolved
// to.
//
//   render::FrameTarget target;
//   target.begin({1280, 800}, background);       // bound, cleared, viewport set
//   …
//   target.resolve();                            // target.texture() holds the picture
//
// Eight bits a channel without sRGB conversion: blending happens in display values, as ImGui does
// it.
#pragma once

#include "map/map_surface.h"
#include "map/style.h"
#include "render/gl_objects.h"

namespace nearnet::render {

class FrameTarget {
 public:
  void begin(map::PixelSize size, const map::Colour& background);
  void resolve();

  map::PixelSize size() const { return size_; }
  GLuint texture() const { return texture_.name(); }
  /// Reads from the resolved picture, not the samples.
  GLuint resolved_framebuffer() const { return resolved_.name(); }

 private:
  void allocate(map::PixelSize size);

  map::PixelSize size_;
  Framebuffer samples_;
  Renderbuffer colour_;
  Renderbuffer stencil_;
  Framebuffer resolved_;
  Texture texture_;
};

/// Throws GlError when the framebuffer bound for drawing is not usable.
void check_framebuffer(const char* purpose);

}  // namespace nearnet::render
