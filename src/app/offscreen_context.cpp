// SPDX-License-Identifier: Apache-2.0
#include "app/offscreen_context.h"

#include "core/error.h"

#include <epoxy/egl.h>

#include <array>
#include <string>

namespace nearnet::app {
namespace {

core::ConfigError no_opengl(const std::string& step) {
  return core::ConfigError("no OpenGL 3.3 to draw pictures with (" + step +
                           "); install Mesa's drivers: libegl1 libgl1-mesa-dri");
}

// Without a surface type EGL looks for configurations that can show windows, and finds none.
constexpr std::array<EGLint, 5> kConfig = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE,
                                           EGL_OPENGL_BIT, EGL_NONE};
constexpr std::array<EGLint, 7> kVersion = {EGL_CONTEXT_MAJOR_VERSION,
                                            3,
                                            EGL_CONTEXT_MINOR_VERSION,
                                            3,
                                            EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                            EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                            EGL_NONE};

}  // namespace

OffscreenContext::OffscreenContext() {
  if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless")) {
    throw no_opengl("EGL has no surfaceless platform");
  }
  display_ = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  if (display_ == EGL_NO_DISPLAY || eglInitialize(display_, nullptr, nullptr) != EGL_TRUE) {
    throw no_opengl("EGL does not start");
  }
  EGLConfig config = nullptr;
  EGLint found = 0;
  eglBindAPI(EGL_OPENGL_API);
  eglChooseConfig(display_, kConfig.data(), &config, 1, &found);
  if (found > 0) context_ = eglCreateContext(display_, config, EGL_NO_CONTEXT, kVersion.data());
  if (context_ == EGL_NO_CONTEXT ||
      eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) != EGL_TRUE) {
    if (context_ != EGL_NO_CONTEXT) eglDestroyContext(display_, context_);
    eglTerminate(display_);
    throw no_opengl("no context of version 3.3");
  }
}

OffscreenContext::~OffscreenContext() {
  eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext(display_, context_);
  eglTerminate(display_);
}

}  // namespace nearnet::app
