// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

#include "core/error.h"
#include "core/random.h"

namespace nearnet::core {
namespace {

std::vector<int> squares(unsigned threads, std::size_t most, int count) {
  const JobContext job({.threads = threads});
  int next = 0;
  std::vector<int> out;
  run_pipeline<int>(
      job, most,
      [&](int& piece) {
        piece = next;
        return next++ < count;
      },
      [](int& piece) {
        // Uneven work, so that later pieces are done before earlier ones.
        Random random(static_cast<std::uint64_t>(piece));
        for (std::uint64_t spin = random.below(2'000); spin > 0; --spin) random.next();
        piece *= piece;
      },
      [&](int& piece) { out.push_back(piece); });
  return out;
}

TEST(Pipeline, KeepsTheOrderOnAnyNumberOfThreads) {
  const std::vector<int> expected = squares(1, 1, 500);
  ASSERT_EQ(expected.size(), 500U);
  EXPECT_EQ(expected[20], 400);
  for (const unsigned threads : {1U, 2U, 7U}) {
    EXPECT_EQ(squares(threads, 3, 500), expected);
    EXPECT_EQ(squares(threads, 1'000, 500), expected);
  }
}

TEST(Pipeline, OfNothingIsNothing) {
  EXPECT_TRUE(squares(2, 4, 0).empty());
}

TEST(Pipeline, HoldsNoMorePiecesThanAllowed) {
  const JobContext job({.threads = 4});
  std::atomic<int> alive = 0;
  std::atomic<int> most = 0;
  int produced = 0;
  run_pipeline<int>(
      job, 5,
      [&](int&) {
        if (produced == 200) return false;
        ++produced;
        const int now = ++alive;
        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
        }
        return true;
      },
      [](int&) {}, [&](int&) { --alive; });
  // Five wait, one is being produced, one is being consumed.
  EXPECT_LE(most, 7);
}

TEST(Pipeline, RethrowsWhatAnyPartThrows) {
  const JobContext job({.threads = 2});
  const auto fail_in = [&](int part) {
    int produced = 0;
    run_pipeline<int>(
        job, 4,
        [&](int&) {
          if (part == 0 && produced == 10) throw InputError("source");
          return ++produced < 100;
        },
        [&](int&) {
          if (part == 1) throw InputError("work");
        },
        [&](int&) {
          if (part == 2) throw StorageError("target");
        });
  };
  EXPECT_THROW(fail_in(0), InputError);
  EXPECT_THROW(fail_in(1), InputError);
  EXPECT_THROW(fail_in(2), StorageError);
}

TEST(Pipeline, EndsWhenCancelled) {
  JobContext job({.threads = 2});
  int consumed = 0;
  const auto endless = [&] {
    run_pipeline<int>(
        job, 4, [](int&) { return true; }, [](int&) {},
        [&](int&) {
          if (++consumed == 10) job.request_cancel();
        });
  };
  EXPECT_THROW(endless(), Cancelled);
  EXPECT_EQ(consumed, 10);
}

}  // namespace
}  // namespace nearnet::core
