// SPDX-License-Identifier: Apache-2.0
// An OpenGL 3.3 core context in a window that is never shown.
//
//   testing::GlContext context;
//   if (!context.ok()) GTEST_SKIP() << context.why_not();
//
// Needs a display; Xvfb will do: `xvfb-run ctest -L gl`.
#pragma once

#include <string>

struct GLFWwindow;

namespace nearnet::testing {

class GlContext {
 public:
  GlContext();
  ~GlContext();
  GlContext(const GlContext&) = delete;
  GlContext& operator=(const GlContext&) = delete;

  bool ok() const { return window_ != nullptr; }
  const std::string& why_not() const { return why_not_; }

 private:
  bool initialised_ = false;
  GLFWwindow* window_ = nullptr;
  std::string why_not_;
};

}  // namespace nearnet::testing
