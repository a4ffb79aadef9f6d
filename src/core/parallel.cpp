// SPDX-License-Identifier: Apache-2.0
#include "core/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace nearnet::core {

void parallel_ranges(std::size_t count, std::size_t grain, const JobContext& job,
                     const std::function<void(std::size_t begin, std::size_t end)>& body) {
  if (count == 0) return;
  grain = std::max<std::size_t>(grain, 1);
  const std::size_t ranges = (count + grain - 1) / grain;
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  std::size_t done = 0;

  const auto work = [&] {
    try {
      for (std::size_t range = next++; range < ranges; range = next++) {
        job.check_cancelled();
        body(range * grain, std::min(count, (range + 1) * grain));
        const std::lock_guard lock(mutex);  // so that what is reported never falls
        job.report(static_cast<double>(++done) / static_cast<double>(ranges));
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
      next = ranges;
    }
  };

  {
    std::vector<std::jthread> helpers;
    const std::size_t wanted = std::min<std::size_t>(job.threads(), ranges);
    for (std::size_t i = 1; i < wanted; ++i) helpers.emplace_back(work);
    work();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace nearnet::core
