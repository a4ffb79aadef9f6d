// SPDX-License-Identifier: Apache-2.0
#include "territory/coarsen.h"

#include "territory/bisection.h"
#include "territory/improve.h"
#include "territory/lattice.h"
#include "territory/repair.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace nearnet::territory {
namespace {

const core::JobContext kJob({.threads = 1, .seed = 1});
constexpr std::size_t kCount = 6;

struct Instance {
  std::vector<model::BasicUnit> units;
  Adjacency graph;
  Problem problem;
  std::vector<std::size_t> core;
};

/// Hexagons with two weights, a limit, some units locked and some kept out of a territory.
Instance random_instance(std::uint64_t seed) {
  core::Random random(seed);
  Instance made;
  made.units = hexagons(30, 24, seed);
  made.graph = adjacency(made.units);
  DesignOptions options = options_for(kCount);
  options.balance = parse_balance("prospects=70,mrc=30");
  options.limits = {{"mrc", 1.0, std::nullopt}};
  // Locks lie in one corner, so that they can be joined.
  for (std::size_t i = 0; i < 40; ++i) {
    if (random.chance(0.3)) options.locks.push_back({made.units[i].id, 2});
  }
  for (std::size_t i = 100; i < made.units.size(); ++i) {
    if (random.chance(0.05)) options.keep_out.push_back({i, random.below(kCount)});
  }
  made.problem = make_problem(made.units, made.graph, options, kJob);
  made.core = lock_cores(made.problem);
  return made;
}

std::vector<std::size_t> by_unit(const Problem& problem, const std::vector<std::size_t>& by_cell) {
  std::vector<std::size_t> result;
  for (const std::size_t cell : problem.cell_of_unit) result.push_back(by_cell[cell]);
  return result;
}

/// Balance, limits and outlines: alike on both levels, unlike the moments of inertia within cells
/// and the number of those that may not be where they are.
double of_outlines(const Problem& problem, const std::vector<std::size_t>& plan) {
  return plan_energy(problem, plan, {.imbalance = kFullPrice, .inertia = 0.0}) -
         trespass_energy(problem.trespassers(plan));
}

TEST(Coarsened, StandsForTheFineProblem) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Instance fine = random_instance(seed);
    const Coarse coarse = coarsened(fine.problem, fine.core, 150, core::Random(seed));
    EXPECT_LT(coarse.problem.cells, fine.problem.cells / 2);
    const auto plan =
        repaired(coarse.problem, coarse.core, bisected(coarse.problem, core::Random(seed)));
    const auto spread = spread_out(coarse, plan);

    const double energy = of_outlines(fine.problem, spread);
    EXPECT_NEAR(of_outlines(coarse.problem, plan), energy, 1e-6 * energy);
    EXPECT_EQ(coarse.problem.trespassers(plan) == 0, fine.problem.trespassers(spread) == 0);
    EXPECT_EQ(judged_parts(fine.graph, by_unit(fine.problem, spread)), kCount);
  }
}

TEST(Coarsened, JoinsWhatLiesTogetherAndHasOneFate) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Instance fine = random_instance(seed);
    const Coarse coarse = coarsened(fine.problem, fine.core, 150, core::Random(seed));
    std::vector<std::size_t> joined(coarse.joined.begin(), coarse.joined.end());
    EXPECT_EQ(judged_parts(fine.graph, by_unit(fine.problem, joined)), coarse.problem.cells);
    std::vector<double> size(coarse.problem.cells, 0.0);
    for (std::size_t cell = 0; cell < fine.problem.cells; ++cell) {
      const std::size_t to = coarse.joined[cell];
      size[to] += fine.problem.size[cell];
      EXPECT_EQ(fine.problem.locked[cell], coarse.problem.locked[to]);
      EXPECT_EQ(fine.core[cell], coarse.core[to]);
      for (std::size_t t = 0; t < kCount; ++t) {
        ASSERT_EQ(fine.problem.is_forbidden(cell, t), coarse.problem.is_forbidden(to, t));
      }
    }
    const double heaviest = *std::ranges::max_element(fine.problem.size);
    for (std::size_t to = 0; to < size.size(); ++to) {
      EXPECT_NEAR(size[to], coarse.problem.size[to], 1e-9);
      EXPECT_LE(size[to], std::max(1.0 / 32.0, heaviest) + 1e-9);
    }
  }
}

TEST(Coarsened, LeavesAloneWhatIsSmallEnough) {
  const Instance fine = random_instance(1);
  const Coarse coarse = coarsened(fine.problem, fine.core, fine.problem.cells, core::Random(1));
  EXPECT_EQ(coarse.problem.cells, fine.problem.cells);
  EXPECT_EQ(coarse.problem.load, fine.problem.load);
}

}  // namespace
}  // namespace nearnet::territory
