// SPDX-License-Identifier: Apache-2.0
// JobContext and parallel_ranges.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/job_context.h"
#include "core/parallel.h"

namespace nearnet::core {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(JobContext, PartsReportTheirShareOfTheWhole) {
  JobContext job;
  std::vector<std::pair<double, std::string>> heard;
  job.on_progress([&](double share, std::string_view what) { heard.emplace_back(share, what); });
  const JobContext second = job.part(0.5, 1.0, "planning");
  second.report(0.5);
  second.part(0.0, 0.5, "matrix").report(1.0);
  job.report(7.0);
  EXPECT_THAT(heard, ElementsAre(Pair(0.75, "planning"), Pair(0.75, "matrix"), Pair(1.0, "")));
}

TEST(JobContext, CancelReachesEveryCopyAndPart) {
  JobContext job;
  const JobContext copy = job;
  const JobContext part = job.part(0.0, 0.5, "half");
  EXPECT_NO_THROW(part.check_cancelled());
  job.request_cancel();
  EXPECT_TRUE(copy.cancelled());
  EXPECT_THROW(part.check_cancelled(), Cancelled);
}

TEST(JobContext, KeepsItsOptions) {
  const JobContext job({.threads = 3, .seed = 42});
  EXPECT_EQ(job.threads(), 3U);
  EXPECT_EQ(job.part(0.0, 1.0, "all").seed(), 42U);
  EXPECT_GE(JobContext().threads(), 1U);
}

TEST(ParallelRanges, CoverEveryIndexOnceOnAnyNumberOfThreads) {
  for (const unsigned threads : {1U, 2U, 7U}) {
    for (const std::size_t count : {0UL, 1UL, 99UL, 100UL, 101UL}) {
      for (const std::size_t grain : {0UL, 1UL, 10UL, 1000UL}) {
        std::vector<std::atomic<int>> visits(count);
        parallel_ranges(count, grain, JobContext({.threads = threads}),
                        [&](std::size_t begin, std::size_t end) {
                          for (std::size_t i = begin; i < end; ++i) ++visits[i];
                        });
        for (std::size_t i = 0; i < count; ++i) {
          EXPECT_EQ(visits[i], 1) << i << " of " << count << " by " << grain;
        }
      }
    }
  }
}

TEST(ParallelRanges, RethrowAWorkersFailure) {
  for (const unsigned threads : {1U, 4U}) {
    std::atomic<int> begun = 0;
    const auto body = [&](std::size_t, std::size_t) {
      ++begun;
      throw InputError("broken");
    };
    EXPECT_THROW(parallel_ranges(1000, 1, JobContext({.threads = threads}), body), InputError);
    EXPECT_LE(begun, static_cast<int>(threads)) << "no range starts after a failure";
  }
}

TEST(ParallelRanges, StopWhenCancelled) {
  JobContext job({.threads = 1});
  int done = 0;
  const auto body = [&](std::size_t, std::size_t) {
    if (++done == 3) job.request_cancel();
  };
  EXPECT_THROW(parallel_ranges(1000, 1, job, body), Cancelled);
  EXPECT_EQ(done, 3);
}

TEST(ParallelRanges, ReportProgressToTheEnd) {
  JobContext job({.threads = 1});
  std::vector<double> heard;
  job.on_progress([&](double share, std::string_view) { heard.push_back(share); });
  parallel_ranges(8, 2, job, [](std::size_t, std::size_t) {});
  EXPECT_THAT(heard, ElementsAre(0.25, 0.5, 0.75, 1.0));
}

}  // namespace
}  // namespace nearnet::core
