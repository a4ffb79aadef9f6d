// SPDX-License-Identifier: Apache-2.0
// One rep more, one rep less: little moves, measured against every possible plan of tiny grounds
// and against the bound on larger ones.
#include "core/error.h"
#include "territory/engine_edits.h"
#include "territory/lattice.h"
#include "territory/least_moved.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <utility>

namespace nearnet::territory {
namespace {

using ::testing::HasSubstr;

const core::JobContext kJob({.threads = 1, .seed = 3});

Goal goal(double tolerance) {
  return {{{"prospects", 1.0}}, tolerance, 400'000};
}

LivePlan plan_of(std::vector<model::BasicUnit> units, const std::vector<std::size_t>& where,
                 std::size_t count) {
  Adjacency graph = adjacency(units);
  return LivePlan(live_units(std::move(units), std::move(graph), kJob), where,
                  territory_labels(count, {}), {"prospects"});
}

LivePlan designed(const std::vector<model::BasicUnit>& units, std::size_t count, double tolerance,
                  std::uint64_t seed) {
  DesignOptions options = options_for(count, 300'000);
  options.tolerance = tolerance;
  const Design plan = design(units, adjacency(units), options, core::JobContext({.seed = seed}));
  return plan_of(units, plan.territory_of_unit, count);
}

/// Of a plan as it is after an edit, by code that shares nothing with the engine.
struct Judged {
  double deviation = 0.0;
  double moved = 0.0;
  bool connected = false;
};

Judged judge(const LivePlan& before, const LivePlan& after, const std::vector<double>& disruption) {
  Judged judged;
  const auto& units = before.ground().units;
  Design plan;
  double all = 0.0;
  std::map<std::size_t, std::size_t> place;
  for (const std::size_t t : after.territories()) place.emplace(t, place.size());
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    plan.territory_of_unit.push_back(place.at(after.territory_of(unit)));
    all += disruption[unit];
    if (before.territory_of(unit) != after.territory_of(unit)) judged.moved += disruption[unit];
  }
  judged.moved /= all;
  judged.deviation = naive_deviation(units, plan, place.size(), "prospects");
  judged.connected = whole_and_connected(before.ground().graph, plan, place.size());
  return judged;
}

std::vector<double> prospects_of(const LivePlan& plan) {
  std::vector<double> amounts;
  for (const model::BasicUnit& unit : plan.ground().units) {
    amounts.push_back(unit.weights.at("prospects"));
  }
  return amounts;
}

/// The least share that moves over every plan of `count` connected territories within the
/// tolerance; 2 where there is none. `gone`: this territory's units have to leave it.
class EveryPlan {
 public:
  EveryPlan(const LivePlan& plan, std::size_t count, double tolerance, std::size_t gone)
      : plan_(plan), gone_(gone), weight_(prospects_of(plan)) {
    for (const double w : weight_) all_ += w;
    const double mean = all_ / static_cast<double>(count);
    low_ = mean * (1.0 - tolerance) - 1e-9;
    high_ = mean * (1.0 + tolerance) + 1e-9;
    for (const auto& neighbours : plan.ground().graph.of) {
      beside_.push_back(0);
      for (const Neighbour& next : neighbours) beside_.back() |= 1U << next.unit;
    }
    const std::size_t places = gone == kUnassigned ? count : count + 1;
    held_.assign(places, 0.0);
    mask_.assign(places, 0);
  }

  double least() {
    place(0, 0.0);
    return best_ / all_;
  }

 private:
  void place(std::size_t unit, double moved) {
    if (moved >= best_) return;
    if (unit == weight_.size()) {
      for (std::size_t t = 0; t < held_.size(); ++t) {
        if (t != gone_ && (held_[t] < low_ || !connected(mask_[t]))) return;
      }
      best_ = moved;
      return;
    }
    for (std::size_t t = 0; t < held_.size(); ++t) {
      if (t == gone_ || held_[t] + weight_[unit] > high_) continue;
      held_[t] += weight_[unit];
      mask_[t] |= 1U << unit;
      place(unit + 1, moved + (plan_.territory_of(unit) == t ? 0.0 : weight_[unit]));
      held_[t] -= weight_[unit];
      mask_[t] &= ~(1U << unit);
    }
  }

  bool connected(std::uint32_t mask) const {
    std::uint32_t reached = mask & (~mask + 1);
    for (std::uint32_t last = 0; reached != last;) {
      last = reached;
      for (std::uint32_t left = reached; left != 0; left &= left - 1) {
        reached |= beside_[static_cast<std::size_t>(std::countr_zero(left))] & mask;
      }
    }
    return mask != 0 && reached == mask;
  }

  const LivePlan& plan_;
  std::size_t gone_;
  std::vector<double> weight_;
  double all_ = 0.0;
  double low_ = 0.0;
  double high_ = 0.0;
  std::vector<std::uint32_t> beside_;
  std::vector<double> held_;
  std::vector<std::uint32_t> mask_;
  double best_ = std::numeric_limits<double>::infinity();
};

void expect_as_good_as_any(const LivePlan& before, const Finish& change, double least,
                           double tolerance) {
  LivePlan after = before;
  after.apply(change.edit);
  const Judged judged = judge(before, after, prospects_of(before));
  EXPECT_TRUE(judged.connected);
  EXPECT_NEAR(change.moved_share, judged.moved, 1e-9);
  if (!std::isfinite(least)) {
    EXPECT_GT(judged.deviation, tolerance);
    return;
  }
  EXPECT_LE(judged.deviation, tolerance + 1e-9);
  EXPECT_LE(change.least_share, least + 1e-9) << "the bound is none";
  EXPECT_LE(judged.moved, least + 0.02);
}

/// Plans of `count` territories on random grounds so small that every other plan can be tried.
/// `change`: (plan, tolerance, random) → what the engine does, and the least that any plan moves.
template <typename Change>
void compare_on_tiny_grounds(std::size_t count, double planned_within, Change change) {
  int possible = 0;
  for (std::uint64_t seed = 1; seed <= 16; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    const auto units = squares(4, 3, [&](int) { return static_cast<double>(1 + random.below(4)); });
    const double tolerance = random.uniform(0.1, 0.3);
    const LivePlan plan = designed(units, count, planned_within, seed);
    const auto [finish, least] = change(plan, tolerance, random);
    possible += std::isfinite(least) ? 1 : 0;
    expect_as_good_as_any(plan, finish, least, tolerance);
  }
  EXPECT_GT(possible, 8);
}

TEST(OneMore, MovesAsLittleAsAnyPlanOfATinyGround) {
  compare_on_tiny_grounds(2, 0.1, [](const LivePlan& plan, double tolerance, core::Random&) {
    return std::pair(one_more(plan, new_label(plan), {.goal = goal(tolerance)}, kJob),
                     EveryPlan(plan, 3, tolerance, kUnassigned).least());
  });
}

TEST(OneLess, MovesAsLittleAsAnyPlanOfATinyGround) {
  compare_on_tiny_grounds(4, 0.3, [](const LivePlan& plan, double tolerance, core::Random& random) {
    const std::size_t gone = random.below(4);
    return std::pair(one_less(plan, gone, {.goal = goal(tolerance)}, kJob),
                     EveryPlan(plan, 3, tolerance, gone).least());
  });
}

TEST(OneMore, AFifthRepNeedsTwoPointsMoreThanTheLeastAtMost) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto units = hexagons(24, 18, seed);
    const LivePlan before = designed(units, 4, 0.05, seed);
    const Finish change = one_more(before, new_label(before), {.goal = goal(0.05)}, kJob);
    LivePlan after = before;
    after.apply(change.edit);
    const Judged judged = judge(before, after, prospects_of(before));
    EXPECT_TRUE(judged.connected);
    EXPECT_LE(judged.deviation, 0.05);
    EXPECT_NEAR(change.moved_share, judged.moved, 1e-9);
    EXPECT_GE(change.least_share, 0.19 - 1e-9);
    EXPECT_LE(judged.moved, change.least_share + 0.02);
    EXPECT_EQ(after.labels().back()->id.text(), "5");
  }
}

TEST(OneLess, DealsATerritoryOutAndBalances) {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto units = hexagons(24, 18, seed);
    const LivePlan before = designed(units, 5, 0.05, seed);
    const Finish change = one_less(before, seed % 5, {.goal = goal(0.05)}, kJob);
    LivePlan after = before;
    after.apply(change.edit);
    const Judged judged = judge(before, after, prospects_of(before));
    EXPECT_TRUE(judged.connected);
    EXPECT_LE(judged.deviation, 0.05);
    EXPECT_NEAR(change.moved_share, judged.moved, 1e-9);
    EXPECT_GE(judged.moved, change.least_share - 1e-9);
    // A neighbour that can take no more hands some of its own on.
    EXPECT_LE(judged.moved, change.least_share + 0.1);
    EXPECT_EQ(after.territories().size(), 4U);
  }
}

TEST(OneMore, KeepsLocksAndSparesWhatCostsToMove) {
  const auto units = hexagons(24, 18, 5);
  const LivePlan before = designed(units, 4, 0.05, 5);
  // Deals lie in a sixth of the units, half of those are locked.
  core::Random random(5);
  StaffOptions options{.goal = goal(0.05)};
  for (std::size_t unit = 0; unit < before.ground().size(); ++unit) {
    const bool deals = random.chance(1.0 / 6.0);
    options.disruption.push_back(deals ? 1.0 : 0.0);
    options.locked.push_back(deals && random.chance(0.5));
  }
  const Finish change = one_more(before, new_label(before), options, kJob);
  LivePlan after = before;
  after.apply(change.edit);
  const Judged judged = judge(before, after, options.disruption);
  EXPECT_TRUE(judged.connected);
  EXPECT_LE(judged.deviation, 0.05);
  EXPECT_NEAR(change.moved_share, judged.moved, 1e-9);
  EXPECT_LE(judged.moved, 0.08) << "where a fifth of the weight has to move";
  for (std::size_t unit = 0; unit < options.locked.size(); ++unit) {
    EXPECT_TRUE(!options.locked[unit] || before.territory_of(unit) == after.territory_of(unit));
  }
}

TEST(OneMore, BeginsWhereItIsToldTo) {
  const auto units = hexagons(24, 18, 9);
  const LivePlan before = designed(units, 4, 0.05, 9);
  const geo::LonLat corner = before.ground().units.front().geometry.centroid();
  StaffOptions options{.goal = goal(0.05)};
  options.near = corner;
  LivePlan after = before;
  after.apply(one_more(before, new_label(before), options, kJob).edit);
  EXPECT_EQ(after.territory_of(0), 4U);
  EXPECT_EQ(after.figures(4).parts, 1U);
}

TEST(OneLess, RefusesTheOnlyTerritoryAndLocksThatGo) {
  const LivePlan only = plan_of(squares(3, 1), {0, 0, 0}, 1);
  EXPECT_THROW(one_less(only, 0, {.goal = goal(0.1)}, kJob), core::InfeasibleError);
  EXPECT_THROW(one_less(only, 7, {.goal = goal(0.1)}, kJob), core::ConfigError);
  const LivePlan two = plan_of(squares(4, 1), {0, 0, 1, 1}, 2);
  StaffOptions locked{.goal = goal(0.1)};
  locked.locked = {false, false, true, false};
  try {
    one_less(two, 1, locked, kJob);
    ADD_FAILURE() << "no refusal";
  } catch (const core::InfeasibleError& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("unit 2 is locked to territory 2, which goes"));
  }
}

TEST(LeastMoved, IsWhatArithmeticSays) {
  const auto units = squares(10, 1);
  DesignOptions options = options_for(2);
  for (int i = 0; i < 10; ++i) options.present.emplace_back(i < 7 ? 0 : 1);
  options.tolerance = 0.0;
  EXPECT_NEAR(least_moved(units, options), 0.2, 1e-12);
  options.tolerance = 0.1;
  EXPECT_NEAR(least_moved(units, options), 0.15, 1e-12);
  // A newcomer: a third of all, of which two territories of ten have only to give.
  options.count = 3;
  options.tolerance = 0.0;
  EXPECT_NEAR(least_moved(units, options), 11.0 / 30.0, 1e-12) << "seven give 11/3";
  // What costs nothing to move goes first; what is locked does not go.
  options.count = 2;
  options.disruption = {1, 1, 1, 1, 1, 1, 0, 1, 1, 1};
  EXPECT_NEAR(least_moved(units, options), 1.0 / 9.0, 1e-12);
  options.locks = {{core::UnitId("6"), 0}};
  EXPECT_NEAR(least_moved(units, options), 2.0 / 9.0, 1e-12);
  options.locks = {{core::UnitId("0"), 1}};
  EXPECT_NEAR(least_moved(units, options), 1.0 / 9.0, 1e-12) << "the lock moves one, 6 is free";
  options.present.clear();
  EXPECT_EQ(least_moved(units, options), 0.0);
}

}  // namespace
}  // namespace nearnet::territory
