// SPDX-License-Identifier: Apache-2.0
// Long work beside the main thread, one job after another. A job gets a JobContext; what it returns
// is a closure that the main thread runs when it next looks in, so results are only ever handled
// there.
//
//   queue.start("Planning days", [snapshot](const core::JobContext& job) {
//     auto run = plan_days(snapshot, request, job);
//     return [run, &session] { session.finish(run); };
//   });
//   queue.poll();      // main loop: runs finished closures
//   queue.status();    // title and progress for the status bar
//
// A job that throws ends with `failed` called on the main thread. All members are for one (the
// main) thread. The destructor cancels and waits.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/job_context.h"

namespace nearnet::workspace {

class JobQueue {
 public:
  using Finish = std::function<void()>;
  using Work = std::function<Finish(const core::JobContext&)>;
  /// `cancelled` tells a wish from a mishap.
  using Failed =
      std::function<void(const std::string& title, const std::string& message, bool cancelled)>;

  struct Status {
    std::string title;
    std::string what;       ///< the sub-step at work
    double progress = 0.0;  ///< 0 … 1
    bool cancelling = false;
    std::size_t waiting = 0;  ///< jobs behind this one
    bool keeps_best = false;  ///< cancelling leaves the best result so far, where there is one
  };
  /// What becomes of a job that is cancelled and returns all the same: it must have no effect, or
  /// it has stopped with the best result so far.
  enum class OnCancel { kDrop, kKeepBest };

  explicit JobQueue(Failed failed, core::JobOptions options = {});
  JobQueue(const JobQueue&) = delete;
  JobQueue& operator=(const JobQueue&) = delete;
  ~JobQueue();

  void start(std::string title, Work work, OnCancel on_cancel = OnCancel::kDrop);
  /// The running job; jobs that wait are dropped.
  void cancel();
  /// Runs what finished. Returns whether anything did.
  bool poll();
  /// None when idle.
  std::optional<Status> status() const;
  /// Polls until idle: for tests and the command line.
  void wait();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nearnet::workspace
