// SPDX-License-Identifier: Apache-2.0
#include "render/gl_context.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <chrono>
#include <cstdlib>
#include <thread>

namespace nearnet::testing {

namespace {

/// An X server that starts over when its last client leaves (Xvfb without -noreset) refuses
/// connections for a moment, so a display that is named gets a second to answer.
bool initialise() {
  const int attempts = std::getenv("DISPLAY") == nullptr ? 1 : 20;
  for (int i = 0; i < attempts; ++i) {
    if (glfwInit() == GLFW_TRUE) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

}  // namespace

GlContext::GlContext() {
  initialised_ = initialise();
  if (initialised_) {
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    window_ = glfwCreateWindow(64, 64, "nearnet test", nullptr, nullptr);
  }
  if (window_ != nullptr) {
    glfwMakeContextCurrent(window_);
    return;
  }
  const char* reason = nullptr;
  glfwGetError(&reason);
  why_not_ = std::string("no OpenGL 3.3 display (") + (reason == nullptr ? "unknown" : reason) +
             "); run under xvfb-run";
}

GlContext::~GlContext() {
  if (window_ != nullptr) glfwDestroyWindow(window_);
  if (initialised_) glfwTerminate();
}

}  // namespace nearnet::testing
