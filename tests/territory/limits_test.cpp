// SPDX-License-Identifier: Apache-2.0
// What a territory may hold and what may not be in it; searches by time; searches cut short.
#include "core/error.h"
#include "territory/design.h"
#include "territory/lattice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nearnet::territory {
namespace {

using ::testing::HasSubstr;

const core::JobContext kJob({.threads = 1, .seed = 1});

std::string refusal(const std::vector<model::BasicUnit>& units, const DesignOptions& options) {
  try {
    design(units, adjacency(units), options, kJob);
  } catch (const core::InfeasibleError& failure) {
    return failure.what();
  }
  return "no refusal";
}

std::vector<double> held(const std::vector<model::BasicUnit>& units, const Design& plan,
                         std::size_t count, const std::string& weight) {
  std::vector<double> sums(count, 0.0);
  for (std::size_t i = 0; i < units.size(); ++i) {
    sums[plan.territory_of_unit[i]] += units[i].weights.at(weight);
  }
  return sums;
}

TEST(DesignLimits, OnAnotherWeightAreHeldOrNamedOnRandomGrounds) {
  int tight = 0;
  int named = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    auto units = hexagons(20, 15, seed);
    // Hours grow to the east, so that balanced prospects alone would leave them uneven.
    for (std::size_t i = 0; i < units.size(); ++i) {
      const double east = units[i].geometry.centroid().lon + 69.05;
      units[i].weights["hours"] = 1.0 + 40.0 * east;
    }
    const Adjacency graph = adjacency(units);
    DesignOptions options = options_for(4, 300'000);
    options.tolerance = 0.15;
    const Design free = design(units, graph, options, kJob);
    const auto before = held(units, free, 4, "hours");
    const double mean = std::accumulate(before.begin(), before.end(), 0.0) / 4.0;
    options.limits = {{"hours", 0.8 * mean, 1.25 * mean}};
    tight += *std::max_element(before.begin(), before.end()) > 1.25 * mean ? 1 : 0;
    const std::string refused = refusal(units, options);
    if (refused != "no refusal") {
      EXPECT_THAT(refused, HasSubstr(" hours, and "));
      ++named;
      continue;
    }
    const Design plan = design(units, graph, options, kJob);
    EXPECT_TRUE(whole_and_connected(graph, plan, 4));
    // Limits come before the tolerance; where it gives way, the plan says so.
    const double deviation = naive_deviation(units, plan, 4, "prospects");
    EXPECT_LE(deviation, 0.25);
    EXPECT_EQ(deviation > 0.15 + 1e-9, !plan.binding.empty());
    for (const double sum : held(units, plan, 4, "hours")) {
      EXPECT_LE(sum, 1.25 * mean);
      EXPECT_GE(sum, 0.8 * mean);
    }
  }
  EXPECT_LE(named, 5);
  EXPECT_GT(tight, 2) << "limits that bind nobody prove nothing";
}

TEST(DesignLimits, ThatCannotBeHeldAreNamed) {
  const auto units = squares(6, 2);
  DesignOptions options = options_for(3, 20'000);
  options.limits = {{"prospects", 5.0, std::nullopt}};
  EXPECT_THAT(refusal(units, options), HasSubstr("at least 5 prospects need 15, there are 12"));
  options.limits = {{"prospects", std::nullopt, 3.0}};
  EXPECT_THAT(refusal(units, options), HasSubstr("at most 3 prospects hold 9, there are 12"));
  options.limits = {{"prospects", 5.0, 4.0}};
  EXPECT_THAT(refusal(units, options), HasSubstr("at least 5 and at most 4"));
  const auto lumps = squares(4, 1, [](int i) { return i == 2 ? 9.0 : 2.0; });
  options.count = 2;
  options.limits = {{"prospects", std::nullopt, 8.0}};
  EXPECT_THAT(refusal(lumps, options), HasSubstr("unit 2 alone has 9 prospects"));
  // Each alone is possible, together they are not: a row of heavy, light, light, heavy.
  const auto row = squares(4, 1, [](int i) { return i == 0 || i == 3 ? 4.0 : 1.0; });
  options.limits = {{"prospects", std::nullopt, 5.0}};
  options.locks = {{core::UnitId("0"), 0}, {core::UnitId("2"), 0}};
  EXPECT_THAT(refusal(row, options), HasSubstr("territory 1 would hold 6 prospects, and 5 is"));
  options.locks.clear();
  options.limits = {{"luck", 1.0, std::nullopt}};
  EXPECT_THROW(design(row, adjacency(row), options, kJob), core::ConfigError);
}

TEST(DesignKeepOut, IsHeldOnRandomGrounds) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto units = hexagons(20, 15, seed);
    const Adjacency graph = adjacency(units);
    DesignOptions options = options_for(4, 300'000);
    options.tolerance = 0.1;
    const Design free = design(units, graph, options, kJob);
    // A patch around one unit may no longer be where the free plan has it.
    core::Random random(seed);
    const std::size_t centre = random.below(units.size());
    const geo::LonLat at = units[centre].geometry.centroid();
    for (std::size_t i = 0; i < units.size(); ++i) {
      const geo::LonLat c = units[i].geometry.centroid();
      if (std::hypot(c.lon - at.lon, 1.4 * (c.lat - at.lat)) < 0.02) {
        options.keep_out.push_back({i, free.territory_of_unit[centre], KeepOut::Why::kAsked});
      }
    }
    const Design plan = design(units, graph, options, kJob);
    EXPECT_TRUE(whole_and_connected(graph, plan, 4));
    EXPECT_LE(naive_deviation(units, plan, 4, "prospects"), 0.1);
    for (const KeepOut& out : options.keep_out) {
      EXPECT_NE(plan.territory_of_unit[out.unit], out.territory);
    }
  }
}

TEST(DesignKeepOut, OfDeadEndsIsHeld) {
  // A town of 6 × 6 squares with a road of three out of it, and at its end a place of two.
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    auto units = squares(6, 6);
    const auto add = [&](double x, double y) {
      units.push_back(unit(std::to_string(units.size()), rectangle(x, y, x + 0.01, y + 0.01), 1.0));
    };
    for (const double x : {0.06, 0.07, 0.08}) add(x, 0.02);
    for (const double y : {0.01, 0.02, 0.03}) add(0.09, y);
    const Adjacency graph = adjacency(units);
    DesignOptions options = options_for(4, 50'000);
    options.tolerance = 0.15;
    const core::JobContext job({.threads = 1, .seed = seed});
    const Design free = design(units, graph, options, job);
    // Whoever has the end is to be without it; where homes or locks name the territories too.
    const std::size_t end = units.size() - 1;
    options.keep_out = {{end, free.territory_of_unit[end], KeepOut::Why::kAsked}};
    for (const bool locked : {false, true}) {
      if (locked) {
        for (std::size_t t = 0; t < 4; ++t) {
          const auto at =
              std::ranges::find(free.territory_of_unit, t) - free.territory_of_unit.begin();
          options.locks.push_back({units[static_cast<std::size_t>(at)].id, t});
        }
        if (options.locks[free.territory_of_unit[end]].unit == units[end].id) continue;
      }
      const Design plan = design(units, graph, options, job);
      EXPECT_TRUE(whole_and_connected(graph, plan, 4));
      EXPECT_NE(plan.territory_of_unit[end], free.territory_of_unit[end]);
      EXPECT_LE(naive_deviation(units, plan, 4, "prospects"), 0.15);
    }
  }
}

TEST(DesignKeepOut, ThatCannotBeHeldIsNamed) {
  const auto units = squares(5, 1);
  DesignOptions options = options_for(2, 20'000);
  options.keep_out = {{3, 0, KeepOut::Why::kAsked}, {3, 1, KeepOut::Why::kAsked}};
  EXPECT_THAT(refusal(units, options), HasSubstr("unit 3 may be in no territory"));
  options.keep_out = {{3, 0, KeepOut::Why::kTooFar}, {3, 1, KeepOut::Why::kTooFar}};
  EXPECT_THAT(refusal(units, options), HasSubstr("allow a longer drive"));
  options.keep_out = {{1, 0, KeepOut::Why::kAsked}};
  options.locks = {{core::UnitId("1"), 0}};
  EXPECT_THAT(refusal(units, options), HasSubstr("locked to territory 1, but"));
  // Between two units locked to a territory there is no way round in a row.
  options.locks = {{core::UnitId("0"), 0}, {core::UnitId("2"), 0}};
  EXPECT_THAT(refusal(units, options), HasSubstr("unit 1 stays in territory 1"));
  options.keep_out = {{9, 0, KeepOut::Why::kAsked}};
  EXPECT_THROW(design(units, adjacency(units), options, kJob), core::ConfigError);
}

TEST(DesignBudget, ByTimeGivesAWholePlanHoweverShort) {
  const auto units = hexagons(40, 30, 3);
  const Adjacency graph = adjacency(units);
  for (const double seconds : {0.001, 0.2}) {
    DesignOptions options = options_for(6);
    options.seconds = seconds;
    EXPECT_TRUE(whole_and_connected(graph, design(units, graph, options, kJob), 6));
  }
  DesignOptions options = options_for(6);
  options.seconds = 0.0;
  EXPECT_THROW(design(units, graph, options, kJob), core::ConfigError);
}

TEST(DesignBudget, CancelGivesTheBestSoFarWhereItIsAskedTo) {
  const auto units = hexagons(24, 18, 3);
  const Adjacency graph = adjacency(units);
  std::size_t kept = 0;
  for (const double when : {0.0, 0.15, 0.35, 0.6, 0.85}) {
    SCOPED_TRACE("cancelled at " + std::to_string(when));
    for (const bool keep : {false, true}) {
      core::JobContext job({.threads = 2, .seed = 1});
      job.on_progress([&](double share, std::string_view) {
        if (share >= when) job.request_cancel();
      });
      DesignOptions options = options_for(5, 400'000);
      options.keep_best = keep;
      try {
        const Design plan = design(units, graph, options, job);
        EXPECT_TRUE(keep);
        EXPECT_TRUE(plan.stopped);
        EXPECT_TRUE(plan.connected);
        EXPECT_TRUE(whole_and_connected(graph, plan, 5));
        ++kept;
      } catch (const core::Cancelled&) {
        EXPECT_TRUE(!keep || when < 0.1) << "there was a plan";
      }
    }
  }
  EXPECT_GE(kept, 4U);
}

TEST(DesignBudget, MoreIterationsAreNoWorse) {
  const auto units = hexagons(40, 30, 5);
  const Adjacency graph = adjacency(units);
  DesignOptions options = options_for(8, 20'000);
  options.tolerance = 0.02;
  const Design little = design(units, graph, options, kJob);
  options.iterations = 2'000'000;
  const Design much = design(units, graph, options, kJob);
  EXPECT_LE(much.max_deviation, std::max(0.02, little.max_deviation));
  EXPECT_GT(much.iterations, little.iterations);
}

}  // namespace
}  // namespace nearnet::territory
