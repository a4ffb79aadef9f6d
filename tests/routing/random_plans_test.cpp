// SPDX-License-Identifier: Apache-2.0
// What must hold for every plan, on thousands of random requests.
#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <tuple>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "routing/check.h"
#include "routing/requests.h"

namespace nearnet::routing::testing {
namespace {

/// Whose place could the candidate take, by the plain simulation? The displaced, in any order.
std::vector<std::size_t> places_for(const RandomRequest& random, const DayPlan& plan,
                                    std::size_t newcomer) {
  std::vector<std::size_t> displaced;
  for (const RepDay& day : rep_days(random.request)) {
    const auto order = order_of(random.request, plan, day);
    for (std::size_t gone = 0; gone < order.size(); ++gone) {
      const bool agreed = std::any_of(
          random.request.appointments.begin(), random.request.appointments.end(),
          [&](const Appointment& appointment) { return appointment.candidate == order[gone]; });
      if (agreed) continue;
      auto rest = order;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(gone));
      for (std::size_t k = 0; k <= rest.size(); ++k) {
        auto trial = rest;
        trial.insert(trial.begin() + static_cast<std::ptrdiff_t>(k), newcomer);
        if (simulate(random.request, random.travel, day, trial)) {
          displaced.push_back(order[gone]);
          break;
        }
      }
    }
  }
  return displaced;
}

void expect_true_reasons(const RandomRequest& random, const DayPlan& plan) {
  for (const model::Unserved& unserved : plan.unserved) {
    const bool no_room = unserved.reason == "NO_TIME_LEFT" || unserved.reason == "NO_DRIVE_LEFT" ||
                         unserved.reason == "DAY_FULL";
    if (!no_room && unserved.reason != "LOWER_VALUE") continue;
    const std::size_t i = std::stoul(unserved.business.text()) - 1;
    const Candidate& left_out = random.request.candidates[i];
    const auto displaced = places_for(random, plan, i);
    EXPECT_EQ(no_room, displaced.empty()) << unserved.reason << " " << unserved.business.text();
    for (const std::size_t other : displaced) {
      const Candidate& kept = random.request.candidates[other];
      EXPECT_GE(std::tuple(kept.must, kept.value), std::tuple(left_out.must, left_out.value))
          << unserved.business.text() << " would be the better stop";
    }
  }
}

struct Kind {
  std::string name;
  RandomOptions options;
  int plans = 5000;
};

/// The stops that a detail says would be displaced, as indices of candidates.
std::vector<std::size_t> named_in(std::string_view text) {
  constexpr std::string_view kName = "Business ";
  std::vector<std::size_t> named;
  for (auto at = text.find(kName); at != text.npos; at = text.find(kName, at + 1)) {
    named.push_back(std::stoul(std::string(text.substr(at + kName.size(), 4))) - 1);
  }
  return named;
}

std::string said_of_driving(core::Seconds more) {
  if (more.value == 0) return ", no more driving.";
  const std::int64_t minutes = (std::abs(more.value) + 59) / 60;
  return fmt::format(", {} {} driving.", core::format_duration(core::minutes(minutes)),
                     more.value < 0 ? "less" : "more");
}

/// What a plan loses by forcing someone in, as the detail claims: found by doing it.
void expect_true_cost(const RandomRequest& random, const DayPlan& plan,
                      const model::Unserved& unserved, int& forced) {
  constexpr std::string_view kForced = "Forced in on ";
  const auto claim = unserved.detail.find(kForced);
  if (claim == std::string::npos) return;
  const std::string text = unserved.detail.substr(claim + kForced.size());
  const std::size_t newcomer = std::stoul(unserved.business.text()) - 1;
  const auto gone = named_in(text);
  ASSERT_FALSE(gone.empty()) << text;
  double lost = -random.request.candidates[newcomer].value;
  for (const std::size_t i : gone) lost += random.request.candidates[i].value;
  const std::string worth =
      fmt::format("{:g} of value {}", std::abs(lost), lost < 0 ? "gained" : "lost");
  EXPECT_NE(text.find(worth), std::string::npos) << text << ": " << worth;
  bool fits = false;
  for (const RepDay& day : rep_days(random.request)) {
    if (!text.starts_with(core::format_date(day.date))) continue;
    const auto whole = order_of(random.request, plan, day);
    auto rest = whole;
    std::erase_if(rest, [&](std::size_t i) { return std::ranges::count(gone, i) > 0; });
    if (rest.size() + gone.size() != whole.size()) continue;  // another rep's day
    const auto before = simulate(random.request, random.travel, day, whole);
    ASSERT_TRUE(before);
    for (std::size_t k = 0; k <= rest.size(); ++k) {
      auto trial = rest;
      trial.insert(trial.begin() + static_cast<std::ptrdiff_t>(k), newcomer);
      const auto after = simulate(random.request, random.travel, day, trial);
      fits = fits || (after && text.find(said_of_driving(*after - *before)) != std::string::npos);
    }
  }
  EXPECT_TRUE(fits) << unserved.business.text() << ": " << text;
  ++forced;
}

class RandomPlans : public ::testing::TestWithParam<Kind> {};

TEST_P(RandomPlans, AreValidAndTheirReasonsTrue) {
  int valid = 0;
  int forced = 0;
  for (std::uint64_t seed = 1; valid < GetParam().plans; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRequest random = random_request(seed, GetParam().options);
    random.request.iterations = static_cast<std::int64_t>(seed % 3) * 100;
    try {
      const DayPlan plan =
          plan_days(random.request, random.travel, core::JobContext({.threads = 1}));
      ASSERT_EQ(check_plan(random.request, random.travel, plan), std::vector<std::string>());
      expect_true_reasons(random, plan);
      for (const model::Unserved& unserved : plan.unserved) {
        expect_true_cost(random, plan, unserved, forced);
      }
      ++valid;
    } catch (const core::InfeasibleError&) {
      ASSERT_FALSE(random.request.appointments.empty());
    }
    if (HasFailure()) return;
  }
  EXPECT_GT(forced, 100);
}

INSTANTIATE_TEST_SUITE_P(
    OfAllKinds, RandomPlans,
    ::testing::Values(Kind{"Wide", {}}, Kind{"Tight", {.tight = true}},
                      Kind{"Teams", {.max_colleagues = 3}, 3000},
                      Kind{"TightTeams", {.tight = true, .max_colleagues = 2}, 2000},
                      Kind{"Orders", {.orders = true}, 2000}),
    [](const auto& kind) { return kind.param.name; });

TEST(RandomPlan, IsTheSameOnAnyNumberOfThreads) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRequest random = random_request(seed, {.min_candidates = 200, .max_candidates = 300});
    random.request.appointments.clear();
    const DayPlan one = plan_days(random.request, random.travel, core::JobContext({.threads = 1}));
    const DayPlan two = plan_days(random.request, random.travel, core::JobContext({.threads = 2}));
    EXPECT_EQ(one.days, two.days);
    EXPECT_EQ(one.stops, two.stops);
    EXPECT_EQ(one.unserved, two.unserved);
    EXPECT_EQ(one.value, two.value);
    EXPECT_EQ(one.cost, two.cost);
  }
}

TEST(RandomPlan, IsNeverWorseWithMoreIterations) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomRequest random = random_request(seed, {.min_candidates = 60, .max_candidates = 80});
    random.request.appointments.clear();
    for (Candidate& candidate : random.request.candidates) candidate.must = false;
    random.request.iterations = 0;
    const DayPlan first = plan_days(random.request, random.travel, core::JobContext());
    random.request.iterations = 2000;
    const DayPlan improved = plan_days(random.request, random.travel, core::JobContext());
    EXPECT_GE(std::tuple(improved.value, -improved.cost), std::tuple(first.value, -first.cost));
  }
}

}  // namespace
}  // namespace nearnet::routing::testing
