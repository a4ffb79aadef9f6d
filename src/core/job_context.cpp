// SPDX-License-Identifier: Apache-2.0
#include "core/job_context.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

#include "core/error.h"

namespace nearnet::core {

struct JobContext::Shared {
  std::atomic<bool> cancelled{false};
  std::mutex mutex;
  ProgressListener listener;
};

JobContext::JobContext(JobOptions options)
    : shared_(std::make_shared<Shared>()),
      threads_(options.threads > 0 ? options.threads
                                   : std::max(1U, std::thread::hardware_concurrency())),
      seed_(options.seed) {}

void JobContext::on_progress(ProgressListener listener) {
  const std::lock_guard lock(shared_->mutex);
  shared_->listener = std::move(listener);
}

void JobContext::report(double share) const {
  const double whole = from_ + std::clamp(share, 0.0, 1.0) * (to_ - from_);
  const std::lock_guard lock(shared_->mutex);
  if (shared_->listener) shared_->listener(whole, what_);
}

JobContext JobContext::part(double from, double to, std::string what) const {
  JobContext sub = *this;
  sub.from_ = from_ + from * (to_ - from_);
  sub.to_ = from_ + to * (to_ - from_);
  sub.what_ = std::move(what);
  return sub;
}

void JobContext::request_cancel() {
  shared_->cancelled = true;
}

bool JobContext::cancelled() const {
  return shared_->cancelled;
}

void JobContext::check_cancelled() const {
  if (cancelled()) throw Cancelled();
}

}  // namespace nearnet::core
