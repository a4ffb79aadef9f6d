// SPDX-License-Identifier: Apache-2.0
// Dear ImGui on a window, or on pictures alone: its context, fonts and backends.
//
//   app::Gui gui(window, state.look);      // app::Gui gui(state.look) for pictures
//   gui.begin_frame();
//   …                              // widgets
//   gui.end_frame();               // drawn into the framebuffer that is bound
#pragma once

#include <optional>

#include "app/window.h"
#include "ui/look.h"

namespace nearnet::app {

class Gui {
 public:
  /// `look` must outlive this and gets its fonts here.
  Gui(const Window& window, ui::Look& look);
  /// Without a window: only frames of a given size, nobody at the mouse. Needs a current context.
  explicit Gui(ui::Look& look);
  ~Gui();
  Gui(const Gui&) = delete;
  Gui& operator=(const Gui&) = delete;

  void begin_frame();
  /// A frame of exactly this many pixels at normal density, whatever the window is like, with the
  /// mouse out of it.
  void begin_frame(map::PixelSize size);
  void end_frame();
  /// Draws fonts anew when the window came to a display of another density.
  void follow_density();
  /// The keyboard goes into a text field, whose cursor blinks.
  bool typing() const;

 private:
  Gui(const Window* window, ui::Look& look, float density);
  void load_fonts();
  void begin_backends();

  const Window* window_;  ///< null: pictures only
  ui::Look& look_;
  float density_;
  ui::ThemeKind theme_;
};

}  // namespace nearnet::app
