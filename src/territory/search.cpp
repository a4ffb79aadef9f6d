// SPDX-License-Identifier: Apache-2.0
#include "territory/search.h"

#include "territory/bisection.h"
#include "territory/newcomers.h"
#include "territory/objective.h"
#include "territory/power_diagram.h"
#include "territory/repair.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace nearnet::territory {
namespace {

/// Independent streams of random numbers from one seed.
constexpr std::uint64_t kSearchStream = 0x5eed;

std::int64_t default_iterations(std::size_t cells) {
  return std::clamp<std::int64_t>(5000 * static_cast<std::int64_t>(cells), 1'000'000, 24'000'000);
}

std::vector<double> loads_of(const Problem& problem, const std::vector<std::size_t>& assignment) {
  std::vector<double> load(problem.count * problem.kinds, 0.0);
  for (std::size_t cell = 0; cell < problem.cells; ++cell) {
    for (std::size_t kind = 0; kind < problem.kinds; ++kind) {
      load[assignment[cell] * problem.kinds + kind] += problem.load_of(cell)[kind];
    }
  }
  return load;
}

/// Balanced as asked for, and within limits.
bool is_good_enough(const Problem& problem, const std::vector<std::size_t>& assignment) {
  const std::vector<double> load = loads_of(problem, assignment);
  for (std::size_t i = 0; i < load.size(); ++i) {
    const std::size_t kind = i % problem.kinds;
    if (kind < problem.balanced) {
      if (std::abs(load[i] - 1.0) > problem.tolerance + kShareNoise) return false;
    } else {
      const Problem::Band& band = problem.bands[kind - problem.balanced];
      if (load[i] < band.least || load[i] > band.most) return false;
    }
  }
  return problem.trespassers(assignment) == 0;
}

/// The share of all iterations that each of several starts gets before the best goes on.
constexpr double kTrialShare = 0.06;
/// And what each attempt gets to mend a balance that the search has missed.
constexpr double kSettleShare = 0.08;
constexpr int kSettles = 4;
/// In turn: at the ordinary price weight can pass through territories, at a higher one it goes
/// straight.
constexpr std::array kSettlePrices = {1.0, 10.0};

/// Where time counts: from this share of it on, a balance is mended, and once so much is spent, no
/// further start is made.
constexpr double kSettleFrom = 0.92;
constexpr double kHurry = 0.15;

/// Places tried for a territory that is new in a present layout, and the share of all iterations
/// that trials of a present layout get together.
constexpr std::size_t kPlaces = 8;
constexpr double kPresentShare = 0.5;

/// So many cells that placing them takes its time: one start of each kind must do.
constexpr std::size_t kMany = 30'000;

/// What a cell more or less changes of an outline's perimeter / √area, about: the more of them a
/// territory has, the less. Temperatures are measured by it.
double one_step(const Problem& problem) {
  return std::clamp(
      0.6 * std::sqrt(static_cast<double>(problem.count) / static_cast<double>(problem.cells)),
      0.005, 0.2);
}

/// In steps: hot enough that borders wander without dissolving, cool enough that they stay smooth.
constexpr double kHot = 2.0;
constexpr double kCool = 0.25;

/// What moving a cell of middling weight out of its present territory costs.
double one_cell_moved(const Problem& problem) {
  return moved_energy(problem, 1.0 / static_cast<double>(problem.cells));
}
constexpr double kMovedHeat = 2.0;
/// Where as little as possible is to move, the best plans lie at the very edge of the tolerance.
constexpr double kStrictPrice = 50.0;
constexpr std::array kOtherHeats = {0.25, 4.0, 16.0};
constexpr std::size_t kFew = 200;
constexpr std::size_t kMostTimes = 16;

/// A search within a search: this part of its time.
std::function<double()> window(const std::function<double()>& spent, double from, double to) {
  if (!spent) return {};
  return [spent, from, to] { return (spent() - from) / std::max(1e-9, to - from); };
}

class Searcher {
 public:
  Searcher(const Problem& problem, const std::vector<std::size_t>& core, const SearchBudget& budget,
           const core::JobContext& job)
      : problem_(problem),
        core_(core),
        budget_(budget),
        iterations_(budget.iterations > 0 ? budget.iterations : default_iterations(problem.cells)),
        job_(job) {}

  Improved run() {
    SearchOptions options{.iterations = iterations_, .seed = job_.seed() ^ kSearchStream};
    options.keep_best = budget_.keep_best;
    Improved best;
    if (problem_.has_present()) {
      // At full price from the start: a discount would only scatter what is to stay.
      options.first = {.temperature = kMovedHeat * one_cell_moved(problem_), .prices = {}};
      options.last.prices.imbalance = kStrictPrice * kFullPrice;
      options.full_price_from = 1.0;
      best = present_start(options);
    } else {
      options.first.temperature = kHot * one_step(problem_);
      options.last.temperature = kCool * one_step(problem_);
      best = fresh_start(options);
    }
    if (!best.stopped) {
      options.iterations = std::max<std::int64_t>(0, options.iterations - tried_);
      options.spent = window(budget_.spent, spent(), kSettleFrom);
      best = improved(problem_, std::move(best.territory_of_cell), options,
                      job_.part(0.3, 0.9, "balancing territories"));
      tried_ += best.iterations;
    }
    settle(best);
    best.iterations = tried_;
    return best;
  }

 private:
  double spent() const { return budget_.spent ? budget_.spent() : 0.0; }

  /// Starts that differ in kind and seed, each tried for a short while; the best by energy.
  Improved fresh_start(const SearchOptions& search) {
    std::vector<std::vector<std::size_t>> starts;
    const std::uint64_t seeds = problem_.cells > kMany ? 1 : 2;
    for (std::uint64_t i = 0; i < seeds; ++i) {
      // Straight cuts are there soonest: where time counts they are the first to have.
      const bool hurry = budget_.spent && !constrained();
      if (!hurry || (!starts.empty() && spent() < kHurry)) starts.push_back(by_power(i));
      if (!constrained() && (starts.empty() || spent() < kHurry)) starts.push_back(by_cuts(i));
      if (hurry && i == 0 && spent() < kHurry) starts.push_back(by_power(i));
    }
    const double share = kTrialShare * static_cast<double>(starts.size());
    return best_of(trials(std::move(starts), search), share);
  }

  std::vector<std::size_t> by_power(std::uint64_t i) const {
    const double from = 0.05 * static_cast<double>(i);
    return repaired(problem_, core_,
                    power_diagram(problem_, core_, core::Random(job_.seed() + i),
                                  job_.part(from, from + 0.05, "placing territories")));
  }
  std::vector<std::size_t> by_cuts(std::uint64_t i) const {
    return repaired(problem_, core_, bisected(problem_, core::Random(job_.seed() + i)));
  }

  /// As things stand, from little heat to so much that all of a small layout is thrown about; where
  /// territories are new, several places for them.
  Improved present_start(const SearchOptions& search) {
    std::vector<std::vector<std::size_t>> starts;
    if (newcomers(problem_).empty()) {
      starts.push_back(repaired(problem_, core_, problem_.present));
    } else {
      for (auto& start : newcomer_starts(problem_, core_, kPlaces, core::Random(job_.seed()))) {
        starts.push_back(repaired(problem_, core_, std::move(start)));
      }
    }
    const std::vector<std::size_t> as_it_stands = starts.front();
    std::vector<Trial> all = trials(std::move(starts), search);
    // Few cells are lumps that a single cooling easily gets stuck with.
    const std::size_t times = std::clamp<std::size_t>(kFew / problem_.cells, 1, kMostTimes);
    for (std::size_t i = 0; i < times * kOtherHeats.size(); ++i) {
      all.push_back({as_it_stands, search});
      all.back().search.first.temperature *= kOtherHeats[i % kOtherHeats.size()];
      all.back().search.seed += all.size();
    }
    return best_of(std::move(all), kPresentShare);
  }

  struct Trial {
    std::vector<std::size_t> start;
    SearchOptions search;
  };

  static std::vector<Trial> trials(std::vector<std::vector<std::size_t>> starts,
                                   const SearchOptions& search) {
    std::vector<Trial> all;
    for (auto& start : starts) {
      all.push_back({std::move(start), search});
      all.back().search.seed += all.size() - 1;
    }
    return all;
  }

  /// Tries each for an equal part of that share of all iterations; the best by energy.
  Improved best_of(std::vector<Trial> all, double share) {
    Improved best;
    const auto count = static_cast<double>(all.size());
    const double begun = spent();
    for (std::size_t i = 0; i < all.size() && !best.stopped; ++i) {
      SearchOptions& search = all[i].search;
      search.rounds = 8;
      search.iterations = std::llround(share / count * static_cast<double>(iterations_));
      const auto at = static_cast<double>(i);
      search.spent =
          window(budget_.spent, begun + share * at / count, begun + share * (at + 1.0) / count);
      const double from = 0.1 + 0.2 * at / count;
      Improved found = improved(problem_, std::move(all[i].start), search,
                                job_.part(from, from + 0.2 / count, "placing territories"));
      tried_ += found.iterations;
      const bool stopped = found.stopped;
      if (i == 0 || found.energy < best.energy) best = std::move(found);
      best.stopped = stopped;
    }
    return best;
  }

  /// Locks and homes are for the power diagram, which knows of them.
  bool constrained() const {
    const auto given = [](std::size_t territory) { return territory != kUnassigned; };
    return std::any_of(core_.begin(), core_.end(), given) ||
           std::any_of(problem_.home.begin(), problem_.home.end(),
                       [](const auto& home) { return home.has_value(); });
  }

  /// Balance before shape, where the search has missed the tolerance.
  void settle(Improved& plan) {
    SearchOptions options{
        .iterations = std::llround(kSettleShare * static_cast<double>(iterations_)),
        .first = {.temperature = 0.03, .prices = {.imbalance = kFullPrice}},
        .last = {.temperature = 0.005, .prices = {.imbalance = 100.0 * kFullPrice}},
        .rounds = 8,
        .seed = job_.seed() + kSearchStream};
    options.keep_best = budget_.keep_best;
    if (problem_.has_present()) {
      options.first.temperature = kMovedHeat * one_cell_moved(problem_);
    }
    for (int i = 0; i < kSettles && !plan.stopped && spent() < 1.0 &&
                    !is_good_enough(problem_, plan.territory_of_cell);
         ++i) {
      ++options.seed;
      options.first.prices.imbalance =
          kSettlePrices[static_cast<std::size_t>(i) % kSettlePrices.size()] * kFullPrice;
      options.spent = window(budget_.spent, spent(), spent() + (1.0 - kSettleFrom) / kSettles);
      Improved found = improved(problem_, plan.territory_of_cell, options,
                                job_.part(0.9, 1.0, "balancing territories"));
      tried_ += found.iterations;
      plan = std::move(found);
    }
  }

  const Problem& problem_;
  const std::vector<std::size_t>& core_;
  const SearchBudget& budget_;
  std::int64_t iterations_;
  const core::JobContext& job_;
  std::int64_t tried_ = 0;
};

}  // namespace

Improved searched(const Problem& problem, const std::vector<std::size_t>& core,
                  const SearchBudget& budget, const core::JobContext& job) {
  return Searcher(problem, core, budget, job).run();
}

}  // namespace nearnet::territory
