// SPDX-License-Identifier: Apache-2.0
// The map app: a window on one workspace, or a picture of that window.
//
//   app::run_app({.path = "bangor.gpkg"}, {});
//   app::run_app({.path = "bangor.gpkg", .screenshot = "map.png", .width = 1600, .height = 1000},
//   {});
//
// A picture needs no display.
#pragma once

#include <optional>
#include <string>

#include "core/calendar.h"
#include "core/job_context.h"

namespace nearnet::app {

struct OpenOptions {
  std::string path = {};        ///< the workspace; empty: the window starts without one
  std::string screenshot = {};  ///< a PNG to write instead of showing a window
  int width = 1600;             ///< of the window or picture, in pixels
  int height = 1000;
  std::optional<core::Date> today = {};  ///< taken for today; none: the real one
  std::string theme = "dark";            ///< "dark" or "light"
  std::string select = {};               ///< id of the business to select
  std::string tab = {};                  ///< "inspector", "territories", "days" or "coverage"
};

/// Runs until the window is closed or the picture is written; 0 then. Throws core::ConfigError for
/// an option that makes no sense or when there is no display, core::StorageError when the workspace
/// cannot be read or the picture not be written, render::GlError.
int run_app(const OpenOptions& options, const core::JobOptions& jobs);

/// Whether a window could be opened here.
bool display_available();

}  // namespace nearnet::app
