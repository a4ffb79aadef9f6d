// SPDX-License-Identifier: Apache-2.0
// What every sub-command shares: the options that stand anywhere on the line, and how results,
// progress and findings are shown. Private to cli.
#pragma once

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "cli/cli.h"
#include "core/calendar.h"
#include "core/diagnostics.h"
#include "core/job_context.h"
#include "workspace/workspace.h"

namespace nearnet::cli {

using Json = nlohmann::ordered_json;

class Context {
 public:
  explicit Context(const Frontend& frontend) : frontend_(frontend) {}

  /// --json --quiet --threads --seed --today --by, accepted before and after the sub-command.
  void add_global_options(CLI::App& app);

  const Frontend& frontend() const { return frontend_; }
  bool json() const { return json_; }
  bool quiet() const { return quiet_; }
  const std::string& by() const { return by_; }
  core::JobOptions job_options() const { return {threads_, seed_}; }

  workspace::Workspace open(const std::string& path) const;
  /// --today; none when it was not given.
  std::optional<core::Date> today() const;
  /// With a progress bar where standard error is a terminal, and stopped by Ctrl-C. One at a time.
  core::JobContext job() const;

  /// Either the JSON object or the text goes to standard output. Throws StorageError when that is
  /// full or closed.
  void print(const Json& json, const std::string& text) const;
  /// Throws ConfigError when `out` is "-" although --json claims standard output for itself.
  void require_free_stdout(const std::string& out) const;
  /// A remark on standard error.
  void note(const std::string& text) const;
  /// How many rejected rows report() lists.
  enum class Rejections { kFirstOfEachCode, kAll };
  /// Warnings and rejections on standard error: the first of each code, then a count.
  void report(const core::Diagnostics& diagnostics,
              Rejections rejections = Rejections::kFirstOfEachCode) const;

 private:
  const Frontend& frontend_;
  bool json_ = false;
  bool quiet_ = false;
  unsigned threads_ = 0;
  std::uint64_t seed_ = 1;
  std::string today_;
  std::string by_;
  mutable core::JobContext job_;  // the running one, which Ctrl-C cancels
};

/// Seconds since it was made.
class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Rounded to milliseconds, for output.
double rounded(double seconds);

/// Throws ConfigError, listing the reps, for one that neither the list of reps nor any record
/// knows.
void require_known_rep(const workspace::Snapshot& snapshot, const core::RepId& rep);

/// "-70.36,43.68": longitude, latitude. Throws ConfigError.
geo::LonLat parse_place(const std::string& text);

/// "1600x1000" into the request's width and height. Throws ConfigError.
void parse_size(const std::string& text, OpenRequest& request);

// The sub-commands, one file each kind.
void add_workspace_commands(CLI::App& app, Context& context);    // new, undo
void add_inspect_commands(CLI::App& app, Context& context);      // info, check
void add_import_command(CLI::App& app, Context& context);        // import
void add_eligibility_commands(CLI::App& app, Context& context);  // eligibility, explain
void add_changes_commands(CLI::App& app, Context& context);      // changes, override
void add_address_commands(CLI::App& app, Context& context);      // addresses …
void add_territory_commands(CLI::App& app, Context& context);    // territories …
/// list, show, export, assign, move, and those of scenario_parts.h; below `territories`, whose
/// workspace `path` will hold.
void add_scenario_commands(CLI::App& territories, std::shared_ptr<const std::string> path,
                           Context& context);
void add_day_commands(CLI::App& app, Context& context);        // days …
void add_drive_area_command(CLI::App& app, Context& context);  // drive-area
void add_driving_command(CLI::App& app, Context& context);     // driving
void add_driving_command(CLI::App& app, Context& context);     // driving
void add_tracking_commands(CLI::App& app, Context& context);   // log, pipeline, coverage …
void add_export_command(CLI::App& app, Context& context);      // export
void add_demo_command(CLI::App& app, Context& context);        // demo
void add_open_command(CLI::App& app, Context& context);        // open, and no command at all

}  // namespace nearnet::cli
