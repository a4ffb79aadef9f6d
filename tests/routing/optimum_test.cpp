// SPDX-License-Identifier: Apache-2.0
// The planner against the best plan there is, found by trying all of them.
#include <algorithm>
#include <cstdio>
#include <tuple>

#include <gtest/gtest.h>

#include "core/error.h"
#include "routing/check.h"
#include "routing/requests.h"

namespace nearnet::routing::testing {
namespace {

struct Merit {
  int appointments = 0;
  int musts = 0;
  double value = 0.0;
  std::int64_t drive = 0;
};

bool better(const Merit& a, const Merit& b) {
  return std::tuple(a.appointments, a.musts, a.value, -a.drive) >
         std::tuple(b.appointments, b.musts, b.value, -b.drive);
}

class Exhaustive {
 public:
  explicit Exhaustive(const RandomRequest& random)
      : request_(random.request),
        travel_(random.travel),
        days_(rep_days(request_)),
        used_(request_.candidates.size(), false) {
    try_day(0, {});
  }
  const Merit& best() const { return best_; }

 private:
  void try_day(std::size_t day, Merit so_far) {
    if (day == days_.size()) {
      if (better(so_far, best_)) best_ = so_far;
      return;
    }
    std::vector<std::size_t> order;
    extend(day, so_far, order);
  }

  /// Closes the day as it is, then tries every longer one. An order that breaks a rule cannot be
  /// mended by more stops at its end: the tables obey the triangle inequality.
  void extend(std::size_t day, const Merit& before, std::vector<std::size_t>& order) {
    const auto drive = simulate(request_, travel_, days_[day], order);
    if (!drive) return;
    Merit merit = before;
    merit.drive += drive->value;
    for (const std::size_t i : order) {
      merit.value += request_.candidates[i].value;
      merit.musts += request_.candidates[i].must ? 1 : 0;
      merit.appointments +=
          static_cast<int>(std::count_if(request_.appointments.begin(), request_.appointments.end(),
                                         [&](const Appointment& a) { return a.candidate == i; }));
    }
    try_day(day + 1, merit);
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (used_[i]) continue;
      used_[i] = true;
      order.push_back(i);
      extend(day, before, order);
      order.pop_back();
      used_[i] = false;
    }
  }

  const DayRequest& request_;
  const roads::TravelMatrix& travel_;
  std::vector<RepDay> days_;
  std::vector<bool> used_;
  Merit best_;
};

int musts_in(const DayRequest& request, const DayPlan& plan) {
  int musts = 0;
  for (const RepDay& day : rep_days(request)) {
    for (const std::size_t i : order_of(request, plan, day)) {
      musts += request.candidates[i].must ? 1 : 0;
    }
  }
  return musts;
}

void compare_with_optimum(const RandomOptions& options, std::uint64_t first_seed, int instances) {
  int optimal = 0;
  int shortest = 0;
  int judged = 0;
  int impossible = 0;
  for (std::uint64_t seed = first_seed; judged < instances; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRequest random = random_request(seed, options);
    random.request.iterations = 1000;
    const Merit best = Exhaustive(random).best();
    const bool possible = best.appointments == static_cast<int>(random.request.appointments.size());
    try {
      const DayPlan plan = plan_days(random.request, random.travel, core::JobContext());
      ASSERT_TRUE(possible) << "planned although the appointments cannot be kept";
      EXPECT_EQ(check_plan(random.request, random.travel, plan), std::vector<std::string>());
      const int musts = musts_in(random.request, plan);
      ASSERT_LE(std::tuple(musts, plan.value), std::tuple(best.musts, best.value + 1e-9));
      const bool same_value = musts == best.musts && plan.value >= best.value - 1e-9;
      optimal += same_value ? 1 : 0;
      shortest += same_value && plan.cost <= static_cast<double>(best.drive) / 60.0 + 1e-9 ? 1 : 0;
      ++judged;
    } catch (const core::InfeasibleError&) {
      ASSERT_FALSE(possible) << "refused although the appointments can be kept";
      ++impossible;
    }
  }
  std::printf("%d of %d at the optimal value, %d with the least driving too, %d refused\n", optimal,
              judged, shortest, impossible);
  EXPECT_GE(optimal, judged * 95 / 100);
  EXPECT_GE(shortest, judged * 95 / 100);
}

TEST(Optimum, IsReachedOnOneDay) {
  compare_with_optimum({.max_candidates = 6, .max_days = 1}, 1, 300);
}

TEST(Optimum, IsReachedOnTwoDays) {
  compare_with_optimum({.max_candidates = 6, .max_days = 2}, 10'000, 200);
}

TEST(Optimum, IsReachedWhenLittleFits) {
  compare_with_optimum({.min_candidates = 4, .max_candidates = 6, .max_days = 2, .tight = true},
                       20'000, 300);
}

TEST(Optimum, IsReachedByTwoRepsWithSkillsOfTheirOwn) {
  compare_with_optimum(
      {.min_candidates = 3, .max_candidates = 6, .max_days = 1, .max_colleagues = 1}, 30'000, 200);
}

TEST(Optimum, IsReachedInTheOrderAskedFor) {
  compare_with_optimum({.min_candidates = 3, .max_candidates = 6, .max_days = 2, .orders = true},
                       40'000, 200);
}

}  // namespace
}  // namespace nearnet::routing::testing
