// SPDX-License-Identifier: Apache-2.0
#include "cli/context.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>

#include "cli/interrupt.h"
#include "core/error.h"
#include "core/text.h"
#include "workspace/steps.h"

namespace nearnet::cli {
namespace {

constexpr int kBarWidth = 30;

/// Draws "[#####-----]  42 % designing" over itself.
class ProgressBar {
 public:
  void show(double share, std::string_view what) {
    const int percent = static_cast<int>(std::floor(share * 100.0));
    if (percent == shown_) return;
    shown_ = percent;
    const auto filled = static_cast<std::size_t>(kBarWidth * percent / 100);
    const std::string bar = std::string(filled, '#') + std::string(kBarWidth - filled, '-');
    // The line is cleared once done, so that results stand alone.
    const std::string line = percent >= 100
                                 ? std::string("\r\033[K")
                                 : fmt::format("\r[{}] {:3} % {}\033[K", bar, percent, what);
    std::fputs(line.c_str(), stderr);
    std::fflush(stderr);
  }

 private:
  int shown_ = -1;
};

}  // namespace

void Context::add_global_options(CLI::App& app) {
  app.add_flag("--json", json_, "Print one JSON object and nothing else");
  app.add_flag("--quiet,-q", quiet_, "No progress bar, notes or row findings");
  app.add_option("--threads", threads_, "Threads to use; never changes a result")
      ->check(CLI::Range(1U, 1024U));
  app.add_option("--seed", seed_, "Seed of the solvers")->capture_default_str();
  app.add_option("--today", today_, "Date to take for today, for results that repeat on any day");
  app.add_option("--by", by_, "Who signs this command in the audit; default: the user");
}

workspace::Workspace Context::open(const std::string& path) const {
  if (path.empty()) {
    throw core::ConfigError("which workspace? Name its .gpkg before the sub-command");
  }
  workspace::Workspace opened = workspace::Workspace::open(path, by_);
  if (today()) opened.pretend_today(*today());
  return opened;
}

std::optional<core::Date> Context::today() const {
  return today_.empty() ? std::nullopt : std::optional(core::parse_date(today_));
}

core::JobContext Context::job() const {
  job_ = core::JobContext(job_options());
  const bool bar = !quiet_ && isatty(STDERR_FILENO) != 0;
  const auto shown = std::make_shared<ProgressBar>();
  job_.on_progress([this, shown, bar](double share, std::string_view what) {
    if (interrupted()) job_.request_cancel();
    if (bar) shown->show(share, what);
  });
  return job_;
}

void Context::print(const Json& json, const std::string& text) const {
  // Names of files need not be UTF-8; JSON must be.
  const std::string out =
      json_ ? json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n" : text;
  if (std::fputs(out.c_str(), stdout) == EOF || std::fflush(stdout) != 0) {
    throw core::StorageError(
        fmt::format("standard output cannot be written: {}", std::strerror(errno)));
  }
}

void Context::require_free_stdout(const std::string& out) const {
  if (out == "-" && json_) {
    throw core::ConfigError(
        "--json and an output of \"-\" both want standard output; write to a file");
  }
}

void Context::note(const std::string& text) const {
  if (!quiet_) fmt::print(stderr, "note: {}\n", text);
}

void Context::report(const core::Diagnostics& diagnostics, Rejections rejections) const {
  if (quiet_) return;
  constexpr int kShownPerCode = 3;
  std::map<std::string, int> seen;
  for (const core::Finding& finding : diagnostics.findings()) {
    // The profile and the key stand in the result.
    const bool note_only = finding.severity == core::Severity::kNote;
    const bool in_result = finding.code == "PROFILE" || finding.code == "KEY";
    if (note_only && (in_result || finding.found.empty())) continue;
    const bool listed =
        finding.severity == core::Severity::kRejected && rejections == Rejections::kAll;
    if (!listed && ++seen[finding.code] > kShownPerCode) continue;
    if (note_only) {
      note(finding.code == "COLUMNS" ? "columns: " + finding.found : finding.found);
    } else {
      fmt::print(stderr, "{}: {}\n",
                 finding.severity == core::Severity::kRejected ? "rejected" : "warning",
                 finding.message());
    }
  }
  for (const auto& [code, count] : seen) {
    if (count > kShownPerCode) {
      fmt::print(stderr, "… and {} more with {}\n", count - kShownPerCode, code);
    }
  }
}

geo::LonLat parse_place(const std::string& text) {
  const std::vector<std::string> parts = core::split(text, ',');
  if (parts.size() == 2) {
    const auto lon = core::parse_number(parts[0]);
    const auto lat = core::parse_number(parts[1]);
    if (lon && lat) return {*lon, *lat};
  }
  throw core::ConfigError(
      fmt::format("\"{}\" is no place; write longitude,latitude, such as -70.36,43.68", text));
}

void require_known_rep(const workspace::Snapshot& snapshot, const core::RepId& rep) {
  const auto has = [&](const auto& rows) {
    return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return row.rep == rep; });
  };
  if (rep.empty() || has(snapshot.routes.rows()) || has(snapshot.activities.rows())) return;
  workspace::rep_or_only(snapshot, rep);
}

double rounded(double seconds) {
  return std::round(seconds * 1000.0) / 1000.0;
}

}  // namespace nearnet::cli
