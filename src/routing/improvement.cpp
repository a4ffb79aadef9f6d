// SPDX-License-Identifier: Apache-2.0
#include "routing/improvement.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "core/parallel.h"
#include "core/random.h"
#include "routing/neighbours.h"
#include "routing/recreation.h"
#include "routing/ruin.h"
#include "routing/tail_swaps.h"
#include "routing/transplant.h"

namespace nearnet::routing {

namespace {

/// Temperatures in legs of the mean length, so that towns and open country cool alike.
constexpr double kFirstLegs = 1.0;
constexpr double kLastLegs = 0.02;
/// Seconds of driving that the profit of a mean shift-second outweighs; found, with the
/// temperatures, by trial on generated days of 60 to 3,000 candidates.
constexpr double kProfitWeight = 2.0;
constexpr double kMustSeconds = 1e9;  // more than any drive, so that musts come first
constexpr int kMeetings = 20;
/// How many temperatures above what is accepted a plan may be for its tails to be looked at.
constexpr double kHopeful = 2.0;
/// Share of rounds that take over a day from an earlier plan of the other search, and how many of
/// these are remembered.
constexpr double kGraftShare = 0.02;
constexpr std::size_t kDonors = 2;
/// Rounds between two looks at the budget.
constexpr std::int64_t kRoundsALook = 64;

double seconds_per_profit(const Instance& instance, const Solution& start) {
  if (instance.profit_per_second() > 0) {
    return 1.0 / static_cast<double>(instance.profit_per_second());
  }
  double shifts = 0.0;
  for (int day = 0; day < instance.days(); ++day) {
    shifts += static_cast<double>(instance.shift_end(day) - instance.shift_start(day));
  }
  return kProfitWeight * shifts / static_cast<double>(std::max<std::int64_t>(1, start.profit()));
}

/// Seconds of driving per stop, 1 at least.
double mean_leg(const Solution& solution) {
  return std::max(
      1.0, static_cast<double>(solution.drive()) / static_cast<double>(solution.planned() + 1));
}

class Search {
 public:
  Search(const Instance& instance, const Neighbours& neighbours, const Solution& start,
         std::uint64_t seed)
      : instance_(instance),
        neighbours_(neighbours),
        random_(seed),
        ruin_(neighbours),
        seconds_per_profit_(seconds_per_profit(instance, start)),
        recreate_(instance, neighbours, seconds_per_profit_),
        tail_swaps_(instance, neighbours),
        trial_(instance, start),
        best_(start),
        best_score_(start.score(instance)),
        newer_(instance.days()),
        energy_(energy(start)),
        first_temperature_(kFirstLegs * mean_leg(start)) {}

  /// Goes on until that share of the budget is spent.
  void run(double until, const ImproveOptions& options, const core::JobContext& job) {
    for (;;) {
      const double share =
          options.spent ? options.spent()
                        : static_cast<double>(rounds_) / static_cast<double>(options.iterations);
      if (share >= until) return;
      job.check_cancelled();
      const double temperature = first_temperature_ * std::pow(kLastLegs / kFirstLegs, share);
      for (std::int64_t k = 0; k < kRoundsALook; ++k) round(temperature);
      rounds_ += kRoundsALook;
    }
  }

  /// One that is not worse than the best.
  void go_on_from(const Solution& solution) {
    trial_.go_on_from(solution);
    energy_ = energy(solution);
    best_ = solution;
    best_score_ = solution.score(instance_);
    newer_.clear();
  }

  void add_donor(const Solution& donor) {
    if (donors_.size() == kDonors) donors_.erase(donors_.begin());
    donors_.push_back(donor);
  }

  const Solution& accepted() const { return trial_.accepted(); }
  const Solution& best() const { return best_; }
  const Score& best_score() const { return best_score_; }

 private:
  double energy(const Solution& solution) const {
    return static_cast<double>(solution.drive()) -
           seconds_per_profit_ * static_cast<double>(solution.profit()) -
           kMustSeconds * static_cast<double>(solution.musts());
  }

  void round(double temperature) {
    const auto wanted = neighbours_.wanted();
    const std::size_t seed = wanted[random_.below(wanted.size())];
    trial_.begin();
    const bool grafted = !donors_.empty() && random_.chance(kGraftShare) &&
                         transplant_(seed, donors_[random_.below(donors_.size())], trial_);
    if (!grafted) ruin_(seed, trial_, random_);
    const bool complete = recreate_(seed, trial_, random_);
    double trial_energy = energy(trial_.solution());
    const double limit = energy_ - temperature * std::log(1.0 - random_.uniform());
    if (complete && trial_energy < limit + kHopeful * temperature) {
      if (tail_swaps_(trial_)) trial_energy = energy(trial_.solution());
    }
    if (!complete || trial_energy >= limit) {
      trial_.undo();
      return;
    }
    trial_.accept();
    energy_ = trial_energy;
    for (const int day : trial_.touched().days()) newer_.add(day);
    note_best();
  }

  void note_best() {
    const Score score = trial_.solution().score(instance_);
    if (score <= best_score_) return;
    best_score_ = score;
    best_.copy_days(instance_, trial_.solution(), newer_.days());
    newer_.clear();
  }

  const Instance& instance_;
  const Neighbours& neighbours_;
  core::Random random_;
  Ruin ruin_;
  double seconds_per_profit_;
  Recreation recreate_;
  TailSwaps tail_swaps_;
  Transplant transplant_;
  std::vector<Solution> donors_;
  Trial trial_;
  Solution best_;
  Score best_score_;
  DaySet newer_;   // days of which the best has other stops
  double energy_;  // of what is accepted
  double first_temperature_;
  std::int64_t rounds_ = 0;
};

}  // namespace

Solution improve(const Instance& instance, const Solution& start, const ImproveOptions& options,
                 const core::JobContext& job) {
  const Neighbours neighbours(instance);
  if (neighbours.wanted().empty() || options.iterations == 0) return start;
  std::vector<Search> searches;
  searches.emplace_back(instance, neighbours, start, options.seed);
  if (!options.spent || job.threads() > 1) {
    searches.emplace_back(instance, neighbours, start, ~options.seed);
  }
  const auto best = [&]() -> const Search& {
    return *std::max_element(
        searches.begin(), searches.end(),
        [](const Search& a, const Search& b) { return a.best_score() < b.best_score(); });
  };
  for (int meeting = 1; meeting <= kMeetings; ++meeting) {
    const double until = static_cast<double>(meeting) / kMeetings;
    const auto stretch = job.part(until - 1.0 / kMeetings, until, "improving");
    core::parallel_ranges(searches.size(), 1, stretch, [&](std::size_t begin, std::size_t end) {
      for (std::size_t k = begin; k < end; ++k) searches[k].run(until, options, stretch);
    });
    const Search& leader = best();
    const Solution found = leader.best();
    for (const Search& worse : searches) {
      if (&worse == &leader) continue;
      const Solution best_of_worse = worse.best();
      const Solution last_of_worse = worse.accepted();
      for (Search& search : searches) {
        search.add_donor(best_of_worse);
        search.add_donor(last_of_worse);
      }
    }
    for (Search& search : searches) search.go_on_from(found);
  }
  return searches.front().best();
}

}  // namespace nearnet::routing
