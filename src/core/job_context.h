// SPDX-License-Identifier: Apache-2.0
// What every long computation is given: a way to report progress, to hear that the user cancelled,
// a thread count and a seed. Engines take it by reference and stay free of screens and clocks.
//
//   core::JobContext job({.threads = 2, .seed = 7});
//   job.on_progress([](double share, std::string_view what) { … });
//   core::JobContext half = job.part(0.0, 0.5, "evaluating");
//   half.report(0.4);             // the parent hears 0.2, "evaluating"
//   job.check_cancelled();        // throws Cancelled after job.request_cancel()
//
// Thread-safe: report, request_cancel, check_cancelled. Copies share one cancel flag and one
// listener.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace nearnet::core {

struct JobOptions {
  unsigned threads = 0;  ///< 0: all cores. Never changes a result.
  std::uint64_t seed = 1;
};

class JobContext {
 public:
  using ProgressListener = std::function<void(double share, std::string_view what)>;

  explicit JobContext(JobOptions options = {});

  unsigned threads() const { return threads_; }
  std::uint64_t seed() const { return seed_; }

  void on_progress(ProgressListener listener);
  /// share in 0 … 1 of this job or part.
  void report(double share) const;

  /// A sub-step that covers [from, to] of this job and reports under its own name.
  JobContext part(double from, double to, std::string what) const;

  void request_cancel();
  bool cancelled() const;
  /// Throws Cancelled once a cancel was requested.
  void check_cancelled() const;

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;
  unsigned threads_;
  std::uint64_t seed_;
  double from_ = 0.0;
  double to_ = 1.0;
  std::string what_;
};

}  // namespace nearnet::core
