// SPDX-License-Identifier: Apache-2.0
#include "app/window.h"

#include <epoxy/gl.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <utility>

#include "core/error.h"

namespace nearnet::app {
namespace {

constexpr int kLeastWidth = 900;
constexpr int kLeastHeight = 600;

std::string last_glfw_error() {
  const char* description = nullptr;
  glfwGetError(&description);
  return description == nullptr ? "no reason given" : description;
}

core::ConfigError no_display() {
  return core::ConfigError(
      "no display to open a window on (" + last_glfw_error() +
      "); run nearnet in a desktop session, or with a virtual display: xvfb-run -a nearnet …");
}

void set_hints() {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
}

/// Not larger than what the screen has room for: without a window manager nobody else sees to it.
map::PixelSize fitting(map::PixelSize size) {
  GLFWmonitor* screen = glfwGetPrimaryMonitor();
  if (screen == nullptr) return size;
  int width = 0;
  int height = 0;
  glfwGetMonitorWorkarea(screen, nullptr, nullptr, &width, &height);
  if (width < kLeastWidth || height < kLeastHeight) return size;
  return {std::min(size.width, width), std::min(size.height, height)};
}

}  // namespace

Window::Window(map::PixelSize size, const std::string& title) {
  if (glfwInit() != GLFW_TRUE) throw no_display();
  set_hints();
  size = fitting(size);
  window_ = glfwCreateWindow(size.width, size.height, title.c_str(), nullptr, nullptr);
  if (window_ == nullptr) {
    const std::string reason = last_glfw_error();
    glfwTerminate();
    throw core::ConfigError("no window with OpenGL 3.3 can be opened (" + reason +
                            "); update the graphics driver, or run with LIBGL_ALWAYS_SOFTWARE=1");
  }
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(1);
  glfwSetWindowUserPointer(window_, this);
  glfwSetWindowSizeLimits(window_, kLeastWidth, kLeastHeight, GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwSetDropCallback(window_, [](GLFWwindow* window, int count, const char** paths) {
    auto* self = static_cast<Window*>(glfwGetWindowUserPointer(window));
    self->dropped_.insert(self->dropped_.end(), paths, paths + count);
  });
}

Window::~Window() {
  glfwDestroyWindow(window_);
  glfwTerminate();
}

bool Window::closing() const {
  return glfwWindowShouldClose(window_) == GLFW_TRUE;
}

bool Window::wait(double seconds) {
  const double before = glfwGetTime();
  glfwWaitEventsTimeout(seconds);
  return glfwGetTime() - before < seconds;
}

void Window::present() {
  glfwSwapBuffers(window_);
}

void Window::set_title(const std::string& title) {
  glfwSetWindowTitle(window_, title.c_str());
}

map::PixelSize Window::framebuffer_size() const {
  map::PixelSize size;
  glfwGetFramebufferSize(window_, &size.width, &size.height);
  return size;
}

float Window::density() const {
  int width = 0;
  glfwGetWindowSize(window_, &width, nullptr);
  return width > 0 ? static_cast<float>(framebuffer_size().width) / static_cast<float>(width)
                   : 1.0F;
}

float Window::ui_scale() const {
  float scale = 1.0F;
  glfwGetWindowContentScale(window_, &scale, nullptr);
  return std::clamp(scale / density(), 0.5F, 4.0F);
}

std::vector<std::string> Window::take_dropped_files() {
  return std::exchange(dropped_, {});
}

bool window_system_available() {
  if (glfwInit() != GLFW_TRUE) return false;
  glfwTerminate();
  return true;
}

}  // namespace nearnet::app
