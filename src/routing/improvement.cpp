// SPDX-License-Identifier: Apache-2.0
#include "routing/improvement.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
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

/// Temperatures in legs of the mean length, so that towns and open country cool alike: the first
/// is a mean leg, but no more than so many from one stop to the next, as ways from a home far off
/// say nothing about who could change places with whom.
constexpr double kFirstLegs = 1.3;
constexpr double kLastOfFirst = 0.02;
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
/// Rounds between two looks at the budget and at the price of overload.
constexpr std::int64_t kRoundsALook = 64;
/// Where days can carry so much and no more, one search may overload each by so many visits of the
/// mean load, at a price that keeps that share of its plans within what days may carry: where days
/// are nearly full, hardly anybody can change places otherwise. The other search keeps to the
/// loads, which is better where there is room.
constexpr double kOverloadVisits = 0.5;
constexpr double kShareWithin = 0.8;
constexpr double kPriceStep = 1.05;

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

/// Seconds of driving from a stop to the next; none where no day has two.
std::optional<double> mean_way(const Instance& instance, const Solution& solution) {
  std::int64_t drive = 0;
  std::size_t ways = 0;
  for (const Route& route : solution.routes()) {
    const auto stops = route.stops();
    for (std::size_t k = 1; k < stops.size(); ++k) drive += instance.time(stops[k - 1], stops[k]);
    if (!stops.empty()) ways += stops.size() - 1;
  }
  if (ways == 0) return std::nullopt;
  return static_cast<double>(drive) / static_cast<double>(ways);
}

double first_temperature(const Instance& instance, const Solution& start) {
  const double leg = static_cast<double>(start.drive()) / static_cast<double>(start.planned() + 1);
  return std::max(1.0, std::min(leg, kFirstLegs * mean_way(instance, start).value_or(leg)));
}

/// Of a visit; none where days carry any load.
std::optional<double> mean_load(const Instance& instance) {
  if (instance.most_load() == Days::kNoLimit) return std::nullopt;
  std::int64_t load = 0;
  for (std::size_t index = 1; index < instance.size(); ++index) load += instance.node(index).load;
  return std::max(1.0, static_cast<double>(load) / static_cast<double>(instance.size()));
}

/// The same days, which bear some overload; none where they carry any load.
std::optional<Instance> bearing_overload(const Instance& instance) {
  const std::optional<double> load = mean_load(instance);
  if (!load) return std::nullopt;
  return instance.with_overload(static_cast<std::int64_t>(std::ceil(kOverloadVisits * *load)));
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
        first_temperature_(first_temperature(instance, start)) {
    if (instance.bears_overload()) {
      set_overload_price(first_temperature_ / mean_load(instance).value_or(1.0));
    }
  }

  /// Goes on until that share of the budget is spent.
  void run(double until, const ImproveOptions& options, const core::JobContext& job) {
    for (;;) {
      const double share =
          options.spent ? options.spent()
                        : static_cast<double>(rounds_) / static_cast<double>(options.iterations);
      if (share >= until) return;
      job.check_cancelled();
      const double temperature = first_temperature_ * std::pow(kLastOfFirst, share);
      int within = 0;
      for (std::int64_t k = 0; k < kRoundsALook; ++k) {
        round(temperature);
        if (trial_.accepted().overload() == 0) ++within;
      }
      rounds_ += kRoundsALook;
      const bool too_heavy = within < kShareWithin * static_cast<double>(kRoundsALook);
      set_overload_price(trial_.overload_price() * (too_heavy ? kPriceStep : 1.0 / kPriceStep));
    }
  }

  /// One that is not worse than the best.
  void go_on_from(const Solution& solution) {
    trial_.go_on_from(solution);
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
    return static_cast<double>(solution.drive()) +
           trial_.overload_price() * static_cast<double>(solution.overload()) -
           seconds_per_profit_ * static_cast<double>(solution.profit()) -
           kMustSeconds * static_cast<double>(solution.musts());
  }

  void set_overload_price(double seconds) {
    constexpr double kLeast = 1e-3;
    constexpr double kMost = 1e6;
    trial_.set_overload_price(std::clamp(seconds, kLeast, kMost));
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
    const double limit =
        energy(trial_.accepted()) - temperature * std::log(1.0 - random_.uniform());
    if (complete && trial_energy < limit + kHopeful * temperature) {
      if (tail_swaps_(trial_)) trial_energy = energy(trial_.solution());
    }
    if (!complete || trial_energy >= limit) {
      trial_.undo();
      return;
    }
    trial_.accept();
    for (const int day : trial_.touched().days()) newer_.add(day);
    note_best();
  }

  void note_best() {
    if (trial_.solution().overload() > 0) return;
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
  DaySet newer_;  // days of which the best has other stops
  double first_temperature_;
  std::int64_t rounds_ = 0;
};

}  // namespace

Solution improve(const Instance& instance, const Solution& start, const ImproveOptions& options,
                 const core::JobContext& job) {
  const std::optional<Instance> bearing = bearing_overload(instance);
  const Neighbours neighbours(instance);
  if (neighbours.wanted().empty() || options.iterations == 0) return start;
  std::vector<Search> searches;
  searches.emplace_back(instance, neighbours, start, options.seed);
  if (!options.spent || job.threads() > 1) {
    searches.emplace_back(bearing ? *bearing : instance, neighbours, start, ~options.seed);
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
