// SPDX-License-Identifier: Apache-2.0
#include "workspace/job_queue.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "core/error.h"

namespace nearnet::workspace {

struct JobQueue::Impl {
  struct Job {
    std::string title;
    Work work;
    core::JobContext context;
    OnCancel on_cancel = OnCancel::kDrop;
  };

  Impl(Failed on_failure, core::JobOptions job_options)
      : failed(std::move(on_failure)),
        options(job_options),
        worker([this](const std::stop_token& stop) { run(stop); }) {}

  void run(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    while (wake.wait(lock, stop, [this] { return !jobs.empty() && !started; })) {
      started = true;
      Job& job = jobs.front();
      lock.unlock();
      Finish finish = carry_out(job);
      lock.lock();
      done.push_back(std::move(finish));
      jobs.pop_front();
      started = false;
      share = 0.0;
      what.clear();
      finished.notify_all();
    }
  }

  /// The job's own closure, or one that tells of its failure.
  Finish carry_out(Job& job) {
    std::string message;
    bool was_cancelled = false;
    try {
      job.context.on_progress([this](double now, std::string_view step) {
        const std::lock_guard lock(mutex);
        share = now;
        what = step;
      });
      job.context.check_cancelled();
      Finish finish = job.work(job.context);
      // What was cancelled must not happen, even if the work was over before it noticed.
      if (job.on_cancel == OnCancel::kDrop) job.context.check_cancelled();
      return finish;
    } catch (const core::Cancelled& cancelled) {
      message = cancelled.what();
      was_cancelled = true;
    } catch (const std::exception& error) {
      message = error.what();
    }
    return [this, title = job.title, message, was_cancelled] {
      failed(title, message, was_cancelled);
    };
  }

  Failed failed;
  core::JobOptions options;
  std::mutex mutex;
  std::condition_variable_any wake;
  std::condition_variable_any finished;
  std::deque<Job> jobs;  ///< the running one first
  std::deque<Finish> done;
  bool started = false;
  double share = 0.0;
  std::string what;
  std::jthread worker;  // last: it uses all of the above
};

JobQueue::JobQueue(Failed failed, core::JobOptions options)
    : impl_(std::make_unique<Impl>(std::move(failed), options)) {}

JobQueue::~JobQueue() {
  cancel();
}

void JobQueue::start(std::string title, Work work, OnCancel on_cancel) {
  const std::lock_guard lock(impl_->mutex);
  impl_->jobs.push_back(
      {std::move(title), std::move(work), core::JobContext(impl_->options), on_cancel});
  impl_->wake.notify_all();
}

void JobQueue::cancel() {
  const std::lock_guard lock(impl_->mutex);
  if (impl_->jobs.empty()) return;
  impl_->jobs.front().context.request_cancel();
  impl_->jobs.erase(impl_->jobs.begin() + 1, impl_->jobs.end());
}

bool JobQueue::poll() {
  std::deque<Finish> finished;
  {
    const std::lock_guard lock(impl_->mutex);
    finished.swap(impl_->done);
  }
  for (const Finish& finish : finished) {
    if (finish) finish();
  }
  return !finished.empty();
}

std::optional<JobQueue::Status> JobQueue::status() const {
  const std::lock_guard lock(impl_->mutex);
  if (impl_->jobs.empty()) return std::nullopt;
  const Impl::Job& job = impl_->jobs.front();
  return Status{job.title,
                impl_->what,
                impl_->share,
                job.context.cancelled(),
                impl_->jobs.size() - 1,
                job.on_cancel == OnCancel::kKeepBest};
}

void JobQueue::wait() {
  for (;;) {
    {
      std::unique_lock lock(impl_->mutex);
      impl_->finished.wait(lock, [this] { return impl_->jobs.empty() || !impl_->done.empty(); });
      if (impl_->jobs.empty() && impl_->done.empty()) return;
    }
    poll();
  }
}

}  // namespace nearnet::workspace
