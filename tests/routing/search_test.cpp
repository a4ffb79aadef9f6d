// SPDX-License-Identifier: Apache-2.0
// The moves of the search against recomputation and brute force.
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "core/random.h"
#include "routing/insertion.h"
#include "routing/neighbours.h"
#include "routing/recreation.h"
#include "routing/requests.h"
#include "routing/ruin.h"
#include "routing/tail_swaps.h"
#include "routing/transplant.h"
#include "routing/trial.h"

namespace nearnet::routing::testing {
namespace {

constexpr double kSecondsPerProfit = 1e-3;

/// Twenty candidates at most are each other's neighbours nearly all.
RandomRequest small_request(std::uint64_t seed) {
  return random_request(seed, {.min_candidates = 8, .max_candidates = 11, .max_days = 4});
}

/// The same with two stops a day, or as many as there are appointments.
RandomRequest tight_request(std::uint64_t seed) {
  RandomRequest random = small_request(seed);
  const std::size_t promised = random.request.appointments.size();
  random.request.most_stops = static_cast<int>(std::max<std::size_t>(2, promised));
  return random;
}

/// What is kept step by step, found anew.
void expect_sound(const Instance& instance, const Solution& solution) {
  std::size_t planned = 0;
  std::int64_t drive = 0;
  std::int64_t profit = 0;
  std::int64_t overload = 0;
  for (const Route& route : solution.routes()) {
    Route anew(instance, route.day());
    ASSERT_TRUE(anew.replace(instance, route.stops()));
    EXPECT_EQ(anew.drive(), route.drive());
    EXPECT_EQ(anew.timetable(instance).start, route.timetable(instance).start);
    drive += route.drive();
    planned += route.stops().size();
    std::int64_t load = 0;
    for (const std::size_t stop : route.stops()) {
      load += instance.node(stop).load;
      EXPECT_TRUE(instance.allows(stop, route.day()));
      EXPECT_EQ(solution.day_of(stop), route.day());
      profit += instance.node(stop).profit;
    }
    EXPECT_EQ(route.load(), load);
    overload += std::max<std::int64_t>(0, load - instance.most_load());
    EXPECT_LE(load, instance.bearable_load());
  }
  EXPECT_EQ(solution.drive(), drive);
  EXPECT_EQ(solution.planned(), planned);
  EXPECT_EQ(solution.profit(), profit);
  EXPECT_EQ(solution.overload(), overload);
}

std::vector<std::vector<std::size_t>> stops_of(const Solution& solution) {
  std::vector<std::vector<std::size_t>> all;
  for (const Route& route : solution.routes()) {
    all.emplace_back(route.stops().begin(), route.stops().end());
  }
  return all;
}

std::vector<std::size_t> visited(const Solution& solution) {
  std::vector<std::size_t> all;
  for (const auto& stops : stops_of(solution)) all.insert(all.end(), stops.begin(), stops.end());
  std::ranges::sort(all);
  return all;
}

/// What the search of a random request begins with.
class Setting {
 public:
  explicit Setting(std::uint64_t seed) : Setting(seed, small_request(seed), 0) {}
  Setting(std::uint64_t seed, RandomRequest request, std::int64_t overload)
      : request_(std::move(request)),
        instance_(make_instance(request_.request, request_.travel).with_overload(overload)),
        neighbours_(instance_),
        random_(seed) {}

  bool has_wanted() const { return !neighbours_.wanted().empty(); }
  const Instance& instance() const { return instance_; }
  const Neighbours& neighbours() const { return neighbours_; }
  core::Random& random() { return random_; }
  std::size_t some_node() {
    return neighbours_.wanted()[random_.below(neighbours_.wanted().size())];
  }
  Solution first_plan() const {
    Solution solution(instance_);
    insert_all(instance_, solution, core::JobContext());
    return solution;
  }
  /// Takes some strings out and puts them back; appointments may stay out.
  void shake(Trial& trial) {
    const std::size_t seed = some_node();
    Ruin ruin{neighbours_};
    Recreation recreate{instance_, neighbours_, kSecondsPerProfit};
    ruin(seed, trial, random_);
    recreate(seed, trial, random_);
  }

 private:
  RandomRequest request_;
  Instance instance_;
  Neighbours neighbours_;
  core::Random random_;
};

TEST(Trial, KeepsAndUndoesWhatARoundDid) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Setting setting(seed);
    if (!setting.has_wanted()) continue;
    Trial trial(setting.instance(), setting.first_plan());
    for (int round = 0; round < 20; ++round) {
      const auto before = stops_of(trial.solution());
      trial.begin();
      setting.shake(trial);
      expect_sound(setting.instance(), trial.solution());
      if (setting.random().chance(0.5)) {
        trial.undo();
        EXPECT_EQ(stops_of(trial.solution()), before);
      } else {
        trial.accept();
      }
      EXPECT_EQ(stops_of(trial.accepted()), stops_of(trial.solution()));
      expect_sound(setting.instance(), trial.solution());
      std::size_t used = 0;
      for (const Route& route : trial.solution().routes()) {
        if (route.stops().empty()) continue;
        ++used;
        EXPECT_LT(static_cast<std::size_t>(route.day()), trial.open_days());
      }
      EXPECT_EQ(trial.used_days(), used);
    }
  }
}

TEST(Trial, BearsOverloadAtItsPriceAndNoMore) {
  int overloaded = 0;
  int dear = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Setting setting(seed, tight_request(seed), 1);
    if (!setting.has_wanted()) continue;
    TailSwaps swap_tails(setting.instance(), setting.neighbours());
    for (const double price : {1.0, 1e6}) {
      Trial trial(setting.instance(), setting.first_plan());
      trial.set_overload_price(price);
      for (int round = 0; round < 10; ++round) {
        trial.begin();
        setting.shake(trial);
        const Solution shaken = trial.solution();
        const auto cost = [&](const Solution& solution) {
          return static_cast<double>(solution.drive()) +
                 price * static_cast<double>(solution.overload());
        };
        if (swap_tails(trial)) {
          EXPECT_LT(cost(trial.solution()), cost(shaken));
        }
        expect_sound(setting.instance(), trial.solution());
        (price > 1.0 ? dear : overloaded) += trial.solution().overload() > 0 ? 1 : 0;
        trial.accept();
      }
    }
  }
  EXPECT_GT(overloaded, 200);
  EXPECT_LT(dear, overloaded / 2);
}

/// Some leg of a touched day could give its tail for that of another day and drive
/// less.
bool could_swap(const Instance& instance, const Trial& trial) {
  const auto legs_of = [&](const Route& route) {
    std::vector<std::size_t> path{instance.home(route.day())};
    path.insert(path.end(), route.stops().begin(), route.stops().end());
    path.push_back(instance.home(route.day()));
    return path;
  };
  for (const int day : trial.touched().days()) {
    const Route& route = trial.solution().route(day);
    const auto path = legs_of(route);
    for (const Route& other : trial.solution().routes()) {
      if (other.day() == day || instance.tour(day).rep != instance.tour(other.day()).rep) continue;
      const auto other_path = legs_of(other);
      for (std::size_t a = 1; a < path.size(); ++a) {
        for (std::size_t b = 1; b < other_path.size(); ++b) {
          std::vector<std::size_t> first(path.begin() + 1, path.begin() + static_cast<int>(a));
          first.insert(first.end(), other_path.begin() + static_cast<int>(b), other_path.end() - 1);
          std::vector<std::size_t> second(other_path.begin() + 1,
                                          other_path.begin() + static_cast<int>(b));
          second.insert(second.end(), path.begin() + static_cast<int>(a), path.end() - 1);
          const auto allowed = [&](const auto& stops, int on) {
            return std::ranges::all_of(stops,
                                       [&](std::size_t s) { return instance.allows(s, on); });
          };
          Route one(instance, day);
          Route two(instance, other.day());
          if (allowed(first, day) && allowed(second, other.day()) && one.replace(instance, first) &&
              two.replace(instance, second) &&
              one.drive() + two.drive() < route.drive() + other.drive()) {
            return true;
          }
        }
      }
    }
  }
  return false;
}

TEST(TailSwaps, FindMostOfWhatBruteForceFinds) {
  int possible = 0;
  int swapped = 0;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Setting setting(seed);
    if (!setting.has_wanted() || setting.instance().has_orders()) continue;
    Trial trial(setting.instance(), setting.first_plan());
    TailSwaps swaps(setting.instance(), setting.neighbours());
    for (int round = 0; round < 5; ++round) {
      trial.begin();
      setting.shake(trial);
      const auto visits = visited(trial.solution());
      const std::int64_t drive = trial.solution().drive();
      const bool could = could_swap(setting.instance(), trial);
      const bool found = swaps(trial);
      EXPECT_TRUE(could || !found);
      EXPECT_EQ(trial.solution().drive() < drive, found);
      EXPECT_EQ(visited(trial.solution()), visits);
      expect_sound(setting.instance(), trial.solution());
      possible += could ? 1 : 0;
      swapped += found ? 1 : 0;
      trial.accept();
    }
    if (HasFailure()) return;
  }
  // Not those of old legs, between a short leg and a long one, nor from and to home.
  EXPECT_GT(swapped, 100);
  EXPECT_GT(2 * swapped, possible) << possible;
}

TEST(Transplant, BringsTheDayAndLosesNobody) {
  int transplanted = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Setting setting(seed);
    if (!setting.has_wanted()) continue;
    const Solution donor = setting.first_plan();
    Trial trial(setting.instance(), donor);
    for (int round = 0; round < 10; ++round) {
      trial.begin();
      setting.shake(trial);
      trial.accept();
      trial.begin();
      auto before = visited(trial.solution());
      const std::size_t node = setting.some_node();
      const bool done = Transplant()(node, donor, trial);
      expect_sound(setting.instance(), trial.solution());
      if (!done) {
        EXPECT_EQ(visited(trial.solution()), before);
        continue;
      }
      ++transplanted;
      auto after = visited(trial.solution());
      after.insert(after.end(), trial.pool().begin(), trial.pool().end());
      std::ranges::sort(after);
      EXPECT_TRUE(std::ranges::includes(after, before));
      EXPECT_EQ(std::ranges::adjacent_find(after), after.end());
      trial.undo();
      EXPECT_EQ(visited(trial.solution()), before);
    }
  }
  EXPECT_GT(transplanted, 50);
}

}  // namespace
}  // namespace nearnet::routing::testing
