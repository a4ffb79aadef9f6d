// SPDX-License-Identifier: Apache-2.0
// Pieces of work that come one after the other, are worked on several at a time and leave in the
// order they came: rows of a file on their way through a computation to another file.
//
//   core::run_pipeline<Piece>(job, 16,
//       [&](Piece& piece) { return reader.next(piece); },       // on a thread of its own
//       [&](Piece& piece) { judge(piece); },                    // on job.threads() threads
//       [&](Piece& piece) { writer.write(piece); });            // in order, on the calling thread
//
// At most `most` pieces exist at a time, so memory is bounded however long the file. What leaves,
// and its order, is the same on any number of threads. The first exception of any part ends all and
// is rethrown here.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/job_context.h"

namespace nearnet::core {

template <typename Piece>
class Pipeline {
 public:
  explicit Pipeline(std::size_t most) : most_(most) {}

  template <typename Produce, typename Work, typename Consume>
  void run(const JobContext& job, std::size_t workers, Produce produce, Work work,
           Consume consume) {
    {
      std::vector<std::jthread> threads;
      threads.emplace_back([&] { guarded([&] { produce_all(produce); }); });
      for (std::size_t i = 0; i < workers; ++i) {
        threads.emplace_back([&] { guarded([&] { work_all(work); }); });
      }
      guarded([&] { consume_all(job, consume); });
    }
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  struct Slot {
    Piece piece;
    bool taken = false;
    bool done = false;
  };

  template <typename Part>
  void guarded(Part part) {
    try {
      part();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      changed_.notify_all();
    }
  }

  template <typename Produce>
  void produce_all(Produce& produce) {
    while (true) {
      auto slot = std::make_unique<Slot>();
      const bool more = produce(slot->piece);
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return failure_ || slots_.size() < most_; });
      if (failure_) return;
      if (more) slots_.push_back(std::move(slot));
      ended_ = !more;
      changed_.notify_all();
      if (!more) return;
    }
  }

  template <typename Work>
  void work_all(Work& work) {
    while (Slot* slot = next_to_work()) {
      work(slot->piece);
      const std::lock_guard lock(mutex_);
      slot->done = true;
      changed_.notify_all();
    }
  }

  Slot* next_to_work() {
    std::unique_lock lock(mutex_);
    while (true) {
      if (failure_) return nullptr;
      const auto free =
          std::find_if(slots_.begin(), slots_.end(), [](const auto& slot) { return !slot->taken; });
      if (free != slots_.end()) {
        (*free)->taken = true;
        return free->get();
      }
      if (ended_) return nullptr;
      changed_.wait(lock);
    }
  }

  template <typename Consume>
  void consume_all(const JobContext& job, Consume& consume) {
    while (true) {
      job.check_cancelled();
      std::unique_ptr<Slot> first;
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock,
                      [&] { return failure_ || (slots_.empty() ? ended_ : slots_.front()->done); });
        if (failure_ || slots_.empty()) return;
        first = std::move(slots_.front());
        slots_.pop_front();
        changed_.notify_all();
      }
      consume(first->piece);
    }
  }

  std::size_t most_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Slot>> slots_;  // in order of production
  bool ended_ = false;
  std::exception_ptr failure_;
};

template <typename Piece, typename Produce, typename Work, typename Consume>
void run_pipeline(const JobContext& job, std::size_t most, Produce produce, Work work,
                  Consume consume) {
  Pipeline<Piece>(most).run(job, job.threads(), produce, work, consume);
}

}  // namespace nearnet::core
