// SPDX-License-Identifier: Apache-2.0
// The solver as a vehicle routing solver: loads, obligations and prices of driving, against the
// best answer there is, found by trying all of them.
#include "routing/solver.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "core/random.h"

namespace nearnet::routing::testing {
namespace {

struct Problem {
  roads::TravelMatrix travel;
  std::vector<Node> nodes;
  Days days;
};

/// Loads that two of three nodes fill a vehicle with, windows that now and then bind. With prices
/// every node has one and none must be served; else all must.
Problem random_problem(std::uint64_t seed, bool prices) {
  core::Random random(seed);
  const std::size_t size = 2 + random.below(5);
  std::vector<double> x;
  std::vector<double> y;
  Problem problem;
  for (std::size_t k = 0; k < size; ++k) {
    x.push_back(random.uniform(0, 100));
    y.push_back(random.uniform(0, 100));
    Node node{.service = k == 0 ? 0 : 5, .earliest = 0, .latest = 1'000};
    if (k > 0 && random.chance(0.4)) {
      node.earliest = static_cast<std::int64_t>(random.below(400));
      node.latest = node.earliest + 60;
    }
    node.load = k == 0 ? 0 : 1 + static_cast<std::int64_t>(random.below(4));
    node.must = k > 0 && !prices;
    node.profit = k > 0 && prices ? static_cast<std::int64_t>(random.below(150)) : 0;
    problem.nodes.push_back(node);
  }
  std::vector<std::int32_t> seconds;
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      seconds.push_back(static_cast<std::int32_t>(std::ceil(std::hypot(x[i] - x[j], y[i] - y[j]))));
    }
  }
  problem.travel = roads::TravelMatrix::from_seconds(size, std::move(seconds));
  problem.days = {.count = 3,
                  .shift_start = 0,
                  .shift_end = 1'000,
                  .most_load = 6,
                  .profit_per_second = prices ? 1 : 0};
  return problem;
}

/// Served nodes first (each counts far more than any way), then profit, then driving.
class Exhaustive {
 public:
  explicit Exhaustive(const Problem& problem)
      : problem_(problem), used_(problem.nodes.size(), false) {
    extend(0, 0, 0, 0, 0);
  }
  std::int64_t best() const { return best_; }

 private:
  /// So far `day` days, standing at `here` since `clock` with `load`, worth `merit`.
  void extend(int day, std::size_t here, std::int64_t clock, std::int64_t load,
              std::int64_t merit) {
    const std::int64_t back = problem_.travel.time(here, 0).value;
    if (clock + back <= problem_.days.shift_end) {
      best_ = std::max(best_, merit - back);
      if (here != 0 && day + 1 < problem_.days.count) extend(day + 1, 0, 0, 0, merit - back);
    }
    for (std::size_t next = 1; next < used_.size(); ++next) {
      const Node& node = problem_.nodes[next];
      const std::int64_t way = problem_.travel.time(here, next).value;
      const std::int64_t start = std::max(clock + way, node.earliest);
      if (used_[next] || start > node.latest || load + node.load > problem_.days.most_load)
        continue;
      used_[next] = true;
      extend(day, next, start + node.service, load + node.load,
             merit - way + node.profit + (node.must ? kMust : 0));
      used_[next] = false;
    }
  }

  static constexpr std::int64_t kMust = 1'000'000;
  const Problem& problem_;
  std::vector<bool> used_;
  std::int64_t best_ = std::numeric_limits<std::int64_t>::min();
};

void expect_optima(bool prices) {
  int optimal = 0;
  constexpr int kProblems = 200;
  for (std::uint64_t seed = 1; seed <= kProblems; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Problem problem = random_problem(seed, prices);
    const Instance instance(problem.travel, problem.nodes, problem.days);
    const Solution solution =
        solve(instance, Solution(instance), {.iterations = 500}, core::JobContext());
    const std::int64_t merit = solution.musts() * 1'000'000 + solution.profit() - solution.drive();
    const std::int64_t best = Exhaustive(problem).best();
    ASSERT_LE(merit, best);
    optimal += merit == best ? 1 : 0;
  }
  EXPECT_GE(optimal, kProblems * 98 / 100);
}

TEST(Solver, FindsTheShortestToursUnderLoads) {
  expect_optima(false);
}

TEST(Solver, LeavesOutWhatIsNotWorthItsDriving) {
  expect_optima(true);
}

Problem large_problem() {
  core::Random random(7);
  Problem problem = random_problem(1, false);
  problem.nodes.resize(1);
  std::vector<std::int32_t> seconds;
  constexpr std::size_t kSize = 60;
  for (std::size_t k = 1; k < kSize; ++k) {
    problem.nodes.push_back(
        {.service = 5, .earliest = 0, .latest = 1'000, .load = 1, .must = true});
  }
  for (std::size_t k = 0; k < kSize * kSize; ++k) {
    seconds.push_back(static_cast<std::int32_t>(50 + random.below(50)));
  }
  problem.travel = roads::TravelMatrix::from_seconds(kSize, std::move(seconds));
  problem.days.count = 20;
  return problem;
}

TEST(Solver, GivesTheSameToursOnAnyNumberOfThreads) {
  const Problem problem = large_problem();
  const Instance instance(problem.travel, problem.nodes, problem.days);
  std::vector<std::vector<std::size_t>> tours[2];
  for (const unsigned threads : {1U, 2U}) {
    const Solution solution = solve(instance, Solution(instance), {.iterations = 2'000, .seed = 5},
                                    core::JobContext({.threads = threads}));
    EXPECT_EQ(solution.planned(), instance.size() - 1);
    for (const Route& route : solution.routes()) {
      tours[threads - 1].emplace_back(route.stops().begin(), route.stops().end());
    }
  }
  EXPECT_EQ(tours[0], tours[1]);
}

TEST(Solver, StopsWhenTheBudgetIsSpent) {
  const Problem problem = large_problem();
  const Instance instance(problem.travel, problem.nodes, problem.days);
  int asked = 0;
  ImproveOptions options;
  options.spent = [&] { return 0.1 * ++asked; };
  solve(instance, Solution(instance), options, core::JobContext({.threads = 1}));
  EXPECT_GE(asked, 10);
  EXPECT_LE(asked, 10 + 20);  // once more a meeting
}

}  // namespace
}  // namespace nearnet::routing::testing
