// SPDX-License-Identifier: Apache-2.0
// OpenGL without a window or a display: what pictures are drawn with on servers and in scripts.
//
//   app::OffscreenContext context;      // current on this thread until it is destroyed
//   render::MapRenderer renderer; …     // into framebuffers of its own
//
// Through EGL's surfaceless platform (EGL_MESA_platform_surfaceless), which Mesa offers everywhere.
#pragma once

namespace nearnet::app {

class OffscreenContext {
 public:
  /// Throws core::ConfigError when there is no OpenGL 3.3 to be had.
  OffscreenContext();
  ~OffscreenContext();
  OffscreenContext(const OffscreenContext&) = delete;
  OffscreenContext& operator=(const OffscreenContext&) = delete;

 private:
  void* display_ = nullptr;
  void* context_ = nullptr;
};

}  // namespace nearnet::app
