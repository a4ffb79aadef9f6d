// SPDX-License-Identifier: Apache-2.0
// A loop over index ranges on several threads. Results must go to per-index places, so that the
// outcome is the same on any number of threads.
//
//   core::parallel_ranges(points.size(), 4096, job, [&](std::size_t begin, std::size_t end) {
//     for (std::size_t i = begin; i < end; ++i) verdicts[i] = judge(points[i]);
//   });
//
// Ranges are fixed by `grain` alone, handed out in order. Reports progress and checks for cancel
// between ranges. The first exception of a worker is rethrown on the calling thread.
#pragma once

#include <cstddef>
#include <functional>

#include "core/job_context.h"

namespace nearnet::core {

void parallel_ranges(std::size_t count, std::size_t grain, const JobContext& job,
                     const std::function<void(std::size_t begin, std::size_t end)>& body);

}  // namespace nearnet::core
