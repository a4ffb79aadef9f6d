// SPDX-License-Identifier: Apache-2.0
// The graphics driver cannot do what the map needs: no shader compiles, no framebuffer completes.
// Nothing a user can mend in the data, so it ends the program like any wrong set-up.
#pragma once

#include <string>

#include "core/error.h"

namespace nearnet::render {

class GlError : public core::ConfigError {
 public:
  explicit GlError(const std::string& message)
      : core::ConfigError(message +
                          "; nearnet's map needs OpenGL 3.3: update the graphics driver, or run "
                          "with LIBGL_ALWAYS_SOFTWARE=1") {}
};

}  // namespace nearnet::render
