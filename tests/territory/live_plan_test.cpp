// SPDX-License-Identifier: Apache-2.0
#include "territory/live_plan.h"

#include "territory/edits.h"
#include "territory/lattice.h"
#include "territory/objective.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace nearnet::territory {
namespace {

const core::JobContext kJob({.threads = 1});

std::vector<TerritoryLabel> labels(std::size_t count) {
  return territory_labels(count, {});
}

LivePlan plan_of(std::vector<model::BasicUnit> units, std::vector<std::size_t> territories,
                 std::size_t count, const std::vector<std::string>& balanced = {"prospects"}) {
  Adjacency graph = adjacency(units);
  return LivePlan(live_units(std::move(units), std::move(graph), kJob), std::move(territories),
                  labels(count), balanced);
}

/// Everything a live plan says, worked out from nothing by the functions that designs are judged
/// by.
void expect_figures_from_scratch(const LivePlan& plan) {
  const std::vector<std::size_t> where(plan.territory_of_unit().begin(),
                                       plan.territory_of_unit().end());
  const std::size_t count = plan.labels().size();
  const auto totals = weight_totals(plan.ground().units, where, count);
  const auto parts = part_counts(plan.ground().graph, where, count);
  std::vector<model::Weights> there;
  for (std::size_t t = 0; t < count; ++t) {
    SCOPED_TRACE("territory " + std::to_string(t));
    const LiveFigures figures = plan.figures(t);
    std::vector<geo::Geometry> outlines;
    for (std::size_t unit = 0; unit < where.size(); ++unit) {
      if (where[unit] == t) outlines.push_back(plan.ground().units[unit].geometry);
    }
    EXPECT_EQ(figures.units, outlines.size());
    EXPECT_EQ(figures.parts, parts[t]);
    for (std::size_t kind = 0; kind < plan.ground().weights.size(); ++kind) {
      const double expected = totals[t].at(plan.ground().weights[kind]);
      EXPECT_NEAR(figures.amounts[kind], expected, 1e-9 * std::max(1.0, expected));
    }
    const Shape whole = outlines.empty() ? Shape{} : shape_of(geo::union_all(outlines));
    EXPECT_NEAR(figures.shape.area, whole.area, 2e-3 * whole.area + 1e-3);
    EXPECT_NEAR(figures.shape.perimeter, whole.perimeter, 2e-3 * whole.perimeter + 1e-3);
    EXPECT_NEAR(figures.compactness, polsby_popper(whole), 5e-3);
    if (plan.labels()[t]) there.push_back(totals[t]);
  }
  const std::vector<std::string> balanced = {"prospects", "mrc"};
  EXPECT_NEAR(plan.max_deviation(), max_deviation(there, balanced), 1e-9);
}

std::vector<LiveFigures> all_figures(const LivePlan& plan) {
  std::vector<LiveFigures> figures;
  for (std::size_t t = 0; t < plan.labels().size(); ++t) figures.push_back(plan.figures(t));
  return figures;
}

/// The strays of every territory by another way: units whose part, flooded from them, is smaller
/// than another part of the territory.
std::vector<std::size_t> naive_strays(const LivePlan& plan) {
  std::vector<std::vector<std::size_t>> parts;
  std::vector<std::size_t> part_of(plan.ground().size(), kUnassigned);
  for (std::size_t start = 0; start < plan.ground().size(); ++start) {
    if (plan.territory_of(start) == kUnassigned || part_of[start] != kUnassigned) continue;
    std::vector<std::size_t> part = {start};
    part_of[start] = parts.size();
    for (std::size_t i = 0; i < part.size(); ++i) {
      for (const Neighbour& next : plan.ground().graph.of[part[i]]) {
        if (part_of[next.unit] != kUnassigned) continue;
        if (plan.territory_of(next.unit) != plan.territory_of(start)) continue;
        part_of[next.unit] = parts.size();
        part.push_back(next.unit);
      }
    }
    parts.push_back(part);
  }
  std::map<std::size_t, std::size_t> largest;  // the first of equals, parts are found in order
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const std::size_t t = plan.territory_of(parts[p].front());
    if (!largest.contains(t) || parts[p].size() > parts[largest[t]].size()) largest[t] = p;
  }
  std::vector<std::size_t> strays;
  for (std::size_t unit = 0; unit < part_of.size(); ++unit) {
    if (part_of[unit] == kUnassigned) continue;
    if (part_of[unit] != largest[plan.territory_of(unit)]) strays.push_back(unit);
  }
  return strays;
}

TEST(LivePlan, SaysWhatAMoveDoes) {
  // 0 1 | 2 3 in one row: unit 1 goes over.
  LivePlan plan = plan_of(squares(4, 1, [](int i) { return i + 1.0; }), {0, 0, 1, 1}, 2);
  EXPECT_NEAR(plan.max_deviation(), 0.4, 1e-12);
  plan.apply({.moves = {{1, 0, 1}}, .labels = {}});
  EXPECT_EQ(plan.figures(0).amounts, (std::vector<double>{1.0}));
  EXPECT_EQ(plan.figures(1).amounts, (std::vector<double>{9.0}));
  EXPECT_EQ(plan.figures(1).units, 3U);
  EXPECT_NEAR(plan.figures(0).compactness, 0.785, 1e-3);
  EXPECT_NEAR(plan.max_deviation(), 0.8, 1e-12);
  EXPECT_TRUE(plan.strays().empty());
  // 3 alone beyond 2: territory 1 is in two parts, of which 3 is the smaller.
  plan.apply({.moves = {{2, 1, 0}}, .labels = {}});
  plan.apply({.moves = {{0, 0, 1}}, .labels = {}});
  EXPECT_EQ(plan.figures(1).parts, 2U);
  EXPECT_EQ(plan.strays(), (std::vector<std::size_t>{3}));
}

TEST(LivePlan, FiguresAfterRandomEditsEqualAFullRecomputation) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    auto units = hexagons(14, 12, seed);
    const std::size_t n = units.size();
    std::vector<std::size_t> where;
    for (std::size_t i = 0; i < n; ++i) where.push_back(i * 5 / n);
    where[random.below(n)] = kUnassigned;
    LivePlan plan = plan_of(std::move(units), where, 5, {"prospects", "mrc"});
    expect_figures_from_scratch(plan);
    for (int round = 0; round < 60; ++round) {
      SCOPED_TRACE("round " + std::to_string(round));
      std::vector<std::size_t> some;
      const std::size_t start = random.below(n);
      for (std::size_t i = 0; i <= random.below(9); ++i) some.push_back((start + i) % n);
      const std::size_t to = random.chance(0.05) ? kUnassigned : random.below(5);
      const Edit edit = moved(plan, some, to);
      const auto before = all_figures(plan);
      const auto strays = plan.strays();
      plan.apply(edit);
      ASSERT_EQ(plan.strays(), naive_strays(plan));
      if (round % 10 == 0) expect_figures_from_scratch(plan);
      if (random.chance(0.3)) {
        plan.apply(edit.inverse());
        ASSERT_EQ(all_figures(plan), before);
        ASSERT_EQ(plan.strays(), strays);
      }
      const auto parts = part_counts(plan.ground().graph,
                                     std::vector<std::size_t>(plan.territory_of_unit().begin(),
                                                              plan.territory_of_unit().end()),
                                     5);
      for (std::size_t t = 0; t < 5; ++t) ASSERT_EQ(plan.figures(t).parts, parts[t]) << t;
    }
    expect_figures_from_scratch(plan);
  }
}

TEST(LivePlan, UnitsOfALongWayRoundAreStillOnePart) {
  // A ring of eight squares about a ninth: the neighbours of a ring's unit are tied far away only.
  LivePlan plan = plan_of(squares(3, 3), {0, 0, 0, 0, 1, 0, 0, 0, 0}, 2);
  plan.apply({.moves = {{1, 0, 1}}, .labels = {}});
  EXPECT_EQ(plan.figures(0).parts, 1U);
  plan.apply({.moves = {{7, 0, 1}}, .labels = {}});
  EXPECT_EQ(plan.figures(0).parts, 2U);
  plan.apply({.moves = {{1, 1, 0}}, .labels = {}});
  EXPECT_EQ(plan.figures(0).parts, 1U);
}

TEST(LivePlan, RefusesEditsThatDoNotFit) {
  LivePlan plan = plan_of(squares(3, 1), {0, 0, 1}, 2);
  const auto label = *plan.labels()[1];
  const auto before = all_figures(plan);
  const std::vector<Edit> wrong = {
      {.moves = {{0, 1, 0}}, .labels = {}},                  // is elsewhere
      {.moves = {{9, 0, 1}}, .labels = {}},                  // no such unit
      {.moves = {{0, 0, 7}}, .labels = {}},                  // no such territory
      {.moves = {{1, 0, 1}, {0, 0, 1}}, .labels = {}},       // out of order
      {.moves = {}, .labels = {{1, label, std::nullopt}}},   // leaves a unit behind
      {.moves = {}, .labels = {{0, label, std::nullopt}}},   // another's label
      {.moves = {}, .labels = {{5, std::nullopt, label}}}};  // skips an index
  for (const Edit& edit : wrong) {
    EXPECT_THROW(plan.apply(edit), std::invalid_argument);
    EXPECT_EQ(all_figures(plan), before);
  }
}

}  // namespace
}  // namespace nearnet::territory
