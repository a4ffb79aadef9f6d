// SPDX-License-Identifier: Apache-2.0
// What must hold for every plan, on thousands of random requests.
#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

#include "core/error.h"
#include "routing/check.h"
#include "routing/requests.h"

namespace nearnet::routing::testing {
namespace {

/// Whose place could the candidate take, by the plain simulation? The displaced, in any order.
std::vector<std::size_t> places_for(const RandomRequest& random, const DayPlan& plan,
                                    std::size_t newcomer) {
  std::vector<std::size_t> displaced;
  for (const core::Date date : random.request.dates) {
    const auto order = order_of(random.request, plan, date);
    for (std::size_t gone = 0; gone < order.size(); ++gone) {
      const bool agreed = std::any_of(
          random.request.appointments.begin(), random.request.appointments.end(),
          [&](const Appointment& appointment) { return appointment.candidate == order[gone]; });
      if (agreed) continue;
      auto rest = order;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(gone));
      for (std::size_t k = 0; k <= rest.size(); ++k) {
        auto trial = rest;
        trial.insert(trial.begin() + static_cast<std::ptrdiff_t>(k), newcomer);
        if (simulate(random.request, random.travel, date, trial)) {
          displaced.push_back(order[gone]);
          break;
        }
      }
    }
  }
  return displaced;
}

void expect_true_reasons(const RandomRequest& random, const DayPlan& plan) {
  for (const model::Unserved& unserved : plan.unserved) {
    const bool no_room = unserved.reason == "NO_TIME_LEFT" || unserved.reason == "NO_DRIVE_LEFT" ||
                         unserved.reason == "DAY_FULL";
    if (!no_room && unserved.reason != "LOWER_VALUE") continue;
    const std::size_t i = std::stoul(unserved.business.text()) - 1;
    const Candidate& left_out = random.request.candidates[i];
    const auto displaced = places_for(random, plan, i);
    EXPECT_EQ(no_room, displaced.empty()) << unserved.reason << " " << unserved.business.text();
    for (const std::size_t other : displaced) {
      const Candidate& kept = random.request.candidates[other];
      EXPECT_GE(std::tuple(kept.must, kept.value), std::tuple(left_out.must, left_out.value))
          << unserved.business.text() << " would be the better stop";
    }
  }
}

class RandomPlans : public ::testing::TestWithParam<bool> {};

TEST_P(RandomPlans, AreValidAndTheirReasonsTrue) {
  int valid = 0;
  for (std::uint64_t seed = 1; valid < 5000; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRequest random = random_request(seed, {.tight = GetParam()});
    random.request.iterations = static_cast<std::int64_t>(seed % 3) * 100;
    try {
      const DayPlan plan =
          plan_days(random.request, random.travel, core::JobContext({.threads = 1}));
      ASSERT_EQ(check_plan(random.request, random.travel, plan), std::vector<std::string>());
      expect_true_reasons(random, plan);
      ++valid;
    } catch (const core::InfeasibleError&) {
      ASSERT_FALSE(random.request.appointments.empty());
    }
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(WideAndTight, RandomPlans, ::testing::Bool());

TEST(RandomPlan, IsTheSameOnAnyNumberOfThreads) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRequest random = random_request(seed, {.min_candidates = 200, .max_candidates = 300});
    random.request.appointments.clear();
    const DayPlan one = plan_days(random.request, random.travel, core::JobContext({.threads = 1}));
    const DayPlan two = plan_days(random.request, random.travel, core::JobContext({.threads = 2}));
    EXPECT_EQ(one.days, two.days);
    EXPECT_EQ(one.stops, two.stops);
    EXPECT_EQ(one.unserved, two.unserved);
    EXPECT_EQ(one.value, two.value);
    EXPECT_EQ(one.cost, two.cost);
  }
}

TEST(RandomPlan, IsNeverWorseWithMoreIterations) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRequest random = random_request(seed, {.min_candidates = 60, .max_candidates = 80});
    random.request.appointments.clear();
    for (Candidate& candidate : random.request.candidates) candidate.must = false;
    random.request.iterations = 0;
    const DayPlan first = plan_days(random.request, random.travel, core::JobContext());
    random.request.iterations = 2000;
    const DayPlan improved = plan_days(random.request, random.travel, core::JobContext());
    EXPECT_GE(std::tuple(improved.value, -improved.cost), std::tuple(first.value, -first.cost));
  }
}

}  // namespace
}  // namespace nearnet::routing::testing
