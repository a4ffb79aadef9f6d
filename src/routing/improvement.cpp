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
      : neighbours_(neighbours),
        random_(seed),
        per_second_(instance.profit_per_second()),
        seconds_per_profit_(seconds_per_profit(instance, start)),
        ruin_(neighbours),
        recreate_(instance, neighbours, seconds_per_profit_),
        tours_(instance),
        is_behind_(static_cast<std::size_t>(instance.days()), 0),
        best_score_(start.score(instance)),
        first_temperature_(kFirstLegs * mean_leg(start)) {
    tours_.load(start);
    best_ = tours_.order();
    energy_ = energy();
  }

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

  void go_on_from(const Tours::Order& order) {
    tours_.load(order);
    energy_ = energy();
    best_ = order;
    best_score_ = score();
    behind_.clear();
    std::fill(is_behind_.begin(), is_behind_.end(), 0);
  }

  const Tours::Order& best() const { return best_; }
  const Score& best_score() const { return best_score_; }
  Solution solution() const { return tours_.solution(best_); }

 private:
  double energy() const {
    return static_cast<double>(tours_.drive()) -
           seconds_per_profit_ * static_cast<double>(tours_.profit()) -
           kMustSeconds * static_cast<double>(tours_.musts());
  }

  Score score() const {
    if (per_second_ == 0) return {tours_.musts(), tours_.profit(), -tours_.drive()};
    return {tours_.musts(), tours_.profit() - per_second_ * tours_.drive(), 0};
  }

  void round(double temperature) {
    const auto wanted = neighbours_.wanted();
    const std::size_t seed = wanted[random_.below(wanted.size())];
    tours_.begin();
    pool_.clear();
    ruin_(seed, tours_, pool_, random_);
    const bool complete = recreate_(seed, tours_, pool_, random_);
    const double trial = energy();
    const double limit = energy_ - temperature * std::log(1.0 - random_.uniform());
    if (!complete || trial >= limit) {
      tours_.undo();
      return;
    }
    energy_ = trial;
    for (const std::uint32_t day : tours_.touched()) {
      if (is_behind_[day] == 0) behind_.push_back(day);
      is_behind_[day] = 1;
    }
    const Score now = score();
    if (now > best_score_) note_best(now);
  }

  void note_best(const Score& now) {
    best_score_ = now;
    for (const std::uint32_t day : behind_) {
      tours_.note(day, best_);
      is_behind_[day] = 0;
    }
    behind_.clear();
  }

  const Neighbours& neighbours_;
  core::Random random_;
  std::int64_t per_second_;
  double seconds_per_profit_;
  Ruin ruin_;
  Recreation recreate_;
  Tours tours_;
  std::vector<std::uint32_t> pool_;  // out, and may come in again
  Tours::Order best_;
  std::vector<std::uint32_t> behind_;  // days that best_ may not have as they are now
  std::vector<char> is_behind_;        // the same by day
  Score best_score_;
  double energy_ = 0.0;
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
    const Tours::Order found = best().best();
    for (Search& search : searches) search.go_on_from(found);
  }
  return searches.front().solution();
}

}  // namespace nearnet::routing
