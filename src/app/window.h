// SPDX-License-Identifier: Apache-2.0
// One window with an OpenGL 3.3 core context, through GLFW. One at a time.
//
//   app::Window window({1600, 1000}, "nearnet");
//   while (!window.closing()) { window.wait(0.5); …; window.present(); }
#pragma once

#include <string>
#include <vector>

#include "map/map_surface.h"

struct GLFWwindow;

namespace nearnet::app {

class Window {
 public:
  /// `size` is in pixels of a display of normal density; on denser ones the window grows with it,
  /// and it is never larger than the screen.
  /// Throws core::ConfigError when there is no display or no OpenGL 3.3.
  Window(map::PixelSize size, const std::string& title);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  bool closing() const;
  /// Waits for something to happen, at most so long. Returns whether something did.
  bool wait(double seconds);
  void present();
  void set_title(const std::string& title);

  map::PixelSize framebuffer_size() const;
  /// Layout units to a design unit, 2 on a display of double density whose layout units are pixels.
  float ui_scale() const;
  /// Framebuffer pixels to a layout unit.
  float density() const;
  /// The files dropped on the window since the last call.
  std::vector<std::string> take_dropped_files();

  GLFWwindow* handle() const { return window_; }

 private:
  GLFWwindow* window_ = nullptr;
  std::vector<std::string> dropped_;
};

/// Whether a window could be opened here.
bool window_system_available();

}  // namespace nearnet::app
