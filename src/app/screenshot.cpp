// SPDX-License-Identifier: Apache-2.0
#include "app/screenshot.h"

#include <epoxy/gl.h>

#include "app/main_loop.h"
#include "map/style.h"
#include "render/frame_target.h"
#include "render/image.h"
#include "ui/frame.h"

namespace nearnet::app {
namespace {

/// Sizes that depend on what was drawn before are right after the second frame; one to spare.
constexpr int kFrames = 4;

}  // namespace

void write_screenshot(const std::filesystem::path& file, map::PixelSize size, Gui& gui,
                      const workspace::Session& session, map::MapSurface& surface,
                      ui::UiState& state) {
  map::Scene scene;
  render::FrameTarget target;
  for (int frame = 0; frame < kFrames; ++frame) {
    gui.begin_frame(size);
    ui::draw_frame(state, view_of(session, surface, scene));
    target.begin(size, map::rgb(state.look.colours.backdrop));
    gui.end_frame();
    target.resolve();
  }
  glBindFramebuffer(GL_READ_FRAMEBUFFER, target.resolved_framebuffer());
  render::write_png(file, render::read_framebuffer(size, render::RowOrder::kBottomFirst));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, 0);
}

}  // namespace nearnet::app
