// SPDX-License-Identifier: Apache-2.0
// The command line: every sub-command over the steps of workspace/.
//
//   int main(int argc, char** argv) { return nearnet::cli::run(argc, argv, frontend); }
//
// Never throws: failures become one line on standard error and the exit code that core/error.h
// says.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/calendar.h"
#include "core/job_context.h"

namespace nearnet::cli {

/// What `nearnet open` asks of the app.
struct OpenRequest {
  std::string path = {};
  std::string screenshot = {};  ///< empty: a window
  int width = 1600;
  int height = 1000;
  std::optional<core::Date> today = {};  ///< none: the real one
  std::string theme = "dark";
  std::string select = {};
  std::string tab = {};
};

/// The map app, which the command line does not know.
struct Frontend {
  std::function<int(const OpenRequest&, const core::JobOptions&)> open;
  std::function<bool()> display_available;
};

int run(int argc, const char* const* argv, const Frontend& frontend);

}  // namespace nearnet::cli
