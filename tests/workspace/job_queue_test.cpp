// SPDX-License-Identifier: Apache-2.0
#include "workspace/job_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace nearnet::workspace {
namespace {

class JobQueueTest : public ::testing::Test {
 protected:
  JobQueue queue_{[this](const std::string& title, const std::string& message, bool cancelled) {
    failures_.push_back(title + "|" + message + (cancelled ? "|cancelled" : ""));
  }};
  std::vector<std::string> failures_;
  std::vector<std::string> done_;

  JobQueue::Work quick(const std::string& name) {
    return
        [this, name](const core::JobContext&) { return [this, name] { done_.push_back(name); }; };
  }
};

TEST_F(JobQueueTest, RunsJobsInOrderAndFinishesThemOnThisThread) {
  const auto here = std::this_thread::get_id();
  std::thread::id worked;
  std::thread::id finished;
  queue_.start("one", [&](const core::JobContext&) {
    worked = std::this_thread::get_id();
    return [&] { finished = std::this_thread::get_id(); };
  });
  queue_.start("two", quick("two"));
  queue_.start("three", quick("three"));
  queue_.wait();
  EXPECT_NE(worked, here);
  EXPECT_EQ(finished, here);
  EXPECT_EQ(done_, (std::vector<std::string>{"two", "three"}));
  EXPECT_FALSE(queue_.status().has_value());
  EXPECT_FALSE(queue_.poll());
}

TEST_F(JobQueueTest, TellsTitleProgressAndWhatWaits) {
  std::promise<void> reported;
  std::promise<void> go_on;
  queue_.start("long", [&](const core::JobContext& job) {
    job.part(0.0, 1.0, "halfway").report(0.5);
    reported.set_value();
    go_on.get_future().wait();
    return JobQueue::Finish();
  });
  queue_.start("next", quick("next"));
  reported.get_future().wait();
  const auto status = queue_.status();
  ASSERT_TRUE(status.has_value());
  EXPECT_EQ(status->title, "long");
  EXPECT_EQ(status->what, "halfway");
  EXPECT_DOUBLE_EQ(status->progress, 0.5);
  EXPECT_FALSE(status->cancelling);
  EXPECT_EQ(status->waiting, 1u);
  go_on.set_value();
  queue_.wait();
  EXPECT_EQ(done_, (std::vector<std::string>{"next"}));
}

TEST_F(JobQueueTest, CancelStopsTheRunningJobAndDropsThoseThatWait) {
  std::promise<void> started;
  queue_.start("long", [&](const core::JobContext& job) -> JobQueue::Finish {
    started.set_value();
    for (;;) {
      job.check_cancelled();
      std::this_thread::yield();
    }
  });
  queue_.start("next", quick("next"));
  started.get_future().wait();
  queue_.cancel();
  const auto status = queue_.status();
  EXPECT_TRUE(!status || status->cancelling);
  queue_.wait();
  EXPECT_EQ(failures_, (std::vector<std::string>{"long|cancelled|cancelled"}));
  EXPECT_TRUE(done_.empty());
  queue_.start("later", quick("later"));
  queue_.wait();
  EXPECT_EQ(done_, (std::vector<std::string>{"later"})) << "the queue goes on";
}

TEST_F(JobQueueTest, AJobThatMissedTheCancelHasNoEffectEither) {
  std::promise<void> started;
  std::promise<void> go_on;
  queue_.start("deaf", [&](const core::JobContext&) {
    started.set_value();
    go_on.get_future().wait();
    return [this] { done_.push_back("deaf"); };
  });
  started.get_future().wait();
  queue_.cancel();
  go_on.set_value();
  queue_.wait();
  EXPECT_TRUE(done_.empty());
  EXPECT_EQ(failures_.size(), 1u);
}

TEST_F(JobQueueTest, AJobMayKeepTheBestItHasWhenItIsCancelled) {
  std::promise<void> started;
  queue_.start(
      "search",
      [&](const core::JobContext& job) {
        started.set_value();
        while (!job.cancelled()) std::this_thread::yield();
        return [this] { done_.push_back("best so far"); };
      },
      JobQueue::OnCancel::kKeepBest);
  queue_.start("next", quick("next"));
  started.get_future().wait();
  EXPECT_TRUE(queue_.status()->keeps_best);
  queue_.cancel();
  queue_.wait();
  EXPECT_EQ(done_, (std::vector<std::string>{"best so far"}));
  EXPECT_TRUE(failures_.empty());
}

TEST_F(JobQueueTest, AFailureIsToldAndTheNextJobRuns) {
  queue_.start("bad", [](const core::JobContext&) -> JobQueue::Finish {
    throw std::runtime_error("no luck");
  });
  queue_.start("good", quick("good"));
  queue_.wait();
  EXPECT_EQ(failures_, (std::vector<std::string>{"bad|no luck"}));
  EXPECT_EQ(done_, (std::vector<std::string>{"good"}));
}

TEST_F(JobQueueTest, AFinishMayStartAnotherJob) {
  queue_.start("first", [this](const core::JobContext&) {
    return [this] { queue_.start("second", quick("second")); };
  });
  queue_.wait();
  EXPECT_EQ(done_, (std::vector<std::string>{"second"}));
}

TEST(JobQueueEnd, CancelsAndWaits) {
  std::atomic<bool> left{false};
  std::promise<void> started;
  {
    JobQueue queue([](const auto&, const auto&, bool) {});
    queue.start("endless", [&](const core::JobContext& job) -> JobQueue::Finish {
      started.set_value();
      while (!job.cancelled()) std::this_thread::yield();
      left = true;
      return {};
    });
    started.get_future().wait();
  }
  EXPECT_TRUE(left);
}

}  // namespace
}  // namespace nearnet::workspace
