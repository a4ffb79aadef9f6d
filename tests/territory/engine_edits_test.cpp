// SPDX-License-Identifier: Apache-2.0
#include "territory/engine_edits.h"

#include "core/error.h"
#include "territory/hand_edit.h"
#include "territory/lattice.h"
#include "territory/objective.h"
#include "territory/unit_finder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace nearnet::territory {
namespace {

const core::JobContext kJob({.threads = 1, .seed = 3});
const Goal kGoal{{{"prospects", 1.0}}, 0.05};

/// `bands` columns of a lattice of hexagons, of equal width and unequal weight.
LivePlan bands(std::size_t count) {
  auto units = hexagons(24, 18, 7);
  Adjacency graph = adjacency(units);
  std::vector<std::size_t> where;
  for (const model::BasicUnit& unit : units) {
    const double x = unit.geometry.centroid().lon + 69.0;
    where.push_back(std::min(
        count - 1, static_cast<std::size_t>(std::max(0.0, x / 0.27 * static_cast<double>(count)))));
  }
  return LivePlan(live_units(std::move(units), std::move(graph), kJob), where,
                  territory_labels(count, {}), {"prospects"});
}

TEST(Split, GivesEqualConnectedParts) {
  LivePlan plan = bands(3);
  const std::size_t units = plan.figures(1).units;
  const double weight = plan.figures(1).amounts.back();
  plan.apply(split(plan, 1, {.into = 3, .home = std::nullopt, .goal = kGoal}, kJob));
  ASSERT_EQ(plan.labels().size(), 5U);
  EXPECT_EQ(plan.labels()[3]->id.text(), "4");
  EXPECT_EQ(plan.labels()[4]->id.text(), "5");
  EXPECT_EQ(plan.figures(1).units + plan.figures(3).units + plan.figures(4).units, units);
  for (const std::size_t t : {1U, 3U, 4U}) {
    EXPECT_EQ(plan.figures(t).parts, 1U);
    EXPECT_NEAR(plan.figures(t).amounts.back(), weight / 3.0, 0.06 * weight / 3.0);
  }
}

TEST(Split, WorksWithoutWeightsAndRefusesNonsense) {
  auto units = squares(4, 2, [](int) { return 0.0; });
  Adjacency graph = adjacency(units);
  LivePlan plan(live_units(std::move(units), std::move(graph), kJob),
                std::vector<std::size_t>(8, 0), territory_labels(1, {}), {"prospects"});
  EXPECT_THROW(split(plan, 0, {.into = 1, .home = std::nullopt, .goal = kGoal}, kJob),
               core::ConfigError);
  EXPECT_THROW(split(plan, 0, {.into = 9, .home = std::nullopt, .goal = kGoal}, kJob),
               core::InfeasibleError);
  plan.apply(split(plan, 0, {.into = 2, .home = std::nullopt, .goal = kGoal}, kJob));
  EXPECT_EQ(plan.figures(0).units, 4U);
  EXPECT_EQ(plan.figures(1).units, 4U);
}

TEST(Finish, BalancesTheRestAndLeavesWhatWasTouched) {
  HandEdit editing(bands(4));
  // A block of the first band is given away by hand, and stays away.
  std::vector<std::size_t> block = units_of(editing.plan(), 0);
  block.resize(block.size() / 3);
  editing.make(moved(editing.plan(), block, 1));
  std::vector<bool> locked;
  for (std::size_t unit = 0; unit < editing.plan().ground().size(); ++unit) {
    locked.push_back(editing.is_touched(unit));
  }
  const double before = editing.plan().max_deviation();
  const Finish finish = finished(editing.plan(), locked, {.goal = kGoal}, kJob);
  editing.make(finish.edit, "Finish", MadeBy::kEngine);
  EXPECT_GT(before, 0.1);
  EXPECT_LE(editing.plan().max_deviation(), 0.05);
  EXPECT_NEAR(editing.plan().max_deviation(), finish.design.max_deviation, 1e-9);
  for (const std::size_t unit : block) EXPECT_EQ(editing.plan().territory_of(unit), 1U);
  for (std::size_t t = 0; t < 4; ++t) EXPECT_EQ(editing.plan().figures(t).parts, 1U);
  EXPECT_EQ(editing.touched_count(), block.size());
}

TEST(Finish, FillsGapsButNotLockedOnes) {
  HandEdit editing(bands(3));
  const std::vector<std::size_t> loose = {40, 41};
  editing.make(moved(editing.plan(), loose, kUnassigned));
  editing.make(merged(editing.plan(), 0, 2));
  std::vector<bool> locked(editing.plan().ground().size(), false);
  locked[41] = true;
  editing.make(finished(editing.plan(), locked, {.goal = kGoal}, kJob).edit);
  EXPECT_NE(editing.plan().territory_of(40), kUnassigned);
  EXPECT_EQ(editing.plan().territory_of(41), kUnassigned);
  EXPECT_EQ(editing.plan().territories(), (std::vector<std::size_t>{0, 1}));
}

TEST(UnitFinder, FindsWhatABruteForceFinds) {
  const auto units = hexagons(20, 15, 5);
  const auto ground = live_units(units, adjacency(units), kJob);
  const UnitFinder finder(ground);
  core::Random random(11);
  for (int round = 0; round < 60; ++round) {
    SCOPED_TRACE("seed 11, round " + std::to_string(round));
    const auto place = [&] {
      return geo::LonLat{-69.0 + random.uniform(0.0, 0.2), 45.0 + random.uniform(0.0, 0.1)};
    };
    const geo::LonLat from = place();
    const geo::LonLat to = place();
    const core::Metres radius(random.uniform(1.0, 2000.0));
    const auto brushed = finder.brushed(from, to, radius);
    const geo::LocalFrame frame(to);
    const geo::Geometry way = frame.to_metres(geo::Geometry::line({from, to}));
    const geo::Line lasso = {place(), place(), place(), place()};
    const auto inside = finder.inside(lasso);
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      const geo::Geometry centre =
          frame.to_metres(geo::Geometry::point(units[unit].geometry.centroid()));
      const bool near = centre.distance(way) <= radius.value;
      const bool hit = std::ranges::binary_search(brushed, unit);
      EXPECT_TRUE(hit || !near) << unit;
      if (hit && !near) {
        EXPECT_TRUE(units[unit].geometry.intersects(geo::Geometry::line({from, to}))) << unit;
      }
    }
    const auto under = finder.at(from);
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      if (!units[unit].geometry.covers(from)) continue;
      EXPECT_EQ(under, unit);
      EXPECT_TRUE(std::ranges::binary_search(brushed, unit));
      break;
    }
    geo::Polygon closed{lasso, {}};
    closed.shell.push_back(lasso.front());
    const geo::Geometry area = geo::Geometry::polygon(closed);
    if (!area.is_valid()) continue;
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      EXPECT_EQ(std::ranges::binary_search(inside, unit),
                area.covers(units[unit].geometry.centroid()))
          << unit;
    }
  }
  EXPECT_FALSE(finder.at({0.0, 0.0}));
  EXPECT_TRUE(finder.inside({{-70.0, 44.0}, {-68.0, 46.0}}).empty());
}

}  // namespace
}  // namespace nearnet::territory
