// SPDX-License-Identifier: Apache-2.0
#include "cli/context.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <map>
#include <memory>

#include "cli/interrupt.h"

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
  workspace::Workspace opened = workspace::Workspace::open(path, by_);
  if (!today_.empty()) opened.pretend_today(core::parse_date(today_));
  return opened;
}

core::JobContext Context::job() const {
  core::JobContext job(job_options());
  const bool bar = !quiet_ && isatty(STDERR_FILENO) != 0;
  const auto shown = std::make_shared<ProgressBar>();
  job.on_progress([shown, bar, watched = std::make_shared<core::JobContext>(job)](
                      double share, std::string_view what) {
    if (interrupted()) watched->request_cancel();
    if (bar) shown->show(share, what);
  });
  return job;
}

void Context::print(const Json& json, const std::string& text) const {
  const std::string out = json_ ? json.dump(2) + "\n" : text;
  std::fputs(out.c_str(), stdout);
}

void Context::note(const std::string& text) const {
  if (!quiet_) fmt::print(stderr, "note: {}\n", text);
}

void Context::report(const core::Diagnostics& diagnostics) const {
  if (quiet_) return;
  constexpr int kShownPerCode = 3;
  std::map<std::string, int> seen;
  for (const core::Finding& finding : diagnostics.findings()) {
    if (finding.severity == core::Severity::kNote) {
      note(finding.message());
    } else if (++seen[finding.code] <= kShownPerCode) {
      fmt::print(stderr, "{}: {}\n",
                 finding.severity == core::Severity::kRejected ? "rejected" : "warning",
                 finding.message());
    }
  }
  for (const auto& [code, count] : seen) {
    if (count > kShownPerCode) {
      fmt::print(stderr, "… and {} more rows with {}\n", count - kShownPerCode, code);
    }
  }
}

double rounded(double seconds) {
  return std::round(seconds * 1000.0) / 1000.0;
}

}  // namespace nearnet::cli
