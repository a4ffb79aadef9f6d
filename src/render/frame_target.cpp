// SPDX-License-Identifier: Apache-2.0
#include "render/frame_target.h"

#include <string>

#include "render/gl_error.h"

namespace nearnet::render {
namespace {

constexpr GLsizei kSamples = 4;  // what every OpenGL 3.3 offers at least

}  // namespace

void check_framebuffer(const char* purpose) {
  const GLenum status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
  if (status == GL_FRAMEBUFFER_COMPLETE) return;
  throw GlError("the framebuffer for " + std::string(purpose) + " is incomplete (status " +
                std::to_string(status) + ")");
}

void FrameTarget::allocate(map::PixelSize size) {
  size_ = size;
  glBindTexture(GL_TEXTURE_2D, texture_.name());
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, size.width, size.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glBindTexture(GL_TEXTURE_2D, 0);

  glBindFramebuffer(GL_FRAMEBUFFER, resolved_.name());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.name(), 0);
  check_framebuffer("the picture");

  glBindRenderbuffer(GL_RENDERBUFFER, colour_.name());
  glRenderbufferStorageMultisample(GL_RENDERBUFFER, kSamples, GL_RGBA8, size.width, size.height);
  glBindRenderbuffer(GL_RENDERBUFFER, stencil_.name());
  glRenderbufferStorageMultisample(GL_RENDERBUFFER, kSamples, GL_DEPTH24_STENCIL8, size.width,
                                   size.height);
  glBindRenderbuffer(GL_RENDERBUFFER, 0);
  glBindFramebuffer(GL_FRAMEBUFFER, samples_.name());
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_.name());
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_STENCIL_ATTACHMENT, GL_RENDERBUFFER,
                            stencil_.name());
  check_framebuffer("drawing the map");
}

void FrameTarget::begin(map::PixelSize size, const map::Colour& background) {
  if (!(size == size_)) allocate(size);
  glBindFramebuffer(GL_FRAMEBUFFER, samples_.name());
  glViewport(0, 0, size.width, size.height);
  glClearColor(background.r, background.g, background.b, 1.0F);
  glClearStencil(0);
  glClear(GL_COLOR_BUFFER_BIT | GL_STENCIL_BUFFER_BIT);
}

void FrameTarget::resolve() {
  glBindFramebuffer(GL_READ_FRAMEBUFFER, samples_.name());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, resolved_.name());
  glBlitFramebuffer(0, 0, size_.width, size_.height, 0, 0, size_.width, size_.height,
                    GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

}  // namespace nearnet::render
