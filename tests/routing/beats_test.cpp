// SPDX-License-Identifier: Apache-2.0
// Standing beats: balance, compactness, and how little changes from one time to the next.
#include "routing/beats.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/error.h"
#include "core/random.h"
#include "geo/geometry.h"

namespace nearnet::routing {
namespace {

std::vector<BeatPlace> random_places(std::uint64_t seed, std::size_t count) {
  core::Random random(seed);
  std::vector<BeatPlace> places;
  std::vector<geo::LonLat> towns;
  for (int k = 0; k < 5; ++k) {
    towns.push_back({-68.8 + random.uniform(-0.2, 0.2), 44.8 + random.uniform(-0.15, 0.15)});
  }
  for (std::size_t i = 0; i < count; ++i) {
    const geo::LonLat town = towns[random.below(towns.size())];
    places.push_back({.position = {town.lon + random.uniform(-0.05, 0.05),
                                   town.lat + random.uniform(-0.03, 0.03)},
                      .work = random.uniform(1.0, 4.0)});
  }
  return places;
}

void expect_sums(const std::vector<BeatPlace>& places, const BeatPlan& plan, std::size_t count) {
  ASSERT_EQ(plan.beat.size(), places.size());
  ASSERT_EQ(plan.work.size(), count);
  std::vector<double> work(count, 0.0);
  double total = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    ASSERT_LT(plan.beat[i], count);
    work[plan.beat[i]] += places[i].work;
    total += places[i].work;
  }
  double most = 0.0;
  for (std::size_t k = 0; k < count; ++k) {
    EXPECT_NEAR(work[k], plan.work[k], 1e-6);
    EXPECT_GT(work[k], 0.0);
    most = std::max(most, std::abs(work[k] * static_cast<double>(count) / total - 1.0));
  }
  EXPECT_NEAR(most, plan.max_deviation, 1e-9);
}

TEST(Beats, AreBalancedAndHoldEveryone) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto places = random_places(seed, 200 + 10 * seed);
    const std::size_t count = 2 + seed % 15;
    const BeatPlan plan = make_beats(places, {.count = count}, core::JobContext());
    expect_sums(places, plan, count);
    EXPECT_LE(plan.max_deviation, 0.1);
    EXPECT_EQ(plan.moved_share, 0.0);
  }
}

TEST(Beats, HardlyReachIntoEachOther) {
  int inside_another = 0;
  int all = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const auto places = random_places(seed, 400);
    const BeatPlan plan = make_beats(places, {.count = 10}, core::JobContext());
    for (std::size_t k = 0; k < 10; ++k) {
      std::vector<geo::LonLat> own;
      for (std::size_t i = 0; i < places.size(); ++i) {
        if (plan.beat[i] == k) own.push_back(places[i].position);
      }
      const geo::Geometry hull = geo::convex_hull(geo::Geometry::multi_point(own));
      for (std::size_t i = 0; i < places.size(); ++i) {
        if (plan.beat[i] != k && hull.covers(places[i].position)) ++inside_another;
      }
    }
    all += static_cast<int>(places.size());
  }
  EXPECT_LE(inside_another, all / 50) << "of " << all;
}

double spread_of(const std::vector<BeatPlace>& places, const std::vector<std::size_t>& beat,
                 std::size_t count) {
  double sum = 0.0;
  for (std::size_t k = 0; k < count; ++k) {
    double x = 0.0, y = 0.0, n = 0.0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (beat[i] != k) continue;
      x += places[i].position.lon * 0.71;
      y += places[i].position.lat;
      n += 1.0;
    }
    if (n == 0.0) return 1e9;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (beat[i] != k) continue;
      sum += std::pow(places[i].position.lon * 0.71 - x / n, 2) +
             std::pow(places[i].position.lat - y / n, 2);
    }
  }
  return sum;
}

TEST(Beats, ComeCloseToTheMostCompactOfAllBalancedOnes) {
  double ratio = 0.0;
  constexpr int kInstances = 30;
  for (std::uint64_t seed = 1; seed <= kInstances; ++seed) {
    std::vector<BeatPlace> places = random_places(seed, 12);
    for (BeatPlace& place : places) place.work = 1.0;
    const BeatPlan plan = make_beats(places, {.count = 2, .tolerance = 0.0}, core::JobContext());
    EXPECT_EQ(plan.max_deviation, 0.0) << "seed " << seed;
    double least = 1e9;
    for (unsigned mask = 0; mask < 1U << 12U; ++mask) {
      std::vector<std::size_t> beat(12);
      for (unsigned i = 0; i < 12; ++i) beat[i] = mask >> i & 1U;
      if (std::ranges::count(beat, 1U) != 6) continue;
      least = std::min(least, spread_of(places, beat, 2));
    }
    ratio += spread_of(places, plan.beat, 2) / least;
  }
  EXPECT_LT(ratio / kInstances, 1.15);
}

std::vector<BeatPlace> with_present(std::vector<BeatPlace> places, const BeatPlan& plan) {
  for (std::size_t i = 0; i < places.size(); ++i) places[i].present = plan.beat[i];
  return places;
}

TEST(Beats, StayAsTheyAreWhileTheBalanceHolds) {
  const auto places = random_places(7, 300);
  const BeatPlan first = make_beats(places, {.count = 8}, core::JobContext());
  const BeatPlan again = make_beats(with_present(places, first), {.count = 8}, core::JobContext());
  EXPECT_EQ(again.beat, first.beat);
  EXPECT_EQ(again.moved_share, 0.0);
}

TEST(Beats, MoveFewWhenTheWorkShifts) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    auto places = random_places(seed, 300);
    const BeatPlan first = make_beats(places, {.count = 8}, core::JobContext());
    places = with_present(places, first);
    for (BeatPlace& place : places) {
      if (*place.present == 3) place.work *= 1.3;
    }
    for (const BeatPlace& newcomer : random_places(seed + 100, 20)) places.push_back(newcomer);
    const BeatPlan kept = make_beats(places, {.count = 8}, core::JobContext());
    expect_sums(places, kept, 8);
    EXPECT_LE(kept.max_deviation, 0.1);
    const BeatPlan fresh = make_beats(places, {.count = 8, .fresh = true}, core::JobContext());
    EXPECT_LE(kept.moved_share, fresh.moved_share);
    EXPECT_LT(kept.moved_share, 0.25);
  }
}

TEST(Beats, KeepTheirNumbersWhenThereIsOneMore) {
  const auto places = random_places(3, 300);
  const BeatPlan first = make_beats(places, {.count = 5}, core::JobContext());
  const BeatPlan more = make_beats(with_present(places, first), {.count = 6}, core::JobContext());
  expect_sums(places, more, 6);
  EXPECT_LT(more.moved_share, 0.6);
  EXPECT_GT(more.moved_share, 0.0);
}

TEST(Beats, RefuseWhatCannotBe) {
  const auto places = random_places(1, 3);
  EXPECT_THROW(make_beats(places, {.count = 4}, core::JobContext()), core::ConfigError);
  EXPECT_THROW(make_beats(places, {.count = 0}, core::JobContext()), core::ConfigError);
  EXPECT_THROW(make_beats(places, {.count = 1, .tolerance = 2.0}, core::JobContext()),
               core::ConfigError);
  const BeatPlan each = make_beats(places, {.count = 3}, core::JobContext());
  EXPECT_EQ(std::set<std::size_t>(each.beat.begin(), each.beat.end()).size(), 3U);
}

}  // namespace
}  // namespace nearnet::routing
