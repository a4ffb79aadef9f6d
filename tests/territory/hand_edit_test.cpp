// SPDX-License-Identifier: Apache-2.0
#include "territory/hand_edit.h"

#include "core/error.h"
#include "territory/lattice.h"

#include <gtest/gtest.h>

namespace nearnet::territory {
namespace {

const core::JobContext kJob({.threads = 1});

/// Everything about a plan that an edit can change.
struct State {
  std::vector<std::size_t> where;
  std::vector<std::optional<TerritoryLabel>> labels;
  std::vector<LiveFigures> figures;
  double deviation = 0.0;
  friend bool operator==(const State&, const State&) = default;
};

/// Without territories that have gone again: their indices stay.
State state_of(const LivePlan& plan) {
  State state{{plan.territory_of_unit().begin(), plan.territory_of_unit().end()},
              plan.labels(),
              {},
              plan.max_deviation()};
  while (!state.labels.empty() && !state.labels.back()) state.labels.pop_back();
  for (std::size_t t = 0; t < state.labels.size(); ++t) state.figures.push_back(plan.figures(t));
  return state;
}

/// 6 × 4 squares in three territories of two columns each.
HandEdit columns() {
  auto units = squares(6, 4, [](int i) { return 1.0 + i % 5; });
  Adjacency graph = adjacency(units);
  std::vector<std::size_t> where;
  for (std::size_t i = 0; i < units.size(); ++i) where.push_back(i % 6 / 2);
  std::vector<Seat> seats(3);
  for (std::size_t t = 0; t < 3; ++t) seats[t].rep = core::RepId("ae-" + std::to_string(t + 1));
  return HandEdit(LivePlan(live_units(std::move(units), std::move(graph), kJob), where,
                           territory_labels(3, seats), {"prospects"}));
}

TEST(HandEdit, UndoIsTheInverseOfEveryKindOfEdit) {
  HandEdit editing = columns();
  const State start = state_of(editing.plan());
  const std::vector<std::size_t> some = {2, 8, 9};
  std::vector<State> states = {start};
  const auto step = [&](const Edit& edit) {
    editing.make(edit, "step");
    states.push_back(state_of(editing.plan()));
    EXPECT_NE(states.back(), states[states.size() - 2]);
  };
  step(moved(editing.plan(), some, 0));
  step(swapped_reps(editing.plan(), 0, 2));
  step(swapped_units(editing.plan(), 0, 1));
  step(merged(editing.plan(), 1, 2));
  step(cut(editing.plan(), 1, {{0.025, -1.0}, {0.025, 1.0}}));
  const std::size_t steps = states.size() - 1;
  for (std::size_t i = steps; i-- > 0;) {
    editing.undo();
    EXPECT_EQ(state_of(editing.plan()), states[i]) << i;
  }
  EXPECT_FALSE(editing.can_undo());
  EXPECT_EQ(editing.touched_count(), 0U);
  for (std::size_t i = 1; i <= steps; ++i) {
    editing.redo();
    EXPECT_EQ(state_of(editing.plan()), states[i]) << i;
  }
  EXPECT_FALSE(editing.can_redo());
}

TEST(HandEdit, RandomWalksComeBackToTheStart) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    core::Random random(seed);
    HandEdit editing = columns();
    const State start = state_of(editing.plan());
    for (int i = 0; i < 200; ++i) {
      const auto there = editing.plan().territories();
      const std::size_t a = there[random.below(there.size())];
      const std::size_t b = there[random.below(there.size())];
      const std::vector<std::size_t> some = {random.below(24), random.below(24)};
      if (random.chance(0.6)) {
        editing.make(moved(editing.plan(), some, a));
      } else if (random.chance(0.2) && a != b && there.size() > 2) {
        editing.make(merged(editing.plan(), a, b));
      } else if (random.chance(0.3) && a != b) {
        editing.make(swapped_units(editing.plan(), a, b));
      } else if (random.chance(0.5)) {
        editing.undo();
      } else {
        editing.redo();
      }
    }
    while (editing.can_undo()) editing.undo();
    EXPECT_EQ(state_of(editing.plan()), start);
    EXPECT_EQ(editing.touched_count(), 0U);
  }
}

TEST(HandEdit, ADragIsOneStep) {
  HandEdit editing = columns();
  const State start = state_of(editing.plan());
  editing.begin_stroke("Move to 1");
  for (const std::size_t unit : {2U, 3U, 2U, 8U}) {
    editing.make(moved(editing.plan(), std::vector<std::size_t>{unit}, 0));
  }
  editing.end_stroke();
  EXPECT_EQ(editing.plan().figures(0).units, 11U);
  EXPECT_EQ(editing.undo_title(), "Move to 1");
  EXPECT_EQ(editing.take_changes(), (std::vector<std::size_t>{2, 3, 8}));
  editing.undo();
  EXPECT_EQ(state_of(editing.plan()), start);
  EXPECT_FALSE(editing.can_undo());
  EXPECT_EQ(editing.redo_title(), "Move to 1");
  EXPECT_EQ(editing.take_changes().size(), 3U);

  // A drag over nothing is no step, and does not forget what may be done again.
  editing.begin_stroke("Move to 1");
  editing.end_stroke();
  EXPECT_FALSE(editing.can_undo());
  EXPECT_TRUE(editing.can_redo());
}

TEST(HandEdit, KnowsWhatTheHandTouched) {
  HandEdit editing = columns();
  editing.make(moved(editing.plan(), std::vector<std::size_t>{2, 3}, 0));
  editing.make(moved(editing.plan(), std::vector<std::size_t>{3}, 1));  // and back: touched still
  editing.make(moved(editing.plan(), std::vector<std::size_t>{10}, 1), "engine", MadeBy::kEngine);
  EXPECT_TRUE(editing.is_touched(2));
  EXPECT_TRUE(editing.is_touched(3));
  EXPECT_FALSE(editing.is_touched(10));
  EXPECT_EQ(editing.touched_count(), 2U);
  editing.undo();
  editing.undo();
  EXPECT_TRUE(editing.is_touched(3));
  editing.undo();
  EXPECT_FALSE(editing.is_touched(3));
}

TEST(HandEdit, PreviewsAMoveWithoutMakingIt) {
  HandEdit editing = columns();
  const State before = state_of(editing.plan());
  const std::vector<std::size_t> some = {2, 3};
  const Preview preview = editing.preview(some, 0);
  EXPECT_EQ(state_of(editing.plan()), before);
  EXPECT_TRUE(editing.take_changes().empty());
  ASSERT_EQ(preview.territories.size(), 2U);
  editing.make(moved(editing.plan(), some, 0));
  EXPECT_EQ(preview.max_deviation_before, before.deviation);
  EXPECT_EQ(preview.max_deviation_after, editing.plan().max_deviation());
  for (const Preview::Line& line : preview.territories) {
    EXPECT_EQ(line.before, before.figures[line.territory]);
    EXPECT_EQ(line.after, editing.plan().figures(line.territory));
  }
}

TEST(Edits, MergingLeavesOneTerritoryLessToShareAmong) {
  HandEdit editing = columns();
  editing.make(merged(editing.plan(), 0, 2));
  EXPECT_EQ(editing.plan().territories(), (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(editing.plan().figures(0).units, 16U);
  EXPECT_EQ(editing.plan().figures(0).parts, 2U);  // the columns do not touch
  EXPECT_THROW(merged(editing.plan(), 0, 0), core::ConfigError);
  EXPECT_THROW(merged(editing.plan(), 0, 2), core::ConfigError);
  EXPECT_EQ(new_label(editing.plan()).id.text(), "3");  // 3 is free again
}

TEST(Edits, SwapRepsOrUnits) {
  HandEdit editing = columns();
  editing.make(swapped_reps(editing.plan(), 0, 1));
  EXPECT_EQ(editing.plan().labels()[0]->rep.text(), "ae-2");
  EXPECT_EQ(editing.plan().labels()[1]->rep.text(), "ae-1");
  EXPECT_EQ(editing.plan().labels()[0]->name, "Territory 1");
  EXPECT_EQ(editing.touched_count(), 0U);
  editing.make(swapped_units(editing.plan(), 0, 1));
  EXPECT_EQ(editing.plan().territory_of(0), 1U);
  EXPECT_EQ(editing.plan().territory_of(2), 0U);
  EXPECT_EQ(editing.plan().territory_of(4), 2U);
}

TEST(Edits, CutByALineGoesByTheCentroids) {
  HandEdit editing = columns();
  // From the middle of the territory northwards: drawn on southwards as well.
  editing.make(cut(editing.plan(), 0, {{0.011, 0.02}, {0.011, 0.03}}));
  ASSERT_EQ(editing.plan().labels().size(), 4U);
  EXPECT_EQ(editing.plan().labels()[3]->id.text(), "4");
  EXPECT_EQ(editing.plan().labels()[3]->name, "Territory 4");
  EXPECT_TRUE(editing.plan().labels()[3]->rep.empty());
  for (std::size_t row = 0; row < 4; ++row) {
    EXPECT_NE(editing.plan().territory_of(6 * row), editing.plan().territory_of(6 * row + 1));
    EXPECT_EQ(editing.plan().territory_of(6 * row), editing.plan().territory_of(0));
  }
  EXPECT_THROW(cut(editing.plan(), 1, {{0.011, 0.02}, {0.011, 0.03}}), core::ConfigError);
  EXPECT_THROW(cut(editing.plan(), 1, {{0.011, 0.02}, {0.011, 0.02}}), core::ConfigError);
}

TEST(Edits, TheSideOfTheHomeKeepsTheLabel) {
  const geo::Line line = {{0.021, 0.005}, {0.04, 0.012}};  // a corner of territory 1 below it
  HandEdit editing = columns();
  const Edit larger = cut(editing.plan(), 1, line);
  const Edit home = cut(editing.plan(), 1, line, geo::LonLat{0.035, 0.001});
  EXPECT_EQ(larger.moves.size() + home.moves.size(), 8U);
  EXPECT_LT(larger.moves.size(), home.moves.size());
  EXPECT_EQ(larger.moves.front().unit, 2U);  // 2 and 3 lie below the line
}

TEST(SidesOf, BendsAndRingsPartThePlane) {
  const std::vector<geo::LonLat> places = {{0.0, 0.0}, {2.0, 0.5}, {4.0, 0.0}, {2.0, 3.0}};
  // A hook around the second place only, its ends drawn on to the south.
  const auto hook = sides_of({{1.0, -1.0}, {1.0, 1.0}, {3.0, 1.0}, {3.0, -1.0}}, places);
  EXPECT_EQ(hook[0], hook[2]);
  EXPECT_EQ(hook[0], hook[3]);
  EXPECT_NE(hook[0], hook[1]);
  const auto ring = sides_of({{1.0, 0.0}, {3.0, 0.0}, {3.0, 1.0}, {1.0, 1.0}, {1.0, 0.0}}, places);
  EXPECT_EQ(ring, hook);
}

TEST(SidesOf, OfAStraightLineIsTheSignOfTheTurn) {
  core::Random random(4);
  for (int round = 0; round < 200; ++round) {
    SCOPED_TRACE("seed 4, round " + std::to_string(round));
    const auto place = [&] {
      return geo::LonLat{random.uniform(-0.3, 0.3), random.uniform(-0.3, 0.3)};
    };
    const geo::LonLat a = place();
    const geo::LonLat b = place();
    const std::vector<geo::LonLat> places = {place(), place(), place()};
    const auto sides = sides_of({a, b}, places);
    const auto left = [&](geo::LonLat c) {
      return (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon) > 0.0;
    };
    for (std::size_t i = 1; i < 3; ++i) {
      EXPECT_EQ(sides[0] == sides[i], left(places[0]) == left(places[i]));
    }
  }
}

}  // namespace
}  // namespace nearnet::territory
