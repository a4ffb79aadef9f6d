// SPDX-License-Identifier: Apache-2.0
#include "cli/cli.h"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <memory>

#include "cli/context.h"
#include "cli/help.h"
#include "cli/interrupt.h"
#include "core/error.h"
#include "core/text.h"
#include "workspace/versions.h"

namespace nearnet::cli {
namespace {

int fail(core::ExitCode code, const char* message) {
  fmt::print(stderr, "nearnet: {}\n", message);
  return static_cast<int>(code);
}

/// Help and version are no failures; everything else says what is wrong in one line.
int finish_parse(const CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) return app.exit(error);
  return fail(core::ExitCode::kUsage, explain_usage(app, error).c_str());
}

}  // namespace

int run(int argc, const char* const* argv, const Frontend& frontend) {
  watch_for_interrupt();
  Context context(frontend);
  CLI::App app("Plans sales territories and prospecting days from real network plant.", "nearnet");
  app.set_version_flag("--version", core::join(workspace::versions(), "\n"));
  app.footer("nearnet COMMAND --help shows the options of a command, with an example.");
  app.formatter(std::make_shared<HelpFormatter>());
  app.fallthrough();
  app.require_subcommand(0, 1);
  context.add_global_options(app);
  add_demo_command(app, context);
  add_workspace_commands(app, context);
  add_import_command(app, context);
  add_eligibility_commands(app, context);
  add_changes_commands(app, context);
  add_address_commands(app, context);
  add_territory_commands(app, context);
  add_day_commands(app, context);
  add_drive_area_command(app, context);
  add_driving_command(app, context);
  add_tracking_commands(app, context);
  add_export_command(app, context);
  add_inspect_commands(app, context);
  add_open_command(app, context);
  try {
    app.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& error) {
    return finish_parse(app, error);
  } catch (const core::Error& error) {
    return fail(error.exit_code(), error.what());
  } catch (const std::exception& error) {
    return fail(core::ExitCode::kStorage, error.what());
  }
}

}  // namespace nearnet::cli
