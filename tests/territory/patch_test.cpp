// SPDX-License-Identifier: Apache-2.0
#include "territory/patch.h"

#include "territory/bisection.h"
#include "territory/improve.h"
#include "territory/lattice.h"
#include "territory/repair.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace nearnet::territory {
namespace {

const core::JobContext kJob({.threads = 1, .seed = 1});

struct Instance {
  std::vector<model::BasicUnit> units;
  Adjacency graph;
  Problem problem;
  std::vector<std::size_t> assignment;
};

/// Hexagons, two weights, some units locked, some new since the present layout.
Instance random_instance(std::uint64_t seed) {
  core::Random random(seed);
  Instance made;
  made.units = hexagons(14, 12, seed);
  made.graph = adjacency(made.units);
  DesignOptions options = options_for(6);
  options.balance = parse_balance("prospects=70,mrc=30");
  const auto first = bisected(make_problem(made.units, made.graph, options, kJob), random);
  const Problem plain = make_problem(made.units, made.graph, options, kJob);
  for (std::size_t i = 0; i < made.units.size(); ++i) {
    if (random.chance(0.1)) {
      options.present.emplace_back();
      continue;
    }
    options.present.emplace_back(first[plain.cell_of_unit[i]]);
    if (random.chance(0.02)) options.locks.push_back({made.units[i].id, *options.present[i]});
  }
  made.problem = make_problem(made.units, made.graph, options, kJob);
  made.assignment =
      repaired(made.problem, lock_cores(made.problem), bisected(made.problem, random));
  return made;
}

template <typename T>
std::vector<T> counted(std::size_t size) {
  std::vector<T> all(size);
  std::iota(all.begin(), all.end(), T{0});
  return all;
}

TEST(Patch, KnowsWhatAMoveChangesAsIfAllWereWorkedOutAgain) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Instance made = random_instance(seed);
    const Problem& problem = made.problem;
    Patch patch(problem, made.assignment, counted<std::uint32_t>(problem.count),
                counted<std::uint32_t>(problem.cells));
    core::Random random(seed);
    double energy = plan_energy(problem, made.assignment);
    EXPECT_NEAR(patch.energy() + moved_energy(problem, Prices{}, problem.moved(made.assignment)),
                energy, 1e-9 * energy);
    for (int step = 0; step < 300; ++step) {
      const std::uint32_t cell = patch.border()[random.below(patch.border().size())];
      const auto links = patch.links_of(cell);
      const std::uint32_t to = patch.territory_of(links[random.below(links.size())].unit);
      if (to == patch.territory_of(cell)) continue;
      const Patch::Move move = patch.consider(cell, to);
      std::vector<std::size_t> after = made.assignment;
      after[cell] = to;
      const double energy_after = plan_energy(problem, after);
      ASSERT_NEAR(move.gain, energy_after - energy, 1e-8 * std::max(1.0, energy));
      if (!patch.can_leave(cell)) continue;
      patch.apply(move);
      made.assignment = after;
      energy = energy_after;
    }
  }
}

TEST(Patch, LetsACellGoExactlyWhenItsTerritoryStaysWhole) {
  int may = 0;
  int may_not = 0;
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Instance made = random_instance(seed);
    Patch patch(made.problem, made.assignment, counted<std::uint32_t>(made.problem.count),
                counted<std::uint32_t>(made.problem.cells));
    std::vector<std::size_t> by_unit;
    for (const std::size_t cell : made.problem.cell_of_unit) {
      by_unit.push_back(made.assignment[cell]);
    }
    const std::size_t parts = judged_parts(made.graph, by_unit);
    ASSERT_EQ(parts, made.problem.count);
    for (std::uint32_t cell = 0; cell < patch.cells(); ++cell) {
      std::vector<std::size_t> without = by_unit;
      for (std::size_t unit = 0; unit < without.size(); ++unit) {
        if (made.problem.cell_of_unit[unit] == cell) without[unit] = made.problem.count;
      }
      const bool whole = judged_parts(made.graph, without) == parts + 1 &&
                         std::count(without.begin(), without.end(), by_unit[cell]) > 0;
      ASSERT_EQ(patch.can_leave(cell), whole) << "cell " << cell;
      (whole ? may : may_not) += 1;
    }
  }
  EXPECT_GT(may, 500);
  EXPECT_GT(may_not, 10);
}

TEST(Patch, OfSomeTerritoriesLeavesTheOthersAlone) {
  Instance made = random_instance(3);
  const std::vector<std::size_t> before = made.assignment;
  const std::vector<std::uint32_t> territories = {1, 4, 5};
  std::vector<std::uint32_t> cells;
  for (std::uint32_t cell = 0; cell < made.problem.cells; ++cell) {
    if (before[cell] == 1 || before[cell] == 4 || before[cell] == 5) cells.push_back(cell);
  }
  Patch patch(made.problem, before, territories, cells);
  core::Random random(1);
  patch.anneal({.temperature = 0.1, .prices = {}}, {.temperature = 0.01, .prices = {}}, 20'000,
               random);
  patch.write_to(made.assignment);
  std::size_t changed = 0;
  for (std::uint32_t cell = 0; cell < made.problem.cells; ++cell) {
    const bool in = before[cell] == 1 || before[cell] == 4 || before[cell] == 5;
    const std::size_t now = made.assignment[cell];
    EXPECT_TRUE(in ? now == 1 || now == 4 || now == 5 : now == before[cell]);
    changed += now != before[cell] ? 1U : 0U;
  }
  EXPECT_GT(changed, 0U);
}

TEST(Bisected, SharesTheWeightOutEvenlyHoweverUnevenTheGround) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto units = hexagons(40, 30, seed);
    const Problem problem = make_problem(units, adjacency(units), options_for(7), kJob);
    const auto assignment = bisected(problem, core::Random(seed));
    std::vector<double> load(7, 0.0);
    double heaviest = 0.0;
    for (std::size_t cell = 0; cell < problem.cells; ++cell) {
      load[assignment[cell]] += problem.load[cell];
      heaviest = std::max(heaviest, problem.load[cell]);
    }
    for (const double amount : load) EXPECT_NEAR(amount, 1.0, 3.0 * heaviest);
  }
}

}  // namespace
}  // namespace nearnet::territory
